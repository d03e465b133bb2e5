import type { JSX } from 'solid-js'
import { For, splitProps } from 'solid-js'
import { useField } from './field.tsx'
import { Icon } from './icon.tsx'

export interface TextInputProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput' | 'value'> {
  value: string
  onInput: (value: string) => void
  /** For GUIDs, hashes and codes. */
  mono?: boolean | undefined
}

/** One line of text inside a `Field`. Checked on leaving and on submit, never while typing: use `onBlur`. */
export const TextInput = (props: TextInputProps) => {
  const [own, rest] = splitProps(props, ['value', 'onInput', 'mono', 'class'])
  return (
    <input
      dir="auto"
      {...useField()}
      {...rest}
      class={`inp ${own.mono ? 'mono' : ''} ${own.class ?? ''}`}
      value={own.value}
      onInput={(event) => own.onInput(event.currentTarget.value)}
    />
  )
}

export interface TextAreaProps extends Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'onInput' | 'value'> {
  value: string
  onInput: (value: string) => void
}

export const TextArea = (props: TextAreaProps) => {
  const [own, rest] = splitProps(props, ['value', 'onInput', 'class'])
  return (
    <textarea
      rows={3}
      dir="auto"
      {...useField()}
      {...rest}
      class={`inp ${own.class ?? ''}`}
      value={own.value}
      onInput={(event) => own.onInput(event.currentTarget.value)}
    />
  )
}

export interface Option {
  value: string
  label: string
  /** Options of the same group stand together under its name. */
  group?: string | undefined
  disabled?: boolean | undefined
}

export interface SelectProps extends Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** The first, empty choice, e.g. "Choose a location"; shown until something is chosen. */
  empty?: string | undefined
}

/** The browser's own list: it works by keyboard, by voice and on phones. */
export const Select = (props: SelectProps) => {
  const [own, rest] = splitProps(props, ['value', 'onChange', 'options', 'empty', 'class'])
  const groups = () => [...new Set(own.options.map((option) => option.group))]
  const choices = (group: string | undefined) => (
    <For each={own.options.filter((option) => option.group === group)}>
      {(option) => (
        <option value={option.value} disabled={option.disabled ?? false} selected={option.value === own.value}>
          {option.label}
        </option>
      )}
    </For>
  )
  return (
    <span class="sel">
      <select
        {...useField()}
        {...rest}
        class={`inp ${own.class ?? ''}`}
        onChange={(event) => own.onChange(event.currentTarget.value)}
      >
        {own.empty !== undefined && (
          <option value="" selected={own.value === ''}>
            {own.empty}
          </option>
        )}
        <For each={groups()}>
          {(group) => (group === undefined ? choices(group) : <optgroup label={group}>{choices(group)}</optgroup>)}
        </For>
      </select>
      <Icon name="chevd" />
    </span>
  )
}
