import type { Accessor, JSX } from 'solid-js'
import { createEffect, createSignal, createUniqueId, For, on, Show, untrack } from 'solid-js'
import { useField } from './field.tsx'
import { Icon } from './icon.tsx'
import './suggestions.css'

export interface Suggestion {
  key: string
  label: string
  /** Grey behind the label: a number, a place. */
  detail?: string | undefined
  /** It is shown and cannot be taken. */
  disabled?: boolean
}

/** Where a field suggests before anything is typed: the arrow down opens it, and no suggestion is its first choice. */
interface Opening {
  open: () => void
  isTyped: () => boolean
}

/**
 * What a text field suggests: arrows walk, Enter and Tab take, Escape closes; the focus stays in the field (ARIA 1.2,
 * combobox with a list). `found` is undefined while nothing is suggested.
 */
export const createSuggestions = (
  found: Accessor<readonly Suggestion[] | undefined>,
  take: (suggestion: Suggestion) => void,
  close: () => void,
  opening?: Opening,
) => {
  const id = createUniqueId()
  const [at, setAt] = createSignal(0)
  createEffect(on(found, () => setAt(opening && !opening.isTyped() ? -1 : 0), { defer: true }))
  const count = () => found()?.length ?? 0
  const chosen = () => found()?.[Math.min(at(), count() - 1)]
  const go = (step: number): void => {
    setAt((now) => (Math.max(now, step < 0 ? 0 : -1) + step + count()) % count())
    const suggestion = chosen()
    if (suggestion) document.getElementById(optionId(id, suggestion))?.scrollIntoView?.({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    if (found() === undefined) {
      if (event.key !== 'ArrowDown' || !opening) return
      event.preventDefault()
      return opening.open()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const suggestion = chosen()
    const takes = (event.key === 'Enter' || event.key === 'Tab') && suggestion !== undefined && !suggestion.disabled
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
  /** Below the list: that it is not all. */
  more?: string | undefined
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
                aria-disabled={suggestion.disabled ? 'true' : undefined}
                // Before the field loses the focus to it.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => !suggestion.disabled && props.of.take(suggestion)}
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
          <Show when={props.more}>
            <p class="t3 sm" role="presentation">
              {props.more}
            </p>
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
  { none, more, counted }: { none: string; more?: string | undefined; counted: (count: number) => string },
): string => {
  if (!found) return ''
  return found.length === 0 ? none : [counted(found.length), more].filter(Boolean).join('. ')
}

/** One of many, found by typing, inside a `Field`. */
export const Combobox = (props: {
  typed: string
  onType: (typed: string) => void
  /** undefined: nothing is suggested now. */
  found: readonly Suggestion[] | undefined
  onTake: (suggestion: Suggestion) => void
  onClose: () => void
  /** It suggests before anything is typed, as a list does: asked for by a press or the arrow down. */
  opening?: Opening | undefined
  placeholder?: string | undefined
  label: string
  none: string
  more?: string | undefined
  counted: (count: number) => string
}) => {
  const suggestions = createSuggestions(
    () => props.found,
    (suggestion) => props.onTake(suggestion),
    () => props.onClose(),
    untrack(() => props.opening),
  )
  return (
    <span class="suggests" classList={{ sel: props.opening !== undefined }}>
      <input
        dir="auto"
        {...useField()}
        {...suggestions.attributes}
        class="inp"
        role="combobox"
        aria-expanded={(props.found?.length ?? 0) > 0}
        autocomplete="off"
        placeholder={props.placeholder}
        value={props.typed}
        onClick={(event) => {
          props.opening?.open()
          // What is typed now takes the place of what is chosen.
          if (props.opening) event.currentTarget.select()
        }}
        onInput={(event) => props.onType(event.currentTarget.value)}
        onKeyDown={(event) => suggestions.onKeyDown(event)}
        onBlur={() => props.onClose()}
      />
      <Show when={props.opening}>
        <Icon name="chevd" />
      </Show>
      <SuggestionList
        of={suggestions}
        label={props.label}
        none={props.none}
        more={props.more}
        counted={props.counted}
      />
    </span>
  )
}
