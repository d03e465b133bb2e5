import { isOver } from '@ofrecord/core/support/ticket.rules'
import {
  support_else_closed,
  support_else_new,
  support_else_over,
  support_else_resolved,
  support_else_waiting,
  support_else_work,
  support_until_none,
  support_until_overdue,
  support_who_agent,
  support_who_desk,
  support_who_nobody,
  support_who_partner,
  support_who_you,
} from '@ofrecord/messages/messages'
import { shownPerson } from '../lib/erased.ts'
import { formatMoment } from '../lib/format.ts'
import type { StandingBoxProps } from '../ui/record.tsx'
import type { Ticket } from './answers.ts'

/** Whether a resolved ticket can still be opened again. */
export const canReopen = ({ state, reopenUntil }: Ticket): boolean =>
  isOver(state) && reopenUntil !== null && Date.parse(reopenUntil) >= Date.now()

/** Who acts on a ticket, until when, and what happens if nothing does. */
export const ticketStanding = (ticket: Ticket, vendor: string, readerId: string): StandingBoxProps => ({
  who: whoActs(ticket, vendor, readerId),
  until: untilOf(ticket),
  otherwise: otherwiseOf(ticket),
})

const whoActs = ({ state, agentId, agentName, createdByName }: Ticket, vendor: string, readerId: string): string => {
  if (isOver(state)) return support_who_nobody()
  if (state === 'waiting_partner') return support_who_partner({ name: shownPerson(createdByName) })
  if (agentId === readerId) return support_who_you()
  return agentName ? support_who_agent({ agent: shownPerson(agentName) }) : support_who_desk({ vendor })
}

const untilOf = ({ state, stateAt, slaDueAt, closesAt, isOverdue }: Ticket): string => {
  if (isOver(state)) return formatMoment(state === 'resolved' && closesAt ? closesAt : stateAt)
  if (!slaDueAt) return support_until_none()
  return isOverdue ? support_until_overdue({ at: formatMoment(slaDueAt) }) : formatMoment(slaDueAt)
}

const otherwiseOf = (ticket: Ticket): string => {
  const { state, reopenUntil } = ticket
  if (state === 'new') return support_else_new()
  if (state === 'waiting_partner') return support_else_waiting()
  if (!isOver(state)) return support_else_work()
  if (!canReopen(ticket)) return support_else_over()
  const until = formatMoment(reopenUntil!)
  return state === 'resolved' ? support_else_resolved({ until }) : support_else_closed({ until })
}
