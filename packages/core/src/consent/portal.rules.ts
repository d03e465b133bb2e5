import { z } from 'zod'
import { customerLanguages } from '../claims/language.rules.ts'
import { consentModes } from '../customers/customer.rules.ts'
import { line } from '../kernel/text.rules.ts'

/** How long a code is good, how often it may be tried, and how many a mailbox gets in an hour. */
export const codeMinutes = 10
export const codeTries = 5
export const codesAnHour = 5
/** How long somebody stays signed in. */
export const sessionHours = 8

const address = z.email().max(254).toLowerCase()
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/)

export const CodeAsked = z.strictObject({ address })
export const CodeTyped = z.strictObject({
  address,
  /** As it was typed or pasted: spaces between the digits are no mistake. */
  code: z
    .string()
    .max(40)
    .overwrite((typed) => typed.replaceAll(/\s/g, '')),
})
export const Proof = z.strictObject({ domain, address })

/** Whether a mailbox is on a domain or below it: whoever rules a domain rules what is below. */
export const isOnDomain = (mailbox: string, rootDomain: string): boolean => {
  const host = mailbox.slice(mailbox.lastIndexOf('@') + 1).toLowerCase()
  return host === rootDomain.toLowerCase() || host.endsWith(`.${rootDomain.toLowerCase()}`)
}

export const InSession = z.strictObject({ session: z.string().max(100) })
export const Posted = InSession.extend({ nonce: z.string().max(80) })

export const HistoryAsked = InSession.extend({ before: z.string().max(200).optional() })
/** A location's number: seven digits (CLM-R4). */
const number = z.int().min(1).max(2_147_483_647)
export const PartnerAsked = InSession.extend({ number })
export const OfPartner = Posted.extend({ number })
export const Revocation = Posted.extend({ associationIds: z.array(z.uuid()).max(500), block: z.boolean() })
export const PolicyTyped = Posted.extend({
  mode: z.enum(consentModes),
  defaultContact: z.union([address, z.literal('')]),
  language: z.string().refine((language) => customerLanguages.includes(language)),
  codePhrase: line(200),
})
export type PolicyTyped = z.infer<typeof PolicyTyped>
export const PersonNamed = Posted.extend({
  name: line(120).pipe(z.string().min(1)),
  email: address,
  delegate: z.boolean(),
})
export const OfPerson = Posted.extend({ personId: z.uuid() })
export const OfTenant = Posted.extend({ tenant: z.uuid() })

/**
 * Whether a phrase may stand in letters: 3 to 40 characters and nothing that a mail program would turn into a link,
 * since it is printed where a reader decides whether to trust the letter.
 */
export const isCodePhrase = (phrase: string): boolean => {
  const length = [...phrase].length
  return length >= 3 && length <= 40 && !/:\/\/|www\.|@|[\p{L}\p{N}]\.[\p{L}\p{N}]{2}/iu.test(phrase)
}
