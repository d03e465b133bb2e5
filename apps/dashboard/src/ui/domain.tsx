import { For } from 'solid-js'

/** A domain, which breaks before its dots where a column is narrow: never inside a word. */
export const Domain = (props: { name: string }) => (
  <For each={props.name.split('.')}>
    {(label, at) => (
      <>
        {at() > 0 && <wbr />}
        {at() > 0 ? `.${label}` : label}
      </>
    )}
  </For>
)
