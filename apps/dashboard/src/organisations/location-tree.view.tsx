import {
  organisations_close_row,
  organisations_column_city,
  organisations_column_country,
  organisations_column_incentives,
  organisations_column_location,
  organisations_column_state,
  organisations_enrolled,
  organisations_headquarters,
  organisations_not_enrolled,
  organisations_open_row,
  organisations_tree_label,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { Icon } from '../ui/icon.tsx'
import { Status } from '../ui/status.tsx'
import { countryName } from './countries.ts'
import { locationStatuses } from './location-status.ts'
import type { Organisation, TreeRow } from './location-tree.ts'
import { rowAfterKey, treeRows } from './location-tree.ts'

/**
 * Locations as a tree of rows, by the keys of a tree grid: up and down walk, right opens or goes in, left closes or
 * goes out. One row at a time can be reached with Tab.
 */
export const LocationTree = (props: { organisation: Organisation }) => {
  const [closed, setClosed] = createSignal<ReadonlySet<string>>(new Set<string>())
  const [at, setAt] = createSignal<string>()
  const rows = () => treeRows(props.organisation.locations, closed())
  const current = () => rows().find(({ location }) => location.id === at())?.location.id ?? rows()[0]?.location.id
  const setOpen = (id: string, open: boolean): void => {
    setAt(id)
    setClosed((known) => (open ? new Set([...known].filter((each) => each !== id)) : new Set([...known, id])))
  }
  const walk = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return
    const index = rows().findIndex(({ location }) => location.id === current())
    const row = rows()[index]
    if (!row) return
    const isClosed = closed().has(row.location.id)
    const opens = event.key === 'ArrowRight' && row.hasBelow && isClosed
    const closes = event.key === 'ArrowLeft' && row.hasBelow && !isClosed
    const to = opens || closes ? index : rowAfterKey(rows(), index, event.key)
    if (to === undefined) return
    event.preventDefault()
    if (opens || closes) setOpen(row.location.id, opens)
    const next = rows()[to]?.location.id
    setAt(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-location="${next}"]`)?.focus()
  }
  return (
    <div class="tablebox">
      <table
        class="tbl tree"
        role="treegrid"
        aria-label={organisations_tree_label({ organisation: props.organisation.name })}
        aria-readonly="true"
        onKeyDown={walk}
      >
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {organisations_column_location()}
            </th>
            <th role="columnheader" scope="col">
              {organisations_column_city()}
            </th>
            <th role="columnheader" scope="col">
              {organisations_column_country()}
            </th>
            <th role="columnheader" scope="col">
              {organisations_column_state()}
            </th>
            <th role="columnheader" scope="col">
              {organisations_column_incentives()}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <For each={rows().map(({ location }) => location.id)}>
            {(id) => (
              <Show when={rows().find(({ location }) => location.id === id)}>
                {(row) => (
                  <LocationRow
                    row={row()}
                    isClosed={closed().has(id)}
                    isCurrent={current() === id}
                    onFocus={() => setAt(id)}
                    onToggle={() => setOpen(id, closed().has(id))}
                  />
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

const LocationRow = (props: {
  row: TreeRow
  isClosed: boolean
  isCurrent: boolean
  onFocus: () => void
  onToggle: () => void
}) => {
  const location = () => props.row.location
  const status = () => locationStatuses[location().status]
  return (
    <tr
      role="row"
      aria-level={props.row.level}
      aria-expanded={props.row.hasBelow ? !props.isClosed : undefined}
      tabindex={props.isCurrent ? 0 : -1}
      data-location={location().id}
      style={{ '--level': String(props.row.level - 1) }}
      onFocus={() => props.onFocus()}
    >
      <th role="rowheader" scope="row">
        <span class="twig">
          <Show when={props.row.hasBelow} fallback={<span class="tog" />}>
            <button
              type="button"
              class="tog"
              tabindex="-1"
              aria-label={(props.isClosed ? organisations_open_row : organisations_close_row)({
                location: location().name,
              })}
              onClick={() => props.onToggle()}
            >
              <Icon name={props.isClosed ? 'chevr' : 'chevd'} />
            </button>
          </Show>
          <span>
            <span class="b" dir="auto">
              {location().name}
            </span>{' '}
            <span class="t3 num">{location().number}</span>
            <Show when={location().isHeadquarters}>
              {' '}
              <span class="t3">{organisations_headquarters()}</span>
            </Show>
          </span>
        </span>
      </th>
      <td role="gridcell" dir="auto">
        {location().city}
      </td>
      <td role="gridcell">{countryName(location().country)}</td>
      <td role="gridcell">
        <Status look={status().look}>{status().word()}</Status>
      </td>
      <td role="gridcell" classList={{ t3: !location().enrolled }}>
        {location().enrolled ? organisations_enrolled() : organisations_not_enrolled()}
      </td>
    </tr>
  )
}
