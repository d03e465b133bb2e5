import { createSignal, onCleanup, onMount } from 'solid-js'

export interface Shortcut {
  /** As pressed: `j`, `?`, `mod+k` (Ctrl, or ⌘ on a Mac), `Escape`. */
  keys: string
  /** What it does, for the sheet of keys. */
  label: string
  /** Heading on the sheet. */
  group: string
  act: () => void
  /** Left out of the sheet, e.g. the second key for the same thing. */
  hidden?: boolean
}

const storageKey = 'ofrecord.singleKeys'
const stored = (): string | null => {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

const [shortcuts, setShortcuts] = createSignal<readonly Shortcut[]>([])
const [singleKeys, setSingleKeys] = createSignal(stored() !== 'off')

export { shortcuts, singleKeys }

/** Single letters can be switched off, since speech input would press them by accident (WCAG 2.1.4). */
export const chooseSingleKeys = (on: boolean): void => {
  localStorage.setItem(storageKey, on ? 'on' : 'off')
  setSingleKeys(on)
}

/** Registers keys for as long as the component lives; what was registered last wins. */
export const createShortcuts = (...added: readonly Shortcut[]): void => {
  onMount(() => {
    if (shortcuts().length === 0) document.addEventListener('keydown', onKeyDown)
    setShortcuts((known) => [...added, ...known])
  })
  onCleanup(() => {
    setShortcuts((known) => known.filter((shortcut) => !added.includes(shortcut)))
    if (shortcuts().length === 0) document.removeEventListener('keydown', onKeyDown)
  })
}

/** `Ctrl K`, on a Mac `⌘ K`; one entry per key to draw. */
export const keyNames = (keys: string): string[] =>
  keys.split('+').map((key) => {
    if (key === 'mod') return isMac() ? '⌘' : 'Ctrl'
    if (key === 'Escape') return 'Esc'
    if (key === 'shift') return '⇧'
    return key.length === 1 ? key.toUpperCase() : key
  })

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

const onKeyDown = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.isComposing) return
  const pressed = pressedKeys(event)
  const single = !pressed.startsWith('mod+') && pressed !== 'Escape'
  if (single && (!singleKeys() || event.altKey || rests(event.target))) return
  // A dialog closes by Escape on its own; what lies below it, such as ticked rows, stays as it is.
  if (pressed === 'Escape' && document.querySelector('dialog:modal')) return
  const shortcut = shortcuts().find((known) => known.keys === pressed)
  if (!shortcut) return
  event.preventDefault()
  shortcut.act()
}

const pressedKeys = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

/** Letters rest while something is being typed or chosen, and while a dialog lies above the page they act on. */
const rests = (target: EventTarget | null): boolean => {
  if (document.querySelector('dialog:modal')) return true
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  return target.matches('textarea, select, [contenteditable], [role^=menuitem], [role=option]')
}
