import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { policyNumberAt } from '../catalogue/policy.queries.ts'
import type { ClaimStatus, ConsentState } from '../claims/claim.rules.ts'
import type { AskMode } from '../customers/customer.rules.ts'
import { movedClock } from '../kernel/clock.ts'
import { isErased, unlessErased } from '../kernel/erased.rules.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { maskedAddress } from '../kernel/masked.rules.ts'
import { hoursAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { linkByToken } from '../links/link.door.ts'
import type { DenialReason, NoticeSnapshot } from './consent.rules.ts'
import { isEventOfReceipt } from './proving.ts'

interface NoticeRow {
  linkId: string
  now: string | Date
  snapshot: NoticeSnapshot
  status: ClaimStatus
  consentState: ConsentState
  consentDueAt: string | null
  activatedAt: string | null
  closeReason: string | null
  consentMode: AskMode
  codePhrase: string | null
  recipientId: string
  address: string
  kind: 'customer' | 'tenant_admin'
  locale: Locale
  items: { id: string; status: 'in_consent_window' | 'active' | 'ended'; endReason: string | null }[]
  /** The one that no other followed. */
  decision: DecisionRow | null
  /** What this link said last about a no; the hours to take it back are those of that moment (POL-R1). */
  own: { kind: 'deny' | 'undo_deny'; at: string; undoHours: number } | null
  undoHours: number
  /** The newest letter about the claim, where this link is of an older one (T19, L14). */
  newer: { address: string; at: string } | null
  /** When this link got the token of a newer letter, where it was opened with an older one (L14). */
  replacedAt: string | null
  /** When a question was sent through this link last. */
  askedAt: string | null
}

interface DecisionRow {
  kind: 'deny' | 'confirm' | 'undo_deny' | 'silence' | 'revoke'
  at: string
  recipientId: string | null
  address: string | null
  receipt: string
}

/** Where the customer's answer stands, as the page says it. */
export type NoticeState = 'waiting' | 'window' | 'active' | 'confirmed' | 'denied' | 'ended'

const stateOf = ({ status, consentState }: NoticeRow): NoticeState => {
  if (status === 'consent_denied') return 'denied'
  if (status !== 'approved') return 'ended'
  if (consentState === 'window_open') return 'window'
  if (consentState === 'confirmed') return 'confirmed'
  return consentState === 'elapsed' ? 'active' : 'waiting'
}

const undoHoursAt = (at: RawBuilder<unknown>): RawBuilder<number> => policyNumberAt('undoHours', sql`n.vendor_id`, at)

/** Ninety days after the end the link is like any other that opens nothing (B.0.4). */
const isReadable = (now: RawBuilder<unknown>): RawBuilder<boolean> => sql`(c.closed_at is null or
  c.closed_at + ${policyNumberAt('linkReadOnlyDays', sql`n.vendor_id`, sql`c.closed_at`)} * interval '1 day' >= ${now})`

/** The customer's page in one lookup: what was told, and what became of it. */
export const readNotice = async (db: Kysely<unknown>, tokenHash: string) => {
  const now = sql`coalesce(${movedClock() ?? null}::timestamptz, clock_timestamp())`
  const { rows } = await sql<NoticeRow>`
    select page.* from ${linkByToken(tokenHash)} l cross join lateral (
    select l.id as "linkId", ${now} as now, ${undoHoursAt(now)} as "undoHours", n.snapshot, c.status, c.consent_state as "consentState", c.consent_due_at::text as "consentDueAt",
      c.activated_at::text as "activatedAt", c.close_reason as "closeReason", c.consent_mode as "consentMode", t.code_phrase as "codePhrase",
      p.id as "recipientId", p.address, p.kind, p.locale,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.claim_item_id, 'status', a.status, 'endReason', a.end_reason))
        from association a where a.claim_id = c.id), '[]') as items,
      (select jsonb_build_object('kind', d.kind, 'at', d.at, 'recipientId', d.recipient_id, 'address', coalesce(d.actor_address, q.address), 'receipt', r.code)
        from consent_decision d join consent_receipt r on r.decision_id = d.id left join notice_recipient q on q.id = d.recipient_id
        where d.claim_id = c.id and not exists (select from consent_receipt x where x.previous_id = r.id)) as decision,
      (select jsonb_build_object('kind', d.kind, 'at', d.at, 'undoHours', ${undoHoursAt(sql`d.at`)}) from consent_decision d
        where d.recipient_id = p.id and d.kind in ('deny', 'undo_deny') order by d.at desc, d.id desc limit 1) as own,
      (select jsonb_build_object('address', z.address, 'at', y.created_at) from consent_notice y join notice_recipient z on z.notice_id = y.id
        where y.claim_id = c.id and y.sequence > n.sequence and z.kind = 'customer' order by y.sequence desc limit 1) as newer,
      l.replaced_at::text as "replacedAt", (select max(q.at)::text from customer_question q where q.recipient_id = p.id) as "askedAt"
    from notice_recipient p join consent_notice n on n.id = p.notice_id
      join claim c on c.id = n.claim_id join customer_tenant t on t.id = c.customer_tenant_id
    where p.id = l.subject_id and l.purpose = 'consent' and ${isReadable(now)} offset 0) page
  `.execute(db)
  const row = rows[0] ?? refuseAbsent()
  const { snapshot, linkId } = row
  const readAt = new Date(row.now)
  return {
    linkId,
    now: readAt,
    letterNumber: snapshot.letterNumber,
    state: stateOf(row),
    consentMode: row.consentMode,
    /** Why it ended, by its category (CNF-R6). */
    endReason: row.status === 'ended' ? row.closeReason : null,
    newer: newerLetter(row),
    onlyNo: row.replacedAt !== null,
    askedAt: isoOrNull(row.askedAt),
    vendorName: snapshot.vendorName,
    timeZone: snapshot.timeZone,
    locale: row.locale,
    partner: {
      name: snapshot.partner.name,
      city: snapshot.partner.city,
      contactName: snapshot.partner.contactName,
      contactEmail: snapshot.partner.contactEmail,
    },
    customer: snapshot.customer,
    items: snapshot.items.map((item) => ({ ...item, state: itemState(row, item.id) })),
    consentDueAt: isoOrNull(row.consentDueAt),
    windowDays: snapshot.windowDays,
    recipient: { address: row.address, kind: row.kind },
    otherRecipients: snapshot.recipients - 1,
    codePhraseHint: row.codePhrase !== null,
    undoHours: row.undoHours,
    decision: shownDecision(row),
    denial: row.replacedAt === null ? ownDenial(row, readAt) : null,
  }
}

/** The letter that came after the one this link is of: about the request, or to the same mailbox. */
const newerLetter = ({ newer, replacedAt, address }: NoticeRow): { address: string; at: string } | null => {
  const letter = newer ?? (replacedAt === null ? null : { address, at: replacedAt })
  return (
    letter && {
      address: isErased(letter.address) ? '…' : maskedAddress(letter.address),
      at: new Date(letter.at).toISOString(),
    }
  )
}

const itemState = (row: NoticeRow, itemId: string): 'live' | 'denied' | 'ended' => {
  const association = row.items.find(({ id }) => id === itemId)
  if (association?.status !== 'ended') return 'live'
  return association.endReason === 'consent_denied' ? 'denied' : 'ended'
}

/** The decision that stands; one that was undone stands no more. */
const shownDecision = ({ decision, recipientId }: NoticeRow) => {
  if (!decision || decision.kind === 'undo_deny') return null
  // Stopped on the customer's own page: for whoever holds a link it is a no that stands.
  const kind = decision.kind === 'revoke' ? ('deny' as const) : decision.kind
  const { receipt } = decision
  const address = unlessErased(decision.address)
  return { kind, at: new Date(decision.at).toISOString(), address, receipt, mine: decision.recipientId === recipientId }
}

/** The no of this link, while it may be this link's to take back: not once somebody else said no to all that was left. */
const ownDenial = (
  { status, decision, own, recipientId }: NoticeRow,
  now: Date,
): { undoUntil: string | null } | null => {
  if (own?.kind !== 'deny') return null
  const closedByOwn = status === 'consent_denied' && decision?.recipientId === recipientId
  return status === 'approved' || closedByOwn
    ? { undoUntil: undoUntil('deny', new Date(own.at), own.undoHours, now) }
    : null
}

const undoUntil = (kind: DecisionRow['kind'], at: Date, undoHours: number, now: Date): string | null => {
  const until = hoursAfter(at, undoHours)
  return kind === 'deny' && !isPast(until, now) ? until.toISOString() : null
}

interface ReceiptRow {
  code: string
  document: string
  kind: DecisionRow['kind']
  at: string
  reasons: DenialReason[]
  itemIds: string[]
  comment: string | null
  shareComment: boolean
  before: ConsentState
  snapshot: Pick<NoticeSnapshot, 'vendorName' | 'timeZone' | 'windowDays' | 'partner' | 'items'>
  address: string | null
  recipientKind: 'customer' | 'tenant_admin' | null
  locale: Locale
  replacedBy: string | null
  administrators: number
  undoHours: number
  inRecord: boolean
}

/** What a notice would have told, for a decision on the customer's own page about a claim that nobody was written about. */
const untold = sql`jsonb_build_object('vendorName', v.name, 'timeZone', v.time_zone, 'windowDays', 0,
  'partner', jsonb_build_object('name', o.name), 'items', (select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'code', i.code)
    order by i.position) from claim_item i where i.claim_id = c.id and i.decision = 'approved'))`

/** A receipt by its code. Codes are as good as a link: 60 bits, and the page shows what its holder was sent anyway. */
export const readReceipt = async (call: Call, code: string) => {
  const { rows } = await sql<ReceiptRow>`
    select r.code, r.document, d.kind, d.at::text as at, to_jsonb(d.reasons) as reasons, to_jsonb(d.item_ids) as "itemIds",
      d.comment, d.share_comment as "shareComment", ${undoHoursAt(sql`d.at`)} as "undoHours", d.consent_state_before as before,
      coalesce(n.snapshot, ${untold}) as snapshot, coalesce(d.actor_address, p.address) as address,
      case d.via when 'portal' then 'tenant_admin' else p.kind end as "recipientKind", coalesce(p.locale, t.language) as locale,
      (with recursive later as (
          select x.id, x.code, x.decision_id, 1 as step from consent_receipt x where x.claim_id = r.claim_id and x.previous_id = r.id
          union all select x.id, x.code, x.decision_id, l.step + 1 from later l
            join consent_receipt x on x.claim_id = r.claim_id and x.previous_id = l.id)
        select l.code from later l join consent_decision e on e.id = l.decision_id and e.item_ids && d.item_ids
        order by l.step limit 1) as "replacedBy",
      (select count(*)::int from notice_recipient a where a.notice_id = n.id and a.kind = 'tenant_admin') as administrators,
      exists (select from event e where ${isEventOfReceipt} and e.leaf_index is not null) as "inRecord"
    from consent_receipt r join consent_decision d on d.id = r.decision_id join claim c on c.id = r.claim_id
      join customer_tenant t on t.id = c.customer_tenant_id join vendor v on v.id = r.vendor_id
      join organization o on o.id = r.organization_id left join consent_notice n on n.id = d.notice_id
      left join notice_recipient p on p.id = d.recipient_id
    where r.code = ${code.toUpperCase()}
  `.execute(call.em.getKysely())
  const row = rows[0] ?? refuseAbsent()
  const { snapshot } = row
  const at = isoOf(row.at)
  return {
    code: row.code,
    kind: row.kind,
    at,
    withinWindow: row.before === 'window_open' || row.before === 'awaiting_delivery',
    windowDays: snapshot.windowDays,
    vendorName: snapshot.vendorName,
    timeZone: snapshot.timeZone,
    locale: row.locale,
    partnerName: snapshot.partner.name,
    items: snapshot.items
      .filter(({ id }) => row.itemIds.includes(id))
      .map(({ name, code: itemCode }) => ({ name, code: itemCode })),
    wholeClaim: snapshot.items.every(({ id }) => row.itemIds.includes(id)),
    reasons: row.reasons,
    comment: row.comment,
    commentShared: row.shareComment,
    decidedBy: row.recipientKind && { address: unlessErased(row.address), kind: row.recipientKind },
    administratorsTold: row.kind === 'revoke' || (row.administrators > 0 && row.kind !== 'silence'),
    undoUntil: row.replacedBy ? null : undoUntil(row.kind, new Date(at), row.undoHours, call.now),
    replacedBy: row.replacedBy,
    /** Whether a checkpoint covers it by now, so that its place in the record can be proven. */
    inRecord: row.inRecord,
    json: row.document,
  }
}
