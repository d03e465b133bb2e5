import { useParams } from '@solidjs/router'
import {
  account_sign_in,
  security_forgotten_title,
  security_new_password,
  security_new_password_hint,
  security_new_password_short,
  security_reset_absent_text,
  security_reset_absent_title,
  security_reset_done_text,
  security_reset_done_title,
  security_reset_failed,
  security_reset_lead,
  security_reset_save,
  security_reset_title,
  security_saving,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Entrance } from './entrance.tsx'
import { OutcomeHeading } from './outcome-heading.tsx'
import { passwordMin } from './password-length.ts'

/** Where the link of a letter leads: a new password, and then the sign-in page. It signs nobody in. */
const ResetPage = () => {
  const params = useParams<{ token: string }>()
  const held = createTrpcQuery(api.account.resetting, () => ({ link: params.token }))
  const [isDone, setDone] = createSignal(false)
  return (
    <Entrance title={security_reset_title()}>
      <section>
        <Show when={!isDone()} fallback={<Done />}>
          <Loaded query={held} whole what={security_reset_title()} absent={<Absent />}>
            {(known) => <ResetForm link={params.token} address={known().address} onDone={() => setDone(true)} />}
          </Loaded>
        </Show>
      </section>
    </Entrance>
  )
}

export default ResetPage

const Done = () => (
  <div>
    <OutcomeHeading>{security_reset_done_title()}</OutcomeHeading>
    <p class="lead">{security_reset_done_text()}</p>
    <a class="btn primary" href={paths.signIn}>
      {account_sign_in()}
    </a>
  </div>
)

const Absent = () => (
  <EmptyState
    whole
    title={security_reset_absent_title()}
    action={
      <a class="btn" href={paths.forgotten}>
        {security_forgotten_title()}
      </a>
    }
  >
    {security_reset_absent_text()}
  </EmptyState>
)

const ResetForm = (props: { link: string; address: string; onDone: () => void }) => {
  const [password, setPassword] = createSignal('')
  const [error, setError] = createSignal<string>()
  const [attempt, setAttempt] = createSignal(0)
  const save = createTrpcMutation(api.account.setPassword, {
    refreshes: [],
    onSuccess: () => props.onDone(),
    onError: (thrown) => {
      setError(problemOf(thrown).message)
      setAttempt((count) => count + 1)
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const isShort = password().length < passwordMin
    setError(isShort ? security_new_password_short() : undefined)
    setAttempt((count) => count + 1)
    if (!isShort && !save.isPending) save.mutate({ link: props.link, password: password() })
  }
  return (
    <>
      <h1>{security_reset_title()}</h1>
      <p class="lead">{security_reset_lead({ address: props.address })}</p>
      <form noValidate onSubmit={submit}>
        <ErrorSummary
          title={security_reset_failed()}
          errors={error() ? [{ id: 'password', text: error() }] : []}
          attempt={attempt()}
        />
        {/* Tells a password manager whose password it is. */}
        <input
          class="vh"
          type="text"
          autocomplete="username"
          value={props.address}
          readOnly
          tabindex="-1"
          aria-hidden="true"
        />
        <Field id="password" label={security_new_password()} hint={security_new_password_hint()} error={error()}>
          <TextInput
            type="password"
            autocomplete="new-password"
            maxLength={128}
            value={password()}
            onInput={setPassword}
          />
        </Field>
        <Button type="submit" look="primary" busy={save.isPending} busyWord={security_saving()}>
          {security_reset_save()}
        </Button>
      </form>
    </>
  )
}
