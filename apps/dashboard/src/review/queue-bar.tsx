import {
  review_filter_area,
  review_search,
  review_search_hint,
  review_view_all,
  review_view_mine,
  review_view_untaken,
} from '@ofrecord/messages/messages'
import { paths } from '../paths.ts'
import { RadioGroup } from '../ui/choices.tsx'
import type { Filter } from '../ui/filter-bar.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { SavedViews } from '../ui/tabs.tsx'
import { createAreas } from './areas.ts'
import type { ClaimRow } from './columns.tsx'
import type { QueueFilters } from './filters.ts'
import { viewSearch } from './filters.ts'
import { createSearch } from '../lib/search.ts'

export interface QueueBarProps {
  filters: QueueFilters
  rows: readonly ClaimRow[] | undefined
  onChange: (changes: Partial<QueueFilters>, replace?: boolean) => void
}

/** Whose claims, which, and what is searched for. */
export const QueueBar = (props: QueueBarProps) => {
  const areas = createAreas(() => props.rows)
  const search = createSearch(
    () => props.filters.search,
    (typed) => props.onChange({ search: typed }, true),
  )
  const areaFilter = (): Filter => ({
    key: 'area',
    label: review_filter_area(),
    value: props.filters.areaCode === null ? undefined : areas.nameOf(props.filters.areaCode),
    editor: () => (
      <div class="choices">
        <RadioGroup
          label={review_filter_area()}
          labelHidden
          value={props.filters.areaCode ?? undefined}
          onChange={(areaCode) => props.onChange({ areaCode })}
          choices={areas.list().map(([value, label]) => ({ value, label }))}
        />
      </div>
    ),
    onRemove: () => props.onChange({ areaCode: null }),
  })
  const hrefOf = (mine: QueueFilters['mine']): string => paths.review + viewSearch(props.filters, mine)
  return (
    <>
      <SavedViews
        current={props.filters.mine}
        views={[
          { key: 'all', label: review_view_all(), href: hrefOf('all') },
          { key: 'untaken', label: review_view_untaken(), href: hrefOf('untaken') },
          { key: 'mine', label: review_view_mine(), href: hrefOf('mine') },
        ]}
      />
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: review_search(),
          placeholder: review_search_hint(),
        }}
        filters={[areaFilter()]}
        onClear={() => props.onChange({ areaCode: null })}
      />
    </>
  )
}
