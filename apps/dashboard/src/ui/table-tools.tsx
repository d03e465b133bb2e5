import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import {
  common_clear,
  common_density,
  common_density_compact,
  common_density_regular,
  common_density_relaxed,
  common_key_all,
  common_key_open,
  common_key_row,
  common_key_select,
  common_newer,
  common_older,
  common_page_size,
  common_rows,
  common_select_all,
  common_selected,
  common_selection,
  common_times_in,
} from '@ofrecord/messages/messages'
import { formatNumber, timeZone } from '../lib/format.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'
import type { Density } from './table.tsx'
import { rowsOpen } from './table.tsx'

export interface BulkBarProps {
  /** How many rows are selected; nothing is drawn for none. */
  count: number
  /** How many rows the whole view holds, when more can be selected than the page shows. */
  all?: number | undefined
  onAll?: (() => void) | undefined
  onClear: () => void
  /** What can be done, each naming its eligible number: "Add evidence to 2 of 3". */
  children: JSX.Element
}

/** Says what is selected and what can be done with it; replaces nothing and pushes nothing away. */
export const BulkBar = (props: BulkBarProps) => (
  <Show when={props.count > 0}>
    <BulkActions {...props} />
  </Show>
)

const BulkActions = (props: BulkBarProps) => {
  createShortcuts({ keys: 'Escape', label: common_clear(), group: common_selection(), act: () => props.onClear() })
  return (
    <div class="bulk" role="region" aria-label={common_selection()}>
      <span class="b num" role="status">
        {common_selected({ count: formatNumber(props.count) })}
      </span>
      <Show when={props.onAll && props.all !== undefined && props.all > props.count}>
        <button type="button" class="link sm" onClick={() => props.onAll?.()}>
          {common_select_all({ count: formatNumber(props.all ?? 0) })}
        </button>
      </Show>
      <span class="push row wrap">
        {props.children}
        <Button look="quiet" keys="Escape" onClick={() => props.onClear()}>
          {common_clear()}
        </Button>
      </span>
    </div>
  )
}

const pageSizes = [25, 50, 100] as const

export interface PagerProps {
  /** How many rows this page shows. */
  shown: number
  /** How many there are in all, when that is known. */
  total?: number | undefined
  size: number
  onSize: (size: number) => void
  newer?: (() => void) | undefined
  older?: (() => void) | undefined
  /** Rows can be selected, so the key for it is named. */
  selects?: boolean | undefined
}

/** A page has no number: rows arrive while somebody reads, and a key stays where it is. */
export const Pager = (props: PagerProps) => (
  <div class="pager">
    <span class="num">{common_rows({ count: props.total ?? props.shown })}</span>
    <Show when={props.newer || props.older}>
      <span class="row">
        <Show when={props.newer}>{(newer) => <Button onClick={() => newer()()}>{common_newer()}</Button>}</Show>
        <Show when={props.older}>{(older) => <Button onClick={() => older()()}>{common_older()}</Button>}</Show>
      </span>
    </Show>
    <label class="row">
      <span class="sel">
        <select class="inp" onChange={(event) => props.onSize(Number(event.currentTarget.value))}>
          <For each={pageSizes}>
            {(size) => (
              <option value={size} selected={size === props.size}>
                {size}
              </option>
            )}
          </For>
        </select>
        <Icon name="chevd" />
      </span>
      {common_page_size()}
    </label>
    <span>{common_times_in({ zone: timeZone() })}</span>
    <span class="keys" aria-hidden="true">
      <span>
        <KeyHint keys="j" />
        <KeyHint keys="k" /> {common_key_row()}
      </span>
      <Show when={props.selects}>
        <span>
          <KeyHint keys="x" /> {common_key_select()}
        </span>
      </Show>
      <Show when={rowsOpen()}>
        <span>
          <KeyHint keys="Enter" /> {common_key_open()}
        </span>
      </Show>
      <span>
        <KeyHint keys="?" /> {common_key_all()}
      </span>
    </span>
  </div>
)

const densities: readonly [Density, () => string][] = [
  ['compact', common_density_compact],
  ['regular', common_density_regular],
  ['relaxed', common_density_relaxed],
]

export const DensityToggle = (props: { value: Density; onChange: (density: Density) => void }) => (
  <span class="seg" role="group" aria-label={common_density()}>
    <For each={densities}>
      {([density, word]) => (
        <button type="button" aria-pressed={density === props.value} onClick={() => props.onChange(density)}>
          {word()}
        </button>
      )}
    </For>
  </span>
)
