import {
  security_directory_base,
  security_directory_copied,
  security_directory_copy,
  security_directory_done,
  security_directory_failed,
  security_directory_home,
  security_directory_location,
  security_directory_location_choose,
  security_directory_location_hint,
  security_directory_made,
  security_directory_made_gone,
  security_directory_make,
  security_directory_making,
  security_directory_name,
  security_directory_name_hint,
  security_directory_none,
  security_directory_of,
  security_directory_once,
  security_directory_revoke,
  security_directory_revoke_ask,
  security_directory_revoke_keep,
  security_directory_revoke_text,
  security_directory_revoked,
  security_directory_text,
  security_directory_title,
  security_directory_unused,
  security_directory_used,
  security_sso_missing,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal, For, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatDate, formatMoment } from '../lib/format.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { tellFailure } from '../lists/perform.ts'
import { Button } from '../ui/button.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { createPlaces } from '../organisations/places.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { StepUp } from './step-up.tsx'

type Answers = inferRouterOutputs<AppRouter>['directory']
type Token = Answers['get']['tokens'][number]
type Made = Answers['makeToken']

/** What a company's directory needs to bring people and to end them: an address, and a token that is shown once. */
export const Directory = (props: { stepUp: StepUp }) => {
  const directory = createTrpcQuery(api.directory.get)
  const [made, setMade] = createSignal<Made>()
  const forget = (tokenId: string): void => void (made()?.tokenId === tokenId && setMade(undefined))
  return (
    <Section title={security_directory_title()}>
      <p class="t2 mt-3">{security_directory_text()}</p>
      <Loaded query={directory} what={security_directory_title()} rows={2}>
        {(known) => (
          <>
            <p class="mt-3 sm">
              {security_directory_base()}
              <br />
              <span class="mono break-all">{known().baseUrl}</span>
            </p>
            <Tokens tokens={known().tokens} stepUp={props.stepUp} onRevoked={forget} />
          </>
        )}
      </Loaded>
      <Show when={made()} fallback={<NewToken stepUp={props.stepUp} onMade={setMade} />}>
        {(known) => <Shown token={known().token} onDone={() => setMade(undefined)} />}
      </Show>
    </Section>
  )
}

const Tokens = (props: { tokens: readonly Token[]; stepUp: StepUp; onRevoked: (tokenId: string) => void }) => {
  const [revoked, setRevoked] = createSignal<Token>()
  const revoke = async ({ tokenId, name }: Token): Promise<void> => {
    try {
      if (!(await props.stepUp.freshly(() => api.directory.revokeToken.mutate({ tokenId })))) return
      props.onRevoked(tokenId)
      toast(security_directory_revoked({ name }))
      await refresh(api.directory)
    } catch (error) {
      tellFailure(error)
    }
  }
  return (
    <>
      <Show when={props.tokens.length > 0} fallback={<p class="mt-3">{security_directory_none()}</p>}>
        <ul>
          <For each={props.tokens}>
            {(token) => (
              <li class="row mt-3">
                <span>
                  <b dir="auto">{token.name}</b>
                  <br />
                  <span class="cap t3">{factsOf(token)}</span>
                </span>
                <span class="push">
                  <Button look="danger" onClick={() => setRevoked(token)}>
                    {security_directory_revoke()}
                    <span class="vh">{security_directory_of({ name: token.name })}</span>
                  </Button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <ConfirmDialog
        open={revoked() !== undefined}
        onClose={() => setRevoked(undefined)}
        question={security_directory_revoke_ask({ name: revoked()?.name ?? '' })}
        confirm={security_directory_revoke()}
        keep={security_directory_revoke_keep()}
        danger
        onConfirm={() => {
          const token = revoked()
          setRevoked(undefined)
          if (token) void revoke(token)
        }}
      >
        {security_directory_revoke_text()}
      </ConfirmDialog>
    </>
  )
}

const factsOf = ({ madeBy, madeAt, lastUsedAt, locationName }: Token): string => {
  const date = formatDate(madeAt)
  return [
    madeBy ? security_directory_made({ name: madeBy, date }) : security_directory_made_gone({ date }),
    lastUsedAt ? security_directory_used({ when: formatMoment(lastUsedAt) }) : security_directory_unused(),
    security_directory_home({ location: locationName }),
  ].join(' · ')
}

const NewToken = (props: { stepUp: StepUp; onMade: (made: Made) => void }) => {
  const places = createPlaces('organisations.change')
  const [typed, setTyped] = createStore({ name: '', locationId: '' })
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const [isBusy, setBusy] = createSignal(false)
  const textOf = (id: string) => errors().find((error) => error.id === id)?.text
  const make = async (): Promise<void> => {
    const input = { name: typed.name.trim(), locationId: typed.locationId }
    const made = await props.stepUp.freshly(() => api.directory.makeToken.mutate(input))
    if (!made) return
    setTyped({ name: '', locationId: '' })
    props.onMade(made)
    await refresh(api.directory)
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    const labels = { name: security_directory_name, locationId: security_directory_location }
    const missing = (['name', 'locationId'] as const).filter((field) => typed[field].trim() === '')
    setErrors(missing.map((id) => ({ id: `directory-${id}`, text: security_sso_missing({ field: labels[id]() }) })))
    if (missing.length === 0) {
      setBusy(true)
      await make().catch((error: unknown) => {
        const { field, message } = problemOf(error)
        setErrors([{ ...(field && { id: `directory-${field}` }), text: message }])
      })
      setBusy(false)
    }
    setAttempt((count) => count + 1)
  }
  return (
    <form noValidate class="mt-4 max-w-96" onSubmit={(event) => void submit(event)}>
      <ErrorSummary title={security_directory_failed()} errors={errors()} attempt={attempt()} />
      <Field
        id="directory-name"
        label={security_directory_name()}
        hint={security_directory_name_hint()}
        error={textOf('directory-name')}
      >
        <TextInput autocomplete="off" maxLength={80} value={typed.name} onInput={(value) => setTyped('name', value)} />
      </Field>
      <Field
        id="directory-locationId"
        label={security_directory_location()}
        hint={security_directory_location_hint()}
        error={textOf('directory-locationId')}
      >
        <PlaceSelect
          places={places}
          value={typed.locationId}
          onChange={(value) => setTyped('locationId', value)}
          empty={security_directory_location_choose()}
        />
      </Field>
      <Button type="submit" busy={isBusy()} busyWord={security_directory_making()}>
        {security_directory_make()}
      </Button>
    </form>
  )
}

/** It takes the focus from the form that is gone: there is one chance to copy it. */
const Shown = (props: { token: string; onDone: () => void }) => {
  let box: HTMLDivElement | undefined
  onMount(() => box?.focus())
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.token)
    toast(security_directory_copied())
  }
  return (
    <div ref={box} class="mt-4" tabindex="-1">
      <Note tone="act" alert>
        <b>{security_directory_once()}</b>
        <br />
        <span class="mono break-all">{props.token}</span>
      </Note>
      <div class="row mt-3">
        <Button look="primary" onClick={() => void copy()}>
          {security_directory_copy()}
        </Button>
        <Button onClick={() => props.onDone()}>{security_directory_done()}</Button>
      </div>
    </div>
  )
}
