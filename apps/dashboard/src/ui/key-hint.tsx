import { For } from 'solid-js'
import { keyNames } from '../lib/shortcuts.ts'

/** Small keys beside what they do; hidden where there is no keyboard, and from screen readers, which have the key sheet. */
export const KeyHint = (props: { keys: string }) => (
  <span class="contents" aria-hidden="true">
    <For each={keyNames(props.keys)}>{(key) => <kbd>{key}</kbd>}</For>
  </span>
)
