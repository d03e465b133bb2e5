import { useSearchParams } from '@solidjs/router'
import {
  account_demo_link,
  account_demo_text,
  account_demo_title,
  account_email,
  account_ended,
  account_ended_text,
  account_help_account_text,
  account_help_account_title,
  account_help_letter_text,
  account_help_letter_title,
  account_other_ways,
  account_password,
  account_sign_in,
  account_sign_in_failed,
  account_sign_in_lead,
  account_signing_in,
  security_company,
  security_company_busy,
  security_company_text,
  security_error_address_unverified,
  security_error_other,
  security_error_provider_off,
  security_error_unknown_person,
  security_error_wrong_domain,
  security_forgotten,
  security_or,
  security_passkey,
  security_passkey_busy,
} from '@ofrecord/messages/messages'
import { createResource, Show } from 'solid-js'
import { isSessionMarked } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { canUsePasskeys } from './doors.ts'
import { Entrance } from './entrance.tsx'
import { SecondStep } from './second-step.tsx'
import { createSignInForm } from './sign-in.form.ts'
import { demoPeople } from './signing-in.ts'

const SignInPage = () => {
  const form = createSignInForm()
  return (
    <Entrance title={account_sign_in()}>
      <Show
        when={!form.needsStep()}
        fallback={<SecondStep onIn={form.enter} onBack={() => form.setNeedsStep(false)} />}
      >
        <section aria-labelledby="sign-in">
          <h1 id="sign-in">{account_sign_in()}</h1>
          <p class="lead">{account_sign_in_lead()}</p>
          <Returned />
          <Ended />
          <Ways form={form} />
        </section>
      </Show>
      <OtherWays />
    </Entrance>
  )
}

export default SignInPage

type Form = ReturnType<typeof createSignInForm>

const returns: Readonly<Record<string, () => string>> = {
  unknown_person: security_error_unknown_person,
  wrong_domain: security_error_wrong_domain,
  provider_off: security_error_provider_off,
  address_unverified: security_error_address_unverified,
}

/** Why the company's sign-in sent somebody back here; only the known reasons are words, since anybody can write an address. */
const Returned = () => {
  const [search] = useSearchParams()
  return (
    <Show when={search['error']}>
      {(error) => (
        <div class="mb-4">
          <Note tone="stop" icon="alert" alert>
            {(returns[String(error())] ?? security_error_other)()}
          </Note>
        </div>
      )}
    </Show>
  )
}

/** Said once the session of somebody who did not sign out is over: by its age, or by a press elsewhere. */
const Ended = () => (
  <Show when={isSessionMarked()}>
    <div class="mb-4" role="status">
      <Note>
        <b>{account_ended()}</b> {account_ended_text()}
      </Note>
    </div>
  </Show>
)

const Ways = (props: { form: Form }) => {
  const textOf = (id: string) => props.form.errors().find((error) => error.id === id)?.text
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void props.form.withPassword()
      }}
    >
      <ErrorSummary title={account_sign_in_failed()} errors={props.form.errors()} attempt={props.form.attempt()} />
      <Show when={canUsePasskeys()}>
        <Button
          look="primary"
          icon="key"
          busy={props.form.busy() === 'passkey'}
          busyWord={security_passkey_busy()}
          onClick={() => void props.form.withPasskey()}
        >
          {security_passkey()}
        </Button>
        <p class="sm t3 my-4">{security_or()}</p>
      </Show>
      <Field id="email" label={account_email()} error={textOf('email')}>
        <TextInput
          type="email"
          name="email"
          autocomplete="username"
          value={props.form.email()}
          onInput={props.form.setEmail}
        />
      </Field>
      <Field id="password" label={account_password()} error={textOf('password')}>
        <TextInput
          type="password"
          name="password"
          autocomplete="current-password"
          value={props.form.password()}
          onInput={props.form.setPassword}
        />
      </Field>
      <Button
        type="submit"
        look={canUsePasskeys() ? undefined : 'primary'}
        busy={props.form.busy() === 'password'}
        busyWord={account_signing_in()}
      >
        {account_sign_in()}
      </Button>
      <p class="mt-3">
        <a class="u" href={paths.forgotten}>
          {security_forgotten()}
        </a>
      </p>
      <div class="or">
        <p class="sm t2">{security_company_text()}</p>
        <Button
          busy={props.form.busy() === 'company'}
          busyWord={security_company_busy()}
          onClick={() => void props.form.withCompany()}
        >
          {security_company()}
        </Button>
      </div>
    </form>
  )
}

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
