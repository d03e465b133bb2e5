import type { TicketFilters } from '@ofrecord/core/support/ticket.input.rules'
import { openStates, ticketPriorities, ticketStates } from '@ofrecord/core/support/ticket.rules'
import {
  support_column_priority,
  support_column_state,
  support_filter_mine,
  support_filter_open,
  support_filter_overdue,
} from '@ofrecord/messages/messages'
import { choiceChip, tickChip } from '../claims/list/chips.tsx'
import type { Filter } from '../ui/filter-bar.tsx'
import type { stateWords } from './words.ts'
import { priorityWords } from './words.ts'

export const addressNames = ['q', 'state', 'priority', 'mine', 'overdue'] as const
type Name = (typeof addressNames)[number]

/** What narrows a list of tickets, as the address has it; `state=open` is whatever the desk has still to do. */
export const filtersIn = (value: (name: Name) => string): TicketFilters => ({
  search: value('q').slice(0, 120),
  states: value('state') === 'open' ? [...openStates] : ticketStates.filter((state) => state === value('state')),
  priorities: ticketPriorities.filter((priority) => priority === value('priority')),
  mine: value('mine') === 'yes',
  overdue: value('overdue') === 'yes',
})

interface Address {
  value: (name: Name) => string
  change: (changes: Partial<Record<Name, string | null>>) => void
}

export const ticketChips = ({ value, change }: Address, words: typeof stateWords): Filter[] => [
  choiceChip({
    key: 'state',
    label: support_column_state(),
    choices: () => [
      { value: 'open', label: support_filter_open() },
      ...ticketStates.map((state) => ({ value: state, label: words[state].word() })),
    ],
    chosen: () => value('state') || null,
    choose: (state) => change({ state }),
  }),
  choiceChip({
    key: 'priority',
    label: support_column_priority(),
    choices: () => ticketPriorities.map((one) => ({ value: one, label: priorityWords[one].word() })),
    chosen: () => value('priority') || null,
    choose: (priority) => change({ priority }),
  }),
  tick('mine', support_filter_mine(), { value, change }),
  tick('overdue', support_filter_overdue(), { value, change }),
]

const tick = (key: 'mine' | 'overdue', label: string, { value, change }: Address): Filter =>
  tickChip({
    key,
    label,
    word: label,
    tick: label,
    on: () => value(key) === 'yes',
    turn: (on) => change({ [key]: on ? 'yes' : null }),
  })
