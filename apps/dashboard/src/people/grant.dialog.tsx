import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import {
  people_cancel,
  people_grant_done,
  people_grant_title,
  people_grant_verb,
  people_granting,
  people_pick_error,
} from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'
import { createPersonChoice, PersonField } from './picker.tsx'
import { privilegeWords } from './words.ts'

export interface GrantPlace {
  locationId: string
  locationName: string
  privilege: GrantablePrivilege
}

/** Allows somebody one thing at one location. */
export const GrantDialog = (props: { place: GrantPlace; onClose: () => void }) => {
  const choice = createPersonChoice(api.people.pick)
  const deed = createDeed(renew)
  const [isMissing, setMissing] = createSignal(false)
  const about = () => ({
    privilege: privilegeWords[props.place.privilege].word(),
    location: props.place.locationName,
  })
  const grant = async (): Promise<void> => {
    const person = choice.chosen()
    setMissing(person === undefined)
    if (!person) return focusFirstError()
    const { locationId, privilege } = props.place
    const done = await deed.run(() => api.privileges.grant.mutate({ locationId, privilege, personId: person.personId }))
    if (!done) return focusFirstError()
    toast(people_grant_done({ name: person.name, ...about() }))
    props.onClose()
  }
  return (
    <Dialog
      open
      title={people_grant_title(about())}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={people_granting()} onClick={() => void grant()}>
            {people_grant_verb()}
          </Button>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </>
      }
    >
      <p class="t2 mb-4">{privilegeWords[props.place.privilege].about()}</p>
      <PersonField choice={choice} error={deed.problem()?.message ?? (isMissing() ? people_pick_error() : undefined)} />
    </Dialog>
  )
}
