import type { Accessor } from 'solid-js'
import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js'

/** So many lines are simply drawn; of more only those in sight. */
const drawnAtOnce = 80
/** Lines beyond the edges of the window, so that a turn of the wheel shows no gap. */
const spare = 12
const usualHeight = 41

/**
 * Which of many lines of one height are drawn: those in the window of the browser. `show` brings a line into sight and
 * into the page at once, so that it can take the focus.
 */
export const createRowWindow = (count: Accessor<number>, body: () => HTMLElement | undefined) => {
  const [range, setRange] = createSignal({ first: 0, last: drawnAtOnce })
  const [height, setHeight] = createSignal(usualHeight)
  const measure = (): void => {
    const box = body()
    if (!box || count() <= drawnAtOnce) return void setRange({ first: 0, last: count() })
    const line = box.querySelector<HTMLElement>('tr[data-line]')?.offsetHeight
    if (line) setHeight(line)
    const top = box.getBoundingClientRect().top
    const first = Math.max(0, Math.floor(-top / height()) - spare)
    const last = Math.min(count(), Math.ceil((innerHeight - top) / height()) + spare)
    const now = range()
    if (now.first !== first || now.last !== last) setRange({ first: Math.min(first, count()), last: Math.max(last, 0) })
  }
  const show = (index: number): void => {
    const { first, last } = range()
    const box = body()
    if (!box || (index >= first + 2 && index < last - 2) || count() <= drawnAtOnce) return
    const top = box.getBoundingClientRect().top + scrollY + index * height()
    scrollTo({ top: Math.max(0, top - innerHeight / 2), behavior: 'instant' })
    measure()
  }
  onMount(() => {
    measure()
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure, { passive: true })
  })
  onCleanup(() => {
    removeEventListener('scroll', measure)
    removeEventListener('resize', measure)
  })
  createEffect(on(count, measure))
  return {
    first: () => Math.min(range().first, count()),
    last: () => Math.min(range().last, count()),
    isWhole: () => count() <= drawnAtOnce,
    above: () => Math.min(range().first, count()) * height(),
    below: () => Math.max(0, count() - range().last) * height(),
    show,
  }
}
