import type {
  ReferenceRejectReason,
  ReferenceSignal,
  ReferenceState,
  ReferenceVerb,
} from '@ofrecord/core/references/reference.rules'
import { referenceMoves } from '@ofrecord/core/references/reference.rules'
import {
  references_answer_yes,
  references_reason_description_wrong,
  references_reason_not_our_project,
  references_reason_not_satisfied,
  references_reason_other,
  references_signal_quick,
  references_signal_trap_field,
  references_signal_trap_link,
  references_state_approved,
  references_state_assigned,
  references_state_awaiting_customer,
  references_state_cancelled,
  references_state_draft,
  references_state_expired,
  references_state_lapsed,
  references_state_rejected,
  references_state_revoked,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/** How a state reads and looks. */
export const stateWords: Record<ReferenceState, { word: () => string; look: Look }> = {
  draft: { word: references_state_draft, look: looks.dashed },
  awaiting_customer: { word: references_state_awaiting_customer, look: looks.half },
  approved: { word: references_state_approved, look: looks.yours },
  assigned: { word: references_state_assigned, look: looks.inForce },
  rejected: { word: references_state_rejected, look: looks.refused },
  lapsed: { word: references_state_lapsed, look: looks.ended },
  cancelled: { word: references_state_cancelled, look: looks.takenBack },
  expired: { word: references_state_expired, look: looks.ended },
  revoked: { word: references_state_revoked, look: looks.denied },
}

/** The same for the vendor's reader: what waits for the partner to assign it asks nothing of a reviewer. */
export const checkWords: typeof stateWords = {
  ...stateWords,
  approved: { word: references_answer_yes, look: looks.inForce },
}

export const reasonWords: Record<ReferenceRejectReason, () => string> = {
  not_our_project: references_reason_not_our_project,
  description_wrong: references_reason_description_wrong,
  not_satisfied: references_reason_not_satisfied,
  other: references_reason_other,
}

const signalTexts: Record<ReferenceSignal, () => string> = {
  trap_field: references_signal_trap_field,
  trap_link: references_signal_trap_link,
  quick: references_signal_quick,
}

/** What made an answer look like a program's; a sign without words yet is named by its code. */
export const signalWord = (signal: string): string => signalTexts[signal as ReferenceSignal]?.() ?? signal

/** Whether the table of transitions lets somebody do that in this state: buttons are drawn from it (B.5.2). */
export const allows = (state: ReferenceState, verb: ReferenceVerb): boolean => verb in referenceMoves[state]
