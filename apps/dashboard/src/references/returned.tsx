import {
  references_returned_field,
  references_returned_send,
  references_returned_sent,
  references_returned_text,
  references_returned_title,
  references_sending,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { shownPerson } from '../lib/erased.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './answers.ts'
import type { ReferenceDetail } from './answers.ts'

/** A request came back: nobody was asked. Says so, and asks at another address. */
export const Returned = (props: { reference: ReferenceDetail }) => {
  const me = useMe()
  const isBack = () => props.reference.state === 'awaiting_customer' && props.reference.returnedAt !== null
  const named = () => ({
    contact: shownPerson(props.reference.fields.contactName),
    company: props.reference.fields.company,
    email: props.reference.fields.contactEmail,
  })
  return (
    <Show when={isBack()}>
      <div class="notes mt-4">
        <Note tone="stop" icon="alert">
          <b>{references_returned_title(named())}</b> {references_returned_text(named())}
        </Note>
      </div>
      <Show when={may(me(), 'references.manage')}>
        <AddressForm reference={props.reference} contact={named().contact} />
      </Show>
    </Show>
  )
}

const AddressForm = (props: { reference: ReferenceDetail; contact: string }) => {
  const deed = createDeed(renew)
  const [email, setEmail] = createSignal('')
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const contactEmail = email().trim()
    const { referenceId, version } = props.reference
    if (!(await deed.run(() => api.references.correctAddress.mutate({ referenceId, version, contactEmail })))) return
    toast(references_returned_sent({ contact: props.contact, email: contactEmail }))
  }
  return (
    <form noValidate class="mt-3 max-w-160" onSubmit={(event) => void send(event)}>
      <Failure problem={deed.problem()} />
      <Field label={references_returned_field({ contact: props.contact })}>
        <TextInput type="email" value={email()} onInput={setEmail} />
      </Field>
      <Button type="submit" look="primary" icon="mail" busy={deed.isBusy()} busyWord={references_sending()}>
        {references_returned_send()}
      </Button>
    </form>
  )
}
