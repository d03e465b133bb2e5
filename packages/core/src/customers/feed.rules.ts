import { z } from 'zod'
import { purchaseChannels } from '../catalogue/catalogue.rules.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import { consentModes, subscriptionStates } from './customer.rules.ts'
import type { SubscriptionState } from './customer.rules.ts'

export const guid = z.string().transform((typed, context) => {
  const read = readGuid(typed)
  if (read) return read
  context.addIssue({
    code: 'custom',
    message: 'is not a GUID: 32 hexadecimal digits, such as 3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
  })
  return z.NEVER
})
const count = z
  .string()
  .regex(/^\d{1,9}$/, 'is not a whole number from 0 to 999999999')
  .transform(Number)
const seats = count.refine((value) => value > 0, 'is 0: give the number of seats, 1 at least, or leave the row out')
const flag = z.enum(['true', 'false'], { error: 'is neither true nor false' }).transform((value) => value === 'true')
export const line = (max: number) => z.string().trim().min(1, 'is empty').max(max, `is longer than ${max} characters`)
const country = z.string().regex(/^[A-Z]{2}$/, 'is not a country code of two capitals, such as GB')
const domain = z
  .string()
  .toLowerCase()
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    'is not a domain, such as orchardfoods.example',
  )

/** What the database can hold as an instant, and no typing error: 0026 and 20266 are refused. */
const isInstant = (typed: string): boolean => {
  const wellFormed = z.iso.datetime({ offset: true }).safeParse(typed).success || z.iso.date().safeParse(typed).success
  return wellFormed && /^(19[7-9]\d|2[01]\d\d)-/.test(typed)
}
export const instantOrNone = z
  .string()
  .trim()
  .refine((typed) => typed === '' || isInstant(typed), 'is not an instant, such as 2026-11-02T09:00:00Z')
  .transform((typed) => (typed === '' ? null : new Date(typed).toISOString()))

export const month = z.string().regex(/^(19[7-9]|2[01]\d)\d-(0[1-9]|1[0-2])$/, 'is not a month, such as 2026-10')

const list = z.string().transform((value) =>
  value
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean),
)

const notTwice =
  <T>(nameOf: (value: T) => string) =>
  (values: readonly T[], context: z.RefinementCtx): void => {
    const names = values.map((value) => nameOf(value).toLowerCase())
    const again = names.find((name, at) => names.indexOf(name) !== at)
    if (again !== undefined) context.addIssue({ code: 'custom', message: `names ${again} twice: keep one of them` })
  }

/** `Name <address>`, as administrators are written in the feed. */
const administrator = z.string().transform((typed, context) => {
  const [, name, email] = /^(.{1,120}?)\s*<([^<>\s]+)>$/.exec(typed) ?? []
  if (name && email && z.email().safeParse(email).success) return { name: name.trim(), email }
  context.addIssue({ code: 'custom', message: `holds ${typed.slice(0, 60)}, which is not Name <address>` })
  return z.NEVER
})

export const CustomerRow = z.object({
  tenant_id: guid,
  name: line(200),
  country,
  language: z.string().regex(/^[a-z]{2}$/, 'is not a language code of two letters, such as en'),
  sector: line(60),
  seats,
  public_sector: flag,
  domains: list
    .pipe(z.array(domain))
    .refine((domains) => domains.length > 0, 'is empty: a tenant has one verified domain at least')
    .superRefine(notTwice((each: string) => each)),
  administrators: list.pipe(z.array(administrator)).superRefine(notTwice(({ email }: { email: string }) => email)),
  consent_mode: z.enum(consentModes, { error: `is not one of ${consentModes.join(', ')}` }),
})
export type CustomerRow = z.infer<typeof CustomerRow>

interface Term {
  state: SubscriptionState
  activated_at: string | null
  ends_at: string | null
}

/** A state and its instants tell one story; a claim is judged by all three (CLM-V5, V6, V9). */
const judgeTerm = ({ state, activated_at, ends_at }: Term, context: z.RefinementCtx): void => {
  const say = (column: keyof Term, message: string): void =>
    context.addIssue({ code: 'custom', path: [column], message })
  if (state === 'not_activated' && activated_at !== null)
    say('activated_at', 'is given, but the state is not_activated: leave it empty or correct the state')
  if ((state === 'active' || state === 'grace') && activated_at === null)
    say('activated_at', `is empty, but the state is ${state}: give the instant, or the state not_activated`)
  if (activated_at !== null && ends_at !== null && ends_at <= activated_at)
    say('ends_at', 'is not after activated_at: correct one of the two')
}

export const SubscriptionRow = z
  .object({
    subscription_id: guid,
    tenant_id: guid,
    product: line(20),
    channel: z.enum(purchaseChannels, { error: `is not one of ${purchaseChannels.join(', ')}` }),
    state: z.enum(subscriptionStates, { error: `is not one of ${subscriptionStates.join(', ')}` }),
    seats,
    country,
    activated_at: instantOrNone,
    ends_at: instantOrNone,
  })
  .superRefine(judgeTerm)
export type SubscriptionRow = z.infer<typeof SubscriptionRow>

export const UsageRow = z.object({
  tenant_id: guid,
  /** A workload's code, or a subscription in the one spelling that the order system's GUIDs have here. */
  item: line(60).transform((typed) => readGuid(typed) ?? typed),
  month,
  active_entitlements: count,
  qualified_entitlements: count,
})
export type UsageRow = z.infer<typeof UsageRow>

export const feedShapes = { customers: CustomerRow, subscriptions: SubscriptionRow, usage: UsageRow } as const
