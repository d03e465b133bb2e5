import type { Policy } from '../catalogue/catalogue.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { endOfBusinessDay } from '../kernel/calendar.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { TicketPriority } from './ticket.rules.ts'

const settings: Record<TicketPriority, (policy: Policy) => number> = {
  urgent: ({ ticketUrgentBusinessDays }) => ticketUrgentBusinessDays,
  high: ({ ticketHighBusinessDays }) => ticketHighBusinessDays,
  normal: ({ ticketNormalBusinessDays }) => ticketNormalBusinessDays,
  low: ({ ticketLowBusinessDays }) => ticketLowBusinessDays,
}

/** Until when the desk means to have a ticket of this priority solved: the end of a business day of its calendar. */
export const slaOf = async (call: Call, vendorId: string, priority: TicketPriority): Promise<Date> => {
  const days = settings[priority](await readPolicy(call, vendorId))
  return endOfBusinessDay(call.now, days, await zoneOf(call, vendorId))
}

/** Whole business days from now to the end that is stored; none when it is today's or over. */
export const daysLeftUntil = async (call: Call, vendorId: string, dueAt: Date): Promise<number> => {
  const timeZone = await zoneOf(call, vendorId)
  let days = 0
  while (endOfBusinessDay(call.now, days, timeZone) < dueAt) days++
  return days
}

/** The end of the time that was left when the clock stopped: a day at least, so that nobody answers into the past. */
export const resumedSla = async (call: Call, vendorId: string, daysLeft: number): Promise<Date> =>
  endOfBusinessDay(call.now, Math.max(daysLeft, 1), await zoneOf(call, vendorId))

const zoneOf = async (call: Call, vendorId: string): Promise<string> =>
  (await call.em.findOneOrFail(Vendor, { id: vendorId })).timeZone
