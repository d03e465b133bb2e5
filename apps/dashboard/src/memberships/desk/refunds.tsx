import {
  memberships_column_amount,
  memberships_column_order,
  memberships_column_state,
  memberships_desk_decide,
  memberships_desk_filter_decided,
  memberships_desk_filter_decided_tick,
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
  memberships_refund_reason,
} from '@ofrecord/messages/messages'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { createTrpcQuery } from '../../lib/query.ts'
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
import { orderColumn, organisationColumn } from './columns.tsx'
import { createDeskAddress, DeskList, isDone } from './list.tsx'
import { VerdictDialog } from './verdict.dialog.tsx'

const usesOf = ({ keysViewed, benefitsUsed }: RefundRow): string =>
  keysViewed + benefitsUsed === 0
    ? memberships_desk_uses_none()
    : memberships_desk_uses_both({ keys: keysViewed, benefits: benefitsUsed })

/** What a partner waits for is the desk's to do. */
const lookOf = ({ state }: RefundRow): Look => (state === 'refund_requested' ? looks.yours : orderWords[state].look)

const columns: Column<RefundRow>[] = [
  orderColumn(memberships_column_order(), (row) => row.number),
  organisationColumn(),
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
  const address = createDeskAddress()
  const list = createTrpcQuery(
    api.memberships.support.refunds,
    () => ({
      states: isDone(address) ? ['refunded' as const, 'refund_refused' as const] : ['refund_requested' as const],
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  return (
    <DeskList
      query={list}
      address={address}
      lead={memberships_desk_refunds_lead()}
      what={memberships_desk_refunds_what()}
      empty={{ title: memberships_desk_refunds_empty_title(), text: memberships_desk_refunds_empty_text() }}
      done={{
        label: memberships_desk_filter_decided(),
        word: memberships_desk_filter_decided_word(),
        tick: memberships_desk_filter_decided_tick(),
      }}
      columns={columns}
      rowKey={(row) => row.orderId}
      rowName={(row) => row.number}
      deed={(row) => (row.state === 'refund_requested' ? memberships_desk_decide() : null)}
      dialog={(row, close) => <RefundVerdict refund={row} onClose={close} />}
    />
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
