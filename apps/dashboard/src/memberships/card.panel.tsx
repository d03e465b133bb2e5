import {
  memberships_card_busy,
  memberships_card_charging,
  memberships_card_charging_title,
  memberships_card_declined,
  memberships_card_failed,
  memberships_card_ok,
  memberships_card_outcome,
  memberships_card_outcome_hint,
  memberships_card_over,
  memberships_card_paid,
  memberships_card_pay,
  memberships_card_lost,
  memberships_card_retry,
  memberships_card_test,
  memberships_card_test_title,
  memberships_card_timeout,
  memberships_card_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Failure } from '../ui/failure.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { FeeOrder } from './answers.ts'
import { itemName } from './papers.tsx'
import { formatMoney } from './money.ts'

/** The answers that the adapter for tests can be told to give. */
const outcomes = {
  ok: memberships_card_ok,
  declined: memberships_card_declined,
  retry: memberships_card_retry,
  timeout: memberships_card_timeout,
  lost: memberships_card_lost,
}

/**
 * Pays by the adapter for tests, and says so: nobody is asked for a card, and no money moves. An adapter of a real
 * provider brings a panel of its own (MEM-R5).
 */
export const CardPanel = (props: { order: FeeOrder }) => {
  const [outcome, setOutcome] = createSignal('ok')
  const [left, setLeft] = createSignal<number>()
  const pay = createTrpcMutation(api.memberships.pay, {
    onSuccess: ({ state, triesLeft }) => {
      if (state === 'captured') toast(memberships_card_paid({ item: itemName(props.order) }))
      else setLeft(state === 'failed' ? triesLeft : undefined)
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!pay.isPending) pay.mutate({ orderId: props.order.orderId, token: outcome() })
  }
  return (
    <Section title={memberships_card_title()} first>
      <Show when={props.order.paymentState !== 'charging'} fallback={<Charging askAt={props.order.askAt} />}>
        <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
          <div class="notes">
            <Note tone="wait" icon="info">
              <b>{memberships_card_test_title()}</b> {memberships_card_test()}
            </Note>
            <Failure error={pay.error} />
            <Show when={left() !== undefined && !pay.isPending}>
              <Note tone="stop" icon="alert" alert>
                {left() === 0 ? memberships_card_over() : memberships_card_failed({ count: left() ?? 0 })}
              </Note>
            </Show>
          </div>
          <RadioGroup
            label={memberships_card_outcome()}
            hint={memberships_card_outcome_hint()}
            value={outcome()}
            onChange={setOutcome}
            choices={Object.entries(outcomes).map(([value, label]) => ({ value, label: label() }))}
          />
          <Button type="submit" look="primary" busy={pay.isPending} busyWord={memberships_card_busy()}>
            {memberships_card_pay({ amount: formatMoney(props.order.totalMinor, props.order.currency) })}
          </Button>
        </form>
      </Show>
    </Section>
  )
}

/** The adapter gave no answer: whoever pays twice now might be charged twice. */
const Charging = (props: { askAt: string | null }) => (
  <div class="notes mt-3 max-w-160">
    <Note tone="wait" icon="clock" alert>
      <b>{memberships_card_charging_title()}</b>{' '}
      {memberships_card_charging({ when: props.askAt ? formatMoment(props.askAt) : '' })}
    </Note>
  </div>
)
