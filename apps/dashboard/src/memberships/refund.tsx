import {
  memberships_refund_ask,
  memberships_refund_asked_on,
  memberships_refund_asked_toast,
  memberships_refund_asking,
  memberships_refund_done_on,
  memberships_refund_fails,
  memberships_refund_guard_benefit,
  memberships_refund_guard_key,
  memberships_refund_guard_once,
  memberships_refund_guard_traded,
  memberships_refund_guard_window,
  memberships_refund_guards,
  memberships_refund_holds,
  memberships_refund_keep,
  memberships_refund_lead,
  memberships_refund_no,
  memberships_refund_note,
  memberships_refund_question,
  memberships_refund_reason,
  memberships_refund_reason_hint,
  memberships_refund_refused_on,
  memberships_refund_title,
  memberships_refund_yes,
} from '@ofrecord/messages/messages'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatDate } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { FeeOrder } from './answers.ts'

/** The money of an order back: asked for with its guards in sight, then what became of it (MEM-R6). */
export const RefundSection = (props: { order: FeeOrder; manages: boolean }) => {
  const [isAsking, setAsking] = createSignal(false)
  return (
    <Show when={props.order.refundAskedAt ?? (props.manages && props.order.refund)}>
      <Section title={memberships_refund_title()}>
        <div class="mt-3 max-w-160">
          <Show when={props.order.refundAskedAt} fallback={<p class="t2 mb-3">{memberships_refund_lead()}</p>}>
            <RefundState order={props.order} />
          </Show>
          <Show when={props.manages && props.order.refund}>
            {(refund) => (
              <>
                <Button onClick={() => setAsking(true)}>{memberships_refund_ask()}</Button>
                <Show when={isAsking()}>
                  <RefundDialog order={props.order} refund={refund()} onClose={() => setAsking(false)} />
                </Show>
              </>
            )}
          </Show>
        </div>
      </Section>
    </Show>
  )
}

const RefundState = (props: { order: FeeOrder }) => {
  const me = useMe()
  const vendor = () => me().vendor.name
  const decided = () => formatDate(props.order.refundDecidedAt ?? props.order.stateAt)
  return (
    <div class="t2 mb-3">
      <p>
        <Switch
          fallback={memberships_refund_asked_on({
            date: formatDate(props.order.refundAskedAt ?? ''),
            vendor: vendor(),
          })}
        >
          <Match when={props.order.state === 'refunded'}>
            {memberships_refund_done_on({ date: decided(), vendor: vendor() })}
          </Match>
          <Match when={props.order.state === 'refund_refused'}>
            {memberships_refund_refused_on({ date: decided(), vendor: vendor() })}
          </Match>
        </Switch>
      </p>
      <Show when={props.order.refundReason}>
        {(reason) => (
          <p class="lines" dir="auto">
            <span class="t3">{memberships_refund_reason()}</span> {reason()}
          </p>
        )}
      </Show>
      <Show when={props.order.refundNote}>
        {(note) => (
          <p class="lines" dir="auto">
            <span class="t3">{memberships_refund_note({ vendor: vendor() })}</span> {note()}
          </p>
        )}
      </Show>
    </div>
  )
}

type Refund = NonNullable<FeeOrder['refund']>

const guardWords: Record<Refund['guards'][number]['guard'], (days: string) => string> = {
  REFUND_WINDOW: (days) => memberships_refund_guard_window({ days }),
  REFUND_KEY_VIEWED: () => memberships_refund_guard_key(),
  REFUND_BENEFIT_USED: () => memberships_refund_guard_benefit(),
  REFUND_TRADED_IN: () => memberships_refund_guard_traded(),
  REFUND_ONCE: () => memberships_refund_guard_once(),
}

/** Every guard with whether it holds, before anything is asked; where one fails there is nothing to send. */
const RefundDialog = (props: { order: FeeOrder; refund: Refund; onClose: () => void }) => {
  const [reason, setReason] = createSignal('')
  const ask = createTrpcMutation(api.memberships.askRefund, {
    onSuccess: () => {
      toast(memberships_refund_asked_toast())
      props.onClose()
    },
  })
  const send = (): void => {
    if (!ask.isPending) ask.mutate({ orderId: props.order.orderId, reason: reason().trim() })
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={memberships_refund_question({ order: props.order.number })}
      footer={
        <>
          <Show when={props.refund.refusal === null}>
            <Button look="primary" busy={ask.isPending} busyWord={memberships_refund_asking()} onClick={send}>
              {memberships_refund_ask()}
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>{memberships_refund_keep()}</Button>
        </>
      }
    >
      <div class="notes">
        <Failure error={ask.error} />
      </div>
      <p class="t2">{props.refund.refusal === null ? memberships_refund_yes() : memberships_refund_no()}</p>
      <ul class="guards" aria-label={memberships_refund_guards()}>
        <For each={props.refund.guards}>
          {({ guard, holds }) => (
            <li class={holds ? 'good' : 'bad'}>
              <Icon name={holds ? 'check' : 'x'} />
              <span>
                <span class="vh">{holds ? memberships_refund_holds() : memberships_refund_fails()} </span>
                {guardWords[guard](String(props.refund.days))}
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.refund.refusal === null}>
        <Field label={memberships_refund_reason()} hint={memberships_refund_reason_hint()} optional>
          <TextArea value={reason()} onInput={setReason} rows={2} maxLength={500} />
        </Field>
      </Show>
    </Dialog>
  )
}
