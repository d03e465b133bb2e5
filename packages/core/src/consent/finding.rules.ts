/** What a reviewer found after a customer had said that it does not know the partner. */
export const checkFindings = ['works_for_customer', 'mistake', 'fraud'] as const
export type CheckFinding = (typeof checkFindings)[number]
