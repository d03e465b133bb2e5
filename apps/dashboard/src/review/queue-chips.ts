import { reviewKinds } from '@ofrecord/core/claims/choices.rules'
import {
  lists_queue_age,
  lists_queue_age_days,
  lists_queue_competing,
  lists_queue_competing_tick,
  lists_queue_competing_word,
  lists_queue_country,
  lists_queue_kind,
  lists_queue_reviewer,
  lists_queue_sampled,
  lists_queue_sampled_tick,
  lists_queue_sampled_word,
  review_filter_area,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { choiceChip, tickChip } from '../claims/list/chips.tsx'
import type { AppRouter } from '../lib/app-router.ts'
import { countryName } from '../organisations/countries.ts'
import type { Filter } from '../ui/filter-bar.tsx'
import type { QueueFilters } from './filters.ts'
import { kindWord } from './kind-words.ts'

export type QueueChoices = inferRouterOutputs<AppRouter>['review']['queueChoices']
export type Reviewers = inferRouterOutputs<AppRouter>['review']['reviewers']

interface QueueChips {
  filters: () => QueueFilters
  /** Undefined until the server has said what there is to choose from. */
  choices: () => QueueChoices | undefined
  reviewers: () => Reviewers | undefined
  onChange: (changes: Partial<QueueFilters>) => void
}

/** One chip per filter of the queue (B.1.9). */
export const queueChips = (props: QueueChips): Filter[] => [
  ...placeChips(props),
  ...reviewChips(props),
  ...marks(props),
]

const placeChips = ({ filters, choices, onChange }: QueueChips): Filter[] => [
  choiceChip({
    key: 'area',
    label: review_filter_area(),
    choices: () => (choices()?.areas ?? []).map(({ code, name }) => ({ value: code, label: name })),
    chosen: () => filters().areaCode,
    choose: (areaCode) => onChange({ areaCode }),
  }),
  choiceChip({
    key: 'country',
    label: lists_queue_country(),
    choices: () =>
      (choices()?.countries ?? [])
        .map((value) => ({ value, label: countryName(value) }))
        .toSorted((one, other) => one.label.localeCompare(other.label)),
    chosen: () => filters().country,
    choose: (country) => onChange({ country }),
  }),
]

const ages = [3, 7, 14, 30]

const reviewChips = ({ filters, reviewers, onChange }: QueueChips): Filter[] => [
  choiceChip({
    key: 'reviewer',
    label: lists_queue_reviewer(),
    choices: () => (reviewers() ?? []).map(({ personId, name }) => ({ value: personId, label: name })),
    chosen: () => filters().reviewerId,
    choose: (reviewerId) => onChange({ reviewerId }),
  }),
  choiceChip({
    key: 'kind',
    label: lists_queue_kind(),
    choices: () => reviewKinds.map((value) => ({ value, label: kindWord(value) })),
    chosen: () => filters().reviewKind,
    choose: (kind) => onChange({ reviewKind: kind as QueueFilters['reviewKind'] }),
  }),
  choiceChip({
    key: 'age',
    label: lists_queue_age(),
    choices: () => ages.map((days) => ({ value: String(days), label: lists_queue_age_days({ count: days }) })),
    chosen: () => filters().olderThanDays?.toString() ?? null,
    choose: (days) => onChange({ olderThanDays: days === null ? null : Number(days) }),
  }),
]

const marks = ({ filters, onChange }: QueueChips): Filter[] => [
  tickChip({
    key: 'competing',
    label: lists_queue_competing(),
    word: lists_queue_competing_word(),
    tick: lists_queue_competing_tick(),
    on: () => filters().competing,
    turn: (competing) => onChange({ competing }),
  }),
  tickChip({
    key: 'sampled',
    label: lists_queue_sampled(),
    word: lists_queue_sampled_word(),
    tick: lists_queue_sampled_tick(),
    on: () => filters().sampled,
    turn: (sampled) => onChange({ sampled }),
  }),
]
