import {
  account_demo_enter,
  account_email,
  account_password,
  account_password_missing,
  account_signing_in,
  security_again_cancel,
  security_again_company,
  security_again_confirm,
  security_again_text,
  security_again_title,
  security_company,
  security_company_busy,
  security_failed,
  security_passkey,
  security_passkey_busy,
  security_passkey_failed,
  security_saving,
  security_step_code,
  security_title,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createResource, createSignal, Show } from 'solid-js'
import { useLocation } from '@solidjs/router'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { canUsePasskeys, goToCompany, knock, signInWithPasskey } from './doors.ts'
import { demoPeople, showDemoPerson } from './signing-in.ts'

interface Waiting {
  go: () => void
  leave: () => void
}

export interface StepUp {
  /**
   * Does something that the server does only for whoever showed within five minutes who they are: where that is longer
   * ago, asks for it and does it then. Answers undefined when the reader leaves it.
   */
  freshly: <Answer>(act: () => Promise<Answer>) => Promise<Answer | undefined>
  /** To be drawn once, anywhere on the page. */
  dialog: () => JSX.Element
}

/** For pages with verbs that refuse with `STEP_UP_REQUIRED`. */
export const createStepUp = (): StepUp => {
  const [waiting, setWaiting] = createSignal<Waiting>()
  const close = (how: keyof Waiting): void => {
    const held = waiting()
    setWaiting(undefined)
    held?.[how]()
  }
  return {
    freshly: async (act) => {
      try {
        return await act()
      } catch (error) {
        if (problemOf(error).code !== 'STEP_UP_REQUIRED') throw error
      }
      const goesOn = await new Promise<boolean>((answer) =>
        setWaiting({ go: () => answer(true), leave: () => answer(false) }),
      )
      return goesOn ? act() : undefined
    },
    dialog: () => (
      <Dialog open={waiting() !== undefined} onClose={() => close('leave')} title={security_again_title()}>
        <p class="t2">{security_again_text()}</p>
        <Ways onDone={() => close('go')} onLeave={() => close('leave')} />
      </Dialog>
    ),
  }
}

type Way = 'password' | 'passkey' | 'company' | 'demo'

const Ways = (props: { onDone: () => void; onLeave: () => void }) => {
  const security = createTrpcQuery(api.account.security)
  const [demo] = createResource(demoPeople)
  const me = useMe()
  const location = useLocation()
  const [password, setPassword] = createSignal('')
  const [code, setCode] = createSignal('')
  const [error, setError] = createSignal<string>()
  const [attempt, setAttempt] = createSignal(0)
  const [busy, setBusy] = createSignal<Way>()
  const go = async (way: Way, act: () => Promise<unknown>): Promise<void> => {
    if (busy()) return
    setBusy(way)
    setError(undefined)
    try {
      await act()
      if (way !== 'company') props.onDone()
    } catch (thrown) {
      setError(way === 'passkey' ? security_passkey_failed() : problemOf(thrown).message)
      setAttempt((count) => count + 1)
    } finally {
      setBusy(undefined)
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (password() === '') {
      setError(account_password_missing())
      setAttempt((count) => count + 1)
    } else void go('password', confirming({ password: password(), code: code().trim() }))
  }
  return (
    <div class="mt-3 grid gap-3">
      <ErrorSummary title={security_failed()} errors={error() ? [{ text: error() }] : []} attempt={attempt()} />
      <Loaded query={security} what={security_title()} rows={2}>
        {(known) => (
          <>
            <Show when={known().passkeys.length > 0 && canUsePasskeys()}>
              <Button
                icon="key"
                busy={busy() === 'passkey'}
                busyWord={security_passkey_busy()}
                onClick={() => void go('passkey', signInWithPasskey)}
              >
                {security_passkey()}
              </Button>
            </Show>
            <Show when={!known().secondFactor && demo.latest?.find(({ login }) => login === me().person.email)}>
              {(person) => (
                <Button
                  busy={busy() === 'demo'}
                  busyWord={account_signing_in()}
                  onClick={() => void go('demo', () => showDemoPerson(person().login))}
                >
                  {account_demo_enter({ name: person().name.split(' ')[0] ?? person().name })}
                </Button>
              )}
            </Show>
            <Show when={known().hasPassword}>
              <form noValidate onSubmit={submit}>
                <input
                  class="vh"
                  type="text"
                  autocomplete="username"
                  aria-label={account_email()}
                  value={me().person.email}
                  readOnly
                  tabindex="-1"
                />
                <Field id="again-password" label={account_password()}>
                  <TextInput type="password" autocomplete="current-password" value={password()} onInput={setPassword} />
                </Field>
                <Show when={known().secondFactor}>
                  <Field id="again-code" label={security_step_code()}>
                    <TextInput mono inputmode="numeric" autocomplete="one-time-code" value={code()} onInput={setCode} />
                  </Field>
                </Show>
                <div class="row">
                  <Button type="submit" look="primary" busy={busy() === 'password'} busyWord={security_saving()}>
                    {security_again_confirm()}
                  </Button>
                  <Button onClick={() => props.onLeave()}>{security_again_cancel()}</Button>
                </div>
              </form>
            </Show>
            <Show when={known().companySignIn}>
              <div>
                <p class="sm t2">{security_again_company()}</p>
                <Button
                  class="mt-2"
                  busy={busy() === 'company'}
                  busyWord={security_company_busy()}
                  onClick={() => void go('company', () => goToCompany(me().person.email, location.pathname, true))}
                >
                  {security_company()}
                </Button>
              </div>
            </Show>
          </>
        )}
      </Loaded>
    </div>
  )
}

const confirming = (said: { password: string; code: string }) => () => knock('confirm', said)
