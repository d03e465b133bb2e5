import type { Accessor } from 'solid-js'
import { createEffect, createSignal, on } from 'solid-js'

const read = (key: string): string => {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

const write = (key: string, text: string): void => {
  try {
    if (text === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // Without storage the text lives as long as the page does.
  }
}

/** What is being typed, kept for this tab until it is sent: a reload or a wrong link loses nothing. */
export const createKept = (name: Accessor<string>): readonly [Accessor<string>, (text: string) => void] => {
  const key = (): string => `ofrecord.kept.${name()}`
  const [text, setText] = createSignal(read(key()))
  createEffect(on(key, (now) => setText(read(now)), { defer: true }))
  const set = (typed: string): void => {
    setText(typed)
    write(key(), typed)
  }
  return [text, set]
}
