import type { JSX } from 'solid-js'
import { createEffect, For, on, Show } from 'solid-js'
import { Icon } from './icon.tsx'

export interface FieldError {
  /** Id of the control to go to; without one the line is not a link. */
  id?: string | undefined
  text: JSX.Element
}

export interface ErrorSummaryProps {
  title: JSX.Element
  errors: readonly FieldError[]
  /** Counts the attempts to submit: with each new one the summary takes the focus again. */
  attempt: number
}

/** First thing in a form after a failed submit; takes the focus and links to each field. */
export const ErrorSummary = (props: ErrorSummaryProps) => {
  let box: HTMLDivElement | undefined
  createEffect(
    on(
      () => [props.attempt, props.errors.length > 0] as const,
      ([attempt, failed]) => {
        if (attempt > 0 && failed) box?.focus()
      },
    ),
  )
  return (
    <Show when={props.errors.length > 0}>
      <div class="note stop sum" role="alert" tabindex="-1" ref={box}>
        <Icon name="alert" />
        <div>
          <b>{props.title}</b>
          <ul>
            <For each={props.errors}>
              {(error) => (
                <li>
                  <ErrorLine error={error} />
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
    </Show>
  )
}

const ErrorLine = (props: { error: FieldError }) => (
  <Show when={props.error.id} fallback={props.error.text}>
    {(id) => (
      <a class="u" href={`#${id()}`} onClick={(event) => goToField(event, id())}>
        {props.error.text}
      </a>
    )}
  </Show>
)

/** The router would take the fragment for a page; and a fieldset or a heading takes no focus by itself. */
const goToField = (event: MouseEvent, id: string): void => {
  event.preventDefault()
  const field = document.getElementById(id)
  field?.focus()
  field?.scrollIntoView?.({ block: 'center' })
}
