/** For the strip of tabs as its `ref`: where it is wider than the screen, the tab that is open is in sight. */
export const showCurrent = (strip: HTMLElement): void => {
  requestAnimationFrame(() =>
    strip.querySelector('[aria-current=page]')?.scrollIntoView?.({ inline: 'center', block: 'nearest' }),
  )
}
