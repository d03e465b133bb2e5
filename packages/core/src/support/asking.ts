import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { readSubject } from './about.ts'
import { ownTicket, say } from './finding.ts'
import { resumedSla, slaOf } from './sla.ts'
import { Ticket } from './ticket.entity.ts'
import type { OpenInput, RateInput, WordsInput } from './ticket.input.rules.ts'

/**
 * Opens a ticket with the desk (SUP-R3). It lies at the location of the record it is about, else where its writer is at
 * home: whose administrators see it (SUP-R5). Of a merger or a rehearsal the report is attached as it stands. Refuses
 * with `NOT_FOUND` a record that its writer may not read.
 */
export const openTicket = async (call: Call, { about, body, ...input }: OpenInput): Promise<Ticket> => {
  const { vendorId, organizationId, personId } = call.actor as PersonActor
  const subject = about && (await readSubject(call, about))
  const ticket = call.em.create(Ticket, {
    ...input,
    id: newId(call.now),
    vendorId,
    organizationId: organizationId!,
    locationId: subject?.locationId ?? (await homeOf(call)),
    number: await nextNumber(call, vendorId),
    stateAt: call.now,
    createdAt: call.now,
    createdBy: personId,
    slaDueAt: await slaOf(call, vendorId, input.priority),
    aboutKind: about?.kind ?? null,
    aboutId: about?.id ?? null,
    aboutLabel: subject?.label ?? null,
    attached: subject?.attached ?? null,
  })
  call.em.persist(ticket)
  say(call, ticket, 'open', body)
  ticket.open()
  await call.em.flush()
  return ticket
}

/** Where the caller is at home in the organisation; whoever is nowhere there belongs to its headquarters. */
const homeOf = async (call: Call): Promise<string> => {
  const { organizationId, personId } = call.actor as PersonActor
  const { rows } = await sql<{ id: string }>`
    select l.id from location l left join affiliation a on a.location_id = l.id and a.person_id = ${personId} and a.status = 'active'
    where l.organization_id = ${organizationId} and (a.id is not null or l.is_headquarters)
    order by a.id is null, l.id limit 1
  `.execute(call.em.getKysely())
  return rows[0]!.id
}

/** Numbers have no gaps: the counter's row is locked until this ticket commits (GEN-R1). */
const nextNumber = async (call: Call, vendorId: string): Promise<number> => {
  const { rows } = await sql<{ value: number }>`
    insert into ticket_counter (vendor_id, value) values (${vendorId}, 1)
    on conflict (vendor_id) do update set value = ticket_counter.value + 1 returning value
  `.execute(call.em.getKysely())
  return rows[0]!.value
}

/** The partner says more; where the desk waited for it, its time runs again. Refuses with `TICKET_CLOSED`, `CONFLICT_STALE`. */
export const answerTicket = async (call: Call, { body, ...read }: WordsInput): Promise<Ticket> => {
  const ticket = await ownTicket(call, read)
  const isWaiting = ticket.state === 'waiting_partner'
  const dueAt = isWaiting ? await resumedSla(call, ticket.vendorId, ticket.slaDaysLeft ?? 0) : null
  ticket.answer(say(call, ticket, 'answer', body), dueAt, call.now)
  await call.em.flush()
  return ticket
}

/** What is resolved is not solved: within 30 days it goes on. Refuses with `TICKET_CLOSED` after that. */
export const reopenTicket = async (call: Call, { body, ...read }: WordsInput): Promise<Ticket> => {
  const ticket = await ownTicket(call, read)
  ticket.reopen(say(call, ticket, 'reopen', body), await slaOf(call, ticket.vendorId, ticket.priority), call.now)
  await cancelClosing(call, ticket)
  await call.em.flush()
  return ticket
}

const cancelClosing = async (call: Call, { id }: Ticket): Promise<void> => {
  await cancelTimer(call, id, 'ticket.close')
  await cancelTimer(call, id, 'ticket.closeReminder')
}

/** How satisfied whoever opened it is: nobody answers for them. Refuses with `FORBIDDEN`, `TICKET_RATED`. */
export const rateTicket = async (call: Call, { rating, words, ...read }: RateInput): Promise<Ticket> => {
  const ticket = await ownTicket(call, read)
  if (ticket.createdBy !== (call.actor as PersonActor).personId) refuse('forbidden', 'FORBIDDEN', { rule: 'SUP-R3' })
  ticket.rate(rating, words, call.now)
  await call.em.flush()
  return ticket
}
