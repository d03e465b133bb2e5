import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, staffPolicy, text, vendorPolicy } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { Attached } from './about.ts'
import type { AboutKind, TicketPath, TicketPriority, TicketState, TicketVerb } from './ticket.rules.ts'
import { closeDays, isOver, mayReopen, reopenUntil, ticketMoves } from './ticket.rules.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')
const organizationId = () =>
  p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index()

/** What a partner asks the service desk (B.12). */
export const TicketSchema = defineEntity({
  name: 'Ticket',
  tableName: 'ticket',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    /** Whose administrators see it (SUP-R5). */
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    number: () => p.integer(),
    path: () => text().$type<TicketPath>(),
    subject: () => text(),
    priority: () => text().$type<TicketPriority>(),
    state: () => text().$type<TicketState>().default('new'),
    stateAt: () => instant(),
    createdAt: () => instant(),
    createdBy: () => p.uuid().index(),
    agentId: () => p.uuid().nullable().index(),
    aboutKind: () => text().$type<AboutKind>().nullable(),
    aboutId: () => p.uuid().nullable(),
    /** As the record was called when the ticket was opened. */
    aboutLabel: () => text().nullable(),
    /** The report as its reader had it, never changed afterwards. */
    attached: () => p.json().$type<Attached>().nullable(),
    /** Until when the desk means to have it solved; null while the partner is asked and once it is. */
    slaDueAt: () => instant().nullable(),
    /** Business days that were left when the partner was asked. */
    slaDaysLeft: () => p.integer().nullable(),
    resolvedAt: () => instant().nullable(),
    closesAt: () => instant().nullable(),
    rating: () => p.integer().nullable(),
    ratingWords: () => text().nullable(),
    ratedAt: () => instant().nullable(),
    /** How many messages it has: each is a change of the ticket, so that who did not read it is refused as stale. */
    messages: () => p.integer().default(0),
    version: () => p.integer().version(),
  },
  uniques: [{ name: 'ticket_number_unique', properties: ['vendorId', 'number'] }],
  checks: [
    {
      name: 'ticket_rating_check',
      expression: '"rating" >= 1 and "rating" <= 5 and ("rating" is null) = ("rated_at" is null)',
    },
  ],
  policies: organizationPolicy('ticket_own'),
})
/** A verb moves by the table (SUP-R3) and says what happened; words stand in messages, never in an event. */
export class Ticket extends TicketSchema.class {
  open(): void {
    const { number, path, priority, locationId, createdBy } = this
    happened(this, 'ticket.opened', { number, path, priority, locationId, createdBy, about: this.aboutKind ?? null })
  }

  /** Somebody of the desk has it from now on. */
  assign(agentId: string, now: Date): void {
    if (this.agentId === agentId) refuse('conflict', 'ALREADY_THERE', { field: 'agentId', rule: 'SUP-R3' })
    move(this, 'assign', now)
    this.agentId = agentId
    happened(this, 'ticket.assigned', { agentId })
  }

  /** The partner says more. `dueAt` is given where the desk waited for it: its time runs again (B.16.8). */
  answer(messageId: string, dueAt: Date | null, now: Date): void {
    if (isOver(this.state)) refuseClosed(this, now)
    move(this, 'answer', now)
    if (dueAt) run(this, dueAt)
    happened(this, 'ticket.answered', { messageId })
  }

  reply(messageId: string, now: Date): void {
    move(this, 'reply', now)
    happened(this, 'ticket.replied', { messageId, asks: false })
  }

  /** The desk cannot go on without the partner: its time stands still, with so many business days left. */
  ask(messageId: string, daysLeft: number, now: Date): void {
    move(this, 'ask', now)
    this.slaDaysLeft = daysLeft
    this.slaDueAt = null
    happened(this, 'ticket.replied', { messageId, asks: true })
  }

  resolve(messageId: string, now: Date): void {
    move(this, 'resolve', now)
    this.resolvedAt = now
    this.closesAt = daysAfter(now, closeDays)
    this.slaDueAt = null
    this.slaDaysLeft = null
    happened(this, 'ticket.resolved', { messageId, closesAt: this.closesAt.toISOString() })
  }

  /** Within 30 days of the resolution; refuses with `TICKET_CLOSED` after that. The desk's time begins anew. */
  reopen(messageId: string, dueAt: Date, now: Date): void {
    if (isOver(this.state) && !mayReopen(this, now)) refuseClosed(this, now)
    move(this, 'reopen', now)
    this.resolvedAt = null
    this.closesAt = null
    run(this, dueAt)
    happened(this, 'ticket.reopened', { messageId })
  }

  /** Ten days after the resolution; `dueAt` is when they were over. */
  close(dueAt: Date): void {
    move(this, 'close', dueAt)
    happened(this, 'ticket.closed')
  }

  remind(): void {
    happened(this, 'ticket.closing', { closesAt: this.closesAt!.toISOString() })
  }

  /** One answer, once it is resolved. Refuses with `TICKET_RATED` a second one and `ILLEGAL_TRANSITION` before. */
  rate(rating: number, words: string, now: Date): void {
    if (!isOver(this.state))
      refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: this.state, verb: 'rate' } })
    if (this.ratedAt) refuse('conflict', 'TICKET_RATED', { rule: 'SUP-R3' })
    this.rating = rating
    this.ratingWords = words === '' ? null : words
    this.ratedAt = now
    happened(this, 'ticket.rated', { rating })
  }
}
TicketSchema.setClass(Ticket)

const move = (ticket: Ticket, verb: TicketVerb, at: Date): void => {
  ticket.state = next<TicketState, TicketVerb>(ticketMoves, ticket.state, verb)
  ticket.stateAt = at
}

const run = (ticket: Ticket, dueAt: Date): void => {
  ticket.slaDueAt = dueAt
  ticket.slaDaysLeft = null
}

/** What is resolved or closed hears no answer any more, but may be opened again for a while. */
const refuseClosed = (ticket: Ticket, now: Date): never =>
  refuse('invalid', 'TICKET_CLOSED', {
    rule: 'SUP-R3',
    params: { until: reopenUntil(ticket.resolvedAt ?? now).toISOString() },
  })

/** What was said on a ticket, by either side, and read by both. */
export const TicketMessageSchema = defineEntity({
  name: 'TicketMessage',
  tableName: 'ticket_message',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    ticketId: () => p.manyToOne(Ticket).mapToPk().joinColumn('ticket_id').deleteRule('restrict').index(),
    /** What its writer did with it: opened, answered, replied, asked, resolved or opened again. */
    verb: () => text().$type<'open' | Exclude<TicketVerb, 'assign' | 'close'>>(),
    authorId: () => p.uuid(),
    body: () => text(),
    at: () => instant(),
  },
  policies: organizationPolicy('ticket_message_own'),
})
export class TicketMessage extends TicketMessageSchema.class {}
TicketMessageSchema.setClass(TicketMessage)

/** What the desk writes down for itself. A table of its own, closed to partners by its policy (SUP-R5). */
export const TicketNoteSchema = defineEntity({
  name: 'TicketNote',
  tableName: 'ticket_note',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    ticketId: () => p.manyToOne(Ticket).mapToPk().joinColumn('ticket_id').deleteRule('restrict').index(),
    authorId: () => p.uuid(),
    body: () => text(),
    at: () => instant(),
  },
  policies: staffPolicy('ticket_note_staff'),
})
/** It belongs to no organisation, so that its events are never a partner's to read either. */
export class TicketNote extends TicketNoteSchema.class {
  write(): void {
    happened(this, 'ticketNote.written', { ticketId: this.ticketId })
  }
}
TicketNoteSchema.setClass(TicketNote)

/** The last number that a vendor's tickets were given. Its row is the lock that leaves no gap (GEN-R1). */
export const TicketCounterSchema = defineEntity({
  name: 'TicketCounter',
  tableName: 'ticket_counter',
  properties: { vendorId: () => p.uuid().primary(), value: () => p.integer() },
  // It tells how many tickets a programme has: nothing for the people of another one.
  policies: vendorPolicy('ticket_counter_vendor'),
})
