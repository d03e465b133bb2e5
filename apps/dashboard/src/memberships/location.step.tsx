import {
  memberships_order_choose_location,
  memberships_order_location_error,
  memberships_order_location_hint,
  memberships_order_location_title,
  memberships_places_what,
  memberships_column_location,
} from '@ofrecord/messages/messages'
import { createSignal, untrack } from 'solid-js'
import { Field } from '../ui/field.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import type { Places } from '../organisations/places.ts'
import { Loaded } from '../ui/loaded.tsx'
import { StepForm } from './step-form.tsx'

/** The location decides currency and tax, and the invoice names it. */
export const LocationStep = (props: { places: Places; chosen: string; onGo: (locationId: string) => void }) => {
  const [place, setPlace] = createSignal(untrack(() => props.chosen))
  const [isTried, setTried] = createSignal(false)
  const submit = (): void => {
    setTried(true)
    if (place() !== '') props.onGo(place())
  }
  return (
    <Loaded query={props.places.query} what={memberships_places_what()} rows={3}>
      {() => (
        <StepForm title={memberships_order_location_title()} onSubmit={submit}>
          <Field
            label={memberships_column_location()}
            hint={memberships_order_location_hint()}
            error={isTried() && place() === '' ? memberships_order_location_error() : undefined}
          >
            <PlaceSelect
              places={props.places}
              value={place()}
              empty={memberships_order_choose_location()}
              onChange={setPlace}
            />
          </Field>
        </StepForm>
      )}
    </Loaded>
  )
}
