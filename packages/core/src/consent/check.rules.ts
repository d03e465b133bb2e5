import { z } from 'zod'
import { paragraph } from '../claims/text.rules.ts'

/** What a reviewer found after a customer had said that it does not know the partner. */
export const checkFindings = ['works_for_customer', 'mistake', 'fraud'] as const
export type CheckFinding = (typeof checkFindings)[number]

/** The finding and why, in one's own words: the next reviewer reads it years later. */
export const CloseCheckInput = z.strictObject({
  checkId: z.uuid(),
  finding: z.enum(checkFindings),
  note: paragraph(2000).min(1),
})
