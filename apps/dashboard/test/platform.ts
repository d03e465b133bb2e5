/** What browsers do and jsdom 31 does not: modal dialogs, popovers and their events, as far as our parts rely on them. */

class ToggleEventLike extends Event {
  readonly newState: string
  constructor(newState: string) {
    super('toggle')
    this.newState = newState
  }
}

HTMLDialogElement.prototype.showModal = function showModal() {
  this.setAttribute('open', '')
  this.querySelector<HTMLElement>('[autofocus]')?.focus()
}

HTMLDialogElement.prototype.close = function close() {
  if (!this.hasAttribute('open')) return
  this.removeAttribute('open')
  this.dispatchEvent(new Event('close'))
}

const open = new Set<HTMLElement>()

HTMLElement.prototype.showPopover = function showPopover() {
  if (open.has(this)) return
  for (const other of open) other.hidePopover()
  open.add(this)
  this.style.display = 'block'
  this.dispatchEvent(new ToggleEventLike('open'))
}

HTMLElement.prototype.hidePopover = function hidePopover() {
  if (!open.delete(this)) return
  this.style.display = ''
  this.dispatchEvent(new ToggleEventLike('closed'))
  document.querySelector<HTMLElement>(`[popovertarget="${this.id}"]`)?.focus()
}

document.addEventListener('click', (event) => {
  const id = (event.target as Element).closest('[popovertarget]')?.getAttribute('popovertarget')
  const panel = id && document.getElementById(id)
  if (!panel) return
  if (open.has(panel)) panel.hidePopover()
  else panel.showPopover()
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const panel of open) panel.hidePopover()
  document.querySelector<HTMLDialogElement>('dialog[open]')?.close()
})

const query = Document.prototype.querySelector
// jsdom does not know `:modal`; every open dialog of ours is modal.
Document.prototype.querySelector = function querySelector(this: Document, selectors: string) {
  return query.call(this, selectors.replace(':modal', '[open]'))
}

globalThis.matchMedia ??= (media: string) => ({ matches: false, media }) as MediaQueryList

/** Nothing has a size here, so nothing is told of one. */
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
