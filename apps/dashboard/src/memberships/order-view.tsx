import {
  memberships_column_date,
  memberships_column_location,
  memberships_column_method,
  memberships_credit_note,
  memberships_credit_note_soon,
  memberships_due_until,
  memberships_history,
  memberships_invoice,
  memberships_order_arrived,
  memberships_order_competency,
  memberships_order_facts,
  memberships_order_lasts,
  memberships_order_of,
  memberships_order_owed,
  memberships_order_credited,
  memberships_order_credited_text,
  memberships_order_paid_back,
  memberships_order_paid_back_text,
  memberships_order_paid_on,
  memberships_order_papers,
  memberships_order_payment,
  memberships_order_price,
  memberships_order_replaces,
  memberships_order_road,
  memberships_order_road_force,
  memberships_order_road_ordered,
  memberships_order_road_paid,
} from '@ofrecord/messages/messages'
import { For, Match, Show, Switch } from 'solid-js'
import { formatDate } from '../lib/format.ts'
import { may, useMe } from '../lib/session.ts'
import { dayText } from '../people/days.ts'
import { Icon } from '../ui/icon.tsx'
import type { TrackerStep } from '../ui/record.tsx'
import { DefinitionList, Section, StandingBox, Tracker } from '../ui/record.tsx'
import { looks, Status } from '../ui/status.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { FeeOrder } from './answers.ts'
import { CardPanel } from './card.panel.tsx'
import { formatMoney } from './money.ts'
import { OrderDeeds } from './order-deeds.tsx'
import { historyOf } from './order.history.ts'
import { orderStandingOf } from './order.standing.ts'
import { InvoiceLink, itemName, paperAddress } from './papers.tsx'
import { PriceLines } from './price.tsx'
import { RefundSection } from './refund.tsx'
import { TransferPanel } from './transfer.panel.tsx'
import type { Word } from './words.ts'
import { deskPaymentWords, isOver, methodWords, orderWordOf, paymentWords } from './words.ts'
import '../organisations/organisations.css'
import '../people/people.css'
import './memberships.css'

/** One order with everything about it, as whoever reads it may act on it (B.9): its partner, or the service desk. */
export const OrderView = (props: { order: FeeOrder; atDesk?: boolean }) => {
  const me = useMe()
  const manages = () => may(me(), 'memberships.manage')
  const atDesk = () => props.atDesk ?? false
  const state = () => shownState(props.order, atDesk())
  const isOpen = () => props.order.state === 'awaiting_payment'
  return (
    <>
      <div class="head">
        <div>
          <h1>
            {itemName(props.order)} <span class="t3 num">{props.order.number}</span>
          </h1>
        </div>
      </div>
      <p class="row wrap sm">
        <Status look={state().look}>{state().word()}</Status>
        <Show when={atDesk()}>
          <span class="t3" dir="auto">
            {props.order.organizationName}
          </span>
        </Show>
        <span class="t3" dir="auto">
          {props.order.locationName} <span class="num">{props.order.locationNumber}</span>
        </span>
      </p>
      <Tracker label={memberships_order_road()} steps={roadOf(props.order, state())} />
      <StandingBox {...orderStandingOf(props.order, me().vendor.name, atDesk())} />
      <div class="cols record">
        <div>
          <Show when={isOpen() && manages()}>
            <Switch>
              <Match when={props.order.method === 'card'}>
                <CardPanel order={props.order} />
              </Match>
              <Match when={props.order.method === 'transfer'}>
                <TransferPanel order={props.order} />
              </Match>
            </Switch>
          </Show>
          <Section title={memberships_order_price()} first={!isOpen() || !manages()}>
            <div class="mt-3 max-w-112">
              <PriceLines quote={props.order.quote} />
            </div>
          </Section>
          <Show when={manages()}>
            <OrderDeeds order={props.order} />
          </Show>
          <RefundSection order={props.order} manages={manages()} />
          <Section title={memberships_history()}>
            <Timeline label={memberships_history()} entries={historyOf(props.order, me().vendor.name, atDesk())} />
          </Section>
        </div>
        <aside class="side" aria-label={memberships_order_facts()}>
          <section>
            <h2>{memberships_order_facts()}</h2>
            <DefinitionList facts={factsOf(props.order, atDesk())} />
          </section>
          <Papers order={props.order} />
        </aside>
      </div>
    </>
  )
}

/** What a partner owes is nothing for the desk to do, until the payment says that it is. */
const shownState = (order: FeeOrder, atDesk: boolean): Word => {
  const state = orderWordOf(order)
  if (!atDesk || order.state !== 'awaiting_payment') return state
  return { ...state, look: order.paymentState ? deskPaymentWords[order.paymentState].look : looks.half }
}

const roadOf = (order: FeeOrder, { look, word }: Word): TrackerStep[] => {
  const isPaid = order.paidAt !== null
  const isOpen = order.state === 'awaiting_payment'
  return [
    { label: memberships_order_road_ordered(), look: looks.inForce, at: 'did', detail: formatDate(order.orderedAt) },
    ...(isPaid || isOpen
      ? [
          {
            label: memberships_order_road_paid(),
            look: isPaid ? looks.inForce : look,
            at: isPaid ? ('did' as const) : ('now' as const),
            detail: order.paidAt
              ? formatDate(order.paidAt)
              : order.dueAt && memberships_due_until({ date: formatDate(order.topUpDueAt ?? order.dueAt) }),
          },
        ]
      : []),
    {
      label:
        isOpen || (order.state === 'fulfilled' && !isOver(order.coversUntil)) ? memberships_order_road_force() : word(),
      look: isOpen ? looks.dashed : look,
      at: isOpen ? 'next' : 'now',
      detail: order.state === 'fulfilled' ? undefined : isOpen ? undefined : formatDate(order.stateAt),
    },
  ]
}

/** What became of money whose order was over. */
const givenBackOf = ({ givenBack, paymentState, currency }: FeeOrder) => {
  if (!givenBack) return []
  const { amountMinor, to, at } = givenBack
  const said = { amount: formatMoney(amountMinor, currency), date: formatDate(at), to }
  return paymentState === 'credited'
    ? [{ term: memberships_order_credited(), detail: memberships_order_credited_text(said) }]
    : [{ term: memberships_order_paid_back(), detail: memberships_order_paid_back_text(said) }]
}

const factsOf = (order: FeeOrder, atDesk: boolean) => [
  { term: memberships_order_of(), detail: <span class="num">{order.number}</span> },
  { term: memberships_column_date(), detail: formatDate(order.orderedAt) },
  { term: memberships_order_competency(), detail: order.competencyName },
  {
    term: memberships_column_location(),
    detail: (
      <>
        {order.locationName} <span class="num">{order.locationNumber}</span>
      </>
    ),
  },
  { term: memberships_column_method(), detail: methodWords[order.method]() },
  {
    term: memberships_order_payment(),
    detail: order.paymentState && (
      <Status look={(atDesk ? deskPaymentWords : paymentWords)[order.paymentState].look}>
        {(atDesk ? deskPaymentWords : paymentWords)[order.paymentState].word()}
      </Status>
    ),
  },
  {
    term: memberships_order_arrived(),
    detail: order.receivedMinor > 0 && <span class="num">{formatMoney(order.receivedMinor, order.currency)}</span>,
  },
  {
    term: memberships_order_owed(),
    detail: order.owedMinor > 0 && <span class="num">{formatMoney(order.owedMinor, order.currency)}</span>,
  },
  ...givenBackOf(order),
  { term: memberships_order_paid_on(), detail: order.paidAt && formatDate(order.paidAt) },
  { term: memberships_order_lasts(), detail: order.coversUntil && dayText(order.coversUntil) },
  { term: memberships_order_replaces(), detail: order.replaces && <span class="num">{order.replaces}</span> },
]

/** Invoice and credit notes; each is there up to ten days after its cause (MEM-R7). */
const Papers = (props: { order: FeeOrder }) => (
  <Show when={props.order.invoiceId}>
    <section>
      <h2>{memberships_order_papers()}</h2>
      <ul class="papers sm">
        <li>
          {memberships_invoice()} <InvoiceLink of={props.order} />
        </li>
        <For each={props.order.credits}>
          {(credit) => (
            <li>
              {memberships_credit_note()}{' '}
              <Show when={credit.number} fallback={<span class="t3">{memberships_credit_note_soon()}</span>}>
                {(number) => (
                  <a class="paper" href={paperAddress(credit.invoiceId)} download="">
                    <Icon name="download" />
                    <span class="num">{number()}</span>
                  </a>
                )}
              </Show>{' '}
              <span class="num">{formatMoney(-credit.totalMinor, props.order.currency)}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  </Show>
)
