import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
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
 * For a statement with `ticket t` of the caller's organisation: the administrators of its location read it (SUP-R5). One
 * about a merger has its writer's half of the preview in it, which is that side's alone (B.18): whoever reads it reads
 * mergers, and was of that organisation when it was opened. Its event still says which one that was.
 */
export const isOverseen = (actor: PersonActor): RawBuilder<unknown> => {
  const overseen = scopeOf(actor, 'support.oversee')
  if (overseen === undefined) return sql`false`
  const mayMerge = scopeOf(actor, 'organisations.change') !== undefined
  return sql`${inScope(overseen, sql`t.location_id`)} and (t.about_kind is distinct from 'merge' or ${mayMerge} and exists (
    select from event e where e.aggregate_id = t.id and e.seq = 1 and e.organization_id = t.organization_id))`
}

/**
 * A ticket of the caller's organisation that they opened or oversee (SUP-R5); any other is absent (PRI-R1). Refuses with
 * `CONFLICT_STALE` what has changed since it was read (GEN-R5).
 */
export const ownTicket = async (call: Call, { ticketId, version }: AsRead): Promise<Ticket> => {
  const actor = call.actor as PersonActor
  const found = await lockTicket(call, ticketId)
  const ticket = found?.organizationId === actor.organizationId ? found : refuseAbsent()
  if (ticket.createdBy !== actor.personId && !(await oversees(call, actor, ticketId))) refuseAbsent()
  refuseStale(ticket, version)
  return ticket
}

const oversees = async (call: Call, actor: PersonActor, ticketId: string): Promise<boolean> => {
  const { rows } = await sql`select from ticket t where t.id = ${ticketId} and ${isOverseen(actor)}`.execute(
    call.em.getKysely(),
  )
  return rows.length > 0
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
