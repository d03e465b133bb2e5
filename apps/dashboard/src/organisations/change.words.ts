import type { ChangeKind } from '@ofrecord/core/hierarchy/change.rules'
import {
  hierarchy_did_created,
  hierarchy_did_dissociated,
  hierarchy_did_headquarters,
  hierarchy_did_merge_undone,
  hierarchy_did_merged,
  hierarchy_did_moved,
  hierarchy_did_restored,
  hierarchy_panel_headquarters,
  hierarchy_panel_move,
  hierarchy_title_created,
  hierarchy_title_dissociated,
  hierarchy_title_moved,
} from '@ofrecord/messages/messages'
import type { IconName } from '../ui/icon.tsx'

/** What was done to the tree, as it stands behind the name of who did it. */
export const changeWords: Record<ChangeKind, { icon: IconName; did: (inputs: { location: string }) => string }> = {
  created: { icon: 'plus', did: hierarchy_did_created },
  moved: { icon: 'drag', did: hierarchy_did_moved },
  headquarters: { icon: 'home', did: hierarchy_did_headquarters },
  dissociated: { icon: 'ended', did: hierarchy_did_dissociated },
  restored: { icon: 'undo', did: hierarchy_did_restored },
  merged: { icon: 'tree', did: hierarchy_did_merged },
  mergeUndone: { icon: 'undo', did: hierarchy_did_merge_undone },
}

/** What a rehearsal is about, as its name; a move says where to, if the reader may know that place. */
export const rehearsalTitle = (kind: ChangeKind, location: string, parent: string | null = null): string => {
  if (kind === 'moved' && parent !== null) return hierarchy_title_moved({ location, parent })
  return {
    created: hierarchy_title_created,
    moved: hierarchy_panel_move,
    headquarters: hierarchy_panel_headquarters,
    dissociated: hierarchy_title_dissociated,
    restored: hierarchy_did_restored,
    merged: hierarchy_did_merged,
    mergeUndone: hierarchy_did_merge_undone,
  }[kind]({ location })
}
