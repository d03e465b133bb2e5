import { LockMode } from '@mikro-orm/core'
import type { PersonActor } from '../kernel/actor.ts'
import { isWithin, scopeOf } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Ticket, TicketMessage } from './ticket.entity.ts'

interface AsRead {
  ticketId: string
  version: number
}

/** Both sides may write in the same second: whoever is second sees what the first did, and is refused as stale. */
export const lockTicket = (call: Call, id: string): Promise<Ticket | null> =>
  call.em.findOne(Ticket, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })

/**
 * A ticket of the caller's organisation that they opened or whose location they administer (SUP-R5); any other is absent
 * (PRI-R1). Refuses with `CONFLICT_STALE` what has changed since it was read (GEN-R5).
 */
export const ownTicket = async (call: Call, { ticketId, version }: AsRead): Promise<Ticket> => {
  const actor = call.actor as PersonActor
  const found = await lockTicket(call, ticketId)
  const ticket = found?.organizationId === actor.organizationId ? found : refuseAbsent()
  const overseen = scopeOf(actor, 'support.oversee')
  const isSeen =
    ticket.createdBy === actor.personId || (overseen !== undefined && isWithin(overseen, ticket.locationId))
  if (!isSeen) refuseAbsent()
  refuseStale(ticket, version)
  return ticket
}

/** Whether an agent reads a ticket: one that nobody has yet, their own, and a lead every one (SUP-R5). */
export const isServed = (actor: PersonActor, { agentId }: { agentId?: string | null | undefined }): boolean =>
  !agentId || agentId === actor.personId || scopeOf(actor, 'support.lead') !== undefined

/** A ticket that the caller reads at the desk; any other is absent. Refuses with `CONFLICT_STALE`. */
export const deskTicket = async (call: Call, { ticketId, version }: AsRead): Promise<Ticket> => {
  const actor = call.actor as PersonActor
  const ticket = (await lockTicket(call, ticketId)) ?? refuseAbsent()
  if (ticket.vendorId !== actor.vendorId || !isServed(actor, ticket)) refuseAbsent()
  refuseStale(ticket, version)
  return ticket
}

const refuseStale = (ticket: Ticket, version: number): void => {
  if (ticket.version !== version)
    refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', params: { version: ticket.version }, retryable: true })
}

/** Writes down what was said; answers the id for the event. */
export const say = (call: Call, ticket: Ticket, verb: TicketMessage['verb'], body: string): string => {
  const { id: ticketId, vendorId, organizationId } = ticket
  const { personId: authorId } = call.actor as PersonActor
  const id = newId(call.now)
  ticket.messages++
  call.em.persist(
    call.em.create(TicketMessage, { id, vendorId, organizationId, ticketId, verb, authorId, body, at: call.now }),
  )
  return id
}
