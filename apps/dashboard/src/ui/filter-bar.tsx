import type { JSX } from 'solid-js'
import { createSignal, For, onMount, Show, untrack } from 'solid-js'
import {
  common_clear,
  common_filter_add,
  common_filter_remove,
  common_filters,
  common_group_page,
  common_key_filter,
  common_key_search,
} from '@ofrecord/messages/messages'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Icon } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'
import { Menu, MenuItem } from './menu.tsx'
import { createPopover } from './popover.ts'

export interface Filter {
  key: string
  /** How the chip begins: "Status is not". */
  label: string
  /** What it is set to, in words; undefined when it is not set. */
  value: string | undefined
  /** What opens to change it. */
  editor: () => JSX.Element
  onRemove: () => void
}

export interface FilterBarProps {
  search?:
    | { value: string; onInput: (value: string) => void; label: string; placeholder?: string | undefined }
    | undefined
  filters: readonly Filter[]
  onClear: () => void
  /** What only a table of columns needs, such as their choice; not drawn where rows are blocks. */
  wide?: JSX.Element
  /** What stands at the end, everywhere: an export. */
  end?: JSX.Element
}

/** Search, then one chip per set filter, then what can be added. What it changes belongs into the URL. */
export const FilterBar = (props: FilterBarProps) => {
  const [adding, setAdding] = createSignal<string>()
  const [box, setBox] = createSignal<HTMLElement>()
  // Keys, so that a chip whose value changes stays the same element and what it opened stays open.
  const shown = () =>
    props.filters.filter((filter) => filter.value !== undefined || filter.key === adding()).map((filter) => filter.key)
  const free = () => props.filters.filter((filter) => !shown().includes(filter.key))
  const filterOf = (key: string) => props.filters.find((filter) => filter.key === key)
  const adder = () => box()?.querySelector<HTMLElement>('[data-add-filter] button')
  const group = common_group_page()
  createShortcuts(
    {
      keys: '/',
      label: common_key_search(),
      group,
      act: () => box()?.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
    },
    {
      keys: 'f',
      label: common_key_filter(),
      group,
      act: () => adder()?.click(),
    },
  )
  // A chip that goes takes the focus along, and the next key would start at the top of the page. So does what it opened, when
  // it was the menu that opened it: there is nothing then for the browser to give the focus back to.
  const closed = (chip?: HTMLElement): void => {
    setAdding(undefined)
    setTimeout(() => {
      if (document.activeElement === document.body) (chip?.isConnected ? chip : adder())?.focus()
    })
  }
  const remove = (key: string): void => {
    filterOf(key)?.onRemove()
    closed()
  }
  return (
    <div class="filters" role="group" aria-label={common_filters()} ref={setBox}>
      <Show when={props.search}>{(search) => <SearchBox {...search()} />}</Show>
      <For each={shown()}>
        {(key) => (
          <Show when={filterOf(key)}>
            {(filter) => (
              <FilterChip
                filter={filter()}
                startsOpen={key === adding()}
                onRemove={() => remove(key)}
                onClosed={closed}
              />
            )}
          </Show>
        )}
      </For>
      <Show when={free().length > 0}>
        <span class="contents" data-add-filter>
          <Menu
            class="btn quiet"
            icon="plus"
            label={
              <>
                {common_filter_add()} <KeyHint keys="f" />
              </>
            }
          >
            <For each={free()}>
              {(filter) => <MenuItem onSelect={() => setAdding(filter.key)}>{filter.label}</MenuItem>}
            </For>
          </Menu>
        </span>
      </Show>
      <Show when={props.filters.some((filter) => filter.value !== undefined)}>
        <button type="button" class="link sm" onClick={() => props.onClear()}>
          {common_clear()}
        </button>
      </Show>
      <Show when={props.wide || props.end}>
        <span class="push row" classList={{ wide: !props.end }}>
          <Show when={props.wide}>
            <span class="contents wide">{props.wide}</span>
          </Show>
          {props.end}
        </span>
      </Show>
    </div>
  )
}

const SearchBox = (props: NonNullable<FilterBarProps['search']>) => (
  <label class="field-s">
    <Icon name="search" />
    <input
      type="search"
      aria-label={props.label}
      placeholder={props.placeholder}
      value={props.value}
      onInput={(event) => props.onInput(event.currentTarget.value)}
    />
    <KeyHint keys="/" />
  </label>
)

const FilterChip = (props: {
  filter: Filter
  startsOpen: boolean
  onRemove: () => void
  onClosed: (chip: HTMLElement | undefined) => void
}) => {
  const popover = createPopover('dialog')
  let chip: HTMLElement | undefined
  onMount(() => props.startsOpen && popover.open())
  return (
    <span class="chip">
      <button
        type="button"
        {...popover.trigger}
        ref={(element) => {
          chip = element
          popover.trigger.ref(element)
        }}
      >
        <span>
          <span class="k">{props.filter.label}</span> {props.filter.value ?? '…'}
        </span>
      </button>
      <button
        type="button"
        aria-label={common_filter_remove({ name: props.filter.label })}
        onClick={() => props.onRemove()}
      >
        <Icon name="x" />
      </button>
      <div
        {...popover.panel}
        aria-label={props.filter.label}
        on:toggle={(event) => event.newState === 'closed' && props.onClosed(chip)}
      >
        {untrack(() => props.filter.editor())}
      </div>
    </span>
  )
}
