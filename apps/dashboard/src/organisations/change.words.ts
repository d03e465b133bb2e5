import type { ChangeKind } from '@ofrecord/core/hierarchy/change.rules'
import * as m from '@ofrecord/messages/messages'
import type { IconName } from '../ui/icon.tsx'

/** What was done to the tree, as it stands behind the name of who did it. */
export const changeWords: Record<ChangeKind, { icon: IconName; did: (inputs: { location: string }) => string }> = {
  created: { icon: 'plus', did: m.hierarchy_did_created },
  moved: { icon: 'drag', did: m.hierarchy_did_moved },
  headquarters: { icon: 'home', did: m.hierarchy_did_headquarters },
  dissociated: { icon: 'ended', did: m.hierarchy_did_dissociated },
  restored: { icon: 'undo', did: m.hierarchy_did_restored },
  merged: { icon: 'tree', did: m.hierarchy_did_merged },
  mergeUndone: { icon: 'undo', did: m.hierarchy_did_merge_undone },
}

/** What a rehearsal is about, as its name. */
export const rehearsalTitle = (kind: ChangeKind, location: string): string =>
  ({
    created: m.hierarchy_title_created,
    moved: m.hierarchy_panel_move,
    headquarters: m.hierarchy_panel_headquarters,
    dissociated: m.hierarchy_title_dissociated,
    restored: m.hierarchy_did_restored,
    merged: m.hierarchy_did_merged,
    mergeUndone: m.hierarchy_did_merge_undone,
  })[kind]({ location })
