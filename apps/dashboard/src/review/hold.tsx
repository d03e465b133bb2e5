import {
  review_hold,
  review_hold_cancel,
  review_hold_lift,
  review_hold_lifting,
  review_hold_none,
  review_hold_on,
  review_hold_open,
  review_hold_put,
  review_hold_putting,
  review_hold_reason,
  review_hold_reason_hint,
  review_hold_reason_missing,
} from '@ofrecord/messages/messages'
import { createSignal, createUniqueId, Show } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { api } from '../lib/api.ts'
import { formatDate } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'

/** Whether the claim's documents are kept beyond their time, and why; a lead puts the hold on and lifts it (B.17). */
export const LegalHold = (props: { claim: ClaimPage }) => {
  const me = useMe()
  const id = createUniqueId()
  const isLead = () => may(me(), 'claims.lead')
  return (
    <Show when={props.claim.hold || isLead()}>
      <section aria-labelledby={id}>
        <h2 id={id}>{review_hold()}</h2>
        <Show
          when={props.claim.hold}
          fallback={
            <>
              <p class="sm t2">{review_hold_none()}</p>
              <div class="mt-3">
                <HoldButton claimId={props.claim.id} />
              </div>
            </>
          }
        >
          {(hold) => (
            <>
              <p class="sm">{review_hold_on({ name: hold().byName ?? '', when: formatDate(hold().at) })}</p>
              <p class="sm t2" dir="auto">
                {hold().reason}
              </p>
              <Show when={isLead()}>
                <div class="mt-3">
                  <LiftButton claimId={props.claim.id} />
                </div>
              </Show>
            </>
          )}
        </Show>
      </section>
    </Show>
  )
}

const HoldButton = (props: { claimId: string }) => {
  const [isOpen, setOpen] = createSignal(false)
  const [reason, setReason] = createSignal('')
  const [error, setError] = createSignal<string>()
  const hold = createTrpcMutation(api.review.hold, {
    refreshes: [api.review],
    onSuccess: () => {
      setOpen(false)
      setReason('')
    },
    onError: (refused) => setError(problemOf(refused).message),
  })
  const put = (): void => {
    const why = reason().trim()
    setError(why === '' ? review_hold_reason_missing() : undefined)
    if (why !== '') hold.mutate({ claimId: props.claimId, reason: why })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{review_hold_open()}</Button>
      <Dialog
        open={isOpen()}
        onClose={() => setOpen(false)}
        title={review_hold_open()}
        footer={
          <>
            <Button look="primary" busy={hold.isPending} busyWord={review_hold_putting()} onClick={put}>
              {review_hold_put()}
            </Button>
            <Button onClick={() => setOpen(false)}>{review_hold_cancel()}</Button>
          </>
        }
      >
        <Field label={review_hold_reason()} hint={review_hold_reason_hint()} error={error()}>
          <TextArea value={reason()} onInput={setReason} maxlength={500} />
        </Field>
      </Dialog>
    </>
  )
}

const LiftButton = (props: { claimId: string }) => {
  const lift = createTrpcMutation(api.review.liftHold, {
    refreshes: [api.review],
    onError: (refused) => toast(problemOf(refused).message),
  })
  return (
    <Button
      busy={lift.isPending}
      busyWord={review_hold_lifting()}
      onClick={() => lift.mutate({ claimId: props.claimId })}
    >
      {review_hold_lift()}
    </Button>
  )
}
