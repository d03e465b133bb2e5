import { paymentMoves } from '@ofrecord/core/memberships/order.rules'
import {
  memberships_transfer_amount_error,
  memberships_transfer_amount_label,
  memberships_transfer_announce,
  memberships_transfer_announced_toast,
  memberships_transfer_announcing,
  memberships_transfer_date,
  memberships_transfer_date_error,
  memberships_transfer_failed,
  memberships_transfer_form_title,
  memberships_transfer_proof,
  memberships_transfer_proof_added,
  memberships_transfer_proof_booked,
  memberships_transfer_proof_hint,
  memberships_transfer_proof_is,
  memberships_transfer_reference_error,
  memberships_transfer_reference_label,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { acceptedFiles, problemOfFile, sendFile, sizeLimit } from '../claims/page/upload.ts'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { Uploader } from '../ui/uploader.tsx'
import type { FeeOrder } from './answers.ts'
import { parseMoney, typedMoney } from './money.ts'
import { missingOf } from './order.standing.ts'

const fieldIds = { sentOn: 'transfer-date', amountMinor: 'transfer-amount', reference: 'transfer-reference' } as const

/** The day, the amount and the reference of a transfer that was sent, and its proof. A refusal keeps what was typed. */
export const TransferForm = (props: { order: FeeOrder }) => {
  // What was said before can be said in other words; at first, and for a rest, it is what is missing.
  const start = untrack(() => ({
    ...(props.order.paymentState === 'short' ? null : props.order.announced),
    missing: missingOf(props.order),
    order: props.order,
  }))
  const [sentOn, setSentOn] = createSignal(start.sentOn ?? '')
  const [amount, setAmount] = createSignal(typedMoney(start.amountMinor ?? start.missing, start.order.currency))
  const [reference, setReference] = createSignal(start.reference ?? start.order.reference)
  const [attempt, setAttempt] = createSignal(0)
  const [errors, setErrors] = createSignal<Partial<Record<keyof typeof fieldIds, string>>>({})
  const announce = createTrpcMutation(api.memberships.announceTransfer, {
    onSuccess: () => toast(memberships_transfer_announced_toast()),
    onError: (error) => {
      const { field, message } = problemOf(error)
      if (field !== 'reference') return
      setErrors({ reference: message })
      setAttempt((count) => count + 1)
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (announce.isPending) return
    const minor = parseMoney(amount(), props.order.currency)
    setErrors({
      ...(sentOn() === '' && { sentOn: memberships_transfer_date_error() }),
      ...(!minor && { amountMinor: memberships_transfer_amount_error({ currency: props.order.currency }) }),
      ...(reference().trim() === '' && {
        reference: memberships_transfer_reference_error({ reference: props.order.reference }),
      }),
    })
    setAttempt((count) => count + 1)
    if (minor && Object.keys(errors()).length === 0)
      announce.mutate({
        orderId: props.order.orderId,
        sentOn: sentOn(),
        amountMinor: minor,
        reference: reference().trim(),
      })
  }
  const lines = (): FieldError[] =>
    Object.entries(errors()).map(([field, text]) => ({ id: fieldIds[field as keyof typeof fieldIds], text }))
  return (
    <>
      <h3>{memberships_transfer_form_title()}</h3>
      <form noValidate class="mt-3 mb-6" onSubmit={submit}>
        <ErrorSummary title={memberships_transfer_failed()} errors={lines()} attempt={attempt()} />
        <div class="notes">
          <Failure error={errors().reference ? undefined : announce.error} />
        </div>
        <div class="two items-start">
          <Field id={fieldIds.sentOn} label={memberships_transfer_date()} error={errors().sentOn}>
            <TextInput type="date" value={sentOn()} onInput={setSentOn} />
          </Field>
          <Field
            id={fieldIds.amountMinor}
            label={memberships_transfer_amount_label({ currency: props.order.currency })}
            error={errors().amountMinor}
          >
            <TextInput value={amount()} onInput={setAmount} inputmode="decimal" autocomplete="off" />
          </Field>
        </div>
        <Field id={fieldIds.reference} label={memberships_transfer_reference_label()} error={errors().reference}>
          <TextInput value={reference()} onInput={setReference} mono maxLength={140} autocomplete="off" />
        </Field>
        <Button type="submit" look="primary" busy={announce.isPending} busyWord={memberships_transfer_announcing()}>
          {memberships_transfer_announce()}
        </Button>
      </form>
      <Proof order={props.order} />
    </>
  )
}

const Proof = (props: { order: FeeOrder }) => {
  // Once a part is booked, the bank has shown it.
  const mayFollow = () => 'handInProof' in paymentMoves[props.order.paymentState ?? 'announced']
  const reason = () => (mayFollow() ? undefined : memberships_transfer_proof_booked())
  return (
    <>
      <h3>{memberships_transfer_proof()}</h3>
      <Show when={props.order.proof}>
        {(proof) => (
          <p class="t2 sm mt-3">
            {memberships_transfer_proof_is()}{' '}
            <a class="u" dir="auto" href={`/files/payments/${props.order.paymentId ?? ''}/proof`}>
              {proof().fileName}
            </a>
          </p>
        )}
      </Show>
      <div class="mt-3">
        <Uploader
          id="proof"
          accept={acceptedFiles}
          check={problemOfFile}
          hint={memberships_transfer_proof_hint({ size: sizeLimit })}
          reason={reason()}
          upload={(file, onProgress, signal) =>
            sendFile(
              `/files/payments/${props.order.paymentId ?? ''}/proof?${new URLSearchParams({ name: file.name })}`,
              file,
              onProgress,
              signal,
            )
          }
          onUploaded={(file) => {
            toast(memberships_transfer_proof_added({ name: file.name }))
            void refresh(api.memberships)
          }}
        />
      </div>
    </>
  )
}
