/** What held the focus, and where it stood: all that is left to go by once it is gone. */
interface Held {
  element: Element
  /** From its parent up, each with the place among its children that led to what held the focus. */
  above: { box: Element; place: number }[]
  /** In a dialog or a toast, which go and leave the page as it was. */
  isAbove: boolean
  pathname: string
}

const rowOf = (element: Element): Element | undefined => element.closest('tr, li') ?? undefined

const held = (element: Element): Held => {
  const above: Held['above'] = []
  for (let each = element; each.parentElement; each = each.parentElement)
    above.push({ box: each.parentElement, place: [...each.parentElement.children].indexOf(each) })
  return { element, above, isAbove: element.closest('dialog, .toast') !== null, pathname: location.pathname }
}

/** In the page, and not in a dialog that is shut. */
const isThere = (element: Element): boolean => element.isConnected && !element.closest('dialog:not([open])')

const focusable = 'a[href], button, input, select, textarea, [tabindex="0"]'

const layer = '[popover], dialog'

const firstIn = (box: Element | undefined): HTMLElement | undefined =>
  [
    ...(box?.matches(focusable) ? [box as HTMLElement] : []),
    ...(box?.querySelectorAll<HTMLElement>(focusable) ?? []),
  ].find((each) => each.closest(layer) === box?.closest(layer) && (each.checkVisibility?.() ?? true))

/** A menu is shut by the time its dialog is: the focus goes to the button that opened it. */
const openerOf = (element: Element): HTMLElement | null => {
  const panel = element.closest('[popover]')
  return panel && document.querySelector<HTMLElement>(`[popovertarget="${panel.id}"]`)
}

/** What is around in the same part of the page: not the page as a whole, whose first link says nothing of what is gone. */
const partAround = (above: Held['above'], page: Element): Held['above'] => {
  const inPage = above.slice(
    0,
    above.findIndex(({ box }) => box === page),
  )
  const section = inPage.findIndex(({ box }) => box.matches('section'))
  const part = section === -1 ? inPage : inPage.slice(0, section + 1)
  return part.filter(({ box }, index) => index === 0 || !box.querySelector('h1'))
}

/**
 * What took the place of what is gone, be it a row, or a button where a form was; else what is nearest around it, be it the
 * rest of a row that somebody else's was written into; else the top of the page. A part of the page that is gone with its
 * heading leads there too: what comes behind it is about something else.
 */
const nextTo = ({ element, above }: Held): HTMLElement | null => {
  if (isThere(element)) return openerOf(element) ?? (element as HTMLElement)
  const dialog = above.find(({ box }) => box.matches('dialog[open]') && isThere(box))?.box
  const page = dialog ?? document.querySelector('main')
  const top = dialog ? dialog.querySelector<HTMLElement>('h2') : (page as HTMLElement | null)
  const left = above.findIndex(({ box }) => box.isConnected)
  const around = page?.contains(above[left]?.box ?? null) ? partAround(above.slice(left), page) : []
  const isPartGone = above.slice(0, left).some(({ box }) => box.matches('section'))
  if (!around[0] || isPartGone) return top
  const { box, place } = around[0]
  const successor = box.children[Math.min(place, box.children.length - 1)]
  const near = [successor?.matches(layer) ? undefined : successor, box, rowOf(box), ...around.map(({ box }) => box)]
  return near.map((each) => firstIn(each)).find((each) => each !== undefined) ?? top
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
  const look = (records: readonly MutationRecord[]): void => {
    const known = last
    if (document.activeElement !== document.body || !known) return
    // A page that waits for an answer which is there already is taken out and put back at once.
    const isBack = records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(known.element)))
    if (isThere(known.element) && !isBack) return
    const isLayerThere = known.above.some(({ box }) => box.matches('dialog, .toast') && isThere(box))
    const from = known.isAbove && !isLayerThere ? below : known
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
