import { useParams } from '@solidjs/router'
import {
  account_sign_in,
  security_invitation_absent_text,
  security_invitation_accept,
  security_invitation_accepting,
  security_invitation_answered_text,
  security_invitation_answered_title,
  security_invitation_done_text,
  security_invitation_done_title,
  security_invitation_failed,
  security_invitation_late_text,
  security_invitation_late_title,
  security_invitation_lead,
  security_invitation_lead_plain,
  security_invitation_other,
  security_invitation_title,
  security_invitation_until,
  security_invitation_waits_text,
  security_invitation_waits_title,
  security_new_password,
  security_new_password_hint,
  security_reset_absent_title,
} from '@ofrecord/messages/messages'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Entrance } from './entrance.tsx'
import type { Invitation } from './invitation.form.ts'
import { createInvitationForm } from './invitation.form.ts'
import { ProfileFields } from './profile-fields.tsx'
import { OutcomeHeading } from './outcome-heading.tsx'

/** Where the link of an invitation leads. It shows; joining is pressed, and signs nobody in. */
const InvitationPage = () => {
  const params = useParams<{ token: string }>()
  const invitation = createTrpcQuery(api.people.invitation.see, () => ({ link: params.token }))
  const [done, setDone] = createSignal<string>()
  return (
    <Entrance title={account_sign_in()}>
      <section>
        <Loaded query={invitation} whole what={account_sign_in()} absent={<NoGood />}>
          {(known) => (
            <Switch>
              <Match when={done()}>
                {(status) => <Done organisation={known().organisationName} status={status()} />}
              </Match>
              <Match when={known().state === 'late'}>
                <EmptyState whole title={security_invitation_late_title()}>
                  {security_invitation_late_text()}
                </EmptyState>
              </Match>
              <Match when={known().state === 'answered'}>
                <Answered />
              </Match>
              <Match when={known().state === 'open'}>
                <Open link={params.token} invitation={known()} onDone={setDone} />
              </Match>
            </Switch>
          )}
        </Loaded>
      </section>
    </Entrance>
  )
}

export default InvitationPage

const SignInLink = () => (
  <a class="btn primary" href={paths.signIn}>
    {account_sign_in()}
  </a>
)

const Answered = () => (
  <EmptyState whole title={security_invitation_answered_title()} action={<SignInLink />}>
    {security_invitation_answered_text()}
  </EmptyState>
)

/** A link that was cut short, or whose letter was replaced by a newer one. */
const NoGood = () => (
  <EmptyState whole title={security_reset_absent_title()} action={<SignInLink />}>
    {security_invitation_absent_text()}
  </EmptyState>
)

const Done = (props: { organisation: string; status: string }) => (
  <div>
    <OutcomeHeading>
      {props.status === 'active'
        ? security_invitation_done_title({ organisation: props.organisation })
        : security_invitation_waits_title()}
    </OutcomeHeading>
    <p class="lead">
      {props.status === 'active'
        ? security_invitation_done_text()
        : security_invitation_waits_text({ organisation: props.organisation })}
    </p>
    <SignInLink />
  </div>
)

const Open = (props: { link: string; invitation: Invitation; onDone: (status: string) => void }) => {
  // What was typed stays when the invitation is read anew.
  // eslint-disable-next-line solid/reactivity
  const form = createInvitationForm(props.link, props.invitation, (status) => props.onDone(status))
  const about = () => ({ address: props.invitation.address, location: props.invitation.locationName })
  return (
    <>
      <h1>{security_invitation_title({ organisation: props.invitation.organisationName })}</h1>
      <p class="lead">
        {props.invitation.invitedBy
          ? security_invitation_lead({ ...about(), inviter: props.invitation.invitedBy })
          : security_invitation_lead_plain(about())}{' '}
        <Show when={props.invitation.dueAt}>
          {(dueAt) => <>{security_invitation_until({ date: formatMoment(dueAt()) })}</>}
        </Show>
      </p>
      <Show when={props.invitation.otherAddress}>
        {(address) => (
          <div class="mb-4">
            <Note tone="act">{security_invitation_other({ address: address() })}</Note>
          </div>
        )}
      </Show>
      <form noValidate onSubmit={form.submit}>
        <ErrorSummary title={security_invitation_failed()} errors={form.errors()} attempt={form.attempt()} />
        <ProfileFields typed={form.typed} onType={form.setTyped} errors={form.errors()} />
        <Show when={props.invitation.needsPassword}>
          <input
            class="vh"
            type="text"
            autocomplete="username"
            value={props.invitation.address}
            readOnly
            tabindex="-1"
            aria-hidden="true"
          />
          <Field
            id="password"
            label={security_new_password()}
            hint={security_new_password_hint()}
            error={form.textOf('password')}
          >
            <TextInput
              type="password"
              autocomplete="new-password"
              maxLength={128}
              value={form.typed.password}
              onInput={(value) => form.setTyped('password', value)}
            />
          </Field>
        </Show>
        <Button type="submit" look="primary" busy={form.isBusy()} busyWord={security_invitation_accepting()}>
          {security_invitation_accept({ organisation: props.invitation.organisationName })}
        </Button>
      </form>
    </>
  )
}
