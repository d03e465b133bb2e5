import { sql } from 'kysely'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import { secondsAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { codePlaceholder, hashCode, mintCode } from '../links/code.ts'
import { letterTo, receiptParams } from './consent.mail.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import { takeSnapshot } from './notifying.ts'
import { Claim } from '../claims/claim.entity.ts'
import { PortalCode } from './portal.entity.ts'
import { isOnOwnDomain } from './portal.door.ts'
import { codeMinutes } from './portal.rules.ts'

interface Facts {
  vendorName: string
  timeZone: string
  customerName: string
  language: string
  codePhrase: string | null
}

const readFacts = async (call: Call, tenantId: string): Promise<Facts> => {
  const { rows } = await sql<Facts>`
    select v.name as "vendorName", v.time_zone as "timeZone", t.name as "customerName", t.language, t.code_phrase as "codePhrase"
    from customer_tenant t join vendor v on v.id = t.vendor_id where t.id = ${tenantId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

const commonParams = (call: Call, installation: Installation, { codePhrase, ...facts }: Facts, name: string) => ({
  vendorName: facts.vendorName,
  timeZone: facts.timeZone,
  sentAt: call.now.toISOString(),
  recipientName: name,
  customerName: facts.customerName,
  privacyUrl: `${installation.consentUrl}/privacy`,
  ...(codePhrase && { codePhrase }),
})

const personal = (event: Told, key: string): string | undefined => {
  const value = event.personal?.[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * A code for a mailbox that asked for one. It is made here and not where it was asked for: what lets somebody in is not
 * the customers' site's to write. The code itself is in no table: it is put in when the letter leaves.
 */
export const sendCode: Reaction = async (call, event, installation) => {
  const address = personal(event, 'address')
  const recipient = address && (await nameOf(call, event.aggregateId, address))
  if (!recipient) return
  const facts = await readFacts(call, event.aggregateId)
  const network = personal(event, 'ip')
  const code = writeCode(call, event, installation, address)
  writeLetter(call, {
    ...about(event, facts),
    template: 'portal-code',
    recipient: recipient.address,
    recipientName: recipient.name,
    params: {
      ...commonParams(call, installation, facts, recipient.name),
      code: codePlaceholder(code.id),
      untilAt: code.expiresAt.toISOString(),
      ...(network && { network }),
    },
  })
}

const writeCode = (call: Call, event: Told, { keys }: Installation, address: string): PortalCode => {
  const id = String(event.data.codeId)
  const code = call.em.create(PortalCode, {
    id,
    vendorId: event.vendorId,
    customerTenantId: event.aggregateId,
    address,
    codeHash: hashCode(keys.code, id, mintCode(keys.code, id)),
    createdAt: event.at,
    expiresAt: secondsAfter(event.at, codeMinutes * 60),
  })
  call.em.persist(code)
  return code
}

const about = (event: Told, { language }: Facts) => ({
  vendorId: event.vendorId,
  organizationId: null,
  eventId: event.id,
  aggregateId: event.aggregateId,
  locale: language,
})

interface Mailbox {
  address: string
  name: string
}

/** The mailbox as the directory spells it. */
const nameOf = async (call: Call, tenantId: string, address: string): Promise<Mailbox | undefined> => {
  const { rows } = await sql<Mailbox>`
    select email as address, name from tenant_admin where customer_tenant_id = ${tenantId} and lower(email) = ${address} and state <> 'removed' limit 1
  `.execute(call.em.getKysely())
  return rows[0]
}

/** Who was named learns by whom, and how to come in. */
export const sendInvitation: Reaction = async (call, event, installation) => {
  const address = personal(event, 'about')
  const name = personal(event, 'name')
  if (!address || !name) return
  const facts = await readFacts(call, event.aggregateId)
  writeLetter(call, {
    ...about(event, facts),
    template: 'portal-invitation',
    recipient: address,
    recipientName: name,
    params: {
      ...commonParams(call, installation, facts, name),
      invitedByName: personal(event, 'invitedByName') ?? facts.customerName,
      recipientAddress: address,
      isDelegate: event.data.delegate === true,
      portalUrl: `${installation.consentUrl}/portal`,
    },
  })
}

interface Revoked {
  address: string
  at: string
  receipt: string
  tenantId: string
  itemIds: string[]
  snapshot: NoticeSnapshot | null
  codePhrase: string | null
  language: string
}

/** Whoever stopped it and every administrator get the receipt (C49). A claim that nobody was written about has no notice. */
export const sendRevoked: Reaction = async (call, event, installation) => {
  if (event.data.kind !== 'revoke') return
  const revoked = await readRevoked(call, String(event.data.decisionId))
  const snapshot = await snapshotOf(call, event, revoked)
  for (const mailbox of await administratorsOf(call, revoked)) {
    const acted = mailbox.address.toLowerCase() === revoked.address.toLowerCase()
    const administrator = { kind: 'tenant_admin' as const, name: mailbox.name }
    writeLetter(call, {
      ...letterTo(event, { ...mailbox, locale: revoked.language }),
      template: 'association-denied',
      params: {
        ...receiptParams(call, installation, { ...revoked, snapshot }, administrator, acted),
        deniedAt: revoked.at,
        deniedBy: revoked.address,
        undoUntil: revoked.at,
        revoked: true,
      },
    })
  }
}

const readRevoked = async (call: Call, decisionId: string): Promise<Revoked> => {
  const { rows } = await sql<Revoked>`
    select d.actor_address as address, d.at::text as at, r.code as receipt, t.id as "tenantId", to_jsonb(d.item_ids) as "itemIds",
      n.snapshot, t.code_phrase as "codePhrase", t.language
    from consent_decision d join consent_receipt r on r.decision_id = d.id join claim c on c.id = d.claim_id
      join customer_tenant t on t.id = c.customer_tenant_id left join consent_notice n on n.id = d.notice_id
    where d.id = ${decisionId}
  `.execute(call.em.getKysely())
  const row = rows[0]!
  return { ...row, at: new Date(row.at).toISOString() }
}

/** What was stopped, and of the claim nothing else. Without a notice the receipt's code is the number to check it by. */
const snapshotOf = async (call: Call, event: Told, revoked: Revoked): Promise<NoticeSnapshot> => {
  const claim = await call.em.findOneOrFail(Claim, { id: event.aggregateId })
  const told = revoked.snapshot ?? (await takeSnapshot(call, claim, { sequence: 0, recipients: 0, windowDays: 0 }))
  return {
    ...told,
    ...(!revoked.snapshot && { letterNumber: revoked.receipt }),
    items: told.items.filter(({ id }) => revoked.itemIds.includes(id)),
  }
}

/** Every administrator and delegate of today, with whoever did it, should they be gone meanwhile. */
const administratorsOf = async (call: Call, { tenantId, address }: Revoked): Promise<Mailbox[]> => {
  const { rows } = await sql<Mailbox>`
    select a.email as address, a.name from tenant_admin a where a.customer_tenant_id = ${tenantId}
      and (lower(a.email) = ${address.toLowerCase()} or (a.state <> 'removed' and ${isOnOwnDomain})) order by a.email
  `.execute(call.em.getKysely())
  return rows
}
