import {
  account_email,
  account_email_missing,
  security_back_to_sign_in,
  security_forgotten_failed,
  security_forgotten_lead,
  security_forgotten_send,
  security_forgotten_sending,
  security_forgotten_sent_text,
  security_forgotten_sent_title,
  security_forgotten_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { problemOf } from '../lib/problem.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { knock } from './doors.ts'
import { Entrance } from './entrance.tsx'
import { OutcomeHeading } from './outcome-heading.tsx'

/** Asks for a link to a new password; what it says is the same whether there is an account or not. */
const ForgottenPage = () => {
  const [sentTo, setSentTo] = createSignal<string>()
  return (
    <Entrance title={security_forgotten_title()}>
      <section aria-labelledby="forgotten">
        <Show when={sentTo()} fallback={<AskForm onSent={setSentTo} />}>
          {(email) => (
            <div>
              <OutcomeHeading id="forgotten">{security_forgotten_sent_title()}</OutcomeHeading>
              <p class="lead">{security_forgotten_sent_text({ email: email() })}</p>
            </div>
          )}
        </Show>
        <p class="mt-4">
          <a class="u" href={paths.signIn}>
            {security_back_to_sign_in()}
          </a>
        </p>
      </section>
    </Entrance>
  )
}

export default ForgottenPage

const AskForm = (props: { onSent: (email: string) => void }) => {
  const [email, setEmail] = createSignal('')
  const [error, setError] = createSignal<string>()
  const [attempt, setAttempt] = createSignal(0)
  const [isBusy, setBusy] = createSignal(false)
  const ask = async (address: string): Promise<void> => {
    setBusy(true)
    try {
      await knock('password/ask', { email: address })
      props.onSent(address)
    } catch (thrown) {
      setError(problemOf(thrown).message)
    } finally {
      setBusy(false)
    }
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    setError(email().includes('@') ? undefined : account_email_missing())
    if (!error()) await ask(email().trim())
    setAttempt((count) => count + 1)
  }
  return (
    <>
      <h1 id="forgotten">{security_forgotten_title()}</h1>
      <p class="lead">{security_forgotten_lead()}</p>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary
          title={security_forgotten_failed()}
          errors={error() ? [{ id: 'email', text: error() }] : []}
          attempt={attempt()}
        />
        <Field id="email" label={account_email()} error={error()}>
          <TextInput type="email" name="email" autocomplete="username" value={email()} onInput={setEmail} />
        </Field>
        <Button type="submit" look="primary" busy={isBusy()} busyWord={security_forgotten_sending()}>
          {security_forgotten_send()}
        </Button>
      </form>
    </>
  )
}
