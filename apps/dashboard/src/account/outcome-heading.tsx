import type { JSX } from 'solid-js'
import { onMount } from 'solid-js'

/** The heading of what came of a form that is gone with its button: it takes the keyboard, and is read out. */
export const OutcomeHeading = (props: { id?: string | undefined; children: JSX.Element }) => {
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus())
  return (
    <h1 id={props.id} ref={heading} tabindex="-1">
      {props.children}
    </h1>
  )
}
