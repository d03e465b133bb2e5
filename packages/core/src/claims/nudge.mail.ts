import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { LetterParams } from '@ofrecord/emails/letters'
import type { Reaction } from '../kernel/dispatch.ts'
import { isoOrNull } from '../kernel/instants.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { textOf } from '../kernel/words.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import type { Mailbox } from './claim.mail.ts'
import { readMailboxesOf } from './comment.mail.ts'
import type { StandingFacts } from './standing.rules.ts'
import { standingOf } from './standing.rules.ts'

interface Row extends StandingFacts {
  id: string
  number: number
  name: string
  customerName: string
  vendorName: string
  organizationName: string
}

const readRows = async (call: Call, claimIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.name, c.customer_name as "customerName", c.status, c.consent_state as "consentState", c.consent_mode as "consentMode",
      c.sla_due_at::text as "slaDueAt", c.action_due_at::text as "actionDueAt", c.consent_due_at::text as "consentDueAt",
      v.name as "vendorName", o.name as "organizationName"
    from claim c join vendor v on v.id = c.vendor_id join organization o on o.id = c.organization_id
    where c.id = any(${uuids(claimIds)}) order by c.number
  `.execute(call.em.getKysely())
  return rows
}

type NudgedClaim = LetterParams['claim-nudge']['claims'][number]

/** Whom a claim waits for, as it stands when the letter is written, in the words of its reader. */
const entryOf = (row: Row, { locale }: Mailbox, { publicUrl }: Installation): NudgedClaim => {
  const { waitsOn, until } = standingOf({
    ...row,
    slaDueAt: isoOrNull(row.slaDueAt),
    actionDueAt: isoOrNull(row.actionDueAt),
    consentDueAt: isoOrNull(row.consentDueAt),
  })
  const names = { vendor: row.vendorName, organisation: row.organizationName }
  return {
    claimNumber: String(row.number),
    claimName: row.name,
    customerName: row.customerName,
    waits: textOf(`lists_nudge_waits_${waitsOn}`, locale, names),
    ...(until !== null && { dueAt: until }),
    claimUrl: `${publicUrl}/claims/${row.id}`,
  }
}

/** A colleague's reminder is one letter, however many claims it names (B.1.9). */
export const nudgeLetter: Reaction = async (call, event, installation) => {
  if (!Array.isArray(event.data.claimIds)) return
  const personId = String(event.data.to)
  const rows = await readRows(call, event.data.claimIds.map(String))
  const [author] = await readMailboxesOf(call, [event.actorId!])
  const note = String(event.personal?.note ?? '')
  for (const mailbox of await readMailboxesOf(call, [personId])) {
    const claims = rows.map((row) => entryOf(row, mailbox, installation))
    const first = claims[0]!
    const params: LetterParams['claim-nudge'] = {
      vendorName: rows[0]!.vendorName,
      timeZone: mailbox.timeZone,
      sentAt: call.now.toISOString(),
      authorName: author!.name,
      ...(note !== '' && { comment: note }),
      claimNumber: first.claimNumber,
      claimUrl: first.claimUrl,
      claims,
    }
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: event.organizationId,
      eventId: event.id,
      // About the colleague: the claim's list of letters, which the vendor reads too, says nothing of it.
      aggregateId: personId,
      template: 'claim-nudge',
      recipient: mailbox.address,
      recipientName: mailbox.name,
      locale: mailbox.locale,
      params,
    })
  }
}
