import {
  memberships_column_amount,
  memberships_column_invoice,
  memberships_column_issued,
  memberships_column_item,
  memberships_column_location,
  memberships_column_net,
  memberships_column_order,
  memberships_column_state,
  memberships_column_tax,
  memberships_credit_note,
  memberships_invoice,
  memberships_invoice_soon,
  memberships_invoices_empty_text,
  memberships_invoices_empty_title,
  memberships_invoices_lead,
  memberships_invoices_list,
  memberships_invoices_what,
  memberships_years,
  memberships_years_all,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createListAddress } from '../lists/address.ts'
import { ListView } from '../lists/list-view.tsx'
import { programmePaths } from '../paths.programme.ts'
import { Icon } from '../ui/icon.tsx'
import { Flag, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { InvoiceRow } from './answers.ts'
import { MembershipFrame } from './frame.tsx'
import { formatMoney } from './money.ts'
import { paperAddress } from './papers.tsx'
import { invoiceWords, offerWords } from './words.ts'

const isCredit = ({ kind }: InvoiceRow): boolean => kind === 'credit_note'

/** What a credit note gives back is below zero. */
const signed = (row: InvoiceRow, minor: number): string => formatMoney(isCredit(row) ? -minor : minor, row.currency)

const columns: Column<InvoiceRow>[] = [
  {
    key: 'invoice',
    head: memberships_column_invoice(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <Show when={row.number} fallback={<span class="t3">{memberships_invoice_soon()}</span>}>
          {(number) => (
            <a class="name paper" href={paperAddress(row.invoiceId)} download="">
              <Icon name="download" />
              <span class="vh">{isCredit(row) ? memberships_credit_note() : memberships_invoice()}</span>{' '}
              <span class="num">{number()}</span>
            </a>
          )}
        </Show>
        <Show when={isCredit(row)}>
          <Flag icon="undo">{memberships_credit_note()}</Flag>
        </Show>
      </>
    ),
  },
  {
    key: 'issued',
    head: memberships_column_issued(),
    slot: 'under',
    cell: (row) => <Show when={row.issuedAt}>{(at) => <Time at={at()} form="date" />}</Show>,
  },
  {
    key: 'order',
    head: memberships_column_order(),
    slot: 'under',
    cell: (row) => (
      <a class="u num" href={programmePaths.feeOrder(row.orderId)}>
        {row.orderNumber}
      </a>
    ),
  },
  { key: 'item', head: memberships_column_item(), spare: true, cell: (row) => offerWords[row.offer].word() },
  {
    key: 'location',
    head: memberships_column_location(),
    spare: true,
    cell: (row) => (
      <>
        <span dir="auto">{row.locationName}</span> <span class="t3 num">{row.locationNumber}</span>
      </>
    ),
  },
  {
    key: 'net',
    head: memberships_column_net(),
    figures: true,
    spare: true,
    cell: (row) => <span class="num">{signed(row, row.netMinor)}</span>,
  },
  {
    key: 'tax',
    head: memberships_column_tax(),
    figures: true,
    spare: true,
    cell: (row) => <span class="num">{signed(row, row.taxMinor)}</span>,
  },
  {
    key: 'amount',
    head: memberships_column_amount(),
    figures: true,
    slot: 'next',
    cell: (row) => <span class="num">{signed(row, row.totalMinor)}</span>,
  },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => <Status look={invoiceWords[row.state].look}>{invoiceWords[row.state].word()}</Status>,
  },
]

/** Invoices and credit notes, by year; each paper as PDF once it is issued (MEM-R7). */
const InvoicesPage = () => {
  const address = createListAddress(['year'])
  const years = createTrpcQuery(api.memberships.invoiceYears)
  const year = () => (answerOf(years) ?? []).find((each) => String(each) === address.value('year')) ?? null
  const list = createTrpcQuery(
    api.memberships.invoices,
    () => ({ year: year(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const choice = (of: number | null, label: string) => (
    <button
      type="button"
      class="btn"
      aria-current={year() === of ? 'true' : undefined}
      onClick={() => address.change({ year: of === null ? null : String(of) })}
    >
      {label}
    </button>
  )
  return (
    <MembershipFrame current="invoices">
      <p class="t2 lead-in">{memberships_invoices_lead()}</p>
      <Show when={(answerOf(years) ?? []).length > 0}>
        <div class="views" role="group" aria-label={memberships_years()}>
          {choice(null, memberships_years_all())}
          <For each={answerOf(years)}>{(each) => choice(each, String(each))}</For>
        </div>
      </Show>
      <div class="fees">
        <ListView
          query={list}
          address={address}
          what={memberships_invoices_what()}
          label={memberships_invoices_list()}
          columns={columns}
          rowKey={(row) => row.invoiceId}
          rowName={(row) => row.number ?? row.orderNumber}
          empty={{ title: memberships_invoices_empty_title(), text: memberships_invoices_empty_text() }}
          none={{ title: memberships_invoices_empty_title(), text: memberships_invoices_empty_text() }}
        />
      </div>
    </MembershipFrame>
  )
}

export default InvoicesPage
