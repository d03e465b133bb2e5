import type { MergeState } from '@ofrecord/core/hierarchy/merge.rules'
import {
  hierarchy_merge_accepted,
  hierarchy_merge_cancelled,
  hierarchy_merge_declined,
  hierarchy_merge_else_apart,
  hierarchy_merge_else_expires,
  hierarchy_merge_else_frozen,
  hierarchy_merge_else_stays,
  hierarchy_merge_executed,
  hierarchy_merge_expired,
  hierarchy_merge_invited,
  hierarchy_merge_undone,
  hierarchy_merge_who_acquirer,
  hierarchy_merge_who_contact,
  hierarchy_merge_who_desk,
  hierarchy_merge_who_you,
  hierarchy_standing_no_limit,
  hierarchy_standing_nobody,
} from '@ofrecord/messages/messages'
import { formatMoment } from '../lib/format.ts'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'
import type { MergeView } from './answers.ts'

/** Icon, tone and word of every state of a merge. */
export const mergeStates: Record<MergeState, { look: Look; word: () => string }> = {
  invited: { look: looks.quarter, word: hierarchy_merge_invited },
  accepted: { look: looks.threeQuarters, word: hierarchy_merge_accepted },
  declined: { look: looks.denied, word: hierarchy_merge_declined },
  expired: { look: looks.ended, word: hierarchy_merge_expired },
  cancelled: { look: looks.takenBack, word: hierarchy_merge_cancelled },
  executed: { look: looks.inForce, word: hierarchy_merge_executed },
  undone: { look: looks.ended, word: hierarchy_merge_undone },
}

type Merge = Omit<MergeView, 'preview'>

const undoDays = 30

/** Who acts on a merge, until when, and what happens otherwise. `isBlocked`: something rests on it, so that nobody can undo it. */
export const mergeStanding = (merge: Merge, vendor: string, isBlocked: boolean) => {
  const nobody = { who: hierarchy_standing_nobody(), until: hierarchy_standing_no_limit() }
  if (merge.state === 'invited')
    return {
      who: merge.mayAnswer
        ? hierarchy_merge_who_you()
        : hierarchy_merge_who_contact({ organisation: merge.invited.name }),
      until: formatMoment(merge.dueAt),
      otherwise: hierarchy_merge_else_expires(),
    }
  if (merge.state === 'accepted')
    return {
      who: hierarchy_merge_who_acquirer({ organisation: merge.acquirer.name }),
      until: hierarchy_standing_no_limit(),
      otherwise: hierarchy_merge_else_frozen(),
    }
  if (merge.state === 'executed') {
    const until = new Date(Date.parse(merge.executedAt ?? merge.invitedAt) + undoDays * 86_400_000)
    const isOver = isBlocked || until.getTime() <= Date.now()
    return {
      ...(isOver ? nobody : { who: hierarchy_merge_who_desk({ vendor }), until: formatMoment(until) }),
      otherwise: hierarchy_merge_else_stays(),
    }
  }
  return { ...nobody, otherwise: hierarchy_merge_else_apart() }
}
