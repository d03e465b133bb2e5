import {
  people_assign_done,
  people_assign_implied,
  people_assign_implied_all,
  people_assign_instead,
  people_assign_text,
  people_assign_title,
  people_assigning,
  people_cancel,
  people_contact_assign_verb,
  people_pick_error,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import type { ContactPlace } from './contact-cell.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'
import { createPersonChoice, PersonField } from './picker.tsx'
import { contactWords } from './words.ts'

/** Gives a role to somebody of the organisation, in place of whoever holds it (CNT-R1, CNT-R2). */
export const AssignDialog = (props: { place: ContactPlace; onClose: () => void }) => {
  const choice = createPersonChoice(api.contacts.candidates)
  const deed = createDeed(renew)
  const [isMissing, setMissing] = createSignal(false)
  const about = () => ({ role: contactWords[props.place.role](), location: props.place.locationName })
  const assign = async (): Promise<void> => {
    const person = choice.chosen()
    setMissing(person === undefined)
    if (!person) return focusFirstError()
    const { locationId, role } = props.place
    const done = await deed.run(() => api.contacts.assign.mutate({ locationId, role, personId: person.personId }))
    if (!done) return focusFirstError()
    toast(people_assign_done({ name: person.name, ...about() }))
    props.onClose()
  }
  return (
    <Dialog
      open
      title={people_assign_title(about())}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={people_assigning()} onClick={() => void assign()}>
            {people_contact_assign_verb()}
          </Button>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </>
      }
    >
      <p class="t2 mb-4">
        <Show when={props.place.holder} fallback={people_assign_text()}>
          {(name) => <>{people_assign_instead({ name: name() })}</>}
        </Show>{' '}
        <Show when={props.place.role === 'primary_program'}>
          {props.place.isHeadquarters ? people_assign_implied_all() : people_assign_implied()}
        </Show>
      </p>
      <PersonField choice={choice} error={deed.problem()?.message ?? (isMissing() ? people_pick_error() : undefined)} />
    </Dialog>
  )
}
