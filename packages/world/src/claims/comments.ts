import type { ReviewReason } from '../reasons.ts'

const sentences: Readonly<Record<ReviewReason, string>> = {
  evidence_unrelated: 'The document is about other work. Please send the one that shows this project.',
  no_customer_acknowledgement:
    'The customer has not signed. Please send the signed page, or another proof that the customer knows of the work.',
  item_not_covered:
    'The statement of work does not name every product you claim. Please show where the missing one is agreed.',
  activity_not_described: 'Please state what your people do: who trains, who migrates, who follows up, and how often.',
  party_mismatch: 'The document names another company. It must name you and the customer of this claim.',
  dates_missing: 'Please send a page that shows the dates of the milestones and of both signatures.',
  evidence_outdated: 'The customer signed more than twelve months ago. Please send a newer acknowledgement.',
  public_sector_disclosure:
    'For public customers in this country the disclosure paragraph is needed. It is not in the document.',
  other_partner_recorded: 'Another partner is recorded for these items, and your documents do not show newer work.',
  wrong_activity: 'The document describes advice before the purchase, not use. Please claim the activity that fits.',
  wrong_location: 'The document names another of your locations as the one that does the work.',
  customer_not_found: 'We could not find a company of this name behind the contact you gave.',
  no_response: 'There was no answer within 30 days.',
  other: 'Please read the comment on your document.',
}

/** What the partner reads when a claim comes back or is rejected. */
export const reviewComment = (reasons: readonly ReviewReason[]): string =>
  reasons.map((reason) => sentences[reason]).join(' ')

/** Why a reviewer approved; kept with the decision. */
export const rationale =
  'The document names both parties, the products and the activities, and both sides signed it within twelve months.'
