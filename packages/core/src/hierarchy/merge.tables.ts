/**
 * What a merge does with each table whose rows name an organisation (MRG-R5). A new table with such a column fails a test
 * until it stands in one of the two lists.
 */
export interface Moving {
  table: string
  /** The column that finds the same rows again when the merge is undone, and what it points at. */
  by: 'id' | 'claim_id' | 'association_id' | 'ticket_id'
}

/** They become the acquirer's. What hangs on a claim or a ticket is found again by it, also what came after the merge. */
export const movingTables: readonly Moving[] = [
  { table: 'location', by: 'id' },
  { table: 'affiliation', by: 'id' },
  { table: 'role_assignment', by: 'id' },
  { table: 'contact_assignment', by: 'id' },
  { table: 'privilege_grant', by: 'id' },
  { table: 'credential_profile', by: 'id' },
  { table: 'credential_link', by: 'id' },
  { table: 'skill_record', by: 'id' },
  { table: 'domain_proof', by: 'id' },
  { table: 'membership', by: 'id' },
  { table: 'customer_reference', by: 'id' },
  { table: 'reference_assignment', by: 'id' },
  { table: 'competency_enrollment', by: 'id' },
  { table: 'requirement_result', by: 'id' },
  { table: 'enrollment_change', by: 'id' },
  { table: 'person_pin', by: 'id' },
  { table: 'indicator_fact', by: 'id' },
  { table: 'recorded_association', by: 'id' },
  { table: 'amount_fact', by: 'id' },
  { table: 'fee_order', by: 'id' },
  { table: 'payment', by: 'id' },
  { table: 'invoice', by: 'id' },
  { table: 'tax_exemption', by: 'id' },
  { table: 'tax_confirmation', by: 'id' },
  { table: 'benefit_use', by: 'id' },
  { table: 'ticket', by: 'id' },
  { table: 'ticket_message', by: 'ticket_id' },
  { table: 'claim', by: 'id' },
  { table: 'claim_draft', by: 'id' },
  { table: 'claim_item', by: 'claim_id' },
  { table: 'claim_contact', by: 'claim_id' },
  { table: 'claim_submission', by: 'claim_id' },
  { table: 'claim_look', by: 'claim_id' },
  { table: 'comment', by: 'claim_id' },
  { table: 'evidence', by: 'claim_id' },
  { table: 'dispute', by: 'claim_id' },
  { table: 'association', by: 'claim_id' },
  { table: 'conflict_party', by: 'claim_id' },
  { table: 'figures_look', by: 'association_id' },
]

/**
 * They stay, and say why. The acquirer reads them by a policy of the migration `mergers`, but for those whose reason says
 * that it does not.
 */
export const stayingTables: Readonly<Record<string, string>> = {
  event: 'append-only and hashed with the organisation it was written for (I8)',
  consent_notice: 'append-only: what a customer was told, by whom',
  notice_recipient: 'who was told belongs to the notice',
  consent_decision: 'append-only: what a customer said',
  consent_receipt: 'append-only and signed',
  customer_question: 'asked of the organisation that the notice named, and never changed',
  review_decision: 'append-only: a verdict on what was then',
  letter: 'sent in the name of the organisation it was written for',
  structure_change: 'append-only: the history of a tree that was',
  location_place: 'kept by the database: where a location stood until then',
  hierarchy_rehearsal: 'computed from a tree that is no more; it can only be read',
  merge: 'names both sides already; earlier ones of the other side are not the acquirer’s business',
  partner_rule: 'carried by its meaning, see `carryRules`: a customer’s no comes along, its yes does not',
  directory_token: 'opens the organisation it was made for; the acquirer’s people are no business of that directory',
  directory_user: 'what a directory that has no access any more called its people',
  reviewer_exclusion: 'carried by `carryRules`: the same reviewer may stand beside both',
}
