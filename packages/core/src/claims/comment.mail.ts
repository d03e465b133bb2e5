import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { LetterParams } from '@ofrecord/emails/letters'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import type { Mailbox } from './claim.mail.ts'
import { commonParams, readFacts } from './claim.mail.ts'

interface Words {
  claimId: string
  body: string
  at: string
  authorName: string
}

const readWords = async (call: Call, commentId: string): Promise<Words> => {
  const { rows } = await sql<Words>`
    select m.claim_id as "claimId", m.body, m.at::text as at, p.name as "authorName"
    from comment m join person p on p.id = m.author_id where m.id = ${commentId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The mailboxes of people, by id. */
export const readMailboxesOf = async (call: Call, personIds: readonly string[]): Promise<Mailbox[]> => {
  const { rows } = await sql<Mailbox>`
    select email as address, name, locale, time_zone as "timeZone" from person
    where id = any(${uuids(personIds)}) order by id
  `.execute(call.em.getKysely())
  return rows
}

/**
 * One letter a person a comment. It is about the comment, not about the claim: the claim's list of letters, which both
 * sides read, says nothing of it.
 */
const writeMentions = async (
  call: Call,
  event: Told,
  installation: Installation,
  told: { commentId: string; people: readonly string[] },
): Promise<void> => {
  const atVendor = event.actorSide === 'vendor'
  const { claimId, body, at, authorName } = await readWords(call, told.commentId)
  const facts = await readFacts(call, claimId)
  for (const mailbox of await readMailboxesOf(call, told.people)) {
    const params: LetterParams['comment-mention'] = {
      ...commonParams(call, claimId, installation, facts, mailbox),
      claimUrl: `${installation.publicUrl}/${atVendor ? 'review' : 'claims'}/${claimId}`,
      authorName,
      writtenAt: isoOf(at),
      comment: body,
    }
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: atVendor ? null : event.organizationId,
      eventId: event.id,
      aggregateId: told.commentId,
      template: 'comment-mention',
      recipient: mailbox.address,
      recipientName: mailbox.name,
      locale: mailbox.locale,
      params,
    })
  }
}

/** Those who are mentioned in a comment are written to (B.1.2). */
export const commentLetters: Readonly<Record<string, Reaction>> = {
  'comment.mentioned': (call, event, installation) => {
    const people = Array.isArray(event.data.people) ? event.data.people.map(String) : []
    return writeMentions(call, event, installation, { commentId: event.aggregateId, people })
  },
  'person.mentioned': (call, event, installation) =>
    writeMentions(call, event, installation, { commentId: String(event.data.commentId), people: [event.aggregateId] }),
}
