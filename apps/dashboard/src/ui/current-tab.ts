/** For the strip of tabs as its `ref`: where it is wider than the screen, the tab that is open is in sight. */
export const showCurrent = (strip: HTMLElement): void => {
  // A page that waits for its answers is made before it is shown: only then has the strip a width.
  const seen = new ResizeObserver(() => {
    if (strip.clientWidth === 0) return
    seen.disconnect()
    strip.querySelector('[aria-current=page]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  })
  seen.observe(strip)
}
