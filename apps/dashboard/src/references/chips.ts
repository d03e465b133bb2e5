import type { ReferenceState } from '@ofrecord/core/references/reference.rules'
import { referenceStates } from '@ofrecord/core/references/reference.rules'
import {
  references_days,
  references_filter_competency,
  references_filter_expiring,
  references_filter_location,
  references_filter_state,
  references_filter_unassigned,
  references_filter_unassigned_tick,
  references_filter_unassigned_word,
} from '@ofrecord/messages/messages'
import { choiceChip, tickChip } from '../claims/list/chips.tsx'
import type { Filter } from '../ui/filter-bar.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import type { createNames } from './answers.ts'
import type { AddressName } from './list.address.ts'
import { spans } from './list.address.ts'
import { stateWords } from './words.ts'

interface Address {
  value: (name: AddressName) => string
  change: (changes: Partial<Record<AddressName, string | null>>) => void
}

const chosen = (value: string): string | null => value || null

/** State, location, competency, the days that are left, and what counts nowhere yet (B.5.2). */
export const referenceChips = (
  { value, change }: Address,
  { options, places }: ReturnType<typeof createNames>,
): Filter[] => [
  stateChip(
    referenceStates,
    () => value('state'),
    (state) => change({ state }),
  ),
  placeChip(places, {
    label: references_filter_location(),
    chosen: () => chosen(value('location')),
    choose: (location) => change({ location }),
  }),
  choiceChip({
    key: 'competency',
    label: references_filter_competency(),
    choices: () => (options()?.competencies ?? []).map(({ code, name }) => ({ value: code, label: name })),
    chosen: () => chosen(value('competency')),
    choose: (competency) => change({ competency }),
  }),
  choiceChip({
    key: 'expires',
    label: references_filter_expiring(),
    choices: () => spans.map((days) => ({ value: String(days), label: references_days({ count: days }) })),
    chosen: () => chosen(value('expires')),
    choose: (expires) => change({ expires }),
  }),
  tickChip({
    key: 'unassigned',
    label: references_filter_unassigned(),
    word: references_filter_unassigned_word(),
    tick: references_filter_unassigned_tick(),
    on: () => value('unassigned') === 'yes',
    turn: (on) => change({ unassigned: on ? 'yes' : null }),
  }),
]

export const stateChip = (
  states: readonly ReferenceState[],
  value: () => string,
  choose: (state: string | null) => void,
): Filter =>
  choiceChip({
    key: 'state',
    label: references_filter_state(),
    choices: () => states.map((state) => ({ value: state, label: stateWords[state].word() })),
    chosen: () => chosen(value()),
    choose,
  })
