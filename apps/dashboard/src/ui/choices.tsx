import type { JSX } from 'solid-js'
import { Index, Show, createUniqueId, untrack } from 'solid-js'
import { common_optional } from '@ofrecord/messages/messages'
import { FieldNotes } from './field.tsx'
import { Icon } from './icon.tsx'

export interface CheckBoxProps {
  label: JSX.Element
  checked: boolean
  onChange: (checked: boolean) => void
  id?: string | undefined
  name?: string | undefined
  hint?: JSX.Element
  error?: JSX.Element
  /** Why it cannot be ticked; the box stays focusable and the reason stands below it. */
  reason?: JSX.Element
  indeterminate?: boolean | undefined
  /** What belongs to it once it is ticked, e.g. a field beside its product. */
  children?: JSX.Element
}

export const CheckBox = (props: CheckBoxProps) => {
  const id = untrack(() => props.id) ?? createUniqueId()
  const describedBy = () =>
    [props.reason && `${id}-why`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div class="tick" classList={{ off: Boolean(props.reason) }}>
      <input
        type="checkbox"
        id={id}
        name={props.name}
        checked={props.checked}
        prop:indeterminate={props.indeterminate ?? false}
        aria-disabled={props.reason ? 'true' : undefined}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy()}
        onClick={(event) => props.reason && event.preventDefault()}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>
        {props.label}
        <Show when={props.hint}>
          <span class="hint">{props.hint}</span>
        </Show>
      </label>
      <Show when={props.reason}>
        <p class="why flex gap-1.5" id={`${id}-why`}>
          <Icon name="lock" />
          <span>{props.reason}</span>
        </p>
      </Show>
      <FieldNotes id={id} error={props.error} />
      {props.children}
    </div>
  )
}

export interface Choice {
  value: string
  label: JSX.Element
  hint?: JSX.Element
  /** Why it cannot be chosen. */
  reason?: JSX.Element
}

export interface RadioGroupProps {
  label: JSX.Element
  value: string | undefined
  onChange: (value: string) => void
  choices: readonly Choice[]
  /** Of the first choice, for links from an error summary. */
  id?: string | undefined
  hint?: JSX.Element
  error?: JSX.Element
  optional?: boolean | undefined
  labelHidden?: boolean | undefined
}

/** A few choices, all in sight, with nothing preset unless the caller knows the answer. */
export const RadioGroup = (props: RadioGroupProps) => {
  const id = untrack(() => props.id) ?? createUniqueId()
  const describedBy = () =>
    [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset class="fld" aria-describedby={describedBy()}>
      <legend classList={{ vh: props.labelHidden ?? false }}>
        {props.label}{' '}
        <Show when={props.optional}>
          <span class="opt">{common_optional()}</span>
        </Show>
      </legend>
      <Show when={props.hint}>
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      </Show>
      <div role="presentation">
        <Index each={props.choices}>
          {(choice, index) => (
            <Radio
              id={index === 0 ? id : `${id}-${index}`}
              group={id}
              choice={choice()}
              value={props.value}
              onChange={props.onChange}
            />
          )}
        </Index>
      </div>
      <FieldNotes id={id} error={props.error} />
    </fieldset>
  )
}

const Radio = (props: {
  id: string
  group: string
  choice: Choice
  value: string | undefined
  onChange: (value: string) => void
}) => (
  <div class="tick" classList={{ off: Boolean(props.choice.reason) }}>
    <input
      type="radio"
      id={props.id}
      name={props.group}
      value={props.choice.value}
      checked={props.value === props.choice.value}
      aria-disabled={props.choice.reason ? 'true' : undefined}
      aria-describedby={props.choice.reason ? `${props.id}-why` : undefined}
      onClick={(event) => props.choice.reason && event.preventDefault()}
      onChange={() => props.onChange(props.choice.value)}
    />
    <label for={props.id}>
      {props.choice.label}
      <Show when={props.choice.hint}>
        <span class="hint">{props.choice.hint}</span>
      </Show>
    </label>
    <Show when={props.choice.reason}>
      <p class="why flex gap-1.5" id={`${props.id}-why`}>
        <Icon name="lock" />
        <span>{props.choice.reason}</span>
      </p>
    </Show>
  </div>
)
