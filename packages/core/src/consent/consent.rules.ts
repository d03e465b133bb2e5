import { z } from 'zod'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import type { AskMode } from '../customers/customer.rules.ts'
import { paragraph } from '../kernel/text.rules.ts'

/** Why the customer says no (S2's three). */
export const denialReasons = ['data', 'unknown', 'other'] as const
export type DenialReason = (typeof denialReasons)[number]

/** What the notice told: who asks, for what, until when silence counts. Kept as it was told. */
export interface NoticeSnapshot {
  /** What silence means. Letters of before it was asked do not say: in all of them silence meant yes. */
  consentMode?: AskMode
  letterNumber: string
  vendorName: string
  timeZone: string
  partner: {
    name: string
    number: number
    locationName: string
    city: string
    contactName: string
    contactEmail: string
  }
  customer: { name: string; domain: string; tenantId: string }
  items: { id: string; name: string; code: string; subscriptionId: string | null; country: string | null }[]
  dataCategories: ['active_entitlements', 'qualified_entitlements']
  windowDays: number
  recipients: number
  /** The page of the survey that the letter led to (NOT-R1); absent where it named none. */
  survey?: string
}

/**
 * Where the vendor asks customers what they think of partners: only while it runs a survey, and only in letters about
 * subscriptions (NOT-R1). The page is the same for everybody, so that nobody is known by having come there.
 */
export const surveyIn = (
  { survey, surveyAddress }: Pick<Policy, 'survey' | 'surveyAddress'>,
  vendorSlug: string,
  items: NoticeSnapshot['items'],
): { survey?: string } =>
  survey && surveyAddress !== null && items.some(({ subscriptionId }) => subscriptionId !== null)
    ? { survey: `/survey/${vendorSlug}` }
    : {}

/** The letter a notice is sent as: the first, or the one to a contact who was named after it came back (T19). */
export const noticeTemplate = (sequence: number) =>
  sequence === 1 ? ('association-notice' as const) : ('contact-correction' as const)

/** Where only a yes counts, the customer has so many days to say it (B.2.4). */
export const optInDays = 30

/** After so many days without an answer the contact is written to once more (B.2.1, C57). */
export const reminderDays = { opt_in: [7, 21], opt_out: [4] } as const

export const DenyInput = z.object({
  link: z.string().max(200),
  nonce: z.string().max(80),
  reasons: z.array(z.enum(denialReasons)).max(3),
  itemIds: z.array(z.uuid()).max(200).optional(),
  comment: paragraph(2000).default(''),
  shareComment: z.boolean().default(false),
  trap: z.string().max(200).default(''),
})

export const ConfirmInput = z.object({
  link: z.string().max(200),
  nonce: z.string().max(80),
  agree: z.boolean(),
  trap: z.string().max(200).default(''),
})
export const UndoInput = z.object({ link: z.string().max(200), nonce: z.string().max(80) })

/** As it is printed on a receipt, R7KD-42QM-XW9F; capitals or not. */
export const ReceiptCode = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/i)
