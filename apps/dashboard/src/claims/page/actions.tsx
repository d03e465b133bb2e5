import type { DisassociationReason, WithdrawalReason } from '@ofrecord/core/claims/choices.rules'
import { disassociationReasons, withdrawalReasons } from '@ofrecord/core/claims/choices.rules'
import {
  answers_delete,
  answers_delete_busy,
  answers_delete_question,
  answers_delete_text,
  answers_deleted,
  answers_end,
  answers_end_busy,
  answers_end_items,
  answers_end_question,
  answers_end_text,
  answers_ended,
  answers_items_missing,
  answers_keep,
  answers_note,
  answers_note_hint,
  answers_reason,
  answers_reason_missing,
  answers_reason_no_longer_working,
  answers_reason_other,
  answers_reason_recorded_by_mistake,
  answers_reason_work_finished,
  answers_reason_wrong_activity,
  answers_reason_wrong_number,
  answers_withdraw,
  answers_withdraw_busy,
  answers_withdraw_question,
  answers_withdraw_text,
  answers_withdrawn,
} from '@ofrecord/messages/messages'
import { useNavigate } from '@solidjs/router'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { refresh } from '../../lib/query.ts'
import { may, useMe } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox, RadioGroup } from '../../ui/choices.tsx'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Note } from '../../ui/note.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ClaimItem, ClaimPage } from './claim.ts'

type Reason = WithdrawalReason | DisassociationReason

const reasonWords: Record<Reason, () => string> = {
  work_finished: answers_reason_work_finished,
  recorded_by_mistake: answers_reason_recorded_by_mistake,
  wrong_number: answers_reason_wrong_number,
  wrong_activity: answers_reason_wrong_activity,
  no_longer_working: answers_reason_no_longer_working,
  other: answers_reason_other,
}

const isLive = ({ association }: ClaimItem): boolean => association === 'in_consent_window' || association === 'active'

/** What takes a claim away: a draft is deleted (T2), a submitted one withdrawn (T13), an approved one ended (T14). */
export const ClaimActions = (props: { claim: ClaimPage }) => {
  const me = useMe()
  const mayWithdraw = () => may(me(), 'claims.withdraw')
  const isDeletable = () => props.claim.status === 'draft' && !props.claim.submittedAt && may(me(), 'claims.create')
  return (
    <>
      <Show when={isDeletable()}>
        <DeleteDraft claim={props.claim} />
      </Show>
      <Show when={mayWithdraw() && props.claim.moves.includes('withdraw')}>
        <Withdrawal claim={props.claim} />
      </Show>
      <Show when={mayWithdraw() && props.claim.status === 'approved' && props.claim.items.some(isLive)}>
        <Disassociation claim={props.claim} />
      </Show>
    </>
  )
}

/** One verb of a dialog: what it is doing, and why it was refused. */
const createVerb = (act: () => Promise<void>) => {
  const [isBusy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string>()
  const run = async (): Promise<void> => {
    if (isBusy()) return
    setBusy(true)
    setRefusal(undefined)
    try {
      await act()
    } catch (error) {
      setRefusal(problemOf(error).message)
    } finally {
      setBusy(false)
      await refresh(api.claims)
    }
  }
  return { isBusy, refusal, run: () => void run() }
}

const Refusal = (props: { text: string | undefined }) => (
  <Show when={props.text}>
    {(text) => (
      <div class="mt-3">
        <Note tone="stop" icon="alert" alert>
          {text()}
        </Note>
      </div>
    )}
  </Show>
)

const DeleteDraft = (props: { claim: ClaimPage }) => {
  const navigate = useNavigate()
  const [isOpen, setOpen] = createSignal(false)
  const deletion = createVerb(async () => {
    const { number } = await api.claims.delete.mutate({ claimId: props.claim.id, version: props.claim.version })
    toast(answers_deleted({ number }))
    navigate(paths.claims)
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{answers_delete()}</Button>
      <ConfirmDialog
        open={isOpen()}
        onClose={() => setOpen(false)}
        question={answers_delete_question({ name: props.claim.name })}
        confirm={answers_delete()}
        confirmBusy={answers_delete_busy()}
        keep={answers_keep()}
        busy={deletion.isBusy()}
        danger
        onConfirm={deletion.run}
      >
        {answers_delete_text()}
        <Refusal text={deletion.refusal()} />
      </ConfirmDialog>
    </>
  )
}

const Withdrawal = (props: { claim: ClaimPage }) => {
  const withdraw = async ({ reason, note }: Said<WithdrawalReason>): Promise<void> => {
    const { id: claimId, version } = props.claim
    const { number } = await api.claims.withdraw.mutate({ claimId, version, reason, note })
    toast(answers_withdrawn({ number }))
  }
  return (
    <Reasoned
      button={answers_withdraw()}
      busyWord={answers_withdraw_busy()}
      question={answers_withdraw_question({ name: props.claim.name })}
      text={answers_withdraw_text()}
      items={[]}
      reasons={withdrawalReasons}
      onAct={withdraw}
    />
  )
}

const Disassociation = (props: { claim: ClaimPage }) => {
  const end = async (said: Said<DisassociationReason>): Promise<void> => {
    const { id: claimId, version } = props.claim
    const { number } = await api.claims.disassociate.mutate({ claimId, version, ...said })
    toast(answers_ended({ number }))
  }
  return (
    <Reasoned
      button={answers_end()}
      busyWord={answers_end_busy()}
      question={answers_end_question({ customer: props.claim.customerName })}
      text={answers_end_text({ customer: props.claim.customerName })}
      items={props.claim.items.filter(isLive)}
      reasons={disassociationReasons}
      onAct={end}
    />
  )
}

interface Said<R extends Reason> {
  reason: R
  note: string
  itemIds: string[]
}

/** A button whose dialog asks for the reason, and for the items where there are several. */
const Reasoned = <R extends Reason>(props: {
  button: string
  busyWord: string
  question: string
  text: string
  items: readonly ClaimItem[]
  reasons: readonly R[]
  onAct: (said: Said<R>) => Promise<void>
}) => {
  const id = createUniqueId()
  const [isOpen, setOpen] = createSignal(false)
  const [reason, setReason] = createSignal<R>()
  const [note, setNote] = createSignal('')
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set())
  const [tried, setTried] = createSignal(false)
  const itemIds = () => props.items.map((item) => item.id).filter((itemId) => !left().has(itemId))
  const isComplete = () => reason() !== undefined && (props.items.length === 0 || itemIds().length > 0)
  const verb = createVerb(async () => {
    await props.onAct({ reason: reason()!, note: note().trim(), itemIds: itemIds() })
    setOpen(false)
  })
  const confirm = (): void => {
    setTried(true)
    if (isComplete()) verb.run()
    else document.getElementById(reason() ? `${id}-items` : `${id}-reason`)?.focus()
  }
  const tick = (itemId: string, on: boolean): void => {
    const next = new Set(left())
    if (on) next.delete(itemId)
    else next.add(itemId)
    setLeft(next)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{props.button}</Button>
      <Dialog
        open={isOpen()}
        onClose={() => setOpen(false)}
        title={props.question}
        footer={
          <>
            <Button look="danger solid" busy={verb.isBusy()} busyWord={props.busyWord} onClick={confirm}>
              {props.button}
            </Button>
            <Button onClick={() => setOpen(false)}>{answers_keep()}</Button>
          </>
        }
      >
        <p class="t2 mb-4">{props.text}</p>
        <Show when={props.items.length > 1}>
          <fieldset class="fld">
            <legend>{answers_end_items()}</legend>
            <For each={props.items}>
              {(item, index) => (
                <CheckBox
                  id={index() === 0 ? `${id}-items` : undefined}
                  label={item.name}
                  checked={!left().has(item.id)}
                  onChange={(on) => tick(item.id, on)}
                />
              )}
            </For>
            <Show when={tried() && itemIds().length === 0}>
              <p class="err" role="alert">
                {answers_items_missing()}
              </p>
            </Show>
          </fieldset>
        </Show>
        <RadioGroup
          id={`${id}-reason`}
          label={answers_reason()}
          value={reason()}
          onChange={(value) => setReason(() => value as R)}
          choices={props.reasons.map((value) => ({ value, label: reasonWords[value]() }))}
          error={tried() && !reason() ? answers_reason_missing() : undefined}
        />
        <Field label={answers_note()} hint={answers_note_hint()} optional>
          <TextArea value={note()} onInput={setNote} maxlength={2000} />
        </Field>
        <Refusal text={verb.refusal()} />
      </Dialog>
    </>
  )
}
