import type { MergeState } from '@ofrecord/core/hierarchy/merge.rules'
import * as m from '@ofrecord/messages/messages'
import { formatMoment } from '../lib/format.ts'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'
import type { MergeView } from './answers.ts'

/** Icon, tone and word of every state of a merge. */
export const mergeStates: Record<MergeState, { look: Look; word: () => string }> = {
  invited: { look: looks.quarter, word: m.hierarchy_merge_invited },
  accepted: { look: looks.threeQuarters, word: m.hierarchy_merge_accepted },
  declined: { look: looks.denied, word: m.hierarchy_merge_declined },
  expired: { look: looks.ended, word: m.hierarchy_merge_expired },
  cancelled: { look: looks.takenBack, word: m.hierarchy_merge_cancelled },
  executed: { look: looks.inForce, word: m.hierarchy_merge_executed },
  undone: { look: looks.ended, word: m.hierarchy_merge_undone },
}

type Merge = Omit<MergeView, 'preview'>

const undoDays = 30

/** Who acts on a merge, until when, and what happens otherwise. */
export const mergeStanding = (merge: Merge, vendor: string) => {
  const nobody = { who: m.hierarchy_standing_nobody(), until: m.hierarchy_standing_no_limit() }
  if (merge.state === 'invited')
    return {
      who: merge.mayAnswer
        ? m.hierarchy_merge_who_you()
        : m.hierarchy_merge_who_contact({ organisation: merge.invited.name }),
      until: formatMoment(merge.dueAt),
      otherwise: m.hierarchy_merge_else_expires(),
    }
  if (merge.state === 'accepted')
    return {
      who: m.hierarchy_merge_who_acquirer({ organisation: merge.acquirer.name }),
      until: m.hierarchy_standing_no_limit(),
      otherwise: m.hierarchy_merge_else_frozen(),
    }
  if (merge.state === 'executed')
    return {
      who: m.hierarchy_merge_who_desk({ vendor }),
      until: formatMoment(new Date(Date.parse(merge.executedAt ?? merge.invitedAt) + undoDays * 86_400_000)),
      otherwise: m.hierarchy_merge_else_stays(),
    }
  return { ...nobody, otherwise: m.hierarchy_merge_else_apart() }
}
