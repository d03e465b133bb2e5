import {
  hierarchy_column_actions,
  hierarchy_deed_below,
  hierarchy_deed_dissociate,
  hierarchy_deed_headquarters,
  hierarchy_deed_move,
  hierarchy_drag,
  hierarchy_load_more,
  hierarchy_mark_along,
  hierarchy_mark_moving,
  hierarchy_mark_target,
  hierarchy_row_menu,
  organisations_close_row,
  organisations_enrolled,
  organisations_headquarters,
  organisations_not_enrolled,
  organisations_open_row,
} from '@ofrecord/messages/messages'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { formatNumber } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import type { IconName } from '../../ui/icon.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Status } from '../../ui/status.tsx'
import type { TreeRow } from '../answers.ts'
import { countryName } from '../countries.ts'
import { locationStatuses } from '../location-status.ts'
import type { Dragging } from './dragging.ts'
import type { TreeLine } from './lines.ts'
import type { LineMark, TreeDeed, TreeGridProps } from './tree-grid.tsx'

interface LineRowProps extends TreeGridProps {
  line: TreeLine
  index: number
  isCurrent: boolean
  dragging: Dragging
  onFocus: () => void
}

/** One line: a location with its place, state and menu, or what loads more of them. */
export const LineRow = (props: LineRowProps) => (
  <Show when={props.line.row} fallback={<MoreRow {...props} />}>
    {(row) => <LocationRow {...props} row={row()} />}
  </Show>
)

const MoreRow = (props: LineRowProps) => (
  <tr
    role="row"
    aria-level={props.line.level}
    aria-rowindex={props.index + 2}
    tabindex={props.isCurrent ? 0 : -1}
    data-line={props.line.key}
    style={{ '--level': String(props.line.level - 1) }}
    onFocusIn={() => props.onFocus()}
  >
    <th role="rowheader" scope="row">
      <span class="twig">
        <span class="tog" />
        <button type="button" class="link" tabindex="-1" onClick={() => props.onMore?.(props.line.parentId)}>
          {hierarchy_load_more()}
        </button>
      </span>
    </th>
    {/* Cells of their own, and not one across: of a narrow tree some columns are hidden. */}
    <For each={['place', 'state', 'enrolled', 'below', 'more']}>
      {(column) => <td role="gridcell" class={`col-${column}`} />}
    </For>
  </tr>
)

const marks: Record<LineMark, () => string> = {
  moving: hierarchy_mark_moving,
  along: hierarchy_mark_along,
  target: hierarchy_mark_target,
}

const LocationRow = (props: LineRowProps & { row: TreeRow }) => {
  const [isOver, setOver] = createSignal(false)
  const [isHovered, setHovered] = createSignal(false)
  const id = createUniqueId()
  const toggles = () => props.onToggle !== undefined && props.row.hasChildren
  const mark = () => (props.dragging.isDragged(props.row) ? 'moving' : props.markOf(props.row))
  const deeds = () => props.deedsOf(props.row)
  const against = () => (isOver() && props.dragging.isOn() ? props.dragging.againstOf(props.line) : undefined)
  const takes = () =>
    props.dragging.isOn() && deeds().includes('below') && props.dragging.againstOf(props.line) === undefined
  const isTarget = () => isOver() && takes()
  const over = (event: DragEvent): void => {
    if (!props.dragging.isOn()) return
    setOver(true)
    if (takes()) event.preventDefault()
  }
  const leave = (event: DragEvent): void => {
    const { currentTarget, relatedTarget } = event
    if (!(currentTarget as Element).contains(relatedTarget as Node | null)) setOver(false)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const moved = props.dragging.taken()
    if (moved && takes()) props.onDrop(moved.id, props.row.id)
    props.dragging.end()
  }
  return (
    <tr
      role="row"
      aria-level={props.line.level}
      aria-posinset={props.line.place}
      aria-setsize={props.line.siblings}
      aria-rowindex={props.index + 2}
      aria-expanded={props.row.hasChildren && (toggles() || props.line.isOpen) ? props.line.isOpen : undefined}
      tabindex={props.isCurrent ? 0 : -1}
      data-line={props.line.key}
      class={mark()}
      classList={{ over: isTarget(), refused: Boolean(against()) }}
      style={{ '--level': String(props.line.level - 1) }}
      onFocusIn={() => props.onFocus()}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
    >
      {/* Named by the location and what becomes of it: the row says itself whether it is open. */}
      <th role="rowheader" scope="row" aria-labelledby={`${id}-name ${id}-mark`}>
        <span class="twig">
          <Show when={toggles()} fallback={<span class="tog" />}>
            <Toggle {...props} />
          </Show>
          <Show when={deeds().includes('move')}>
            <span
              class="drag"
              draggable="true"
              aria-hidden="true"
              title={hierarchy_drag({ location: props.row.name })}
              onDragStart={(event) => props.dragging.start(props.row, event)}
              onDragEnd={() => props.dragging.end()}
            >
              <Icon name="drag" />
            </span>
          </Show>
          <Show when={props.links && !deeds().includes('move')}>
            <span class="drag" aria-hidden="true" />
          </Show>
          <LocationName {...props} id={`${id}-name`} />
          <Show when={isTarget() ? 'target' : against() ? undefined : mark()}>
            {(known) => (
              <span class="tag" id={`${id}-mark`}>
                {marks[known()]()}
              </span>
            )}
          </Show>
          <Show when={against()}>{(reason) => <span class="tag stop">{reason()}</span>}</Show>
        </span>
      </th>
      <td role="gridcell" class="col-place" dir="auto" title={placeOf(props.row)}>
        {placeOf(props.row)}
      </td>
      <td role="gridcell" class="col-state">
        <Show when={props.row.status}>
          {(status) => <Status look={locationStatuses[status()].look}>{locationStatuses[status()].word()}</Status>}
        </Show>
      </td>
      <td role="gridcell" class="col-enrolled" classList={{ t3: !props.row.enrolled }}>
        <Show when={props.row.enrolled !== null}>
          {props.row.enrolled ? organisations_enrolled() : organisations_not_enrolled()}
        </Show>
      </td>
      <td role="gridcell" class="r col-below">
        <Show when={props.row.below}>{(below) => <>{formatNumber(below())}</>}</Show>
      </td>
      <td role="gridcell" class="col-more">
        <Show when={deeds().length > 0 && (props.isCurrent || isHovered() || isTouched)}>
          <DeedMenu deeds={deeds()} row={props.row} onDeed={props.onDeed} />
        </Show>
      </td>
    </tr>
  )
}

/** A finger has nothing to hover with: there every row shows its menu. */
const isTouched = matchMedia('(hover: none)').matches

const placeOf = ({ city, country }: TreeRow): string =>
  [city, country && countryName(country)].filter(Boolean).join(', ')

const Toggle = (props: LineRowProps & { row: TreeRow }) => (
  <button
    type="button"
    class="tog"
    tabindex="-1"
    aria-label={(props.line.isOpen ? organisations_close_row : organisations_open_row)({
      location: props.row.name,
    })}
    onClick={() => props.onToggle?.(props.row.id, !props.line.isOpen)}
  >
    <Icon name={props.line.isOpen ? 'chevd' : 'chevr'} />
  </button>
)

const LocationName = (props: LineRowProps & { row: TreeRow; id: string }) => (
  <span class="named" id={props.id}>
    <Show
      when={props.links && props.row.version !== null}
      fallback={
        <span class="b" dir="auto">
          <Found text={props.row.name} part={props.found} />
        </span>
      }
    >
      <a class="name" dir="auto" href={paths.location(props.row.id)} tabindex={props.isCurrent ? 0 : -1}>
        <Found text={props.row.name} part={props.found} />
      </a>
    </Show>{' '}
    <span class="t3 num">{props.row.number}</span>
    <Show when={props.row.isHeadquarters}>
      {' '}
      <span class="t3">{organisations_headquarters()}</span>
    </Show>
  </span>
)

/** A name with what was searched for in it marked. */
const Found = (props: { text: string; part: string | undefined }) => {
  const at = () => (props.part ? props.text.toLocaleLowerCase().indexOf(props.part.toLocaleLowerCase()) : -1)
  return (
    <Show when={at() >= 0} fallback={props.text}>
      {props.text.slice(0, at())}
      <mark>{props.text.slice(at(), at() + (props.part ?? '').length)}</mark>
      {props.text.slice(at() + (props.part ?? '').length)}
    </Show>
  )
}

export const deedWords: Record<TreeDeed, { icon: IconName; word: () => string; danger?: true }> = {
  move: { icon: 'drag', word: hierarchy_deed_move },
  below: { icon: 'plus', word: hierarchy_deed_below },
  headquarters: { icon: 'home', word: hierarchy_deed_headquarters },
  dissociate: { icon: 'x', word: hierarchy_deed_dissociate, danger: true },
}

export const DeedMenu = <Row extends { name: string }>(props: {
  deeds: readonly TreeDeed[]
  row: Row
  onDeed: (deed: TreeDeed, row: Row) => void
  /** On the location's own page the button says what it is for. */
  labelled?: boolean
}) => (
  <Menu
    icon="more"
    iconOnly={!props.labelled}
    place="end"
    label={props.labelled ? hierarchy_column_actions() : hierarchy_row_menu({ location: props.row.name })}
  >
    <For each={props.deeds}>
      {(deed) => (
        <MenuItem
          icon={deedWords[deed].icon}
          danger={deedWords[deed].danger}
          onSelect={() => props.onDeed(deed, props.row)}
        >
          {deedWords[deed].word()}
        </MenuItem>
      )}
    </For>
  </Menu>
)
