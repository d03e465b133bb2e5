import {
  hierarchy_choice_more,
  people_places_all,
  people_places_chosen,
  people_places_narrow,
  people_places_none,
} from '@ofrecord/messages/messages'
import { For, Show, untrack } from 'solid-js'
import { CheckBox } from '../ui/choices.tsx'
import { Field, FieldNotes } from '../ui/field.tsx'
import type { Places } from '../organisations/places.ts'
import { createPlaceSearch, placeLabel } from '../organisations/places.ts'
import { TextInput } from '../ui/inputs.tsx'

/** As many as one call takes. */
export const mostPlaces = 100

interface PlacePicksProps {
  label: string
  places: Places
  picked: ReadonlySet<string>
  onChange: (picked: ReadonlySet<string>) => void
  error?: string | undefined
}

/** More than these are not found at a glance. */
const glance = 8

/** Several locations, ticked in a list that typing narrows. What is ticked stays so when it is out of sight. */
export const PlacePicks = (props: PlacePicksProps) => {
  const id = 'places'
  const { typed, setTyped, offered } = createPlaceSearch(untrack(() => props.places))
  const shown = () => offered()?.rows ?? []
  const isLong = () => {
    const first = props.places.first()
    return first !== undefined && (first.more || first.rows.length > glance)
  }
  const isEvery = () => shown().every(({ id }) => props.picked.has(id))
  const isSome = () => shown().some(({ id }) => props.picked.has(id))
  const tick = (values: readonly string[], on: boolean): void => {
    const left = [...props.picked].filter((value) => !values.includes(value))
    props.onChange(new Set(on ? [...left, ...values] : left))
  }
  return (
    <fieldset class="fld" aria-describedby={props.error ? `${id}-error` : undefined}>
      <legend>{props.label}</legend>
      <Show when={isLong()}>
        <Field
          label={people_places_narrow()}
          labelHidden
          hint={offered()?.more ? hierarchy_choice_more() : undefined}
          class="mb-2"
        >
          <TextInput value={typed() ?? ''} onInput={setTyped} placeholder={people_places_narrow()} autocomplete="off" />
        </Field>
      </Show>
      <div class="places">
        <Show when={shown().length > 0} fallback={<p class="t3 sm">{offered() && people_places_none()}</p>}>
          <Show when={shown().length > 1}>
            <CheckBox
              label={<span class="t2">{people_places_all({ count: shown().length })}</span>}
              checked={isEvery()}
              indeterminate={isSome() && !isEvery()}
              onChange={(on) =>
                tick(
                  shown().map((place) => place.id),
                  on,
                )
              }
            />
          </Show>
          <For each={shown()}>
            {(place) => (
              <CheckBox
                label={<span dir="auto">{placeLabel(place)}</span>}
                checked={props.picked.has(place.id)}
                onChange={(on) => tick([place.id], on)}
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
