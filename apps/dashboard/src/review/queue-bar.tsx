import {
  review_search,
  review_search_hint,
  review_view_all,
  review_view_mine,
  review_view_untaken,
} from '@ofrecord/messages/messages'
import { Views } from '../claims/list/own-views.tsx'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createSearch } from '../lib/search.ts'
import { paths } from '../paths.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { SavedView } from '../ui/tabs.tsx'
import type { QueueFilters } from './filters.ts'
import { noFilters, viewSearch } from './filters.ts'
import type { Reviewers } from './queue-chips.ts'
import { queueChips } from './queue-chips.ts'

export interface QueueBarProps {
  filters: QueueFilters
  /** What stands behind the question mark. */
  search: string
  reviewers: Reviewers | undefined
  onChange: (changes: Partial<QueueFilters>, replace?: boolean) => void
}

/** Whose claims, which, and what is searched for. */
export const QueueBar = (props: QueueBarProps) => {
  const counts = createTrpcQuery(api.review.queueCounts)
  const choices = createTrpcQuery(api.review.queueChoices)
  const search = createSearch(
    () => props.filters.search,
    (typed) => props.onChange({ search: typed }, true),
  )
  const clear = (): void => {
    search.set('')
    props.onChange(noFilters)
  }
  const view = (key: QueueFilters['mine'], label: string): SavedView => ({
    key,
    label,
    href: paths.review + viewSearch(props.filters, key),
    count: answerOf(counts)?.[key],
  })
  return (
    <>
      <Views
        list="queue"
        path={paths.review}
        search={props.search}
        current={props.filters.mine}
        builtInSearches={['', 'view=untaken', 'view=mine']}
        builtIn={[
          view('all', review_view_all()),
          view('untaken', review_view_untaken()),
          view('mine', review_view_mine()),
        ]}
      />
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: review_search(),
          placeholder: review_search_hint(),
        }}
        filters={queueChips({
          filters: () => props.filters,
          choices: () => answerOf(choices),
          reviewers: () => props.reviewers,
          onChange: (changes) => props.onChange(changes),
        })}
        onClear={clear}
      />
    </>
  )
}
