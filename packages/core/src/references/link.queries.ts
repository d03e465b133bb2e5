import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { policyNumberAt } from '../catalogue/policy.queries.ts'
import { questionNumber } from '../consent/clarification.rules.ts'
import { movedClock } from '../kernel/clock.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isPast } from '../kernel/time.ts'
import { linkByToken } from '../links/link.door.ts'
import { mintToken } from '../links/link.entity.ts'
import type { LinkPurpose } from '../links/link.rules.ts'
import { expiryOf } from './reference.rules.ts'
import type { ReferenceRejectReason, ReferenceState, ReferenceSuggestion } from './reference.rules.ts'

interface PageRow {
  linkId: string
  id: string
  state: ReferenceState
  locale: string
  company: string
  contactName: string
  contactTitle: string
  projectTitle: string
  description: string
  startedOn: string | null
  endedOn: string | null
  outcome: string
  quotingAsked: boolean
  quotingAllowed: boolean
  lastSentAt: string
  dueAt: string
  validMonths: number
  answeredAt: string | null
  answeredName: string | null
  answeredRole: string | null
  rejectReason: ReferenceRejectReason | null
  comment: string | null
  commentShared: boolean
  suggestion: ReferenceSuggestion | null
  expiresAt: string | null
  revokedAt: string | null
  partnerName: string
  locationName: string
  locationNumber: number
  products: string[]
  competencies: string[]
  withdrawLinkId: string | null
  withdrawEpoch: number | null
}

interface LinkRow {
  now: string | Date
  address: string
  vendorName: string
  timeZone: string
  replaced: boolean
  page: PageRow | null
}

/** What became of the question, for whoever opens its link. */
export type AskedState = 'open' | 'over' | 'confirmed' | 'rejected' | 'cancelled' | 'expired' | 'revoked'

/**
 * The page behind a link of a reference in one lookup: everything the customer needs to judge it (REF-R1). Changes nothing.
 * The link of an older letter shows no more than that a newer one was sent (REF-R6): then there is no `asked`.
 */
export const readAsked = async (
  db: Kysely<unknown>,
  tokenHash: string,
  purpose: Extract<LinkPurpose, 'reference' | 'reference_withdraw'>,
  linkKey: Uint8Array,
) => {
  const now = sql`coalesce(${movedClock() ?? null}::timestamptz, clock_timestamp())`
  const { rows } = await sql<LinkRow>`
    select ${now} as now, l.address, v.name as "vendorName", v.time_zone as "timeZone", l.replaced_at is not null as replaced,
      to_jsonb(page) as page
    from ${linkByToken(tokenHash)} l join vendor v on v.id = l.vendor_id left join lateral (
      select l.id as "linkId", r.id, r.state, r.contact_language as locale, r.company, r.contact_name as "contactName",
        r.contact_title as "contactTitle", r.project_title as "projectTitle", r.description, r.started_on::text as "startedOn",
        r.ended_on::text as "endedOn", r.outcome, r.quoting_asked as "quotingAsked", r.quoting_allowed as "quotingAllowed",
        r.last_sent_at as "lastSentAt", r.due_at as "dueAt", r.answered_at as "answeredAt", r.answered_name as "answeredName",
        r.answered_role as "answeredRole", r.reject_reason as "rejectReason", r.comment, r.comment_shared as "commentShared",
        r.suggestion, r.expires_at as "expiresAt", r.revoked_at as "revokedAt",
        ${policyNumberAt('referenceValidMonths', sql`r.vendor_id`, now)} as "validMonths",
        f.partner_name as "partnerName", f.location_name as "locationName", f.location_number as "locationNumber", f.products,
        f.competencies, f.withdraw_link as "withdrawLinkId", f.withdraw_epoch as "withdrawEpoch"
      from customer_reference r cross join site_reference_facts(r.id) f
      where r.id = l.subject_id and l.replaced_at is null and ${isReadable(now)} offset 0) page on true
    where l.purpose = ${purpose}
  `.execute(db)
  const row = rows[0] ?? refuseAbsent()
  if (!row.page && !row.replaced) return refuseAbsent()
  const { address, vendorName, timeZone } = row
  const readAt = new Date(row.now)
  return { address, vendorName, timeZone, now: readAt, asked: row.page && askedOf(row.page, readAt, linkKey) }
}

/** Ninety days after the end the link is like any other that opens nothing (B.0.4). */
const isReadable = (
  now: RawBuilder<unknown>,
): RawBuilder<boolean> => sql`(r.state in ('awaiting_customer', 'approved', 'assigned')
  or r.state_at + ${policyNumberAt('linkReadOnlyDays', sql`r.vendor_id`, sql`r.state_at`)} * interval '1 day' >= ${now})`

const endings: Partial<Record<ReferenceState, AskedState>> = {
  approved: 'confirmed',
  assigned: 'confirmed',
  rejected: 'rejected',
  lapsed: 'over',
  cancelled: 'cancelled',
  expired: 'expired',
  revoked: 'revoked',
}

const iso = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString())

const askedOf = (row: PageRow, now: Date, linkKey: Uint8Array) => {
  const { withdrawLinkId: id, withdrawEpoch: epoch, lastSentAt, ...shown } = row
  const dueAt = new Date(row.dueAt)
  const state: AskedState = endings[row.state] ?? (isPast(dueAt, now) ? 'over' : 'open')
  const mayWithdraw = state === 'confirmed' && id !== null && epoch !== null
  return {
    ...shown,
    state,
    letterNumber: questionNumber(row.id),
    askedAt: new Date(lastSentAt).toISOString(),
    dueAt: dueAt.toISOString(),
    answeredAt: iso(row.answeredAt),
    expiresAt: iso(row.expiresAt),
    /** Until when it would be good, confirmed now. */
    goodUntil: expiryOf(now, row.validMonths).toISOString(),
    revokedAt: iso(row.revokedAt),
    /** The token of the link that takes a yes back; a link has one purpose. */
    withdrawToken: mayWithdraw ? mintToken(linkKey, { purpose: 'reference_withdraw', id, epoch }) : null,
  }
}
