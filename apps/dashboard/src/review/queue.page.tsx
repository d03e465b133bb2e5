import { useLocation, useSearchParams } from '@solidjs/router'
import {
  review_empty_filter_action, review_empty_filter_text, review_empty_filter_title, review_empty_text, review_empty_title,
  review_filter_area, review_key_take, review_not_taken, review_queue, review_queue_table, review_queue_what, review_search,
  review_search_hint, review_took, review_view_all, review_view_mine, review_view_untaken, common_group_rows,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Pager } from '../ui/table-tools.tsx'
import { Table } from '../ui/table.tsx'
import { SavedViews } from '../ui/tabs.tsx'
import { createAreas } from './areas.ts'
import type { ClaimRow } from './columns.tsx'
import { queueColumns } from './columns.tsx'
import type { QueueFilters } from './filters.ts'
import { isNarrowed, readFilters, viewSearch, writeFilters } from './filters.ts'
import { takeClaim, tellRefusal } from './first.ts'
import './review.css'
import { createSearch } from './search.ts'

/** Claims that wait for a reviewer, oldest first. What narrows them stands in the address. */
const QueuePage = () => {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const location = useLocation<{ trail?: string[] }>()
  const filters = () => readFilters(params)
  const queue = createTrpcQuery(api.review.queue, filters, () => ({ keepsPrevious: true }))
  const rows = () => (queue.isPending ? undefined : queue.data?.rows)
  const areas = createAreas(rows)
  const change = (changes: Partial<QueueFilters>, replace = false): void => setParams(writeFilters(changes), { replace })
  const search = createSearch(() => filters().search, (typed) => change({ search: typed }, true))
  const clear = (): void => {
    search.set('')
    change({ search: '', areaCode: null, mine: 'all' })
  }
  const taking = createTaking()
  const columns = queueColumns({
    personId: me().person.id,
    timeZone: me().vendor.timeZone,
    hrefOf: ({ id }) => paths.reviewClaim(id) + location.search,
    taking: taking.row,
    onTake: taking.take,
  })
  const trail = (): string[] => location.state?.trail ?? []
  const turn = (after: string | null, before: string[]): void => setParams({ after }, { scroll: true, state: { trail: before } })
  createPage(() => ({ title: review_queue() }))
  createShortcuts({
    keys: 't',
    label: review_key_take(),
    group: common_group_rows(),
    act: () => {
      const key = document.activeElement?.closest<HTMLElement>('tr[data-key]')?.dataset['key']
      const row = rows()?.find(({ id }) => id === key)
      if (row?.status === 'submitted') taking.take(row)
    },
  })
  // A key of other filters, or older than the signing key: the first page is always there.
  createEffect(() => {
    if (queue.isError && problemOf(queue.error).code === 'CURSOR_INVALID') setParams({ after: null }, { replace: true })
  })
  return (
    <>
      <div class="head"><div><h1>{review_queue()}</h1></div></div>
      <Show when={taking.refusal()}>{(text) => <div class="mb-4"><Note tone="stop" icon="alert" alert>{text()}</Note></div>}</Show>
      <p class="vh" role="status">{taking.took()}</p>
      <SavedViews
        current={filters().mine}
        views={[
          { key: 'all', label: review_view_all(), href: paths.review + viewSearch(filters(), 'all') },
          { key: 'untaken', label: review_view_untaken(), href: paths.review + viewSearch(filters(), 'untaken') },
          { key: 'mine', label: review_view_mine(), href: paths.review + viewSearch(filters(), 'mine') },
        ]}
      />
      <FilterBar
        search={{ value: search.typed(), onInput: search.set, label: review_search(), placeholder: review_search_hint() }}
        filters={[{
          key: 'area',
          label: review_filter_area(),
          value: filters().areaCode === null ? undefined : areas.nameOf(filters().areaCode ?? ''),
          editor: () => (
            <div class="choices">
              <RadioGroup
                label={review_filter_area()}
                labelHidden
                value={filters().areaCode ?? undefined}
                onChange={(areaCode) => change({ areaCode })}
                choices={areas.list().map(([value, label]) => ({ value, label }))}
              />
            </div>
          ),
          onRemove: () => change({ areaCode: null }),
        }]}
        onClear={clear}
      />
      <Loaded query={queue} what={review_queue_what()} rows={8}>
        {(page) => (
          <Show when={page().rows.length > 0} fallback={<EmptyQueue filters={filters()} onClear={clear} />}>
            <Table
              label={review_queue_table({ count: page().rows.length })}
              columns={columns}
              rows={page().rows}
              rowKey={(row) => row.id}
              rowName={(row) => String(row.number)}
              keyboard
            />
            <Pager
              shown={page().rows.length}
              size={filters().size}
              onSize={(size) => change({ size: size as QueueFilters['size'] })}
              older={filters().cursor === null ? undefined : () => turn(trail().at(-1) || null, trail().slice(0, -1))}
              newer={page().nextCursor === null ? undefined : () => turn(page().nextCursor, [...trail(), filters().cursor ?? ''])}
            />
          </Show>
        )}
      </Loaded>
    </>
  )
}

export default QueuePage

const EmptyQueue = (props: { filters: QueueFilters; onClear: () => void }) => (
  <Show when={isNarrowed(props.filters)} fallback={<EmptyState title={review_empty_title()}>{review_empty_text()}</EmptyState>}>
    <EmptyState title={review_empty_filter_title()} action={<Button onClick={() => props.onClear()}>{review_empty_filter_action()}</Button>}>
      {review_empty_filter_text()}
    </EmptyState>
  </Show>
)

/** Taking from a row: one at a time, and a refusal says who was first. */
const createTaking = () => {
  const [row, setRow] = createSignal<string>()
  const [took, setTook] = createSignal('')
  const [refusal, setRefusal] = createSignal<string>()
  const take = async ({ id, number }: ClaimRow): Promise<void> => {
    if (row()) return
    setRow(id)
    setRefusal(undefined)
    try {
      await takeClaim(id)
      setTook(review_took({ number }))
    } catch (error) {
      setRefusal(`${review_not_taken({ number })} ${await tellRefusal(error, id)}`)
    } finally {
      setRow(undefined)
    }
  }
  return { row, took, refusal, take: (taken: ClaimRow) => void take(taken) }
}
