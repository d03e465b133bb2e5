import { offerCodes, paymentMethods } from '@ofrecord/core/memberships/order.rules'
import type { PaymentStanding } from '@ofrecord/core/memberships/order.input.rules'
import {
  memberships_column_amount,
  memberships_column_date,
  memberships_column_invoice,
  memberships_column_location,
  memberships_column_method,
  memberships_column_order,
  memberships_column_state,
  memberships_due_until,
  memberships_export_text,
  memberships_filter_from,
  memberships_filter_item,
  memberships_filter_location,
  memberships_filter_method,
  memberships_filter_ordered,
  memberships_filter_state,
  memberships_filter_until,
  memberships_payments_empty_text,
  memberships_payments_empty_title,
  memberships_payments_lead,
  memberships_payments_list,
  memberships_payments_none_text,
  memberships_payments_none_title,
  memberships_payments_search,
  memberships_payments_search_hint,
  memberships_payments_what,
  memberships_standing_word_cancelled,
  memberships_standing_word_expired,
  memberships_standing_word_outstanding,
  memberships_standing_word_paid,
  memberships_standing_word_refunded,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { choiceChip, rangeChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import { formatDate, formatList } from '../lib/format.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { ExportButton } from '../lists/export-button.tsx'
import { ListView } from '../lists/list-view.tsx'
import { programmePaths } from '../paths.programme.ts'
import { dayText } from '../people/days.ts'
import type { Filter } from '../ui/filter-bar.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { FilterChoices } from '../ui/filter-choices.tsx'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { OrderRow } from './answers.ts'
import { MembershipFrame } from './frame.tsx'
import { formatMoney } from './money.ts'
import { InvoiceLink, itemName } from './papers.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import { createPlaces } from '../organisations/places.ts'
import { methodWords, offerWords, orderWordOf } from './words.ts'

const standingWords: Record<PaymentStanding, () => string> = {
  outstanding: memberships_standing_word_outstanding,
  paid: memberships_standing_word_paid,
  refunded: memberships_standing_word_refunded,
  expired: memberships_standing_word_expired,
  cancelled: memberships_standing_word_cancelled,
}
const paymentStandings = Object.keys(standingWords) as PaymentStanding[]

const columns: Column<OrderRow>[] = [
  {
    key: 'order',
    head: memberships_column_order(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name num" href={programmePaths.feeOrder(row.orderId)}>
          {row.number}
        </a>
        <span class="t3">{itemName(row)}</span>
      </>
    ),
  },
  {
    key: 'date',
    head: memberships_column_date(),
    slot: 'under',
    cell: (row) => <Time at={row.orderedAt} form="date" />,
  },
  {
    key: 'location',
    head: memberships_column_location(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{row.locationName}</span> <span class="t3 num">{row.locationNumber}</span>
      </>
    ),
  },
  {
    key: 'amount',
    head: memberships_column_amount(),
    figures: true,
    slot: 'next',
    cell: (row) => <span class="num">{formatMoney(row.totalMinor, row.currency)}</span>,
  },
  { key: 'method', head: memberships_column_method(), spare: true, cell: (row) => methodWords[row.method]() },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={orderWordOf(row).look}>{orderWordOf(row).word()}</Status>
        <Show when={row.standing === 'outstanding' && row.dueAt}>
          {(due) => <span class="t3">{memberships_due_until({ date: formatDate(due()) })}</span>}
        </Show>
      </>
    ),
  },
  { key: 'invoice', head: memberships_column_invoice(), slot: 'next', cell: (row) => <InvoiceLink of={row} /> },
]

/** The history of payments: what is outstanding first, then the newest (B.9). */
const PaymentsPage = () => {
  const address = createListAddress(['q', 'state', 'method', 'offer', 'location', 'from', 'until'])
  const places = createPlaces('memberships.see')
  const search = createAddressSearch(address)
  const standings = () => {
    const chosen = address.value('state').split(',')
    return paymentStandings.filter((each) => chosen.includes(each))
  }
  const filters = () => ({
    search: address.value('q'),
    standings: standings(),
    method: paymentMethods.find((method) => method === address.value('method')) ?? null,
    offer: offerCodes.find((offer) => offer === address.value('offer')) ?? null,
    locationId: address.value('location') || null,
    orderedFrom: address.value('from') || null,
    orderedUntil: address.value('until') || null,
  })
  const list = createTrpcQuery(
    api.memberships.payments,
    () => ({ ...filters(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const chips = (): Filter[] => [
    {
      key: 'state',
      label: memberships_filter_state(),
      value: standings().length === 0 ? undefined : formatList(standings().map((each) => standingWords[each]())),
      editor: () => (
        <FilterChoices
          options={paymentStandings.map((value) => ({ value, label: standingWords[value]() }))}
          chosen={standings()}
          onChange={(chosen) => address.change({ state: chosen.join(',') || null })}
        />
      ),
      onRemove: () => address.change({ state: null }),
    },
    choiceChip({
      key: 'method',
      label: memberships_filter_method(),
      choices: () => paymentMethods.map((value) => ({ value, label: methodWords[value]() })),
      chosen: () => filters().method,
      choose: (method) => address.change({ method }),
    }),
    choiceChip({
      key: 'offer',
      label: memberships_filter_item(),
      choices: () => offerCodes.map((value) => ({ value, label: offerWords[value].word() })),
      chosen: () => filters().offer,
      choose: (offer) => address.change({ offer }),
    }),
    placeChip(places, {
      label: memberships_filter_location(),
      chosen: () => filters().locationId,
      choose: (location) => address.change({ location }),
    }),
    rangeChip({
      key: 'ordered',
      label: memberships_filter_ordered(),
      words: { from: memberships_filter_from(), to: memberships_filter_until() },
      shown: rangeText(filters().orderedFrom, filters().orderedUntil),
      from: () => filters().orderedFrom,
      to: () => filters().orderedUntil,
      change: ({ from, to }) => address.change({ from, until: to }),
    }),
  ]
  return (
    <MembershipFrame
      current="payments"
      actions={
        <ExportButton
          procedure={api.memberships.exportCount}
          file="payments"
          filters={filters()}
          text={memberships_export_text}
        />
      }
    >
      <p class="t2 lead-in">{memberships_payments_lead()}</p>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: memberships_payments_search(),
          placeholder: memberships_payments_search_hint(),
        }}
        filters={chips()}
        onClear={search.clear}
      />
      <div class="fees">
        <ListView
          query={list}
          address={{ ...address, clear: search.clear }}
          what={memberships_payments_what()}
          label={memberships_payments_list()}
          columns={columns}
          rowKey={(row) => row.orderId}
          rowName={(row) => row.number}
          empty={{ title: memberships_payments_empty_title(), text: memberships_payments_empty_text() }}
          none={{ title: memberships_payments_none_title(), text: memberships_payments_none_text() }}
        />
      </div>
    </MembershipFrame>
  )
}

export default PaymentsPage

const rangeText = (from: string | null, until: string | null): string | undefined => {
  if (from === null && until === null) return undefined
  return `${from === null ? '…' : dayText(from)} – ${until === null ? '…' : dayText(until)}`
}
