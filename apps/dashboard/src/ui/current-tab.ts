/** For the strip of tabs as its `ref`: where it is wider than the screen, the tab that is open is in sight. */
export const showCurrent = (strip: HTMLElement): void => {
  // A page that waits for its answers is made before it is shown: only then has the strip a width.
  const seen = new ResizeObserver(() => {
    if (strip.clientWidth === 0) return
    seen.disconnect()
    const tab = strip.querySelector('[aria-current=page]')?.getBoundingClientRect()
    const all = strip.getBoundingClientRect()
    // The strip alone: whoever is far down the page when a count changes stays there.
    if (tab) strip.scrollLeft += tab.left + tab.width / 2 - (all.left + all.width / 2)
  })
  seen.observe(strip)
}
