import type { UseQueryResult } from '@tanstack/solid-query'
import { common_clear } from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Pager } from '../ui/table-tools.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import type { ListAddress } from './address.ts'
import { createFirstPage } from './address.ts'

interface ListViewProps<Row> {
  query: UseQueryResult<{ rows: Row[]; nextCursor: string | null }>
  address: Omit<ListAddress, 'value' | 'change'>
  /** As it stands in "Loading people". */
  what: string
  label: string
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  rowName: (row: Row) => string
  /** What is said when there is nobody, and when the filters leave nobody. */
  empty: { title: string; text: string; action?: JSX.Element }
  none: { title: string; text: string }
  selected?: ReadonlySet<string> | undefined
  onSelect?: ((selected: ReadonlySet<string>) => void) | undefined
  /** `labels` writes each head before its cell where rows become blocks. */
  narrow?: 'slots' | 'labels' | undefined
  /** Stands above the table, once there is one: what the ticked rows can do. */
  above?: ((rows: readonly Row[]) => JSX.Element) | undefined
  /** Stands below it: what is to be known of the whole list. */
  below?: JSX.Element
}

/** A list: page by page, with the two kinds of nothing told apart. */
export const ListView = <Row,>(props: ListViewProps<Row>) => {
  createFirstPage(
    () => props.query,
    () => props.address,
  )
  return (
    <Loaded query={props.query} what={props.what} rows={6}>
      {(page) => (
        <Show when={page().rows.length > 0} fallback={<Nothing {...props} />}>
          {props.above?.(page().rows)}
          <div class="people-list">
            <Table
              label={props.label}
              columns={props.columns}
              rows={page().rows}
              rowKey={props.rowKey}
              rowName={props.rowName}
              selected={props.selected}
              onSelect={props.onSelect}
              narrow={props.narrow}
              keyboard
            />
          </div>
          <Pager
            shown={page().rows.length}
            size={props.address.size()}
            onSize={props.address.resize}
            newer={props.address.back()}
            older={props.address.onward(page().nextCursor)}
            selects={props.onSelect !== undefined}
          />
          <Show when={props.below}>
            <p class="t3 sm">{props.below}</p>
          </Show>
        </Show>
      )}
    </Loaded>
  )
}

const Nothing = <Row,>(props: ListViewProps<Row>) => (
  <Show
    when={props.address.isNarrowed()}
    fallback={
      <EmptyState title={props.empty.title} action={props.empty.action}>
        {props.empty.text}
      </EmptyState>
    }
  >
    <EmptyState
      title={props.none.title}
      action={<Button onClick={() => props.address.clear()}>{common_clear()}</Button>}
    >
      {props.none.text}
    </EmptyState>
  </Show>
)
