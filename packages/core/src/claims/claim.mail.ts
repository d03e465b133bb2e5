import { sql } from 'kysely'
import type { LetterParams, LetterTemplate } from '@ofrecord/emails/letters'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { readPolicyAt } from '../catalogue/policy.queries.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { textOf } from '../kernel/words.ts'
import type { Locale } from '../kernel/words.ts'
import { writeLetter } from '../letters/letter.entity.ts'

interface Facts {
  number: number
  claimName: string
  customerName: string
  areaName: string
  activity: string
  location: string
  vendorName: string
  timeZone: string
  slaDueAt: Date | null
  actionDueAt: Date | null
}

export interface Mailbox {
  address: string
  name: string
  locale: Locale
  timeZone: string
}

type Common = Omit<LetterParams['claim-submitted'], 'submittedAt' | 'dueAt'>

/**
 * A letter to the partner: its contact on the claim and whoever made the claim, once each. `extra` adds what the letter
 * says beyond the claim itself, in the recipient's language.
 */
export const toPartner =
  <T extends LetterTemplate>(
    template: T,
    extra: (event: Told, facts: Facts, locale: Locale, call: Call) => Promise<object> | object,
  ): Reaction =>
  async (call, event, installation) => {
    const facts = await readFacts(call, event.aggregateId)
    for (const mailbox of await readMailboxes(call, event)) {
      const params = {
        ...commonParams(call, event.aggregateId, installation, facts, mailbox),
        ...(await extra(event, facts, mailbox.locale, call)),
      }
      writeLetter(call, {
        vendorId: event.vendorId,
        organizationId: event.organizationId,
        eventId: event.id,
        aggregateId: event.aggregateId,
        template,
        recipient: mailbox.address,
        recipientName: mailbox.name,
        locale: mailbox.locale,
        params: params as unknown as LetterParams[T],
      })
    }
  }

/** What every letter about one claim says. */
export const commonParams = (
  call: Call,
  claimId: string,
  installation: Installation,
  facts: Facts,
  mailbox: Mailbox,
): Common => ({
  vendorName: facts.vendorName,
  timeZone: mailbox.timeZone,
  sentAt: call.now.toISOString(),
  claimNumber: String(facts.number),
  claimName: facts.claimName,
  customerName: facts.customerName,
  activity: `${facts.areaName}, ${textOf(`claims_activity_${facts.activity}`, mailbox.locale)}`,
  location: facts.location,
  claimUrl: `${installation.publicUrl}/claims/${claimId}`,
})

export const readFacts = async (call: Call, claimId: string): Promise<Facts> => {
  const { rows } = await sql<Facts>`
    select c.number, c.name as "claimName", c.customer_name as "customerName", coalesce(a.name, c.area_code) as "areaName",
      c.activity, l.name || ' ' || l.number as location, v.name as "vendorName", v.time_zone as "timeZone",
      c.sla_due_at as "slaDueAt", c.action_due_at as "actionDueAt"
    from claim c join location l on l.id = c.location_id join vendor v on v.id = c.vendor_id
      left join solution_area a on a.vendor_id = c.vendor_id and a.code = c.area_code where c.id = ${claimId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The contact, whoever made the claim, and whoever uploaded the document that it is about. */
const readMailboxes = async (call: Call, { aggregateId: claimId, data }: Told): Promise<Mailbox[]> => {
  const evidenceId = typeof data.evidenceId === 'string' ? data.evidenceId : null
  const { rows } = await sql<Mailbox>`
    select distinct on (lower(m.address)) m.address, m.name, coalesce(p.locale, 'en') as locale,
      coalesce(p.time_zone, v.time_zone) as "timeZone"
    from claim c join vendor v on v.id = c.vendor_id cross join lateral (
      select email as address, name, 1 as rank from claim_contact where claim_id = c.id and kind = 'partner'
      union all select email, name, 2 from person where id = c.created_by
      union all select u.email, u.name, 3 from evidence e join person u on u.id = e.uploaded_by where e.id = ${evidenceId}::uuid) m
    left join person p on p.vendor_id = c.vendor_id and p.email_normalised = lower(m.address)
    where c.id = ${claimId} order by lower(m.address), m.rank
  `.execute(call.em.getKysely())
  return rows
}

const iso = (date: Date | string | null): string => new Date(date ?? 0).toISOString()

const texts = (prefix: string, codes: Json | undefined, locale: Locale): string[] =>
  (Array.isArray(codes) ? codes : []).map((code) => textOf(`${prefix}_${String(code)}`, locale))

/** The reviewer's shared comment of this round; it was written in the same transaction as the verdict. */
const lastSharedComment = async (call: Call, event: Told): Promise<string | undefined> => {
  const { rows } = await sql<{ body: string }>`
    select body from comment where claim_id = ${event.aggregateId} and audience = 'shared' and at = ${event.at} limit 1
  `.execute(call.em.getKysely())
  return rows[0]?.body
}

/** A letter names the days that counted when it happened, also when it is written after a change (POL-R1). */
const policyOf = (call: Call, event: Told): Promise<Policy> =>
  readPolicyAt(call.em.getKysely(), event.vendorId, event.at)

/** Which items a return is about, as one more line of its reasons (C24). */
const itemsLine = (event: Told, locale: Locale): string[] => {
  const items = Array.isArray(event.data.items) ? event.data.items.map(String) : []
  return items.length === 0 ? [] : [textOf('answers_letter_items', locale, { items: items.join(', ') })]
}

/** To the partner's side a resubmission and a dispute are received like a claim. */
const received = toPartner('claim-submitted', (event, facts) => ({
  submittedAt: iso(event.at),
  dueAt: iso(facts.slaDueAt),
}))

const ended = toPartner('claim-ended-partner', (event) => ({
  endedAt: String(event.data.effectiveAt ?? iso(event.at)),
  // Two claims of one company, since a merge: the second is its own business and nobody else's.
  reason: event.data.reason === 'merged_duplicate' ? 'partner_disassociated' : String(event.data.reason),
}))

const denied = toPartner('claim-denied-partner', async (event, _facts, locale, call) => ({
  deniedAt: iso(event.at),
  undoUntil: hoursAfter(event.at, (await policyOf(call, event)).undoHours).toISOString(),
  reasons: texts('claims_denial', event.data.reasons, locale),
  ...(event.data.shared === true && event.personal && { comment: String(event.personal.comment) }),
}))

/** An answer to a letter names a reason; who stops access on the customer's own page gives none, and takes none back. */
const isReasoned = ({ data }: Told): boolean => Array.isArray(data.reasons) && data.reasons.length > 0

/** The partner learns the category only, neither who nor why (C49). */
const revoked = toPartner('claim-ended-partner', (event) => ({ endedAt: iso(event.at), reason: 'customer_revoked' }))

/** What was asked for when the claim was sent back, once more (B.17). */
const reminderLetter = toPartner('claim-reminder', async (event, _facts, locale, call) => {
  const { rows } = await sql<{ at: string; reasons: Json }>`
    select at::text as at, data -> 'reasons' as reasons from event
    where aggregate_id = ${event.aggregateId} and type = 'claim.returned' order by seq desc limit 1
  `.execute(call.em.getKysely())
  return {
    returnedAt: iso(rows[0]?.at ?? null),
    dueAt: String(event.data.dueAt),
    reasons: texts('claims_reason', rows[0]?.reasons, locale),
  }
})

/** Partner letters, by what happened (B.14.1). */
export const claimLetters: Readonly<Record<string, Reaction>> = {
  'claim.submitted': received,
  'claim.resubmitted': received,
  'claim.disputed': received,
  'claim.taken': toPartner('claim-in-review', (event, facts) => ({
    takenAt: iso(event.at),
    dueAt: iso(facts.slaDueAt),
  })),
  'claim.returned': toPartner('claim-action-required', async (event, _facts, locale, call) => ({
    returnedAt: iso(event.at),
    dueAt: String(event.data.dueAt),
    reasons: [...texts('claims_reason', event.data.reasons, locale), ...itemsLine(event, locale)],
    comment: await lastSharedComment(call, event),
  })),
  'claim.reminded': async (call, event, installation) => {
    // Answered while the letter waited to be written.
    if ((await readFacts(call, event.aggregateId)).actionDueAt === null) return
    await reminderLetter(call, event, installation)
  },
  'claim.rejected': toPartner('claim-rejected', async (event, _facts, locale, call) => ({
    rejectedAt: String(event.data.effectiveAt ?? iso(event.at)),
    noResponse: event.data.noResponse === true,
    ...(typeof event.data.disputableUntil === 'string' && { disputeUntil: event.data.disputableUntil }),
    reasons: texts('claims_reason', event.data.reasons, locale),
    comment: await lastSharedComment(call, event),
  })),
  'claim.activated': toPartner('claim-activated', (event) => ({
    activatedAt: String(event.data.effectiveAt),
    basis: event.data.how === 'revenue' ? 'not_applicable' : event.data.how,
  })),
  'claim.ended': ended,
  'claim.itemsEnded': ended,
  'claim.denied': (call, event, installation) => (isReasoned(event) ? denied : revoked)(call, event, installation),
}

/** What the customer is told in the same moment: how long it has, and whether only a yes counts (C57). */
const readTold = async (call: Call, event: Told): Promise<{ windowDays: number; onlyYes: boolean }> => {
  const { rows } = await sql<{ windowDays: number; onlyYes: boolean }>`
    select (n.snapshot ->> 'windowDays')::int as "windowDays", c.consent_mode = 'opt_in' as "onlyYes"
    from claim c join consent_notice n on n.claim_id = c.id where c.id = ${event.aggregateId} order by n.sequence desc limit 1
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** Approval of a claim that is told to the customer; a revenue claim is active at once and gets that letter instead. */
export const approvedLetter: Reaction = async (call, event, installation) => {
  if (event.data.notice !== true) return
  const { windowDays, onlyYes } = await readTold(call, event)
  const letter = toPartner('claim-approved', () => ({
    approvedAt: iso(event.at),
    windowDays,
    ...(onlyYes && { onlyYes }),
  }))
  await letter(call, event, installation)
}
