import { claimActivities } from '@ofrecord/core/catalogue/catalogue.rules'
import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { shownStatuses } from '@ofrecord/core/claims/standing.rules'
import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  claims_filter_activity,
  claims_filter_area,
  claims_filter_location,
  claims_filter_status,
} from '@ofrecord/messages/messages'
import type { AppRouter } from '../../lib/app-router.ts'
import { formatList } from '../../lib/format.ts'
import { RadioGroup } from '../../ui/choices.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { FilterChoices } from '../../ui/filter-bar.tsx'
import { activityTitle } from '../activity.ts'
import { statusWords } from '../page/status.ts'
import type { ListFilters } from './filters.ts'

export type ClaimOptions = inferRouterOutputs<AppRouter>['claims']['options']

interface FilterChipsProps {
  filters: () => ListFilters
  /** Undefined until the server has said what there is to choose from. */
  options: () => ClaimOptions | undefined
  onChange: (changes: Partial<ListFilters>) => void
}

/** One chip per filter: status takes several values, the others one. */
export const filterChips = (props: FilterChipsProps): Filter[] => [statusChip(props), ...singleChips(props)]

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

const singleChips = ({ filters, options, onChange }: FilterChipsProps): Filter[] => {
  const areas = () => (options()?.areas ?? []).filter(({ level }) => level !== null)
  const locations = () => options()?.locations ?? []
  return [
    singleChip({
      key: 'area',
      label: claims_filter_area(),
      choices: () => areas().map(({ code, name }) => ({ value: code, label: name })),
      chosen: () => filters().areaCode,
      choose: (areaCode) => onChange({ areaCode }),
    }),
    singleChip({
      key: 'activity',
      label: claims_filter_activity(),
      choices: () => claimActivities.map((value) => ({ value, label: activityTitle(value) })),
      chosen: () => filters().activity,
      choose: (activity) => onChange({ activity: activity as ClaimActivity | null }),
    }),
    singleChip({
      key: 'location',
      label: claims_filter_location(),
      choices: () => locations().map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` })),
      chosen: () => filters().locationId,
      choose: (locationId) => onChange({ locationId }),
    }),
  ]
}

interface SingleChip {
  key: string
  label: string
  choices: () => { value: string; label: string }[]
  chosen: () => string | null
  choose: (value: string | null) => void
}

const singleChip = ({ key, label, choices, chosen, choose }: SingleChip): Filter => ({
  key,
  label,
  // A value that is not among the choices is still a filter, so it is shown and can be removed.
  value:
    chosen() === null ? undefined : (choices().find(({ value }) => value === chosen())?.label ?? chosen() ?? undefined),
  editor: () => (
    <div class="choices">
      <RadioGroup label={label} labelHidden value={chosen() ?? undefined} onChange={choose} choices={choices()} />
    </div>
  ),
  onRemove: () => choose(null),
})
