import {
  security_failed,
  security_new_password,
  security_new_password_hint,
  security_new_password_short,
  security_password,
  security_password_change,
  security_password_changed,
  security_password_none,
  security_password_now,
  security_password_wrong,
  security_saving,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { knock } from './doors.ts'
import { passwordMin } from './password-length.ts'
import type { Security } from './security.page.tsx'

/** A new password for the old one; every other session ends. */
export const PasswordChange = (props: { security: Security }) => {
  const me = useMe()
  const [old, setOld] = createSignal('')
  const [next, setNext] = createSignal('')
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const [isBusy, setBusy] = createSignal(false)
  const textOf = (id: string) => errors().find((error) => error.id === id)?.text
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    setErrors(next().length < passwordMin ? [{ id: 'new-password', text: security_new_password_short() }] : [])
    if (errors().length === 0) await save()
    setAttempt((count) => count + 1)
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await knock('change-password', { currentPassword: old(), newPassword: next() })
      setOld('')
      setNext('')
      toast(security_password_changed())
      await refresh(api.account)
    } catch (error) {
      const { code, message } = problemOf(error)
      setErrors([{ id: 'old-password', text: code === 'INVALID_PASSWORD' ? security_password_wrong() : message }])
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={security_password()}>
      <Show when={props.security.hasPassword} fallback={<p class="t2 mt-3">{security_password_none()}</p>}>
        <form noValidate class="mt-3 max-w-96" onSubmit={(event) => void submit(event)}>
          <ErrorSummary title={security_failed()} errors={errors()} attempt={attempt()} />
          <input
            class="vh"
            type="text"
            autocomplete="username"
            value={me().person.email}
            readOnly
            tabindex="-1"
            aria-hidden="true"
          />
          <Field id="old-password" label={security_password_now()} error={textOf('old-password')}>
            <TextInput type="password" autocomplete="current-password" value={old()} onInput={setOld} />
          </Field>
          <Field
            id="new-password"
            label={security_new_password()}
            hint={security_new_password_hint()}
            error={textOf('new-password')}
          >
            <TextInput type="password" autocomplete="new-password" maxLength={128} value={next()} onInput={setNext} />
          </Field>
          <Button type="submit" busy={isBusy()} busyWord={security_saving()}>
            {security_password_change()}
          </Button>
        </form>
      </Show>
    </Section>
  )
}
