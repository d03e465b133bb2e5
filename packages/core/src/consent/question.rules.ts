import { z } from 'zod'
import { paragraph } from '../kernel/text.rules.ts'

/** So many questions may be sent through one link within 24 hours. */
export const questionsADay = 3

export const AskInput = z.object({
  link: z.string().max(200),
  nonce: z.string().max(80),
  text: paragraph(2000),
  /** Whether the partner learns the mailbox that asks. */
  showAddress: z.boolean().default(false),
  trap: z.string().max(200).default(''),
})
