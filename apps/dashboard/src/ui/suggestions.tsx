import type { Accessor, JSX } from 'solid-js'
import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { useField } from './field.tsx'
import './suggestions.css'

export interface Suggestion {
  key: string
  label: string
  /** Grey behind the label: a number, a place. */
  detail?: string | undefined
}

/**
 * What a text field suggests: arrows walk, Enter and Tab take, Escape closes; the focus stays in the field (ARIA 1.2,
 * combobox with a list). `found` is undefined while nothing is suggested.
 */
export const createSuggestions = (
  found: Accessor<readonly Suggestion[] | undefined>,
  take: (suggestion: Suggestion) => void,
  close: () => void,
) => {
  const id = createUniqueId()
  const [at, setAt] = createSignal(0)
  createEffect(on(found, () => setAt(0), { defer: true }))
  const count = () => found()?.length ?? 0
  const chosen = () => found()?.[Math.min(at(), count() - 1)]
  const go = (step: number): void => {
    setAt((now) => (now + step + count()) % count())
    const suggestion = chosen()
    if (suggestion) document.getElementById(optionId(id, suggestion))?.scrollIntoView?.({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (found() === undefined || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const suggestion = chosen()
    const takes = (event.key === 'Enter' || event.key === 'Tab') && suggestion !== undefined
    if (step === undefined && !takes && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (step !== undefined && count() > 0) go(step)
    else if (takes) take(suggestion)
    else if (event.key === 'Escape') close()
  }
  return {
    id,
    found,
    chosen,
    take,
    onKeyDown,
    /** For the field: which list belongs to it, and which choice its keys stand on. */
    attributes: {
      'aria-autocomplete': 'list' as const,
      get 'aria-controls'() {
        return count() > 0 ? id : undefined
      },
      get 'aria-activedescendant'() {
        const suggestion = chosen()
        return suggestion ? optionId(id, suggestion) : undefined
      },
    },
  }
}
type Suggestions = ReturnType<typeof createSuggestions>

const optionId = (id: string, { key }: Suggestion): string => `${id}-${key}`

/** The list below a field. How much was found is said as well, since only the field has the focus. */
export const SuggestionList = (props: {
  of: Suggestions
  label: string
  /** Instead of an empty list. */
  none: string
  /** Said when the list changes: "3 choices". */
  counted: (count: number) => string
}): JSX.Element => (
  <>
    <Show when={props.of.found()}>
      {(found) => (
        <div
          class="suggest"
          id={props.of.id}
          // A list has choices; that there are none is only told.
          role={found().length > 0 ? 'listbox' : undefined}
          aria-label={found().length > 0 ? props.label : undefined}
        >
          <For each={found()}>
            {(suggestion) => (
              <div
                role="option"
                id={optionId(props.of.id, suggestion)}
                aria-selected={suggestion === props.of.chosen()}
                // Before the field loses the focus to it.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => props.of.take(suggestion)}
              >
                <span dir="auto">{suggestion.label}</span>
                <Show when={suggestion.detail}>
                  <span class="t3 num">{suggestion.detail}</span>
                </Show>
              </div>
            )}
          </For>
          <Show when={found().length === 0}>
            <p class="t2 sm">{props.none}</p>
          </Show>
        </div>
      )}
    </Show>
    <span class="vh" role="status">
      {said(props.of.found(), props)}
    </span>
  </>
)

const said = (
  found: readonly Suggestion[] | undefined,
  { none, counted }: { none: string; counted: (count: number) => string },
): string => {
  if (!found) return ''
  return found.length === 0 ? none : counted(found.length)
}

/** One of many, found by typing, inside a `Field`. */
export const Combobox = (props: {
  typed: string
  onType: (typed: string) => void
  /** undefined: nothing is suggested now. */
  found: readonly Suggestion[] | undefined
  onTake: (suggestion: Suggestion) => void
  onClose: () => void
  label: string
  none: string
  counted: (count: number) => string
}) => {
  const suggestions = createSuggestions(
    () => props.found,
    (suggestion) => props.onTake(suggestion),
    () => props.onClose(),
  )
  return (
    <span class="suggests">
      <input
        dir="auto"
        {...useField()}
        {...suggestions.attributes}
        class="inp"
        role="combobox"
        aria-expanded={(props.found?.length ?? 0) > 0}
        autocomplete="off"
        value={props.typed}
        onInput={(event) => props.onType(event.currentTarget.value)}
        onKeyDown={(event) => suggestions.onKeyDown(event)}
        onBlur={() => props.onClose()}
      />
      <SuggestionList of={suggestions} label={props.label} none={props.none} counted={props.counted} />
    </span>
  )
}
