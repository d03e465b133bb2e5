import {
  security_failed,
  security_passkey_add,
  security_passkey_added,
  security_passkey_busy,
  security_passkey_keep,
  security_passkey_last_both,
  security_passkey_last_company,
  security_passkey_last_none,
  security_passkey_last_password,
  security_passkey_name,
  security_passkey_name_new,
  security_passkey_not_added,
  security_passkey_of,
  security_passkey_remove,
  security_passkey_remove_ask,
  security_passkey_remove_text,
  security_passkey_removed,
  security_passkey_rename,
  security_passkey_renamed,
  security_passkey_since,
  security_passkey_synced,
  security_passkeys,
  security_passkeys_cannot,
  security_passkeys_none,
  security_passkeys_text,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatDate } from '../lib/format.ts'
import { ProblemError, problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { addPasskey, canUsePasskeys, knock } from './doors.ts'
import type { Security } from './security.page.tsx'
import type { StepUp } from './step-up.tsx'

type Passkey = Security['passkeys'][number]

/** Adding, naming and removing passkeys. */
export const Passkeys = (props: { security: Security; stepUp: StepUp }) => {
  const [isBusy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const [renamed, setRenamed] = createSignal<Passkey>()
  const [removed, setRemoved] = createSignal<Passkey>()
  const act = async (work: () => Promise<unknown>, said: string, device = false): Promise<boolean> => {
    setBusy(true)
    setFailure(undefined)
    try {
      // Undefined: the reader left it when asked who they are.
      if ((await props.stepUp.freshly(async () => (await work(), true))) === undefined) return false
      await refresh(api.account, api.session)
      toast(said)
      return true
    } catch (error) {
      setFailure(device && !(error instanceof ProblemError) ? security_passkey_not_added() : problemOf(error).message)
      return false
    } finally {
      setBusy(false)
    }
  }
  const rename = (passkey: Passkey): void => {
    setFailure(undefined)
    setRenamed(passkey)
  }
  const add = (): Promise<boolean> =>
    act(
      () => addPasskey(security_passkey_name_new({ date: formatDate(new Date().toISOString()) })),
      security_passkey_added(),
      true,
    )
  return (
    <Section title={security_passkeys()}>
      <p class="t2 mt-3">{security_passkeys_text()}</p>
      <Show when={!renamed() && failure()}>
        <div class="mt-3">
          <Note tone="stop" icon="alert" alert>
            <b>{security_failed()}</b>
            <br />
            {failure()}
          </Note>
        </div>
      </Show>
      <Show when={props.security.passkeys.length > 0} fallback={<p class="mt-3">{security_passkeys_none()}</p>}>
        <ul>
          <For each={props.security.passkeys}>
            {(passkey) => (
              <li class="row mt-3">
                <span>
                  <b dir="auto">{passkey.name}</b>
                  <br />
                  <span class="cap t3">
                    {passkey.createdAt && security_passkey_since({ date: formatDate(passkey.createdAt) })}
                    {passkey.synced && `, ${security_passkey_synced()}`}
                  </span>
                </span>
                <span class="push row">
                  <Button onClick={() => rename(passkey)}>
                    {security_passkey_rename()}
                    <span class="vh">{security_passkey_of({ name: passkey.name ?? '' })}</span>
                  </Button>
                  <Button look="danger" onClick={() => setRemoved(passkey)}>
                    {security_passkey_remove()}
                    <span class="vh">{security_passkey_of({ name: passkey.name ?? '' })}</span>
                  </Button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div class="mt-3">
        <Button
          icon="key"
          busy={isBusy()}
          busyWord={security_passkey_busy()}
          reason={canUsePasskeys() ? undefined : security_passkeys_cannot()}
          onClick={() => void add()}
        >
          {security_passkey_add()}
        </Button>
      </div>
      <RenameDialog
        passkey={renamed()}
        busy={isBusy()}
        failure={failure()}
        onClose={() => setRenamed(undefined)}
        onSave={(id, name) =>
          act(() => knock('passkey/update-passkey', { id, name }), security_passkey_renamed({ name }))
        }
      />
      <ConfirmDialog
        open={removed() !== undefined}
        onClose={() => setRemoved(undefined)}
        question={security_passkey_remove_ask({ name: removed()?.name ?? '' })}
        confirm={security_passkey_remove()}
        keep={security_passkey_keep()}
        danger
        onConfirm={() => {
          const id = removed()?.id
          setRemoved(undefined)
          void act(() => knock('passkey/delete-passkey', { id }), security_passkey_removed())
        }}
      >
        <p>{security_passkey_remove_text()}</p>
        <Show when={props.security.passkeys.length === 1}>
          <p class="mt-2">{lastText(props.security)}</p>
        </Show>
      </ConfirmDialog>
    </Section>
  )
}

/** Whoever removes the last one reads what is left to come in by. */
const lastText = ({ hasPassword, secondFactor, companySignIn }: Security): string => {
  if (hasPassword) return secondFactor ? security_passkey_last_both() : security_passkey_last_password()
  return companySignIn ? security_passkey_last_company() : security_passkey_last_none()
}

const RenameDialog = (props: {
  passkey: Passkey | undefined
  busy: boolean
  failure: string | undefined
  onClose: () => void
  /** Answers whether it has that name now; a name that was refused stays to be mended. */
  onSave: (id: string, name: string) => Promise<boolean>
}) => {
  const [typed, setTyped] = createSignal<string>()
  const name = (): string => typed() ?? props.passkey?.name ?? ''
  const close = (): void => {
    setTyped(undefined)
    props.onClose()
  }
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const [id, said] = [props.passkey?.id, name().trim()]
    if (!id || said === '' || props.busy) return
    if (await props.onSave(id, said)) close()
  }
  return (
    <Dialog open={props.passkey !== undefined} onClose={close} title={security_passkey_name()}>
      <form noValidate onSubmit={(event) => void save(event)}>
        <Field label={security_passkey_name()} labelHidden error={props.failure}>
          <TextInput value={name()} onInput={setTyped} maxLength={100} />
        </Field>
        <Button type="submit" look="primary" busy={props.busy}>
          {security_passkey_rename()}
        </Button>
      </form>
    </Dialog>
  )
}
