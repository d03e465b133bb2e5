import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../lib/app-router.ts'

/** What the server answers about tickets, by its procedures. */
type Answers = inferRouterOutputs<AppRouter>['support']

export type Ticket = Answers['get']
export type TicketRow = Answers['list']['rows'][number]
export type Report = NonNullable<Ticket['attached']>
