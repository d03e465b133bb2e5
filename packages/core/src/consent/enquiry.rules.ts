import { z } from 'zod'
import { line, paragraph } from '../kernel/text.rules.ts'

/** What whoever writes without a link wants: to say no, to get a letter again, or something in their own words. */
export const enquiryWishes = ['no', 'letter', 'other'] as const
export type EnquiryWish = (typeof enquiryWishes)[number]

export type EnquiryOutcome = 'letter_sent' | 'no_recorded' | 'dismissed'

/** Written on the customers' site, by anybody. The number is that of a letter, as it was typed. */
export const EnquireInput = z.strictObject({
  nonce: z.string().max(80),
  number: line(40),
  address: line(254),
  name: line(120),
  wish: z.enum(enquiryWishes),
  words: paragraph(2000).default(''),
  trap: z.string().max(200).default(''),
})
export type EnquireInput = z.infer<typeof EnquireInput>

/** How the person was checked, or why nothing was done: a colleague reads it years later. */
export const NotedInput = z.strictObject({ enquiryId: z.uuid(), note: paragraph(2000).min(1) })
