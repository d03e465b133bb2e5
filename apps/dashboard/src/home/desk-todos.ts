import {
  account_desk_checks_name,
  account_desk_checks,
  account_desk_locations_name,
  account_desk_locations,
  account_desk_tickets_name,
  account_desk_tickets,
  account_desk_transfers_name,
  account_desk_transfers,
  people_todo_look,
  people_todo_otherwise_wait,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { looks } from '../ui/status.tsx'
import type { Todo } from './todo-list.tsx'

/** What waits for the vendor's desk, one line for each of its lists; undefined while it is not known. */
export const createDeskTodos = (): (() => Todo[] | undefined) => {
  const me = useMe()
  const forWhom = (privilege: string) => () => ({ enabled: may(me(), privilege) })
  const locations = createTrpcQuery(api.hierarchy.pendingCount, undefined, forWhom('organisations.support'))
  const checks = createTrpcQuery(api.credentials.nameCheckCount, undefined, forWhom('people.support'))
  const transfers = createTrpcQuery(api.memberships.support.transferCount, undefined, forWhom('memberships.support'))
  const tickets = createTrpcQuery(
    api.supportDesk.count,
    () => ({ states: ['new' as const, 'assigned' as const, 'in_progress' as const] }),
    forWhom('support.serve'),
  )
  return () => {
    if ([locations, checks, transfers, tickets].some(({ isLoading, isError }) => isLoading || isError)) return undefined
    return [
      line(paths.treeDesk, account_desk_locations_name(), account_desk_locations, answerOf(locations)),
      line(paths.nameChecks, account_desk_checks_name(), account_desk_checks, answerOf(checks)),
      line(paths.paymentDesk, account_desk_transfers_name(), account_desk_transfers, answerOf(transfers)),
      line(`${paths.ticketDesk}?state=open`, account_desk_tickets_name(), account_desk_tickets, answerOf(tickets)),
    ].filter((todo) => todo !== undefined)
  }
}

const line = (
  href: string,
  name: string,
  text: (words: { count: number }) => string,
  counted: { count: number } | undefined,
): Todo | undefined => {
  const count = counted?.count ?? 0
  if (count === 0) return undefined
  return {
    key: href,
    href,
    name,
    text: text({ count }),
    look: looks.yours,
    until: null,
    otherwise: people_todo_otherwise_wait(),
    isUrgent: false,
    action: people_todo_look(),
  }
}
