import {
  competencies_cause_asked,
  competencies_cause_association,
  competencies_cause_fee,
  competencies_cause_goal,
  competencies_cause_grace,
  competencies_cause_imported,
  competencies_cause_lapse,
  competencies_cause_nightly,
  competencies_cause_pin,
  competencies_cause_preapproved,
  competencies_cause_reference,
  competencies_cause_renewal,
  competencies_cause_results,
  competencies_cause_stay,
  competencies_cause_tree,
  competencies_cause_withdrawn,
} from '@ofrecord/messages/messages'

const causes: Record<string, () => string> = {
  'competency.goalSet': competencies_cause_goal,
  'competency.personPinned': competencies_cause_pin,
  'competency.personUnpinned': competencies_cause_pin,
  'competency.preapproved': competencies_cause_preapproved,
  'competency.withdrawn': competencies_cause_withdrawn,
  'competency.openRenewal': competencies_cause_renewal,
  'competency.anniversary': competencies_cause_grace,
  'competency.lapse': competencies_cause_lapse,
  'competencies.nightly': competencies_cause_nightly,
  'competencies.recount': competencies_cause_asked,
}

/** What happened in another room, by the noun of its event. */
const nouns: Record<string, () => string> = {
  credential: competencies_cause_results,
  skill: competencies_cause_results,
  affiliation: competencies_cause_stay,
  reference: competencies_cause_reference,
  claim: competencies_cause_association,
  association: competencies_cause_association,
  location: competencies_cause_tree,
  merge: competencies_cause_tree,
  organization: competencies_cause_tree,
  vendor: competencies_cause_imported,
  order: competencies_cause_fee,
  fee: competencies_cause_fee,
  payment: competencies_cause_fee,
  membership: competencies_cause_fee,
}

/** Why a competency changed its state (CMP-R5), in words; what has none yet is named by its code. */
export const causeText = (cause: string): string => (causes[cause] ?? nouns[cause.split('.')[0] ?? ''])?.() ?? cause
