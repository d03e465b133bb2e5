import type { OrderState, PaymentState } from '@ofrecord/core/memberships/order.rules'
import { closedAs } from '@ofrecord/core/memberships/order.rules'
import {
  memberships_column_order,
  memberships_column_organisation,
  memberships_column_state,
  memberships_desk_arrived,
  memberships_desk_expected,
  memberships_desk_late,
  memberships_desk_match,
  memberships_desk_match_of,
  memberships_desk_missing,
  memberships_desk_more,
  memberships_desk_proof,
  memberships_desk_said,
  memberships_desk_said_on,
  memberships_desk_top_up,
  memberships_desk_transfers_empty_text,
  memberships_desk_transfers_empty_title,
  memberships_desk_transfers_lead,
  memberships_desk_transfers_search,
  memberships_desk_transfers_search_hint,
  memberships_desk_transfers_what,
  memberships_filter_state,
  memberships_payments_none_text,
  memberships_payments_none_title,
  people_menu_column,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { choiceChip } from '../../claims/list/chips.tsx'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { createAddressSearch, createListAddress } from '../../lists/address.ts'
import { ListView } from '../../lists/list-view.tsx'
import { dayText } from '../../people/days.ts'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import type { TransferRow } from '../answers.ts'
import { formatMoney } from '../money.ts'
import { deskPaymentWords } from '../words.ts'
import { orderColumn } from './columns.tsx'
import { MatchDialog } from './match.dialog.tsx'

/** States that a transfer can be in. */
const states = [
  'announced',
  'proof_uploaded',
  'short',
  'unmatched',
  'matched',
  'over',
] as const satisfies PaymentState[]

const columns: Column<TransferRow>[] = [
  orderColumn(memberships_column_order(), (row) => row.partnerReference),
  {
    key: 'organisation',
    head: memberships_column_organisation(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{row.organizationName}</span> <span class="t3">{row.locationName}</span>
      </>
    ),
  },
  {
    key: 'expected',
    head: memberships_desk_expected(),
    figures: true,
    slot: 'under',
    cell: (row) => (
      <>
        <span class="num">{formatMoney(row.totalMinor, row.currency)}</span>
        <Show when={row.receivedMinor > 0}>
          <div class="t3 num">{memberships_desk_arrived({ amount: formatMoney(row.receivedMinor, row.currency) })}</div>
        </Show>
      </>
    ),
  },
  {
    key: 'said',
    head: memberships_desk_said(),
    spare: true,
    cell: (row) => (
      <>
        <Show when={row.announced}>
          {(said) => (
            <div>
              <span class="num">{formatMoney(said().amountMinor, row.currency)}</span>{' '}
              <span class="t3">{memberships_desk_said_on({ date: dayText(said().sentOn) })}</span>
            </div>
          )}
        </Show>
        <Show when={row.proof}>
          <a class="paper" href={`/files/payments/${row.paymentId}/proof`}>
            <Icon name="file" />
            {memberships_desk_proof()} <span class="vh">{row.number}</span>
          </a>
        </Show>
      </>
    ),
  },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={deskPaymentWords[row.paymentState ?? 'announced'].look}>
          {deskPaymentWords[row.paymentState ?? 'announced'].word()}
        </Status>
        <Show when={row.paymentState === 'short'}>
          <span class="t3 num">
            {memberships_desk_missing({ amount: formatMoney(row.totalMinor - row.receivedMinor, row.currency) })}
          </span>
          <Show when={row.topUpDueAt}>
            {(due) => <span class="t3">{memberships_desk_top_up({ date: formatDate(due()) })}</span>}
          </Show>
        </Show>
      </>
    ),
  },
]

const bookingWord = (state: OrderState): string =>
  ({ over: memberships_desk_late, paid: memberships_desk_more, open: memberships_desk_match })[
    closedAs(state) ?? 'open'
  ]()

/** Transfers that wait for the bank's statement: with a proof first, then the oldest (B.16.5). */
export const DeskTransfers = () => {
  const address = createListAddress(['q', 'state'])
  const search = createAddressSearch(address)
  const [matched, setMatched] = createSignal<TransferRow>()
  const state = () => states.find((each) => each === address.value('state')) ?? null
  const list = createTrpcQuery(
    api.memberships.support.transfers,
    () => ({
      search: address.value('q'),
      states: state() === null ? [] : [state()!],
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  const deed: Column<TransferRow> = {
    key: 'match',
    head: people_menu_column(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <Show when={row.state === 'awaiting_payment' || closedAs(row.state) !== null}>
        <span class="row acts">
          <Button onClick={() => setMatched(row)}>
            {bookingWord(row.state)} <span class="vh">{memberships_desk_match_of({ order: row.number })}</span>
          </Button>
        </span>
      </Show>
    ),
  }
  return (
    <>
      <p class="t2 lead-in">{memberships_desk_transfers_lead()}</p>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: memberships_desk_transfers_search(),
          placeholder: memberships_desk_transfers_search_hint(),
        }}
        filters={[
          choiceChip({
            key: 'state',
            label: memberships_filter_state(),
            choices: () => states.map((value) => ({ value, label: deskPaymentWords[value].word() })),
            chosen: state,
            choose: (chosen) => address.change({ state: chosen }),
          }),
        ]}
        onClear={search.clear}
      />
      <div class="fees">
        <ListView
          query={list}
          address={{ ...address, clear: search.clear }}
          what={memberships_desk_transfers_what()}
          label={memberships_desk_transfers_what()}
          columns={[...columns, deed]}
          rowKey={(row) => row.orderId}
          rowName={(row) => row.number}
          empty={{ title: memberships_desk_transfers_empty_title(), text: memberships_desk_transfers_empty_text() }}
          none={{ title: memberships_payments_none_title(), text: memberships_payments_none_text() }}
        />
      </div>
      <Show when={matched()}>{(row) => <MatchDialog transfer={row()} onClose={() => setMatched()} />}</Show>
    </>
  )
}
