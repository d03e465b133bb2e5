import {
  people_ask_link,
  people_ask_link_text,
  people_ask_link_verb,
  people_cancel,
  people_pick_error,
  people_sending,
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

/** Asks somebody to link their credential, which they alone can (CP-R1). */
export const AskLinkDialog = (props: { onClose: () => void; onAsked: (name: string) => string }) => {
  const choice = createPersonChoice(api.people.pick)
  const deed = createDeed(renew)
  const [isMissing, setMissing] = createSignal(false)
  const ask = async (): Promise<void> => {
    const person = choice.chosen()
    setMissing(person === undefined)
    if (!person) return focusFirstError()
    const done = await deed.run(() => api.credentials.askToLink.mutate({ personId: person.personId }))
    if (!done) return focusFirstError()
    toast(props.onAsked(person.name))
    props.onClose()
  }
  return (
    <Dialog
      open
      title={people_ask_link()}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={people_sending()} onClick={() => void ask()}>
            {people_ask_link_verb()}
          </Button>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </>
      }
    >
      <p class="t2 mb-4">{people_ask_link_text()}</p>
      <PersonField choice={choice} error={deed.problem()?.message ?? (isMissing() ? people_pick_error() : undefined)} />
    </Dialog>
  )
}
