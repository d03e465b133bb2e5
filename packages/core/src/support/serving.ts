import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { privilegesOf } from '../kernel/authority.ts'
import type { PartnerRole, Privilege, VendorRole } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { daysAfter } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { deskTicket, say } from './finding.ts'
import { daysLeftUntil } from './sla.ts'
import { TicketNote } from './ticket.entity.ts'
import type { Ticket } from './ticket.entity.ts'
import type { WordsInput } from './ticket.input.rules.ts'
import { closeReminderDay } from './ticket.rules.ts'

interface AsRead {
  ticketId: string
  version: number
}

/** The caller has it from now on: what nobody has, or as a lead also what another has. */
export const takeTicket = async (call: Call, read: AsRead): Promise<Ticket> => {
  const ticket = await deskTicket(call, read)
  ticket.assign((call.actor as PersonActor).personId, call.now)
  await call.em.flush()
  return ticket
}

/** A lead gives it to somebody of the desk. Refuses with `NOT_FOUND` whoever does not stand there. */
export const assignTicket = async (call: Call, { agentId, ...read }: AsRead & { agentId: string }): Promise<Ticket> => {
  const ticket = await deskTicket(call, read)
  if (!(await listAgents(call)).some(({ personId }) => personId === agentId)) refuseAbsent()
  ticket.assign(agentId, call.now)
  await call.em.flush()
  return ticket
}

const serves = (role: PartnerRole | VendorRole, privilege: Privilege): boolean => privilegesOf[role].includes(privilege)

const servingRoles = (Object.keys(privilegesOf) as (PartnerRole | VendorRole)[]).filter((role) =>
  serves(role, 'support.serve'),
)

/** Who stands at the desk. */
export const listAgents = async (call: Call): Promise<{ personId: string; name: string }[]> => {
  const { vendorId } = call.actor as PersonActor
  const { rows } = await sql<{ personId: string; name: string }>`
    select p.id as "personId", p.name from person p where p.vendor_id = ${vendorId} and exists (
      select from role_assignment r where r.person_id = p.id and r.organization_id is null and r.role = any(${texts(servingRoles)}))
    order by lower(p.name), p.id limit 200
  `.execute(call.em.getKysely())
  return rows
}

/** Only whoever has it speaks for the desk: what nobody has is taken first (`TICKET_NOT_YOURS`). */
const ownServed = async (call: Call, read: AsRead): Promise<Ticket> => {
  const ticket = await deskTicket(call, read)
  if (ticket.agentId !== (call.actor as PersonActor).personId)
    refuse('forbidden', 'TICKET_NOT_YOURS', { rule: 'SUP-R5' })
  return ticket
}

export const replyToTicket = async (call: Call, { body, ...read }: WordsInput): Promise<Ticket> => {
  const ticket = await ownServed(call, read)
  ticket.reply(say(call, ticket, 'reply', body), call.now)
  await call.em.flush()
  return ticket
}

/** Asks the partner for what is missing: the desk's time stands still until they answer (B.16.8). */
export const askPartner = async (call: Call, { body, ...read }: WordsInput): Promise<Ticket> => {
  const ticket = await ownServed(call, read)
  const daysLeft = ticket.slaDueAt ? await daysLeftUntil(call, ticket.vendorId, ticket.slaDueAt) : 0
  ticket.ask(say(call, ticket, 'ask', body), daysLeft, call.now)
  await call.em.flush()
  return ticket
}

/** Says what was done; it closes by itself after ten days, and the requester is reminded on the seventh (B.17). */
export const resolveTicket = async (call: Call, { body, ...read }: WordsInput): Promise<Ticket> => {
  const ticket = await ownServed(call, read)
  ticket.resolve(say(call, ticket, 'resolve', body), call.now)
  await setTimer(call, ticket.id, 'ticket.close', ticket.closesAt!)
  await setTimer(call, ticket.id, 'ticket.closeReminder', daysAfter(call.now, closeReminderDay))
  return ticket
}

/** For the desk alone; the ticket itself does not change. */
export const noteOnTicket = async (call: Call, { body, ...read }: WordsInput): Promise<void> => {
  const { id: ticketId, vendorId } = await deskTicket(call, read)
  const { personId: authorId } = call.actor as PersonActor
  const note = call.em.create(TicketNote, { id: newId(call.now), vendorId, ticketId, authorId, body, at: call.now })
  call.em.persist(note)
  note.write()
  await call.em.flush()
}
