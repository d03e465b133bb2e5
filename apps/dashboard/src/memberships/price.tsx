import {
  memberships_price_converted,
  memberships_price_discount,
  memberships_price_exempt,
  memberships_price_list,
  memberships_price_may_not,
  memberships_price_net,
  memberships_price_tax,
  memberships_price_total,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { formatNumber } from '../lib/format.ts'
import { dayText } from '../people/days.ts'
import type { Quote } from './answers.ts'
import { formatMoney } from './money.ts'

/** How a price comes about, line by line: list price, discount, tax by its name, total (MEM-R4). */
export const PriceLines = (props: { quote: Quote }) => {
  const money = (minor: number): string => formatMoney(minor, props.quote.currency)
  return (
    <>
      <dl class="price">
        <dt>{props.quote.discountMinor > 0 ? memberships_price_list() : memberships_price_net()}</dt>
        <dd>{money(props.quote.listMinor)}</dd>
        <Show when={props.quote.discountMinor > 0}>
          <dt>{memberships_price_discount({ percent: formatNumber(props.quote.discountPercent) })}</dt>
          <dd>{money(-props.quote.discountMinor)}</dd>
          <dt>{memberships_price_net()}</dt>
          <dd>{money(props.quote.netMinor)}</dd>
        </Show>
        <Show when={props.quote.taxName}>
          {(name) => (
            <>
              <dt>{memberships_price_tax({ tax: name(), percent: percentOf(props.quote.taxBasisPoints) })}</dt>
              <dd>{props.quote.exempt ? memberships_price_exempt() : money(props.quote.taxMinor)}</dd>
            </>
          )}
        </Show>
        <dt class="b">{memberships_price_total()}</dt>
        <dd class="b">{money(props.quote.totalMinor)}</dd>
      </dl>
      <PriceNotes quote={props.quote} />
    </>
  )
}

/** Where the amount was converted, the rate and its day; and that a country's tax may come on top (GEN-R9). */
const PriceNotes = (props: { quote: Quote }) => (
  <>
    <Show when={props.quote.converted}>
      {(from) => (
        <p class="t3 sm">
          {memberships_price_converted({
            amount: formatMoney(from().amountMinor, from().from),
            rate: from().perDollar,
            currency: props.quote.currency,
            date: dayText(from().day),
          })}
        </p>
      )}
    </Show>
    <Show when={props.quote.converted || props.quote.taxName === null}>
      <p class="t3 sm">{memberships_price_may_not()}</p>
    </Show>
  </>
)

/** 1950 basis points are `19.5`. */
const percentOf = (basisPoints: number): string => formatNumber(basisPoints / 100)
