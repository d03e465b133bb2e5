import { orderMoves } from '@ofrecord/core/memberships/order.rules'
import { useNavigate } from '@solidjs/router'
import {
  memberships_deed_cancel,
  memberships_deed_cancel_question,
  memberships_deed_cancel_text,
  memberships_deed_cancelled,
  memberships_deed_cancelling,
  memberships_deed_keep,
  memberships_deed_money,
  memberships_deed_switch,
  memberships_deed_switch_question,
  memberships_deed_switch_text,
  memberships_deed_switch_title,
  memberships_deeds,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { programmePaths } from '../paths.programme.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { FeeOrder } from './answers.ts'

/** An order that is not paid can be taken back; to pay another way is another order (MEM-R5). */
export const OrderDeeds = (props: { order: FeeOrder }) => {
  const navigate = useNavigate()
  const [asked, setAsked] = createSignal<'cancel' | 'switch'>()
  const hasMoney = () => props.order.receivedMinor > 0
  const cancel = createTrpcMutation(api.memberships.cancelOrder, {
    onSuccess: () => {
      toast(memberships_deed_cancelled({ order: props.order.number }))
      if (asked() === 'switch') navigate(againAddress(props.order))
    },
  })
  const confirm = (): void => {
    if (!cancel.isPending) cancel.mutate({ orderId: props.order.orderId }, { onSettled: () => setAsked() })
  }
  const isSwitch = () => asked() === 'switch'
  return (
    <Show when={'cancel' in orderMoves[props.order.state]}>
      <Section title={memberships_deeds()}>
        <div class="mt-3 max-w-160">
          <div class="notes">
            <Failure error={cancel.error} />
          </div>
          <p class="t2 mb-3">{memberships_deed_switch_title()}</p>
          <p class="row wrap">
            <Button reasonId={hasMoney() ? 'order-money' : undefined} onClick={() => setAsked('switch')}>
              {memberships_deed_switch()}
            </Button>
            <Button look="danger" reasonId={hasMoney() ? 'order-money' : undefined} onClick={() => setAsked('cancel')}>
              {memberships_deed_cancel()}
            </Button>
          </p>
          <Show when={hasMoney()}>
            <p class="why mt-1" id="order-money">
              {memberships_deed_money()}
            </p>
          </Show>
        </div>
        <ConfirmDialog
          open={asked() !== undefined}
          onClose={() => setAsked()}
          question={
            isSwitch()
              ? memberships_deed_switch_question()
              : memberships_deed_cancel_question({ order: props.order.number })
          }
          confirm={isSwitch() ? memberships_deed_switch() : memberships_deed_cancel()}
          confirmBusy={memberships_deed_cancelling()}
          keep={memberships_deed_keep()}
          busy={cancel.isPending}
          danger={!isSwitch()}
          onConfirm={confirm}
        >
          <p>
            {isSwitch()
              ? memberships_deed_switch_text({ order: props.order.number })
              : memberships_deed_cancel_text({ order: props.order.number })}
          </p>
        </ConfirmDialog>
      </Section>
    </Show>
  )
}

/** The same once more, at the question how it is paid. */
const againAddress = ({ offer, locationId }: FeeOrder): string =>
  `${programmePaths.orderFee(offer)}&${new URLSearchParams({ location: locationId, step: 'method' })}`
