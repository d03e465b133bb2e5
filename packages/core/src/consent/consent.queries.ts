import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { policyDefaults } from '../catalogue/catalogue.rules.ts'
import type { ClaimStatus, ConsentState } from '../claims/claim.rules.ts'
import { movedClock } from '../kernel/clock.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { hoursAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import type { DenialReason, NoticeSnapshot } from './consent.rules.ts'

interface NoticeRow {
  linkId: string
  now: string | Date
  snapshot: NoticeSnapshot
  status: ClaimStatus
  consentState: ConsentState
  consentDueAt: string | null
  activatedAt: string | null
  closeReason: string | null
  codePhrase: string | null
  recipientId: string
  address: string
  kind: 'customer' | 'tenant_admin'
  locale: Locale
  items: { id: string; status: 'in_consent_window' | 'active' | 'ended'; endReason: string | null }[]
  decision: DecisionRow | null
}

interface DecisionRow {
  kind: 'deny' | 'confirm' | 'undo_deny' | 'silence'
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

/** The customer's page in one lookup: what was told, and what became of it. */
export const readNotice = async (db: Kysely<unknown>, tokenHash: string) => {
  const { rows } = await sql<NoticeRow>`
    select l.id as "linkId", coalesce(${movedClock() ?? null}::timestamptz, clock_timestamp()) as now, n.snapshot, c.status, c.consent_state as "consentState", c.consent_due_at::text as "consentDueAt",
      c.activated_at::text as "activatedAt", c.close_reason as "closeReason", t.code_phrase as "codePhrase",
      p.id as "recipientId", p.address, p.kind, p.locale,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.claim_item_id, 'status', a.status, 'endReason', a.end_reason))
        from association a where a.claim_id = c.id), '[]') as items,
      (select jsonb_build_object('kind', d.kind, 'at', d.at, 'recipientId', d.recipient_id, 'address', q.address, 'receipt', r.code)
        from consent_decision d join consent_receipt r on r.decision_id = d.id left join notice_recipient q on q.id = d.recipient_id
        where d.claim_id = c.id order by d.at desc, d.id desc limit 1) as decision
    from link l join notice_recipient p on p.id = l.subject_id join consent_notice n on n.id = p.notice_id
      join claim c on c.id = n.claim_id join customer_tenant t on t.id = c.customer_tenant_id
    where l.token_hash = ${tokenHash} and l.purpose = 'consent'
  `.execute(db)
  const row = rows[0] ?? refuseAbsent()
  const { snapshot, linkId } = row
  const now = new Date(row.now)
  return {
    linkId,
    now,
    letterNumber: snapshot.letterNumber,
    state: stateOf(row),
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
    undoHours: policyDefaults.undoHours,
    decision: shownDecision(row, now),
  }
}

const itemState = (row: NoticeRow, itemId: string): 'live' | 'denied' | 'ended' => {
  const association = row.items.find(({ id }) => id === itemId)
  if (association?.status !== 'ended') return 'live'
  return association.endReason === 'consent_denied' ? 'denied' : 'ended'
}

/** The decision that stands; one that was undone stands no more. */
const shownDecision = ({ decision, recipientId }: NoticeRow, now: Date) => {
  if (!decision || decision.kind === 'undo_deny') return null
  const { kind, address, receipt } = decision
  const at = new Date(decision.at)
  return {
    kind,
    at: at.toISOString(),
    address,
    receipt,
    mine: decision.recipientId === recipientId,
    undoUntil: undoUntil(kind, at, now),
  }
}

const undoUntil = (kind: DecisionRow['kind'], at: Date, now: Date): string | null => {
  const until = hoursAfter(at, policyDefaults.undoHours)
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
  snapshot: NoticeSnapshot
  address: string | null
  recipientKind: 'customer' | 'tenant_admin' | null
  locale: Locale | null
  replacedBy: string | null
  administrators: number
}

/** A receipt by its code. Codes are as good as a link: 60 bits, and the page shows what its holder was sent anyway. */
export const readReceipt = async (call: Call, code: string) => {
  const { rows } = await sql<ReceiptRow>`
    select r.code, r.document, d.kind, d.at::text as at, to_jsonb(d.reasons) as reasons, to_jsonb(d.item_ids) as "itemIds",
      d.comment, d.share_comment as "shareComment", d.consent_state_before as before, n.snapshot, p.address,
      p.kind as "recipientKind", p.locale, (select x.code from consent_receipt x where x.previous_id = r.id) as "replacedBy",
      (select count(*)::int from notice_recipient a where a.notice_id = n.id and a.kind = 'tenant_admin') as administrators
    from consent_receipt r join consent_decision d on d.id = r.decision_id join consent_notice n on n.id = d.notice_id
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
    locale: row.locale ?? ('en'),
    partnerName: snapshot.partner.name,
    items: snapshot.items
      .filter(({ id }) => row.itemIds.includes(id))
      .map(({ name, code: itemCode }) => ({ name, code: itemCode })),
    wholeClaim: snapshot.items.every(({ id }) => row.itemIds.includes(id)),
    reasons: row.reasons,
    comment: row.comment,
    commentShared: row.shareComment,
    decidedBy: row.recipientKind && { address: row.address, kind: row.recipientKind },
    administratorsTold: row.administrators > 0 && row.kind !== 'silence',
    undoUntil: row.replacedBy ? null : undoUntil(row.kind, new Date(at), call.now),
    replacedBy: row.replacedBy,
    json: row.document,
  }
}
