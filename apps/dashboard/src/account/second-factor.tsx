import {
  account_password,
  account_password_missing,
  security_again_cancel,
  security_codes_done,
  security_codes_download,
  security_codes_new,
  security_codes_text,
  security_codes_title,
  security_factor,
  security_factor_add,
  security_factor_confirm,
  security_factor_is_off,
  security_factor_is_on,
  security_factor_key,
  security_factor_off,
  security_factor_on,
  security_factor_prove,
  security_factor_qr,
  security_factor_remove,
  security_factor_scan,
  security_factor_text,
  security_failed,
  security_password_wrong,
  security_saving,
  security_step_wrong,
} from '@ofrecord/messages/messages'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { knock } from './doors.ts'
import type { Security } from './security.page.tsx'
import type { StepUp } from './step-up.tsx'

interface Offered {
  totpURI: string
  backupCodes: string[]
  picture: { size: number; path: string }
}

type Door = 'two-factor/enable' | 'two-factor/disable' | 'two-factor/generate-backup-codes'

/** The codes of an app after the password, and the recovery codes for when the phone is gone. */
export const SecondFactor = (props: { security: Security; stepUp: StepUp; onAdded?: () => void }) => {
  const [offered, setOffered] = createSignal<Offered>()
  const [codes, setCodes] = createSignal<readonly string[]>()
  const [asked, setAsked] = createSignal<Door>()
  const [failure, setFailure] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)

  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    await work().catch((error: unknown) => setFailure(wordsOf(error)))
    setBusy(false)
  }
  const go = async (door: Door, password: string): Promise<void> => {
    if (password === '' && props.security.hasPassword) setFailure(account_password_missing())
    else await act(ask(props.stepUp, door, password))
  }
  const ask =
    ({ freshly }: StepUp, door: Door, password: string) =>
    async (): Promise<void> => {
      const answer = await freshly(() => knock<Offered>(door, password === '' ? {} : { password }))
      if (!answer) return
      setAsked(undefined)
      if (door === 'two-factor/enable') return void setOffered(answer)
      if (door === 'two-factor/generate-backup-codes') setCodes(answer.backupCodes)
      else toast(security_factor_is_off())
      await refresh(api.account, api.session)
    }
  const prove = (code: string): Promise<void> => act(switchOn(code, offered()?.backupCodes))
  const switchOn = (code: string, recovery: readonly string[] | undefined) => async (): Promise<void> => {
    await knock('two-factor/verify-totp', { code })
    setCodes(recovery)
    setOffered(undefined)
    toast(security_factor_is_on())
    await refresh(api.account)
  }
  return (
    <Section title={security_factor()}>
      <p class="t2 mt-3">{security_factor_text()}</p>
      <p class="mt-3">
        {props.security.secondFactor
          ? security_factor_on({ count: props.security.recoveryCodes })
          : security_factor_off()}
      </p>
      <Show when={failure()}>
        <div class="mt-3">
          <Note tone="stop" icon="alert" alert>
            <b>{security_failed()}</b>
            <br />
            {failure()}
          </Note>
        </div>
      </Show>
      <Switch
        fallback={
          <div class="row mt-3">
            <Show
              when={props.security.secondFactor}
              fallback={<Button onClick={() => setAsked('two-factor/enable')}>{security_factor_add()}</Button>}
            >
              <Button onClick={() => setAsked('two-factor/generate-backup-codes')}>{security_codes_new()}</Button>
              <Button look="danger" onClick={() => setAsked('two-factor/disable')}>
                {security_factor_remove()}
              </Button>
            </Show>
          </div>
        }
      >
        <Match when={codes()}>
          {(kept) => (
            <Codes
              codes={kept()}
              onDone={() => {
                setCodes(undefined)
                void refresh(api.session)
                props.onAdded?.()
              }}
            />
          )}
        </Match>
        <Match when={offered()}>
          {(offer) => (
            <Setup
              offered={offer()}
              busy={isBusy()}
              onCode={(code) => void prove(code)}
              onLeave={() => {
                setOffered(undefined)
                setFailure(undefined)
              }}
            />
          )}
        </Match>
        <Match when={asked()}>
          {(door) => (
            <PasswordForm
              hasPassword={props.security.hasPassword}
              verb={verbs[door()]()}
              busy={isBusy()}
              onGo={(password) => void go(door(), password)}
              onLeave={() => {
                setAsked(undefined)
                setFailure(undefined)
              }}
            />
          )}
        </Match>
      </Switch>
    </Section>
  )
}

const verbs: Readonly<Record<Door, () => string>> = {
  'two-factor/enable': security_factor_add,
  'two-factor/disable': security_factor_remove,
  'two-factor/generate-backup-codes': security_codes_new,
}

/** The library writes these in English alone. */
const refusals: Readonly<Record<string, () => string>> = {
  INVALID_CODE: security_step_wrong,
  INVALID_PASSWORD: security_password_wrong,
}

const wordsOf = (error: unknown): string => {
  const { code, message } = problemOf(error)
  return refusals[code]?.() ?? message
}

/** The library asks for the password once more; whoever has none goes on at once. */
const PasswordForm = (props: {
  hasPassword: boolean
  verb: string
  busy: boolean
  onGo: (password: string) => void
  onLeave: () => void
}) => {
  const [password, setPassword] = createSignal('')
  return (
    <form
      noValidate
      class="mt-3 max-w-80"
      onSubmit={(event) => {
        event.preventDefault()
        props.onGo(password())
      }}
    >
      <Show when={props.hasPassword}>
        <Field label={account_password()}>
          <TextInput type="password" autocomplete="current-password" value={password()} onInput={setPassword} />
        </Field>
      </Show>
      <div class="row">
        <Button type="submit" look="primary" busy={props.busy} busyWord={security_saving()}>
          {props.verb}
        </Button>
        <Button onClick={() => props.onLeave()}>{security_again_cancel()}</Button>
      </div>
    </form>
  )
}

const Setup = (props: { offered: Offered; busy: boolean; onCode: (code: string) => void; onLeave: () => void }) => {
  const [code, setCode] = createSignal('')
  const key = () => new URL(props.offered.totpURI).searchParams.get('secret') ?? ''
  return (
    <form
      noValidate
      class="mt-3 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        props.onCode(code().replaceAll(/\s/g, ''))
      }}
    >
      <p>{security_factor_scan()}</p>
      <svg
        class="qr"
        role="img"
        aria-label={security_factor_qr()}
        viewBox={`0 0 ${props.offered.picture.size} ${props.offered.picture.size}`}
        width="208"
        height="208"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path d={props.offered.picture.path} fill="#000" />
      </svg>
      <p class="sm">
        {security_factor_key()} <span class="mono">{key().replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
      </p>
      <Field label={security_factor_prove()} class="max-w-80">
        <TextInput
          mono
          inputmode="numeric"
          autocomplete="one-time-code"
          maxLength={8}
          value={code()}
          onInput={setCode}
        />
      </Field>
      <div class="row">
        <Button type="submit" look="primary" busy={props.busy} busyWord={security_saving()}>
          {security_factor_confirm()}
        </Button>
        <Button onClick={() => props.onLeave()}>{security_again_cancel()}</Button>
      </div>
    </form>
  )
}

const Codes = (props: { codes: readonly string[]; onDone: () => void }) => (
  <div class="mt-3 grid gap-3" role="group" aria-label={security_codes_title()}>
    <p>
      <b>{security_codes_title()}</b>
      <br />
      {security_codes_text()}
    </p>
    <ul class="mono grid grid-cols-2 gap-1 max-w-80">
      <For each={props.codes}>{(code) => <li>{code}</li>}</For>
    </ul>
    <div class="row">
      <a
        class="btn primary"
        download="ofrecord-recovery-codes.txt"
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${props.codes.join('\n')}\n`)}`}
      >
        {security_codes_download()}
      </a>
      <Button onClick={() => props.onDone()}>{security_codes_done()}</Button>
    </div>
  </div>
)
