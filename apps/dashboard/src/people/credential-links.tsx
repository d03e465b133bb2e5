import {
  people_credential_compared,
  people_credential_error,
  people_credential_field,
  people_credential_field_hint,
  people_credential_keep,
  people_credential_link,
  people_credential_link_title,
  people_credential_linked,
  people_credential_linking,
  people_credential_next,
  people_credential_unlink,
  people_credential_unlink_ask,
  people_credential_unlink_text,
  people_credential_unlinked,
  people_credential_unlinking,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatDate } from '../lib/format.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'

type Credential = NonNullable<inferRouterOutputs<AppRouter>['credentials']['mine']['credential']>

/** Ends the link: the certifications count nowhere from then on. */
export const Unlink = (props: { credential: Credential }) => {
  const deed = createDeed(renew)
  const [isAsked, setAsked] = createSignal(false)
  const name = () => (props.credential.organization || null)?.name ?? ''
  const unlink = async (): Promise<void> => {
    const organisation = name()
    const done = await deed.run(() => api.credentials.unlink.mutate({}))
    if (!done) return
    toast(people_credential_unlinked({ organisation }))
    setAsked(false)
  }
  return (
    <p class="mt-4">
      <Button look="danger" onClick={() => setAsked(true)}>
        {people_credential_unlink()}
      </Button>
      <ConfirmDialog
        open={isAsked()}
        danger
        question={people_credential_unlink_ask({ organisation: name() })}
        confirm={people_credential_unlink()}
        confirmBusy={people_credential_unlinking()}
        keep={people_credential_keep()}
        busy={deed.isBusy()}
        onConfirm={() => void unlink()}
        onClose={() => setAsked(false)}
      >
        <p>{people_credential_unlink_text()}</p>
        <Failure problem={deed.problem()} />
      </ConfirmDialog>
    </p>
  )
}

/** To the organisation one acts for; linked elsewhere, it counts there no more at once (CP-R2). */
export const LinkForm = (props: { credential: Credential | undefined }) => {
  const me = useMe()
  const deed = createDeed(renew)
  const [typed, setTyped] = createSignal('')
  const [isMissing, setMissing] = createSignal(false)
  const number = () => typed().trim() || (props.credential?.credentialId ?? '')
  const waits = () => props.credential?.limits.nextPossibleAt ?? null
  const link = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (waits() !== null) return
    setMissing(number() === '')
    if (isMissing()) return focusFirstError()
    const credentialId = number()
    const done = await deed.run(() => api.credentials.link.mutate({ credentialId }))
    if (!done) return
    const told = done.answer.state === 'pending_name_check' ? people_credential_compared : people_credential_linked
    toast(told({ organisation: me().organisation?.name ?? '' }))
  }
  return (
    <Section title={people_credential_link_title({ organisation: me().organisation?.name ?? '' })}>
      <form noValidate class="max-w-160 mt-2" onSubmit={(event) => void link(event)}>
        <Show when={!props.credential}>
          <Field
            id="credentialId"
            label={people_credential_field()}
            hint={people_credential_field_hint()}
            error={deed.problem()?.message ?? (isMissing() ? people_credential_error() : undefined)}
          >
            <TextInput mono value={typed()} onInput={setTyped} maxLength={60} autocomplete="off" />
          </Field>
        </Show>
        <Button
          type="submit"
          look="primary"
          busy={deed.isBusy()}
          busyWord={people_credential_linking()}
          reason={waits() === null ? undefined : `${people_credential_next()}: ${formatDate(waits() ?? '')}`}
        >
          {people_credential_link()}
        </Button>
        <Show when={props.credential && deed.problem()}>
          {(problem) => (
            <div class="mt-4">
              <Note tone="stop" icon="alert" alert>
                {problem().message}
              </Note>
            </div>
          )}
        </Show>
      </form>
    </Section>
  )
}
