import type { UseQueryResult } from '@tanstack/solid-query'
import {
  claims_list_clear,
  claims_list_empty_text,
  claims_list_empty_title,
  claims_list_label,
  claims_list_new,
  claims_list_none_text,
  claims_list_none_title,
  claims_list_what,
  lists_bulk_export,
} from '@ofrecord/messages/messages'
import { createMemo, lazy, Show, Suspense } from 'solid-js'
import { may, useMe } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Icon } from '../../ui/icon.tsx'
import { BulkBar, Pager } from '../../ui/table-tools.tsx'
import type { Column, Density, Sort } from '../../ui/table.tsx'
import { Table } from '../../ui/table.tsx'
import type { ClaimRow } from './columns.tsx'
import type { ListFilters } from './filters.ts'
import { exportAddress, isByStatusOnly, isNarrowed, sortOf } from './filters.ts'
import type { ClaimCounts } from './views.ts'
import { countOf } from './views.ts'

interface ClaimTableProps {
  claims: UseQueryResult<{ rows: ClaimRow[]; nextCursor: string | null }>
  counts: ClaimCounts | undefined
  columns: readonly Column<ClaimRow>[]
  filters: ListFilters
  density: Density
  picked: ReadonlySet<string>
  onPick: (picked: ReadonlySet<string>) => void
  onChange: (changes: Partial<ListFilters>) => void
  onClear: () => void
  newer: (() => void) | undefined
  older: (cursor: string) => void
}

/** Columns that find room beside each other in a wide window without breaking their words. */
const roomy = 9

/** One page of claims with its pager, or what would fill it. */
export const ClaimTable = (props: ClaimTableProps) => {
  const sort = ({ key, direction }: Sort): void =>
    props.onChange({
      sort: key === 'number' ? 'number' : 'changed',
      direction: direction === 'ascending' ? 'asc' : 'desc',
    })
  return (
    <Loaded query={props.claims} what={claims_list_what()} rows={10}>
      {(page) => (
        <Show
          when={page().rows.length > 0}
          fallback={<NoClaims counts={props.counts} filters={props.filters} onClear={props.onClear} />}
        >
          <PickedBar {...props} rows={page().rows} />
          <div class="claims" classList={{ crowded: props.columns.length > roomy }}>
            <Table
              label={claims_list_label()}
              columns={props.columns}
              rows={page().rows}
              rowKey={(row) => row.id}
              rowName={(row) => String(row.number)}
              sort={sortOf(props.filters)}
              onSort={sort}
              density={props.density}
              selected={props.picked}
              onSelect={props.onPick}
              keyboard
            />
          </div>
          <Pager
            shown={page().rows.length}
            total={totalOf(props.filters, props.counts)}
            size={props.filters.size}
            onSize={(size) => props.onChange({ size: size as ListFilters['size'] })}
            newer={props.newer}
            older={olderOf(page().nextCursor, props.older)}
            selects
          />
        </Show>
      )}
    </Loaded>
  )
}

// Nobody ticks a row before the list is there.
const Together = lazy(() => import('./together.tsx').then((module) => ({ default: module.Together })))

/** What can be done with the ticked rows of this page. */
const PickedBar = (props: ClaimTableProps & { rows: readonly ClaimRow[] }) => {
  const me = useMe()
  const rows = createMemo(() => props.rows.filter(({ id }) => props.picked.has(id)))
  const ids = () => rows().map(({ id }) => id)
  const clear = (): void => props.onPick(new Set<string>())
  return (
    <BulkBar count={ids().length} onClear={clear}>
      <Show when={may(me(), 'claims.create')}>
        <Suspense>
          <Together rows={rows()} onDone={clear} />
        </Suspense>
      </Show>
      <a class="btn" href={exportAddress(props.filters, ids())} download="">
        <Icon name="download" />
        {lists_bulk_export({ count: ids().length })}
      </a>
    </BulkBar>
  )
}

/** Counts are kept by status only, so the sum is known as long as nothing else is filtered. */
const totalOf = (filters: ListFilters, counts: ClaimCounts | undefined): number | undefined =>
  counts && isByStatusOnly(filters) ? countOf(counts, filters.statuses) : undefined

const olderOf = (cursor: string | null, older: (cursor: string) => void) =>
  cursor === null ? undefined : () => older(cursor)

const NoClaims = (props: { counts: ClaimCounts | undefined; filters: ListFilters; onClear: () => void }) => {
  const me = useMe()
  return (
    <Show
      when={isNarrowed(props.filters)}
      fallback={
        <EmptyState
          title={claims_list_empty_title()}
          action={
            may(me(), 'claims.create') && (
              <a class="btn primary" href={paths.newClaim}>
                {claims_list_new()}
              </a>
            )
          }
        >
          {claims_list_empty_text()}
        </EmptyState>
      }
    >
      <EmptyState
        title={claims_list_none_title()}
        action={<Button onClick={() => props.onClear()}>{claims_list_clear()}</Button>}
      >
        <Show when={props.counts}>{(counts) => <>{claims_list_none_text({ count: countOf(counts()) })}</>}</Show>
      </EmptyState>
    </Show>
  )
}
