import type { PaymentMethod } from '@ofrecord/core/memberships/order.rules'
import { useNavigate } from '@solidjs/router'
import {
  memberships_column_item,
  memberships_column_location,
  memberships_column_method,
  memberships_order_after_card,
  memberships_order_after_transfer,
  memberships_order_competency,
  memberships_order_lasts,
  memberships_order_review_title,
  memberships_order_send,
  memberships_order_sending,
  memberships_ordered_toast,
} from '@ofrecord/messages/messages'
import { onMount } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { refresh } from '../lib/query.ts'
import { programmePaths } from '../paths.programme.ts'
import { dayText } from '../people/days.ts'
import type { PlaceName } from '../organisations/places.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { DefinitionList } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { Offer } from './answers.ts'
import { formatMoney } from './money.ts'
import { PriceLines } from './price.tsx'
import { methodWords, offerWords } from './words.ts'

/** Everything once more, with the price as it will stand on the invoice; then the order is sent, once. */
export const ReviewStep = (props: { location: PlaceName; offer: Offer; competency: string; method: PaymentMethod }) => {
  const navigate = useNavigate()
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus())
  const order = createTrpcMutation(api.memberships.order, {
    // The offers are asked again when somebody looks at them: here the page leaves.
    refreshes: [api.memberships.standing, api.memberships.payments],
    onSuccess: ({ orderId, number }) => {
      toast(memberships_ordered_toast({ order: number }))
      navigate(programmePaths.feeOrder(orderId), { replace: true })
    },
    // Another price, or something that is not for sale any more, is shown as it is now.
    onError: () => refresh(api.memberships.offers),
  })
  const competency = () => props.offer.competencies.find(({ enrollmentId }) => enrollmentId === props.competency)
  const send = (): void => {
    if (order.isPending || order.isSuccess) return
    order.mutate({
      locationId: props.location.id,
      offer: props.offer.offer,
      method: props.method,
      enrollmentId: competency()?.enrollmentId ?? null,
      totalMinor: props.offer.quote?.totalMinor ?? null,
    })
  }
  return (
    <>
      <h2 ref={heading} tabindex="-1" class="mb-4">
        {memberships_order_review_title()}
      </h2>
      <div class="notes">
        <Failure error={order.error} />
      </div>
      <DefinitionList
        class="mb-4"
        facts={[
          { term: memberships_column_item(), detail: offerWords[props.offer.offer].word() },
          { term: memberships_order_competency(), detail: competency()?.name },
          {
            term: memberships_column_location(),
            detail: (
              <>
                {props.location.name} <span class="t3 num">{props.location.number}</span>
              </>
            ),
          },
          { term: memberships_order_lasts(), detail: dayText(props.offer.coversUntil) },
          { term: memberships_column_method(), detail: methodWords[props.method]() },
        ]}
      />
      {props.offer.quote && <PriceLines quote={props.offer.quote} />}
      <p class="t2 sm mt-3 mb-4">
        {props.method === 'card' ? memberships_order_after_card() : memberships_order_after_transfer()}
      </p>
      <Button
        look="primary"
        busy={order.isPending || order.isSuccess}
        busyWord={memberships_order_sending()}
        onClick={send}
      >
        {memberships_order_send({
          amount: props.offer.quote ? formatMoney(props.offer.quote.totalMinor, props.offer.quote.currency) : '',
        })}
      </Button>
    </>
  )
}
