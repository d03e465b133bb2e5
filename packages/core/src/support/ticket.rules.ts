import { defineMoves } from '../kernel/moves.ts'
import { daysAfter, isPast } from '../kernel/time.ts'

export const ticketStates = ['new', 'assigned', 'in_progress', 'waiting_partner', 'resolved', 'closed'] as const
export type TicketState = (typeof ticketStates)[number]

/** `answer` is the partner's word, `reply`, `ask` and `resolve` are the desk's. */
export type TicketVerb = 'assign' | 'answer' | 'reply' | 'ask' | 'resolve' | 'reopen' | 'close'

/** SUP-R3, B.16.8. What the partner says while the desk waits for it sets the work going again. */
export const ticketMoves = defineMoves<TicketState, TicketVerb>()({
  new: { assign: 'assigned', answer: 'new' },
  assigned: {
    assign: 'assigned',
    answer: 'assigned',
    reply: 'in_progress',
    ask: 'waiting_partner',
    resolve: 'resolved',
  },
  in_progress: {
    assign: 'in_progress',
    answer: 'in_progress',
    reply: 'in_progress',
    ask: 'waiting_partner',
    resolve: 'resolved',
  },
  waiting_partner: {
    assign: 'waiting_partner',
    answer: 'in_progress',
    reply: 'waiting_partner',
    resolve: 'resolved',
  },
  resolved: { reopen: 'in_progress', close: 'closed' },
  closed: { reopen: 'in_progress' },
})

/** States in which the desk still has something to do. */
export const openStates: readonly TicketState[] = ['new', 'assigned', 'in_progress', 'waiting_partner']

export const isOver = (state: TicketState): boolean => !openStates.includes(state)

export const ticketPriorities = ['urgent', 'high', 'normal', 'low'] as const
export type TicketPriority = (typeof ticketPriorities)[number]

/** The path of a ticket: what it is about, and of that which part. The words are the catalogue's. */
export const ticketTopics = {
  membership: ['merger', 'closing', 'locations', 'people', 'competencies', 'references', 'fees', 'other'],
  incentives: ['claim', 'customer', 'earnings', 'other'],
  benefits: ['use_rights', 'other'],
  orders: ['invoice', 'payment', 'customer_order', 'other'],
  technical: ['sign_in', 'letters', 'pages', 'other'],
} as const
export type TicketCategory = keyof typeof ticketTopics
export type TicketPath = { [C in TicketCategory]: `${C}/${(typeof ticketTopics)[C][number]}` }[TicketCategory]

/** Every path, as `membership/merger`. */
export const ticketPaths = Object.entries(ticketTopics).flatMap(([category, topics]) =>
  topics.map((topic) => `${category}/${topic}` as TicketPath),
)

export const categoryOf = (path: TicketPath): TicketCategory => path.split('/')[0] as TicketCategory

/** What a ticket may be about. Of a merger and of a rehearsal the report is attached as it stands. */
export const aboutKinds = ['claim', 'merge', 'rehearsal', 'location', 'order', 'reference'] as const
export type AboutKind = (typeof aboutKinds)[number]

/** Days from the resolution to the close, to the reminder before it, and to the last day on which it can be opened again. */
export const closeDays = 10
export const closeReminderDay = 7
export const reopenDays = 30

/** The last instant on which a resolved ticket can be opened again; the instant itself is in time (GEN-R2). */
export const reopenUntil = (resolvedAt: Date): Date => daysAfter(resolvedAt, reopenDays)

export const mayReopen = (
  { state, resolvedAt }: { state: TicketState; resolvedAt?: Date | null | undefined },
  now: Date,
): boolean => isOver(state) && !!resolvedAt && !isPast(reopenUntil(resolvedAt), now)

/** `T-000123` (GEN-R1). */
export const ticketNumber = (number: number): string => `T-${String(number).padStart(6, '0')}`

/** The number in what somebody typed: `T-000123`, `t123`, `123`; null where there is none. */
export const readTicketNumber = (typed: string): number | null => {
  const digits = /^(?:t-?)?0*(\d{1,9})$/i.exec(typed.trim())?.[1]
  return digits === undefined ? null : Number(digits)
}
