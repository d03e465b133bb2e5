import { createSignal, createUniqueId, onCleanup } from 'solid-js'

export type Placement = 'start' | 'end'

/**
 * A native popover with the button that opens it: the browser closes it on Escape, on a press elsewhere and when
 * another opens, and gives the focus back. Spread `trigger` on the button and `panel` on what opens.
 */
export const createPopover = (kind: 'menu' | 'dialog', place: Placement = 'start') => {
  const id = createUniqueId()
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLElement | undefined
  let box: HTMLElement | undefined

  const close = (): void => box?.hidePopover()
  const open = (): void => box?.showPopover()
  const onToggle = (event: ToggleEvent): void => {
    const opened = event.newState === 'open'
    setOpen(opened)
    if (!opened) {
      removeEventListener('scroll', follow)
      // The browser gives the focus back to what had it, which may be gone by now: an item of the menu that led here.
      const now = document.activeElement
      if (now === document.body || box?.contains(now)) button?.focus({ preventScroll: true })
      return
    }
    if (button && box) placeBelow(box, button, place)
    firstFocus(box)?.focus()
    addEventListener('scroll', follow, { passive: true })
  }
  // An arrow key on a tick scrolls the page too: the panel goes along, and belongs to nothing once its button is out of sight.
  const follow = (): void => {
    if (!button || !box) return
    const { top, bottom } = button.getBoundingClientRect()
    if (bottom < 0 || top > innerHeight) close()
    else placeBelow(box, button, place)
  }
  onCleanup(() => removeEventListener('scroll', follow))

  return {
    isOpen,
    open,
    close,
    trigger: {
      ref: (element: HTMLElement) => (button = element),
      popovertarget: id,
      'aria-haspopup': kind,
      'aria-controls': id,
      get 'aria-expanded'() {
        return isOpen()
      },
    },
    panel: {
      ref: (element: HTMLElement) => (box = element),
      id,
      popover: 'auto' as const,
      class: 'pop',
      role: kind,
      onToggle,
    },
  }
}

const firstFocus = (box: HTMLElement | undefined): HTMLElement | null | undefined =>
  box?.querySelector<HTMLElement>(
    '[role^=menuitem][aria-checked=true], [role^=menuitem], input, button, select, a[href]',
  )

/** Below the button, inside the window by 8 px; above it when there is more room. Set by property, as the CSP wants. */
const placeBelow = (box: HTMLElement, button: HTMLElement, place: Placement): void => {
  const at = button.getBoundingClientRect()
  const size = box.getBoundingClientRect()
  const isRight = (place === 'end') !== (getComputedStyle(button).direction === 'rtl')
  const left = isRight ? at.right - size.width : at.left
  const below = at.bottom + 4
  const above = at.top - size.height - 4
  const fits = below + size.height <= innerHeight - 8 || above < 8
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`
  box.style.top = `${fits ? Math.max(8, Math.min(below, innerHeight - size.height - 8)) : above}px`
}
