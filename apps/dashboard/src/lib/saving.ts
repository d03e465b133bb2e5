import type { Accessor } from 'solid-js'
import { createEffect, on, onCleanup, onMount } from 'solid-js'

/** A pause in typing after which a draft is saved without being asked. */
const typingPause = 1_500

/** Saves a while after the last word, if something waits. */
export const createSaveOnPause = (text: Accessor<string>, isWaiting: () => boolean, save: () => void): void => {
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      text,
      () => {
        clearTimeout(timer)
        timer = setTimeout(() => isWaiting() && save(), typingPause)
      },
      { defer: true },
    ),
  )
  onCleanup(() => clearTimeout(timer))
}

/** A hidden tab may never come back: phones close it without another word. */
export const createSaveOnLeaving = (isWaiting: () => boolean, save: () => void): void => {
  const leave = (): void => {
    if (document.visibilityState === 'hidden' && isWaiting()) save()
  }
  onMount(() => document.addEventListener('visibilitychange', leave))
  onCleanup(() => {
    document.removeEventListener('visibilitychange', leave)
    if (isWaiting()) save()
  })
}
