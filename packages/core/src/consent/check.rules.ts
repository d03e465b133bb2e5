import { z } from 'zod'
import { paragraph } from '../kernel/text.rules.ts'
import { checkFindings } from './finding.rules.ts'

/** The finding and why, in one's own words: the next reviewer reads it years later. */
export const CloseCheckInput = z.strictObject({
  checkId: z.uuid(),
  finding: z.enum(checkFindings),
  note: paragraph(2000).min(1),
})
