import {
  account_sign_in,
  account_sign_in_failed,
  account_signing_in,
  security_back_to_sign_in,
  security_step_code,
  security_step_lead,
  security_step_missing,
  security_step_over,
  security_step_recovery_code,
  security_step_recovery_lead,
  security_step_title,
  security_step_use_app,
  security_step_use_recovery,
  security_step_used,
  security_step_wrong,
  security_step_wrong_recovery,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createSignal, onMount, Show } from 'solid-js'
import { problemOf } from '../lib/problem.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { knock } from './doors.ts'

/** After a right password: the code of the app, or one of the recovery codes. `children` says more than to type it. */
export const SecondStep = (props: { onIn: () => void; onBack: () => void; back?: string; children?: JSX.Element }) => {
  const [code, setCode] = createSignal('')
  const [byRecovery, setByRecovery] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const [attempt, setAttempt] = createSignal(0)
  const [isBusy, setBusy] = createSignal(false)
  let box: HTMLHeadingElement | undefined
  onMount(() => box?.focus())
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    setError(code().trim() === '' ? security_step_missing() : undefined)
    if (!error()) await send()
    setAttempt((count) => count + 1)
  }
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      const door = byRecovery() ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp'
      await knock(door, { code: code().replaceAll(/\s/g, '') })
      props.onIn()
    } catch (thrown) {
      const { code: refusal, message } = problemOf(thrown)
      setError(words[refusal]?.() ?? message)
    } finally {
      setBusy(false)
    }
  }
  const turn = (): void => {
    setByRecovery((now) => !now)
    setCode('')
    setError(undefined)
    // What is asked for is another thing now: the question is read, and the field is the next stop.
    box?.focus()
  }
  return (
    <section aria-labelledby="step">
      <h1 id="step" tabindex="-1" ref={box}>
        {security_step_title()}
      </h1>
      <p class="lead">{byRecovery() ? security_step_recovery_lead() : security_step_lead()}</p>
      <Show when={props.children}>
        <div class="mb-4">
          <Note>{props.children}</Note>
        </div>
      </Show>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary
          title={account_sign_in_failed()}
          errors={error() ? [{ id: 'code', text: error() }] : []}
          attempt={attempt()}
        />
        <Field id="code" label={byRecovery() ? security_step_recovery_code() : security_step_code()} error={error()}>
          <TextInput
            mono
            name="code"
            autocomplete="one-time-code"
            inputmode={byRecovery() ? 'text' : 'numeric'}
            maxLength={20}
            value={code()}
            onInput={setCode}
          />
        </Field>
        <Button type="submit" look="primary" busy={isBusy()} busyWord={account_signing_in()}>
          {account_sign_in()}
        </Button>
      </form>
      <p class="mt-4">
        <button type="button" class="link" onClick={turn}>
          {byRecovery() ? security_step_use_app() : security_step_use_recovery()}
        </button>
      </p>
      <p class="mt-2">
        <button type="button" class="link" onClick={() => props.onBack()}>
          {props.back ?? security_back_to_sign_in()}
        </button>
      </p>
    </section>
  )
}

const words: Readonly<Record<string, () => string>> = {
  INVALID_CODE: security_step_wrong,
  INVALID_BACKUP_CODE: security_step_wrong_recovery,
  CODE_USED: security_step_used,
  INVALID_TWO_FACTOR_COOKIE: security_step_over,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: security_step_over,
  ACCOUNT_TEMPORARILY_LOCKED: security_step_over,
}
