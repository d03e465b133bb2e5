import type { Accessor } from 'solid-js'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'

/** A pause in typing after which the list follows, so that a word costs one question and not seven. */
const typingPause = 250

/** What was typed, once nothing more was typed for a moment. */
export const createSettled = (typed: Accessor<string>): Accessor<string> => {
  const [settled, setSettled] = createSignal(typed())
  createEffect(
    on(
      typed,
      (now) => {
        const timer = setTimeout(() => setSettled(now), typingPause)
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )
  return settled
}

/** What is typed into a search field, and after a pause what is asked; a link that sets the search wins over both. */
export const createSearch = (asked: Accessor<string>, ask: (typed: string) => void) => {
  const [typed, setTyped] = createSignal(asked())
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      asked,
      (now) => {
        if (now !== typed().trim()) setTyped(now)
      },
      { defer: true },
    ),
  )
  onCleanup(() => clearTimeout(timer))
  const set = (text: string): void => {
    setTyped(text)
    clearTimeout(timer)
    timer = setTimeout(() => ask(text.trim()), typingPause)
  }
  return { typed, set }
}
