import {
  memberships_column_amount,
  memberships_column_order,
  memberships_column_organisation,
  memberships_column_state,
  memberships_desk_decide,
  memberships_desk_filter_decided,
  memberships_desk_filter_decided_tick,
  memberships_desk_match_of,
  memberships_desk_paid_on,
  memberships_desk_refund_approve,
  memberships_desk_refund_approved,
  memberships_desk_refund_asked,
  memberships_desk_refund_refuse,
  memberships_desk_refund_refused,
  memberships_desk_refund_text,
  memberships_desk_refund_title,
  memberships_desk_refunds_empty_text,
  memberships_desk_refunds_empty_title,
  memberships_desk_refunds_lead,
  memberships_desk_refunds_what,
  memberships_desk_uses,
  memberships_desk_uses_both,
  memberships_desk_uses_none,
  memberships_desk_filter_decided_word,
  memberships_payments_none_text,
  memberships_payments_none_title,
  memberships_refund_reason,
  people_menu_column,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { tickChip } from '../../claims/list/chips.tsx'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { createListAddress } from '../../lists/address.ts'
import { ListView } from '../../lists/list-view.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { DefinitionList } from '../../ui/record.tsx'
import type { Look } from '../../ui/status.tsx'
import { looks, Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import type { RefundRow } from '../answers.ts'
import { formatMoney } from '../money.ts'
import { itemName } from '../papers.tsx'
import { orderWords } from '../words.ts'
import { VerdictDialog } from './verdict.dialog.tsx'

const usesOf = ({ keysViewed, benefitsUsed }: RefundRow): string =>
  keysViewed + benefitsUsed === 0
    ? memberships_desk_uses_none()
    : memberships_desk_uses_both({ keys: keysViewed, benefits: benefitsUsed })

/** What a partner waits for is the desk's to do. */
const lookOf = ({ state }: RefundRow): Look => (state === 'refund_requested' ? looks.yours : orderWords[state].look)

const columns: Column<RefundRow>[] = [
  {
    key: 'order',
    head: memberships_column_order(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <span class="b num">{row.number}</span>
        <span class="t3">{itemName(row)}</span>
      </>
    ),
  },
  {
    key: 'organisation',
    head: memberships_column_organisation(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.organizationName}</span>,
  },
  {
    key: 'amount',
    head: memberships_column_amount(),
    figures: true,
    slot: 'under',
    cell: (row) => <span class="num">{formatMoney(row.totalMinor, row.currency)}</span>,
  },
  {
    key: 'asked',
    head: memberships_desk_refund_asked(),
    spare: true,
    cell: (row) => (
      <>
        <Time at={row.refundAskedAt} form="date" /> <span class="t3">{row.askedByName}</span>
      </>
    ),
  },
  { key: 'uses', head: memberships_desk_uses(), cell: usesOf, slot: 'next' },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => <Status look={lookOf(row)}>{orderWords[row.state].word()}</Status>,
  },
]

/** Refunds that partners asked for, the oldest first; a refund ends what was bought (MEM-R6). */
export const DeskRefunds = () => {
  const address = createListAddress(['decided'])
  const [judged, setJudged] = createSignal<RefundRow>()
  const isDecided = () => address.value('decided') === '1'
  const list = createTrpcQuery(
    api.memberships.support.refunds,
    () => ({
      states: isDecided() ? ['refunded' as const, 'refund_refused' as const] : ['refund_requested' as const],
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  const deed: Column<RefundRow> = {
    key: 'decide',
    head: people_menu_column(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <Show when={row.state === 'refund_requested'}>
        <span class="row acts">
          <Button onClick={() => setJudged(row)}>
            {memberships_desk_decide()} <span class="vh">{memberships_desk_match_of({ order: row.number })}</span>
          </Button>
        </span>
      </Show>
    ),
  }
  return (
    <>
      <p class="t2 lead-in">{memberships_desk_refunds_lead()}</p>
      <FilterBar
        filters={[
          tickChip({
            key: 'decided',
            label: memberships_desk_filter_decided(),
            word: memberships_desk_filter_decided_word(),
            tick: memberships_desk_filter_decided_tick(),
            on: isDecided,
            turn: (on) => address.change({ decided: on ? '1' : null }),
          }),
        ]}
        onClear={address.clear}
      />
      <div class="fees">
        <ListView
          query={list}
          address={address}
          what={memberships_desk_refunds_what()}
          label={memberships_desk_refunds_what()}
          columns={[...columns, deed]}
          rowKey={(row) => row.orderId}
          rowName={(row) => row.number}
          empty={{ title: memberships_desk_refunds_empty_title(), text: memberships_desk_refunds_empty_text() }}
          none={{ title: memberships_payments_none_title(), text: memberships_payments_none_text() }}
        />
      </div>
      <Show when={judged()}>{(row) => <RefundVerdict refund={row()} onClose={() => setJudged()} />}</Show>
    </>
  )
}

const RefundVerdict = (props: { refund: RefundRow; onClose: () => void }) => {
  const decide = createTrpcMutation(api.memberships.support.decideRefund, {
    onSuccess: (_, { verdict }) => {
      const order = props.refund.number
      toast(
        verdict === 'approve'
          ? memberships_desk_refund_approved({ order })
          : memberships_desk_refund_refused({ order }),
      )
      props.onClose()
    },
  })
  return (
    <VerdictDialog
      title={memberships_desk_refund_title({
        amount: formatMoney(props.refund.totalMinor, props.refund.currency),
        organisation: props.refund.organizationName,
      })}
      approve={memberships_desk_refund_approve()}
      refuse={memberships_desk_refund_refuse()}
      busy={decide.isPending}
      error={decide.error}
      onDecide={(verdict, note) =>
        decide.mutate({ orderId: props.refund.orderId, verdict, note, version: props.refund.version })
      }
      onClose={props.onClose}
    >
      <p class="t2 mb-3">{memberships_desk_refund_text()}</p>
      <DefinitionList
        facts={[
          { term: memberships_column_order(), detail: `${props.refund.number} · ${itemName(props.refund)}` },
          { term: memberships_desk_paid_on(), detail: props.refund.paidAt && formatDate(props.refund.paidAt) },
          {
            term: memberships_desk_refund_asked(),
            detail: [formatDate(props.refund.refundAskedAt), props.refund.askedByName].filter(Boolean).join(' · '),
          },
          { term: memberships_desk_uses(), detail: usesOf(props.refund) },
          { term: memberships_refund_reason(), detail: props.refund.refundReason },
        ]}
      />
    </VerdictDialog>
  )
}
