import type { UseQueryResult } from '@tanstack/solid-query'
import {
  review_empty_filter_action,
  review_empty_filter_text,
  review_empty_filter_title,
  review_empty_mine_text,
  review_empty_mine_title,
  review_empty_text,
  review_empty_title,
  review_empty_untaken_title,
  review_empty_view_action,
  review_queue_table,
  review_queue_what,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { Match, Show, Switch } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Pager } from '../ui/table-tools.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import type { ClaimRow } from './columns.tsx'
import type { QueueFilters } from './filters.ts'
import { isNarrowed, noFilters } from './filters.ts'

export interface QueueTableProps {
  queue: UseQueryResult<{ rows: ClaimRow[]; nextCursor: string | null }>
  columns: readonly Column<ClaimRow>[]
  filters: QueueFilters
  picked: ReadonlySet<string>
  onPick: (picked: ReadonlySet<string>) => void
  /** What stands above the rows once some are ticked. */
  bulk: (rows: () => readonly ClaimRow[]) => JSX.Element
  /** The cursors of the pages before this one; empty for the first. */
  trail: string[]
  onChange: (changes: Partial<QueueFilters>) => void
  onTurn: (cursor: string | null, trail: string[]) => void
}

/** One page of the queue with its pager, or what would fill it. Oldest first, so the next page is the newer one. */
export const QueueTable = (props: QueueTableProps) => {
  const older = () => {
    if (props.filters.cursor === null) return undefined
    return () => props.onTurn(props.trail.at(-1) || null, props.trail.slice(0, -1))
  }
  const newer = (cursor: string | null) => {
    if (cursor === null) return undefined
    return () => props.onTurn(cursor, [...props.trail, props.filters.cursor ?? ''])
  }
  return (
    <Loaded query={props.queue} what={review_queue_what()} rows={8}>
      {(page) => (
        <Show when={page().rows.length > 0} fallback={<EmptyQueue filters={props.filters} onChange={props.onChange} />}>
          {props.bulk(() => page().rows.filter(({ id }) => props.picked.has(id)))}
          <div class="queue">
            <Table
              label={review_queue_table({ count: page().rows.length })}
              columns={props.columns}
              rows={page().rows}
              rowKey={(row) => row.id}
              rowName={(row) => String(row.number)}
              selected={props.picked}
              onSelect={props.onPick}
              keyboard
            />
          </div>
          <Pager
            shown={page().rows.length}
            size={props.filters.size}
            onSize={(size) => props.onChange({ size: size as QueueFilters['size'] })}
            older={older()}
            newer={newer(page().nextCursor)}
            selects
          />
        </Show>
      )}
    </Loaded>
  )
}

const EmptyQueue = (props: Pick<QueueTableProps, 'filters' | 'onChange'>) => (
  <Switch fallback={<EmptyState title={review_empty_title()}>{review_empty_text()}</EmptyState>}>
    <Match when={isNarrowed(props.filters)}>
      <EmptyState
        title={review_empty_filter_title()}
        action={
          <Button onClick={() => props.onChange({ ...noFilters, mine: 'all' })}>{review_empty_filter_action()}</Button>
        }
      >
        {review_empty_filter_text()}
      </EmptyState>
    </Match>
    <Match when={props.filters.mine !== 'all'}>
      <EmptyState
        title={props.filters.mine === 'mine' ? review_empty_mine_title() : review_empty_untaken_title()}
        action={<Button onClick={() => props.onChange({ mine: 'all' })}>{review_empty_view_action()}</Button>}
      >
        {props.filters.mine === 'mine' ? review_empty_mine_text() : review_empty_text()}
      </EmptyState>
    </Match>
  </Switch>
)
