import type { JSX } from 'solid-js'
import { Show, untrack } from 'solid-js'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'
import type { Placement } from './popover.ts'
import { createPopover } from './popover.ts'

export interface MenuProps {
  /** What the button shows, and its name. */
  label: JSX.Element
  icon?: IconName | undefined
  /** Draws only the icon; the label is still the name. */
  iconOnly?: boolean | undefined
  /** Class of the button; `btn` when absent. */
  class?: string | undefined
  place?: Placement | undefined
  children: JSX.Element
}

/** A button that opens a list of things to do. Arrows walk, Home and End jump, Escape and Tab close. */
export const Menu = (props: MenuProps) => {
  const popover = createPopover(
    'menu',
    untrack(() => props.place),
  )
  return (
    <>
      <button type="button" class={props.class ?? (props.iconOnly ? 'btn quiet icon' : 'btn')} {...popover.trigger}>
        <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
        <span classList={{ vh: props.iconOnly ?? false, contents: !props.iconOnly }}>{props.label}</span>
      </button>
      <div {...popover.panel} onKeyDown={(event) => walk(event, popover.close)} onClick={popover.close}>
        {props.children}
      </div>
    </>
  )
}

const walk = (event: KeyboardEvent & { currentTarget: HTMLElement }, close: () => void): void => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
  const to = next[event.key]
  if (event.key === 'Tab') return close()
  if (to === undefined) return
  event.preventDefault()
  items.at(to % items.length)?.focus()
}

export interface MenuItemProps {
  icon?: IconName | undefined
  keys?: string | undefined
  danger?: boolean | undefined
  /** Why it cannot be done now. */
  reason?: JSX.Element
  onSelect: () => void
  children: JSX.Element
}

export const MenuItem = (props: MenuItemProps) => (
  <button
    type="button"
    role="menuitem"
    tabindex="-1"
    classList={{ danger: props.danger ?? false }}
    aria-disabled={props.reason ? 'true' : undefined}
    onClick={(event) => (props.reason ? event.stopPropagation() : props.onSelect())}
  >
    <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
    <span>{props.children}</span>
    <Show when={props.keys}>
      {(keys) => (
        <span class="push">
          <KeyHint keys={keys()} />
        </span>
      )}
    </Show>
    <Show when={props.reason}>
      <span class="why">{props.reason}</span>
    </Show>
  </button>
)

/** One of several, or on and off: the tick says which holds. */
export const MenuChoice = (props: {
  kind?: 'radio' | 'checkbox'
  checked: boolean
  onSelect: () => void
  children: JSX.Element
}) => (
  <button
    type="button"
    role={props.kind === 'checkbox' ? 'menuitemcheckbox' : 'menuitemradio'}
    tabindex="-1"
    aria-checked={props.checked}
    onClick={() => props.onSelect()}
  >
    <span>{props.children}</span>
    <Show when={props.checked}>
      <span class="push">
        <Icon name="check" />
      </span>
    </Show>
  </button>
)

export const MenuGroup = (props: { label: string; children: JSX.Element }) => (
  <div role="group" aria-label={props.label}>
    <div class="h" aria-hidden="true">
      {props.label}
    </div>
    {props.children}
  </div>
)
