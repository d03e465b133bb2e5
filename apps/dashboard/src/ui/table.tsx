import type { JSX } from 'solid-js'
import { createEffect, createSignal, For, onCleanup, Show, untrack } from 'solid-js'
import {
  common_group_rows,
  common_key_next,
  common_key_previous,
  common_key_pick,
  common_select_page,
  common_select_row,
} from '@ofrecord/messages/messages'
import { createShortcuts } from '../lib/shortcuts.ts'

export type Density = 'compact' | 'regular' | 'relaxed'
export type SortDirection = 'ascending' | 'descending'

export interface Sort {
  key: string
  direction: SortDirection
}

export interface Column<Row> {
  key: string
  head: string
  cell: (row: Row) => JSX.Element
  /** Names the row: its cell is a row header, and its first link is what `Enter` opens. One per table. */
  names?: boolean | undefined
  /** The head becomes a button that sorts. */
  sorts?: boolean | undefined
  /** Figures stand at the end and line up. */
  figures?: boolean | undefined
  /** Goes first when the room is under 1100 px. */
  spare?: boolean | undefined
  /** Where it stands when a row becomes a block (under 860 px); without a slot it is left out there. */
  slot?: 'title' | 'under' | 'state' | 'next' | undefined
  /** In a block it says its head before its cell: a day alone could be anything. */
  says?: boolean | undefined
  /** The column cannot be switched off by the reader. */
  fixed?: boolean | undefined
}

export interface TableProps<Row> {
  /** What the table holds, for screen readers: "Customer associations, 12 of 64". */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The row in a word, for "Select 1000371". */
  rowName?: ((row: Row) => string) | undefined
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  selected?: ReadonlySet<string> | undefined
  onSelect?: ((selected: ReadonlySet<string>) => void) | undefined
  density?: Density | undefined
  /** `slots` for lists of records; `labels` writes each head before its cell, for small tables. */
  narrow?: 'slots' | 'labels' | undefined
  /** Keys J and K walk, X selects where rows can be selected; only one table per page may listen. */
  keyboard?: boolean | undefined
}

/** Where `Enter` leads on from a row: a file that is saved is nothing that opens. */
const opener = 'th :is(a[href]:not([download]), button)'

const [rowsOpen, setRowsOpen] = createSignal(false)

/** Whether `Enter` opens the rows of the table that listens to keys: read from what is drawn, since a reader may open less than another. */
export { rowsOpen }

/**
 * A register: sticky head, hairlines, no zebra. Roles are written out, because changing `display` for narrow rooms
 * would drop them. The keyboard's row is simply the row that holds the focus.
 */
export const Table = <Row,>(props: TableProps<Row>) => {
  let body: HTMLTableSectionElement | undefined
  // What a table can do does not change while it is shown.
  const { keyboard, selects } = untrack(() => ({ keyboard: props.keyboard, selects: props.onSelect !== undefined }))
  if (keyboard) {
    createRowShortcuts(() => body, selects)
    createEffect(() => setRowsOpen(props.rows.length > 0 && (body?.querySelector(opener) ?? null) !== null))
    onCleanup(() => setRowsOpen(false))
  }
  return (
    <div class="tablebox">
      <table
        class="tbl"
        role="table"
        aria-label={props.label}
        data-density={props.density ?? 'regular'}
        data-narrow={props.narrow ?? 'slots'}
      >
        <thead role="rowgroup">
          <tr role="row">
            <Show when={props.onSelect}>
              <PickAll {...props} />
            </Show>
            <For each={props.columns}>
              {(column) => <Head column={column} sort={props.sort} onSort={props.onSort} />}
            </For>
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body}>
          <For each={props.rows}>{(row) => <TableRow {...props} row={row} />}</For>
        </tbody>
      </table>
    </div>
  )
}

const Head = <Row,>(props: {
  column: Column<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) => {
  const direction = () => (props.sort?.key === props.column.key ? props.sort.direction : undefined)
  const turned = (): SortDirection => (direction() === 'ascending' ? 'descending' : 'ascending')
  return (
    <th role="columnheader" scope="col" class={columnClass(props.column)} aria-sort={direction()}>
      <Show when={props.column.sorts && props.onSort} fallback={props.column.head}>
        {(onSort) => (
          <button type="button" onClick={() => onSort()({ key: props.column.key, direction: turned() })}>
            {props.column.head}
            <Show when={direction()}>
              {(now) => (
                <>
                  {' '}
                  <SortMark direction={now()} />
                </>
              )}
            </Show>
          </button>
        )}
      </Show>
    </th>
  )
}

const SortMark = (props: { direction: SortDirection }) => (
  <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
    <path
      class="ln"
      d={props.direction === 'ascending' ? 'M8 13V3M4.5 6.5 8 3l3.5 3.5' : 'M8 3v10M4.5 9.5 8 13l3.5-3.5'}
    />
  </svg>
)

const TableRow = <Row,>(props: TableProps<Row> & { row: Row }) => {
  const key = () => props.rowKey(props.row)
  const isPicked = () => props.selected?.has(key()) ?? false
  const pick = (picked: boolean): void => {
    const next = new Set(props.selected)
    if (picked) next.add(key())
    else next.delete(key())
    props.onSelect?.(next)
  }
  return (
    <tr role="row" aria-selected={props.onSelect ? isPicked() : undefined} data-key={key()} tabindex="-1">
      <Show when={props.onSelect}>
        <td role="cell" class="pick">
          <input
            type="checkbox"
            aria-label={common_select_row({ name: props.rowName?.(props.row) ?? key() })}
            checked={isPicked()}
            onChange={(event) => pick(event.currentTarget.checked)}
          />
        </td>
      </Show>
      <For each={props.columns}>
        {(column) => (
          <Show
            when={column.names}
            fallback={
              <td role="cell" class={columnClass(column)} data-h={column.head}>
                {column.cell(props.row)}
              </td>
            }
          >
            <th role="rowheader" scope="row" class={columnClass(column)}>
              {column.cell(props.row)}
            </th>
          </Show>
        )}
      </For>
    </tr>
  )
}

const PickAll = <Row,>(props: TableProps<Row>) => {
  const keys = () => props.rows.map((row) => props.rowKey(row))
  const picked = () => keys().filter((key) => props.selected?.has(key)).length
  const pickAll = (all: boolean): void => {
    const others = [...(props.selected ?? [])].filter((key) => !keys().includes(key))
    props.onSelect?.(new Set(all ? [...others, ...keys()] : others))
  }
  return (
    <th role="columnheader" scope="col" class="pick">
      <input
        type="checkbox"
        aria-label={common_select_page({ count: props.rows.length })}
        checked={picked() > 0 && picked() === keys().length}
        prop:indeterminate={picked() > 0 && picked() < keys().length}
        onChange={(event) => pickAll(event.currentTarget.checked)}
      />
    </th>
  )
}

const columnClass = <Row,>(column: Column<Row>): string =>
  [column.figures && 'r', column.spare && 'under-1100', column.says && 'says', `slot-${column.slot ?? 'none'}`]
    .filter(Boolean)
    .join(' ')

/** J and K move the focus to the next row's link, so `Enter` opens it and a screen reader says it. */
const createRowShortcuts = (body: () => HTMLElement | undefined, selects: boolean): void => {
  const rows = (): HTMLElement[] => [...(body()?.querySelectorAll<HTMLElement>('tr') ?? [])]
  const at = (): number => rows().findIndex((row) => row.contains(document.activeElement))
  const go = (index: number): void => {
    const row = rows()[Math.max(0, Math.min(index, rows().length - 1))]
    const target = row?.querySelector<HTMLElement>('th a[href], th button') ?? row
    target?.focus({ focusVisible: true })
    row?.scrollIntoView?.({ block: 'nearest' })
  }
  const select = (): void => rows()[at()]?.querySelector<HTMLInputElement>('.pick input')?.click()
  const group = common_group_rows()
  createShortcuts(
    { keys: 'j', label: common_key_next(), group, act: () => go(at() + 1) },
    { keys: 'k', label: common_key_previous(), group, act: () => go(at() - 1) },
    ...(selects ? [{ keys: 'x', label: common_key_pick(), group, act: select }] : []),
  )
}
