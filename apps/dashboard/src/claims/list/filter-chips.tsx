import { claimActivities } from '@ofrecord/core/catalogue/catalogue.rules'
import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { claimFlags } from '@ofrecord/core/claims/choices.rules'
import type { ClaimFlag } from '@ofrecord/core/claims/choices.rules'
import { shownStatuses } from '@ofrecord/core/claims/standing.rules'
import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  claims_filter_activity,
  claims_filter_area,
  claims_filter_location,
  claims_filter_programme,
  claims_filter_status,
  lists_filter_comments,
  lists_filter_comments_tick,
  lists_filter_comments_unread,
  lists_filter_created,
  lists_filter_created_between,
  lists_filter_created_from,
  lists_filter_created_since,
  lists_filter_created_to,
  lists_filter_created_until,
  lists_filter_customer,
  lists_filter_customer_field,
  lists_filter_due,
  lists_filter_due_days,
  lists_filter_enrolled,
  lists_filter_enrolled_tick,
  lists_filter_enrolled_word,
  lists_filter_flag,
} from '@ofrecord/messages/messages'
import type { AppRouter } from '../../lib/app-router.ts'
import { formatDate, formatList } from '../../lib/format.ts'
import { placeChip } from '../../organisations/place-filter.tsx'
import type { Places } from '../../organisations/places.ts'
import { createPlaces } from '../../organisations/places.ts'
import type { Filter } from '../../ui/filter-bar.tsx'
import { FilterChoices } from '../../ui/filter-choices.tsx'
import { programmesOf } from '../programmes.ts'
import { activityTitle } from '../activity.ts'
import { flagWord } from '../flags.tsx'
import { statusWords } from '../page/status.ts'
import { choiceChip, rangeChip, textChip, tickChip } from './chips.tsx'
import type { ListFilters } from './filters.ts'

export type ClaimOptions = inferRouterOutputs<AppRouter>['claims']['options']

interface FilterChipsProps {
  filters: () => ListFilters
  /** Undefined until the server has said what there is to choose from. */
  options: () => ClaimOptions | undefined
  onChange: (changes: Partial<ListFilters>) => void
}

/** One chip per filter of B.1.9: status takes several values, the others one. */
export const createFilterChips = () => {
  const places = createPlaces('claims.see')
  return (props: FilterChipsProps): Filter[] => [
    statusChip(props),
    ...kindChips(props),
    ...placeChips(props, places),
    ...timeChips(props),
    ...markChips(props),
  ]
}

const statusChip = ({ filters, onChange }: FilterChipsProps): Filter => ({
  key: 'status',
  label: claims_filter_status(),
  value:
    filters().statuses.length > 0
      ? formatList(filters().statuses.map((status) => statusWords[status].word()))
      : undefined,
  editor: () => (
    <FilterChoices
      options={shownStatuses.map((value) => ({ value, label: statusWords[value].word() }))}
      chosen={filters().statuses}
      onChange={(chosen) => onChange({ statuses: chosen as ShownStatus[] })}
    />
  ),
  onRemove: () => onChange({ statuses: [] }),
})

const kindChips = ({ filters, options, onChange }: FilterChipsProps): Filter[] => {
  const areas = () => (options()?.areas ?? []).filter(({ level }) => level !== null)
  return [
    choiceChip({
      key: 'area',
      label: claims_filter_area(),
      choices: () => areas().map(({ code, name }) => ({ value: code, label: name })),
      chosen: () => filters().areaCode,
      choose: (areaCode) => onChange({ areaCode }),
    }),
    choiceChip({
      key: 'activity',
      label: claims_filter_activity(),
      choices: () => claimActivities.map((value) => ({ value, label: activityTitle(value) })),
      chosen: () => filters().activity,
      choose: (activity) => onChange({ activity: activity as ClaimActivity | null }),
    }),
    choiceChip({
      key: 'programme',
      label: claims_filter_programme(),
      choices: () => programmesOf(areas()).map(({ code, name }) => ({ value: code, label: name })),
      chosen: () => filters().programme,
      choose: (programme) => onChange({ programme }),
    }),
  ]
}

const placeChips = ({ filters, onChange }: FilterChipsProps, places: Places): Filter[] => [
  placeChip(places, {
    label: claims_filter_location(),
    chosen: () => filters().locationId,
    choose: (locationId) => onChange({ locationId }),
  }),
  tickChip({
    key: 'enrolled',
    label: lists_filter_enrolled(),
    word: lists_filter_enrolled_word(),
    tick: lists_filter_enrolled_tick(),
    on: () => filters().enrolledOnly,
    turn: (enrolledOnly) => onChange({ enrolledOnly }),
  }),
  textChip({
    key: 'customer',
    label: lists_filter_customer(),
    field: lists_filter_customer_field(),
    value: () => filters().customer,
    change: (customer) => onChange({ customer }),
  }),
]

/** Weeks and months ahead in which somebody must act. */
const spans = [0, 3, 7, 14, 30]

const timeChips = ({ filters, onChange }: FilterChipsProps): Filter[] => [
  rangeChip({
    key: 'created',
    label: lists_filter_created(),
    words: { from: lists_filter_created_from(), to: lists_filter_created_to() },
    shown: createdWords(filters()),
    from: () => filters().createdFrom,
    to: () => filters().createdTo,
    change: ({ from, to }) => onChange({ createdFrom: from, createdTo: to }),
  }),
  choiceChip({
    key: 'due',
    label: lists_filter_due(),
    choices: () => spans.map((days) => ({ value: String(days), label: lists_filter_due_days({ count: days }) })),
    chosen: () => filters().dueWithinDays?.toString() ?? null,
    choose: (days) => onChange({ dueWithinDays: days === null ? null : Number(days) }),
  }),
]

const createdWords = ({ createdFrom, createdTo }: ListFilters): string | undefined => {
  const [from, to] = [createdFrom, createdTo].map((date) => (date === null ? null : formatDate(`${date}T12:00`)))
  if (from && to) return lists_filter_created_between({ from, to })
  if (from) return lists_filter_created_since({ from })
  return to ? lists_filter_created_until({ to }) : undefined
}

const markChips = ({ filters, onChange }: FilterChipsProps): Filter[] => [
  choiceChip({
    key: 'flag',
    label: lists_filter_flag(),
    choices: () => claimFlags.map((value) => ({ value, label: flagWord(value) })),
    chosen: () => filters().flag,
    choose: (flag) => onChange({ flag: flag as ClaimFlag | null }),
  }),
  tickChip({
    key: 'unread',
    label: lists_filter_comments(),
    word: lists_filter_comments_unread(),
    tick: lists_filter_comments_tick(),
    on: () => filters().unread,
    turn: (unread) => onChange({ unread }),
  }),
]
