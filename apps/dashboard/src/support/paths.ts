import type { AboutKind } from '@ofrecord/core/support/ticket.rules'

/** Addresses that a first visit does without. */
export const supportPaths = {
  newTicket: '/support/new',
  ticket: (ticketId: string) => `/support/${ticketId}`,
  deskTicket: (ticketId: string) => `/desk/tickets/${ticketId}`,
}

/** The form for a ticket about a record, whose report goes with it. */
export const askAbout = (kind: AboutKind, id: string): string => `${supportPaths.newTicket}?about=${kind}:${id}`
