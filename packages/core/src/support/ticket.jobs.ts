import { isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { lockTicket } from './finding.ts'

/** Ten days after the resolution nobody has opened it again: it is closed as of that instant (B.17, GEN-R3). */
export const closeTicket = async (call: Call, ticketId: string, dueAt: Date): Promise<void> => {
  const ticket = await lockTicket(call, ticketId)
  if (ticket?.state === 'resolved' && ticket.closesAt && isPast(ticket.closesAt, call.now)) ticket.close(dueAt)
}

/** Its requester is told that three days are left, unless the run is so late that none are. */
export const remindOfClosing = async (call: Call, ticketId: string): Promise<void> => {
  const ticket = await lockTicket(call, ticketId)
  if (ticket?.state === 'resolved' && ticket.closesAt && !isPast(ticket.closesAt, call.now)) ticket.remind()
}
