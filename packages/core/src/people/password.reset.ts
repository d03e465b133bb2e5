import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { secondsAfter } from '../kernel/time.ts'
import { issueLink } from '../links/link.entity.ts'
import { Person } from './person.entity.ts'

/** Between two letters to one mailbox. */
const pauseSeconds = 60

/**
 * Somebody wants a new password: whoever the address belongs to gets a letter with a link, at most one a minute. Answers
 * nothing, whether there is such a person or not; the caller lets the same time pass for both.
 */
export const askReset = (orm: MikroORM, { keys }: Installation, email: string): Promise<void> =>
  inTransaction(orm, system('sign-in'), async (call) => {
    // Whoever presses ten times at once is in a row, so that the second already sees the letter of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`reset ${addressOf(email)}`}, 0))`.execute(
      call.em.getKysely(),
    )
    for (const { id } of await findByAddress(call, email)) {
      const person = await call.em.findOneOrFail(Person, { id })
      const link = issueLink(call, keys.link, {
        vendorId: person.vendorId,
        purpose: 'password',
        subjectId: id,
        address: person.email,
      })
      happened(person, 'person.passwordAsked', { linkId: link.id })
    }
  })

const addressOf = (typed: string): string => typed.trim().toLowerCase()

/** Somebody with a place in an organisation or at the vendor's desk, who has not had a link within the last minute. */
const findByAddress = async (call: Call, email: string): Promise<{ id: string }[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p where p.email_normalised = ${addressOf(email)}
      and (exists (select from role_assignment r where r.person_id = p.id)
        or exists (select from affiliation a where a.person_id = p.id and a.status = 'active'))
      and not exists (select from link l where l.purpose = 'password' and l.subject_id = p.id
        and l.created_at > ${secondsAfter(call.now, -pauseSeconds)})
  `.execute(call.em.getKysely())
  return rows
}
