import { competencyLevels, enrollmentStates } from '@ofrecord/core/competencies/enrollment.rules'
import type { SummaryFilters } from '@ofrecord/core/competencies/competency.rules'
import {
  competencies_filter_due,
  competencies_filter_due_days,
  competencies_filter_group,
  competencies_filter_level,
  competencies_filter_location,
  competencies_filter_risk,
  competencies_filter_risk_only,
  competencies_filter_risk_tick,
  competencies_filter_state,
} from '@ofrecord/messages/messages'
import { placeChip } from '../organisations/place-filter.tsx'
import { choiceChip, tickChip } from '../claims/list/chips.tsx'
import type { ListAddress } from '../lists/address.ts'
import type { Filter } from '../ui/filter-bar.tsx'
import type { Names } from './names.ts'
import { levelWords, stateWords } from './words.ts'

/** Days ahead in which an anniversary falls. */
export const spans = [30, 60, 90, 180]

type Name = 'location' | 'group' | 'level' | 'state' | 'risk' | 'due'
type Address = { change: (changes: Partial<Record<Name, string | null>>) => void } & Pick<ListAddress, 'isNarrowed'>

/** The filters of the summary, all of them in the address (B.8.3). */
export const summaryChips = (
  { change }: Address,
  filters: SummaryFilters,
  names: Names,
  groups: readonly { code: string; name: string }[],
): Filter[] => [
  placeChip(names.places, {
    label: competencies_filter_location(),
    chosen: () => filters.locationId,
    choose: (location) => change({ location }),
  }),
  choiceChip({
    key: 'group',
    label: competencies_filter_group(),
    choices: () => groups.map(({ code, name }) => ({ value: code, label: name })),
    chosen: () => filters.group,
    choose: (group) => change({ group }),
  }),
  choiceChip({
    key: 'level',
    label: competencies_filter_level(),
    choices: () => competencyLevels.map((level) => ({ value: level, label: levelWords[level]() })),
    chosen: () => filters.level,
    choose: (level) => change({ level }),
  }),
  choiceChip({
    key: 'state',
    label: competencies_filter_state(),
    choices: () => enrollmentStates.map((state) => ({ value: state, label: stateWords[state].word() })),
    chosen: () => filters.states[0] ?? null,
    choose: (state) => change({ state }),
  }),
  tickChip({
    key: 'risk',
    label: competencies_filter_risk(),
    word: competencies_filter_risk_only(),
    tick: competencies_filter_risk_tick(),
    on: () => filters.atRiskOnly,
    turn: (on) => change({ risk: on ? 'only' : null }),
  }),
  choiceChip({
    key: 'due',
    label: competencies_filter_due(),
    choices: () => spans.map((days) => ({ value: String(days), label: competencies_filter_due_days({ count: days }) })),
    chosen: () => filters.dueWithinDays?.toString() ?? null,
    choose: (due) => change({ due }),
  }),
]
