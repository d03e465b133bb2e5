/** What held the focus, and where it stood: all that is left to go by once it is gone. */
interface Held {
  element: Element
  above: Element[]
  /** Which child of its row's parent the row was. */
  place: number
  /** In a dialog or a toast, which go and leave the page as it was. */
  isAbove: boolean
  pathname: string
}

const rowOf = (element: Element): Element | undefined => element.closest('tr, li') ?? undefined

const held = (element: Element): Held => {
  const above: Element[] = []
  for (let each = element.parentElement; each; each = each.parentElement) above.push(each)
  const row = rowOf(element)
  return {
    element,
    above,
    place: row?.parentElement ? [...row.parentElement.children].indexOf(row) : -1,
    isAbove: element.closest('dialog, .toast') !== null,
    pathname: location.pathname,
  }
}

/** In the page, and not in a dialog that is shut. */
const isThere = (element: Element): boolean => element.isConnected && !element.closest('dialog:not([open])')

const focusable = 'a[href], button, input, select, textarea, [tabindex="0"]'

const layer = '[popover], dialog'

const firstIn = (box: Element | undefined): HTMLElement | undefined =>
  [...(box?.querySelectorAll<HTMLElement>(focusable) ?? [])].find(
    (each) => each.closest(layer) === box?.closest(layer) && (each.checkVisibility?.() ?? true),
  )

/** A menu is shut by the time its dialog is: the focus goes to the button that opened it. */
const openerOf = (element: Element): HTMLElement | null => {
  const panel = element.closest('[popover]')
  return panel && document.querySelector<HTMLElement>(`[popovertarget="${panel.id}"]`)
}

/**
 * The row that took the place of the one that is gone, else what is nearest around it, be it the rest of a row that somebody
 * else's was written into, else the top of the page.
 */
const nextTo = ({ element, above, place }: Held): HTMLElement | null => {
  if (isThere(element)) return openerOf(element) ?? (element as HTMLElement)
  const around = above.find(({ isConnected }) => isConnected)
  const rows = around?.matches('tbody, ul, ol') ? [...around.children] : []
  const row = rows[Math.min(place, rows.length - 1)]
  const near =
    around?.closest('main') && !around.matches('main') ? (firstIn(around) ?? firstIn(rowOf(around))) : undefined
  return firstIn(row) ?? near ?? document.querySelector<HTMLElement>('main')
}

/**
 * A browser drops the focus when what held it goes: a row that was dealt with, a button that became a form, a toast, a dialog
 * whose opener is gone too. While the page stays the same, whoever uses the keyboard goes on beside it (WCAG 2.4.3). A new
 * page moves the focus by itself.
 */
export const keepFocus = (): (() => void) => {
  let last: Held | undefined
  let below: Held | undefined
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return
    last = held(target)
    if (!last.isAbove) below = last
  }
  const look = (): void => {
    if (document.activeElement !== document.body || !last || isThere(last.element)) return
    const from =
      last.isAbove && !last.above.some((each) => each.matches('dialog, .toast') && isThere(each)) ? below : last
    if (from?.pathname === location.pathname) nextTo(from)?.focus()
  }
  const watcher = new MutationObserver(look)
  watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ['open'] })
  document.addEventListener('focusin', note)
  return () => {
    watcher.disconnect()
    document.removeEventListener('focusin', note)
  }
}
