import {
  people_cancel,
  people_choose_location,
  people_choose_location_error,
  people_column_location,
  people_end_confirm,
  people_end_contacts,
  people_end_done,
  people_end_keep,
  people_end_question,
  people_end_text,
  people_ending,
  people_move_confirm,
  people_move_done,
  people_move_text,
  people_move_title,
  people_moving,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Note } from '../ui/note.tsx'
import { toast } from '../ui/toast.tsx'
import { nameOrAddress } from './cells.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { createPlaces, placeLabel } from '../organisations/places.ts'

/** Somebody's time in the organisation, as far as a dialog about it needs to know. */
export interface Stay {
  affiliationId: string
  name: string
  email: string
  locationId: string
  locationName: string
}

interface StayDialogProps {
  person: Stay
  onClose: () => void
}

/** Another location becomes somebody's home (AF15). */
export const MoveDialog = (props: StayDialogProps) => {
  const places = createPlaces('people.manage')
  const deed = createDeed(renew)
  const [locationId, setLocationId] = createSignal('')
  const [isMissing, setMissing] = createSignal(false)
  const name = () => nameOrAddress(props.person)
  const move = async (): Promise<void> => {
    setMissing(locationId() === '')
    if (isMissing()) return focusFirstError()
    // The row below is renewed with the list, and what it says may change meanwhile.
    const name = nameOrAddress(props.person)
    const place = places.of(locationId())
    const assigned = { affiliationId: props.person.affiliationId, locationId: locationId() }
    const done = await deed.run(() => api.people.assignLocation.mutate(assigned))
    if (!done) return focusFirstError()
    toast(people_move_done({ name, location: place ? placeLabel(place) : '' }))
    props.onClose()
  }
  return (
    <Dialog
      open
      title={people_move_title({ name: name() })}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={people_moving()} onClick={() => void move()}>
            {people_move_confirm()}
          </Button>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </>
      }
    >
      <p class="t2 mb-4">{people_move_text({ location: props.person.locationName })}</p>
      <Field
        label={people_column_location()}
        error={deed.problem()?.message ?? (isMissing() ? people_choose_location_error() : undefined)}
      >
        <PlaceSelect
          places={places}
          value={locationId()}
          empty={people_choose_location()}
          except={props.person.locationId}
          onChange={setLocationId}
        />
      </Field>
    </Dialog>
  )
}

/** Somebody is not of the organisation any more (AF13, PPL-R6). */
export const EndDialog = (props: StayDialogProps) => {
  const deed = createDeed(renew)
  const name = () => nameOrAddress(props.person)
  const end = async (): Promise<void> => {
    const told = people_end_done({ name: name() })
    const { affiliationId } = props.person
    const done = await deed.run(() => api.people.end.mutate({ affiliationId }))
    if (!done) return
    toast(told)
    props.onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      question={people_end_question({ name: name() })}
      confirm={people_end_confirm()}
      confirmBusy={people_ending()}
      keep={people_end_keep()}
      busy={deed.isBusy()}
      onConfirm={() => void end()}
      onClose={props.onClose}
    >
      <p>{people_end_text()}</p>
      <Show when={deed.problem()}>
        {(problem) => (
          <div class="mt-4">
            <Note tone="stop" icon="alert" alert>
              {problem().message}{' '}
              <Show when={problem().code === 'CONTACT_REQUIRED'}>
                <a class="u" href={`${paths.contacts}?q=${encodeURIComponent(props.person.email)}`}>
                  {people_end_contacts()}
                </a>
              </Show>
            </Note>
          </div>
        )}
      </Show>
    </ConfirmDialog>
  )
}
