import { sql } from 'kysely'
import type { Claim } from '../claims/claim.entity.ts'
import type { Reaction } from '../kernel/dispatch.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { renewLinks } from '../links/link.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import { customerParams } from './notifying.ts'

/** When the letters of a renewal leave, and the rotation it belongs to; null: one customer asked for it. */
interface Renewal {
  sendAt: Date
  rotation: string | null
}

/**
 * Gives every link of a claim that opens a page a new token: what an older letter carries says that a newer one was sent,
 * and still takes a no (L14). Whoever was told last is written to, not before `sendAt`. The claim is locked. Answers how
 * many mailboxes get a letter.
 */
export const renewClaim = async (
  call: Call,
  installation: Installation,
  claim: Claim,
  { sendAt, rotation }: Renewal,
): Promise<number> => {
  const recipients = await recipientsOf(call, claim.id)
  const renewed = await renewLinks(
    call,
    installation.keys.link,
    recipients.map(({ linkId }) => linkId),
  )
  const letters = recipients.filter(({ linkId, isLast }) => isLast && renewed.includes(linkId)).length
  happened(claim, 'claim.linksRenewed', { links: renewed.length, letters, sendAt: sendAt.toISOString(), rotation })
  return letters
}

interface Recipient {
  kind: 'customer' | 'tenant_admin'
  address: string
  name: string
  locale: string
  linkId: string
  /** Of the newest notice: who was told of an older one alone could not be reached, or is told no more. */
  isLast: boolean
  snapshot: NoticeSnapshot
  codePhrase: string | null
}

const recipientsOf = async (call: Call, claimId: string): Promise<Recipient[]> => {
  const { rows } = await sql<Recipient>`
    select p.kind, p.address, p.name, p.locale, p.link_id as "linkId", n.snapshot, t.code_phrase as "codePhrase",
      n.sequence = max(n.sequence) over () as "isLast"
    from consent_notice n join notice_recipient p on p.notice_id = n.id
      join claim c on c.id = n.claim_id join customer_tenant t on t.id = c.customer_tenant_id
    where n.claim_id = ${claimId} order by n.sequence, p.kind, p.id
  `.execute(call.em.getKysely())
  return rows
}

/** The letters of a renewal wait in the outbox until it is their turn, so that a leak closes at once and no relay is flooded. */
export const sendNewLinks: Reaction = async (call, event, installation) => {
  const sendAt = new Date(String(event.data.sendAt))
  for (const recipient of await recipientsOf(call, event.aggregateId)) {
    if (!recipient.isLast) continue
    const letter = writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: event.organizationId,
      eventId: event.id,
      aggregateId: event.aggregateId,
      template: 'association-new-link',
      recipient: recipient.address,
      recipientName: recipient.name,
      locale: recipient.locale,
      params: {
        ...customerParams(installation, recipient.snapshot, recipient, recipient.codePhrase),
        sentAt: sendAt.toISOString(),
        noticeUrl: `${installation.consentUrl}/n/${linkPlaceholder(recipient.linkId)}`,
      },
    })
    letter.dueAt = sendAt
  }
}
