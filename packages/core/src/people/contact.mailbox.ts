import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import { refuse } from '../kernel/errors.ts'
import { Event } from '../kernel/event.entity.ts'
import { happened } from '../kernel/happened.ts'
import { secondsAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { isOptional } from '../letters/letter.rules.ts'
import type { ContactAssignment } from './contact.entity.ts'
import { Person } from './person.entity.ts'

/** Asks whether the mailbox of a contact takes letters, since to hold a role is not to receive mail (CNT-R6). */
export const testMailbox = async (call: Call, assignment: ContactAssignment): Promise<void> => {
  const minuteAgo = secondsAfter(call.now, -60)
  const tested = { aggregateId: assignment.id, type: 'contact.mailboxTested', at: { $gt: minuteAgo } }
  if ((await call.em.count(Event, tested)) > 0)
    refuse('throttled', 'TOO_MANY_REQUESTS', { rule: 'CNT-R6', retryable: true })
  const { personId, locationId } = assignment
  happened(assignment, 'contact.mailboxTested', { personId, locationId })
}

/** A letter to somebody with an account never arrives, or came back: their mailbox does not take letters (CNT-R6). */
const noteLost: Reaction = async (call, event) => {
  const person = await lockReader(call, event, sql`p.bounced_at is null and ${isTelling(event)}`)
  if (!person) return
  person.bouncedAt = call.now
  happened(person, 'person.mailboxLost')
}

/** A digest also ends because it was held, or was too old once a relay was back: then nobody asked the mailbox. */
const isTelling = ({ type, data }: Told): RawBuilder<unknown> =>
  type === 'letter.failed' && isOptional(String(data.template)) ? sql`m.response ~ '^5[0-9][0-9]'` : sql`true`

/** One arrived that was taken after the last came back: the mailbox takes letters again. */
const noteArrived: Reaction = async (call, event) => {
  const person = await lockReader(call, event, sql`p.bounced_at < ${event.at}`)
  if (!person) return
  person.bouncedAt = null
  happened(person, 'person.mailboxFound')
}

/** Most letters change nothing here, and are told apart by one statement. */
const lockReader = async (
  call: Call,
  { aggregateId }: Told,
  condition: RawBuilder<unknown>,
): Promise<Person | null> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from letter m join person p on p.vendor_id = m.vendor_id and p.email_normalised = lower(m.recipient)
    where m.id = ${aggregateId} and ${condition} for no key update of p
  `.execute(call.em.getKysely())
  return rows[0] ? call.em.findOneOrFail(Person, { id: rows[0].id }) : null
}

/** What becomes of letters says whether a mailbox takes them. */
export const mailboxNotes: Readonly<Record<string, Reaction>> = {
  'letter.accepted': noteArrived,
  'letter.failed': noteLost,
  'letter.bounced': noteLost,
}
