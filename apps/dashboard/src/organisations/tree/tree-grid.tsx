import {
  hierarchy_column_actions,
  hierarchy_column_below,
  hierarchy_column_place,
  organisations_column_incentives,
  organisations_column_location,
  organisations_column_state,
} from '@ofrecord/messages/messages'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { readingKey } from '../../ui/reading.ts'
import type { TreeRow } from '../answers.ts'
import { createDragging } from './dragging.ts'
import type { TreeLine } from './lines.ts'
import { lineAfterKey } from './lines.ts'
import { createRowWindow } from './row-window.ts'
import { LineRow } from './tree-row.tsx'
import './tree.css'

/** How a line takes part in a change that is being looked at. */
export type LineMark = 'moving' | 'along' | 'target'

/** What a reader can do with a location of the tree. */
export type TreeDeed = 'move' | 'below' | 'headquarters' | 'dissociate'

export interface TreeGridProps {
  label: string
  lines: readonly TreeLine[]
  /** Opens and closes what is below; absent where the lines are what was found. */
  onToggle?: ((id: string, open: boolean) => void) | undefined
  onMore?: ((parentId: string) => void) | undefined
  /** What can be done with a row; none while the tree is that of a past day. */
  deedsOf: (row: TreeRow) => readonly TreeDeed[]
  onDeed: (deed: TreeDeed, row: TreeRow) => void
  /** A location was dropped on another. */
  onDrop: (locationId: string, parentId: string) => void
  markOf: (row: TreeRow) => LineMark | undefined
  /** Whether the page of a location may be opened. */
  links: boolean
  /** The lines are those of a past day, of which only the places are known. */
  past?: boolean | undefined
  /** The part of a name that was searched for. */
  found?: string | undefined
}

/**
 * Locations as a tree of rows, by the keys of a tree grid: up and down walk, right opens or goes in, left closes or goes
 * out. One row at a time can be reached with Tab, and of many rows only those in sight are in the page.
 */
export const TreeGrid = (props: TreeGridProps) => {
  let grid: HTMLTableElement | undefined
  const [body, setBody] = createSignal<HTMLElement>()
  const [at, setAt] = createSignal<string>()
  const rows = createRowWindow(() => props.lines.length, body)
  const byKey = createMemo(() => new Map(props.lines.map((line, index) => [line.key, { line, index }])))
  const dragging = createDragging((key) => byKey().get(key)?.line)
  const shown = createMemo(() => props.lines.slice(rows.first(), rows.last()).map(({ key }) => key), undefined, {
    equals: sameKeys,
  })
  /** The row that Tab reaches: where the reader was, as long as it is in sight. */
  const current = () => {
    const known = at()
    return known !== undefined && shown().includes(known) ? known : shown()[0]
  }
  const focus = (index: number): void => {
    const key = props.lines[index]?.key
    if (key === undefined) return
    rows.show(index)
    setAt(key)
    grid?.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`)?.focus()
  }
  const walk = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return
    const index = byKey().get(current() ?? '')?.index ?? -1
    const line = props.lines[index]
    if (!line) return
    const toggles = props.onToggle !== undefined && line.row?.hasChildren === true
    const key = readingKey(event)
    const opens = key === 'ArrowRight' && toggles && !line.isOpen
    const closes = key === 'ArrowLeft' && toggles && line.isOpen
    const to = opens || closes ? index : lineAfterKey(props.lines, index, key)
    if (to === undefined) return enter(event, line)
    event.preventDefault()
    if (opens || closes) props.onToggle?.(line.key, opens)
    focus(to)
  }
  const enter = (event: KeyboardEvent, line: TreeLine): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (line.row === null) props.onMore?.(line.parentId)
    else (event.target as HTMLElement).querySelector<HTMLElement>('th a')?.click()
  }
  // A line that loads more does so when it comes into sight, so that scrolling is enough.
  createEffect(
    on(shown, (keys) => {
      for (const key of keys) {
        const line = byKey().get(key)?.line
        if (line?.row === null && !rows.isWhole()) props.onMore?.(line.parentId)
      }
    }),
  )
  return (
    <div class="tablebox">
      <table
        ref={grid}
        class="tbl tree"
        classList={{ windowed: !rows.isWhole(), past: props.past ?? false }}
        role="treegrid"
        aria-label={props.label}
        aria-readonly="true"
        aria-rowcount={props.lines.length + 1}
        onKeyDown={walk}
      >
        <TreeHead />
        <tbody role="rowgroup" ref={setBody}>
          <Gap height={rows.above()} />
          <For each={shown()}>
            {(key) => (
              <Show when={byKey().get(key)}>
                {(known) => (
                  <LineRow
                    {...props}
                    line={known().line}
                    index={known().index}
                    isCurrent={current() === key}
                    dragging={dragging}
                    onFocus={() => setAt(key)}
                  />
                )}
              </Show>
            )}
          </For>
          <Gap height={rows.below()} />
        </tbody>
      </table>
    </div>
  )
}

const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index])

const TreeHead = () => (
  <thead role="rowgroup">
    <tr role="row" aria-rowindex={1}>
      <th role="columnheader" scope="col">
        {organisations_column_location()}
      </th>
      <th role="columnheader" scope="col" class="col-place">
        {hierarchy_column_place()}
      </th>
      <th role="columnheader" scope="col" class="col-state">
        {organisations_column_state()}
      </th>
      <th role="columnheader" scope="col" class="col-enrolled">
        {organisations_column_incentives()}
      </th>
      <th role="columnheader" scope="col" class="r col-below">
        {hierarchy_column_below()}
      </th>
      <th role="columnheader" scope="col" class="col-more">
        <span class="vh">{hierarchy_column_actions()}</span>
      </th>
    </tr>
  </thead>
)

/** Stands for the lines out of sight, so that the page is as long as it would be. */
const Gap = (props: { height: number }) => (
  <Show when={props.height > 0}>
    <tr class="gap" aria-hidden="true">
      <td style={{ height: `${props.height}px` }} />
    </tr>
  </Show>
)
