import { sql } from 'kysely'
import { readPolicyAt } from '../catalogue/policy.queries.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import type { EndReason } from '../claims/claim.rules.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import { customerParams } from './notifying.ts'

interface Mailbox {
  id: string
  kind: 'customer' | 'tenant_admin'
  address: string
  name: string
  locale: string
  linkId: string
}

interface Decision {
  id: string
  kind: string
  at: Date
  recipientId: string | null
  via: 'link' | 'portal' | 'ops_desk'
  address: string | null
  receipt: string
  noticeId: string
  snapshot: NoticeSnapshot
  codePhrase: string | null
  /** How long the no can be taken back: the hours that counted when it was said (POL-R1). */
  undoHours: number
}

/**
 * Whoever answered and every administrator of the tenant get the receipt of a no or a yes (B.2.1). What the service desk
 * recorded goes to everybody who was told: whoever wrote may not be one of them (L15).
 */
export const sendReceipts: Reaction = async (call, event, installation) => {
  if (event.data.kind !== 'deny' && event.data.kind !== 'confirm') return
  const decision = await readDecision(call, String(event.data.decisionId))
  const { rows: mailboxes } = await sql<Mailbox>`
    select id, kind, address, name, locale, link_id as "linkId" from notice_recipient where notice_id = ${decision.noticeId}
      and (id = ${decision.recipientId} or kind = 'tenant_admin' or ${decision.via} = 'ops_desk') order by kind, id
  `.execute(call.em.getKysely())
  for (const mailbox of mailboxes) {
    if (decision.kind === 'deny') tellDenied(call, event, installation, decision, mailbox)
    else tellConfirmed(call, event, installation, decision, mailbox)
  }
}

const readDecision = async (call: Call, decisionId: string): Promise<Decision> => {
  const { rows } = await sql<Omit<Decision, 'at' | 'undoHours'> & { at: string; vendorId: string }>`
    select d.id, d.vendor_id as "vendorId", d.kind, d.at::text as at, d.recipient_id as "recipientId", d.via,
      coalesce(d.actor_address, p.address) as address, r.code as receipt,
      n.id as "noticeId", n.snapshot, t.code_phrase as "codePhrase"
    from consent_decision d join consent_receipt r on r.decision_id = d.id join consent_notice n on n.id = d.notice_id
      join claim c on c.id = d.claim_id join customer_tenant t on t.id = c.customer_tenant_id
      left join notice_recipient p on p.id = d.recipient_id
    where d.id = ${decisionId}
  `.execute(call.em.getKysely())
  const row = rows[0]!
  const at = new Date(row.at)
  const { undoHours } = await readPolicyAt(call.em.getKysely(), row.vendorId, at)
  return { ...row, at, undoHours }
}

interface LastNotice {
  snapshot: NoticeSnapshot
  codePhrase: string | null
  noticeId: string
}

/** Everybody who was told of an association learns that it ended, and why by its category (T14, T17, T18). */
export const sendEnded: Reaction = async (call, event, installation) => {
  const { rows } = await sql<LastNotice>`
    select n.id as "noticeId", n.snapshot, t.code_phrase as "codePhrase"
    from consent_notice n join claim c on c.id = n.claim_id join customer_tenant t on t.id = c.customer_tenant_id
    where n.claim_id = ${event.aggregateId} order by n.sequence desc limit 1
  `.execute(call.em.getKysely())
  const [notice] = rows
  // A revenue claim was never told to the customer, so its end is not either.
  if (!notice) return
  const { rows: mailboxes } = await sql<Mailbox>`
    select id, kind, address, name, locale, link_id as "linkId" from notice_recipient
    where notice_id = ${notice.noticeId} and accepted_at is not null order by kind, id
  `.execute(call.em.getKysely())
  for (const mailbox of mailboxes)
    writeLetter(call, {
      ...letterTo(event, mailbox),
      template: 'association-ended',
      params: {
        ...customerParams(installation, endedPart(notice.snapshot, event), mailbox, notice.codePhrase),
        sentAt: call.now.toISOString(),
        endedAt: String(event.data.effectiveAt ?? event.at.toISOString()),
        reason: toldReason(event.data.reason as EndReason),
        noticeUrl: `${installation.consentUrl}/n/${linkPlaceholder(mailbox.linkId)}`,
      },
    })
}

/** That the partner had two claims, since it took another in, is nothing to the customer: the partner ended one. */
const toldReason = (reason: EndReason) => (reason === 'merged_duplicate' ? 'partner_disassociated' : reason)

/** Of a claim that goes on, only the services that ended are named. */
const endedPart = (snapshot: NoticeSnapshot, event: Told): NoticeSnapshot => {
  const names = Array.isArray(event.data.items) ? new Set(event.data.items.map(String)) : null
  return names ? { ...snapshot, items: snapshot.items.filter(({ name }) => names.has(name)) } : snapshot
}

/** To one mailbox, about the claim of an event. */
export const letterTo = (event: Told, mailbox: { address: string; name: string; locale: string }) => ({
  vendorId: event.vendorId,
  organizationId: event.organizationId,
  eventId: event.id,
  aggregateId: event.aggregateId,
  recipient: mailbox.address,
  recipientName: mailbox.name,
  locale: mailbox.locale,
})

interface Receipt {
  snapshot: NoticeSnapshot
  codePhrase: string | null
  receipt: string
}

/** What every letter with a receipt says: about what, whether it was its reader's doing, and where the receipt is. */
export const receiptParams = (
  call: Call,
  installation: Installation,
  { snapshot, codePhrase, receipt }: Receipt,
  mailbox: { kind: 'customer' | 'tenant_admin'; name: string },
  recipientActed: boolean,
) => ({
  ...customerParams(installation, snapshot, mailbox, codePhrase),
  sentAt: call.now.toISOString(),
  recipientActed,
  receiptCode: receipt,
  receiptUrl: `${installation.consentUrl}/r/${receipt}`,
})

/** Only the mailbox that said no is offered the undo: its own link is what takes it back (C50). */
const tellDenied = (
  call: Call,
  event: Told,
  installation: Installation,
  decision: Decision,
  mailbox: Mailbox,
): void => {
  const acted = mailbox.id === decision.recipientId
  writeLetter(call, {
    ...letterTo(event, mailbox),
    template: 'association-denied',
    params: {
      ...receiptParams(call, installation, decision, mailbox, acted),
      deniedAt: decision.at.toISOString(),
      deniedBy: decision.address ?? '',
      undoUntil: hoursAfter(decision.at, decision.undoHours).toISOString(),
      // Whoever has no link of their own has none to take it back with.
      ...(decision.recipientId === null && { revoked: true as const }),
      ...(acted && { undoUrl: `${installation.consentUrl}/n/${linkPlaceholder(mailbox.linkId)}/undo` }),
    },
  })
}

const tellConfirmed = (
  call: Call,
  event: Told,
  installation: Installation,
  decision: Decision,
  mailbox: Mailbox,
): void => {
  writeLetter(call, {
    ...letterTo(event, mailbox),
    template: 'association-confirmed',
    params: {
      ...receiptParams(call, installation, decision, mailbox, mailbox.id === decision.recipientId),
      confirmedAt: decision.at.toISOString(),
      confirmedBy: decision.address ?? '',
      noticeUrl: `${installation.consentUrl}/n/${linkPlaceholder(mailbox.linkId)}`,
    },
  })
}
