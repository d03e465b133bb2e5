import { useNavigate, useSearchParams } from '@solidjs/router'
import { createResource, createSignal, Show } from 'solid-js'
import {
  account_demo_link,
  account_demo_text,
  account_demo_title,
  account_email,
  account_email_missing,
  account_help_account_text,
  account_help_account_title,
  account_help_letter_text,
  account_help_letter_title,
  account_other_ways,
  account_password,
  account_password_missing,
  account_sign_in,
  account_sign_in_failed,
  account_sign_in_lead,
  account_signing_in,
} from '@ofrecord/messages/messages'
import { problemOf } from '../lib/problem.ts'
import { demoPeople, signIn } from '../lib/session.ts'
import { paths, wantedPath } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Entrance } from './entrance.tsx'

const SignInPage = () => (
  <Entrance title={account_sign_in()}>
    <section aria-labelledby="sign-in">
      <h1 id="sign-in">{account_sign_in()}</h1>
      <p class="lead">{account_sign_in_lead()}</p>
      <SignInForm />
    </section>
    <OtherWays />
  </Entrance>
)

export default SignInPage

const SignInForm = () => {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [attempt, setAttempt] = createSignal(0)
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [isBusy, setBusy] = createSignal(false)
  const textOf = (id: string) => errors().find((error) => error.id === id)?.text

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    setErrors(missing(email(), password()))
    if (errors().length === 0) await enter()
    setAttempt((count) => count + 1)
  }
  const enter = async (): Promise<void> => {
    setBusy(true)
    try {
      await signIn(email().trim(), password())
      navigate(wantedPath(search['next']), { replace: true })
    } catch (error) {
      setErrors([{ text: problemOf(error).message }])
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary title={account_sign_in_failed()} errors={errors()} attempt={attempt()} />
      <Field id="email" label={account_email()} error={textOf('email')}>
        <TextInput type="email" name="email" autocomplete="username" value={email()} onInput={setEmail} />
      </Field>
      <Field id="password" label={account_password()} error={textOf('password')}>
        <TextInput
          type="password"
          name="password"
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
        />
      </Field>
      <Button type="submit" look="primary" busy={isBusy()} busyWord={account_signing_in()}>
        {account_sign_in()}
      </Button>
    </form>
  )
}

const missing = (email: string, password: string): FieldError[] => [
  ...(email.includes('@') ? [] : [{ id: 'email', text: account_email_missing() }]),
  ...(password === '' ? [{ id: 'password', text: account_password_missing() }] : []),
]

const OtherWays = () => {
  const [people] = createResource(demoPeople)
  return (
    <aside aria-label={account_other_ways()}>
      <Show when={people.latest}>
        <div>
          <h2>{account_demo_title()}</h2>
          <p>{account_demo_text()}</p>
          <p>
            <a href={paths.demo}>{account_demo_link()}</a>
          </p>
        </div>
      </Show>
      <div>
        <h2>{account_help_letter_title()}</h2>
        <p>{account_help_letter_text()}</p>
      </div>
      <div>
        <h2>{account_help_account_title()}</h2>
        <p>{account_help_account_text()}</p>
      </div>
    </aside>
  )
}
