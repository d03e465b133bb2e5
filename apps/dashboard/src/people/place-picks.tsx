import {
  people_places_all,
  people_places_chosen,
  people_places_narrow,
  people_places_none,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { CheckBox } from '../ui/choices.tsx'
import { Field, FieldNotes } from '../ui/field.tsx'
import type { Option } from '../ui/inputs.tsx'
import { TextInput } from '../ui/inputs.tsx'

/** As many as one call takes. */
export const mostPlaces = 100

interface PlacePicksProps {
  label: string
  options: readonly Option[]
  picked: ReadonlySet<string>
  onChange: (picked: ReadonlySet<string>) => void
  error?: string | undefined
}

/** More than these are not found at a glance. */
const glance = 8

/** Several locations, ticked in a list that typing narrows. What is ticked stays so when it is out of sight. */
export const PlacePicks = (props: PlacePicksProps) => {
  const id = 'places'
  const [typed, setTyped] = createSignal('')
  const shown = createMemo(() => {
    const part = typed().trim().toLocaleLowerCase()
    return props.options.filter(({ label }) => label.toLocaleLowerCase().includes(part))
  })
  const isEvery = () => shown().every(({ value }) => props.picked.has(value))
  const isSome = () => shown().some(({ value }) => props.picked.has(value))
  const tick = (values: readonly string[], on: boolean): void => {
    const left = [...props.picked].filter((value) => !values.includes(value))
    props.onChange(new Set(on ? [...left, ...values] : left))
  }
  return (
    <fieldset class="fld" aria-describedby={props.error ? `${id}-error` : undefined}>
      <legend>{props.label}</legend>
      <Show when={props.options.length > glance}>
        <Field label={people_places_narrow()} labelHidden class="mb-2">
          <TextInput value={typed()} onInput={setTyped} placeholder={people_places_narrow()} autocomplete="off" />
        </Field>
      </Show>
      <div class="places">
        <Show when={shown().length > 0} fallback={<p class="t3 sm">{people_places_none()}</p>}>
          <Show when={shown().length > 1}>
            <CheckBox
              label={<span class="t2">{people_places_all({ count: shown().length })}</span>}
              checked={isEvery()}
              indeterminate={isSome() && !isEvery()}
              onChange={(on) =>
                tick(
                  shown().map(({ value }) => value),
                  on,
                )
              }
            />
          </Show>
          <For each={shown()}>
            {({ value, label }) => (
              <CheckBox
                label={<span dir="auto">{label}</span>}
                checked={props.picked.has(value)}
                onChange={(on) => tick([value], on)}
              />
            )}
          </For>
        </Show>
      </div>
      <p class="t3 sm" role="status">
        {people_places_chosen({ count: props.picked.size })}
      </p>
      <FieldNotes id={id} error={props.error} />
    </fieldset>
  )
}
