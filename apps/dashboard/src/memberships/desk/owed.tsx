import {
  common_cancel,
  memberships_column_state,
  memberships_desk_owed_amount,
  memberships_desk_owed_came,
  memberships_desk_owed_credit,
  memberships_desk_owed_credited,
  memberships_desk_owed_empty_text,
  memberships_desk_owed_empty_title,
  memberships_desk_owed_filter,
  memberships_desk_owed_filter_tick,
  memberships_desk_owed_filter_word,
  memberships_desk_owed_give,
  memberships_desk_owed_how,
  memberships_desk_owed_how_back,
  memberships_desk_owed_how_credit,
  memberships_desk_owed_lead,
  memberships_desk_owed_no_order,
  memberships_desk_owed_order,
  memberships_desk_owed_reference,
  memberships_desk_owed_reference_error,
  memberships_desk_owed_save,
  memberships_desk_owed_saved,
  memberships_desk_owed_title,
  memberships_desk_owed_what,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { toast } from '../../ui/toast.tsx'
import type { OwedRow } from '../answers.ts'
import { formatMoney } from '../money.ts'
import { deskPaymentWords } from '../words.ts'
import { orderColumn, organisationColumn } from './columns.tsx'
import { createDeskAddress, DeskList, isDone } from './list.tsx'

/** What is owed, or was before it was given back. */
const amountOf = ({ owedMinor, givenBack, currency }: OwedRow): string =>
  formatMoney(owedMinor > 0 ? owedMinor : (givenBack?.amountMinor ?? 0), currency)

const columns: Column<OwedRow>[] = [
  orderColumn(memberships_desk_owed_came(), (row) => row.number),
  organisationColumn(),
  {
    key: 'amount',
    head: memberships_desk_owed_amount(),
    figures: true,
    slot: 'under',
    cell: (row) => <span class="num">{amountOf(row)}</span>,
  },
  {
    key: 'state',
    head: memberships_column_state(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={deskPaymentWords[row.paymentState ?? 'owed'].look}>
          {deskPaymentWords[row.paymentState ?? 'owed'].word()}
        </Status>
        <Show when={row.owedMinor === 0 && row.givenBack}>{(given) => <span class="t3">{given().to}</span>}</Show>
      </>
    ),
  },
]

/** Money that is the partner's, the oldest first: paid back, or credited to an order that waits (MEM-R5). */
export const DeskOwed = () => {
  const address = createDeskAddress()
  const list = createTrpcQuery(
    api.memberships.support.owed,
    () => ({ withDone: isDone(address), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  return (
    <DeskList
      query={list}
      address={address}
      lead={memberships_desk_owed_lead()}
      what={memberships_desk_owed_what()}
      empty={{ title: memberships_desk_owed_empty_title(), text: memberships_desk_owed_empty_text() }}
      done={{
        label: memberships_desk_owed_filter(),
        word: memberships_desk_owed_filter_word(),
        tick: memberships_desk_owed_filter_tick(),
      }}
      columns={columns}
      rowKey={(row) => row.orderId}
      rowName={(row) => row.number}
      deed={(row) => (row.owedMinor > 0 ? memberships_desk_owed_give() : null)}
      dialog={(row, close) => <GiveBackDialog owed={row} onClose={close} />}
    />
  )
}

const GiveBackDialog = (props: { owed: OwedRow; onClose: () => void }) => {
  const [how, setHow] = createSignal('back')
  const [reference, setReference] = createSignal('')
  const [order, setOrder] = createSignal(untrack(() => props.owed.openOrders[0] ?? ''))
  const [isTried, setTried] = createSignal(false)
  const done = (text: string): void => {
    toast(text)
    props.onClose()
  }
  const amount = untrack(() => amountOf(props.owed))
  const payBack = createTrpcMutation(api.memberships.support.payBack, {
    onSuccess: () => done(memberships_desk_owed_saved({ amount })),
  })
  const credit = createTrpcMutation(api.memberships.support.creditOwed, {
    onSuccess: () => done(memberships_desk_owed_credited({ amount, order: order() })),
  })
  const isBack = () => how() === 'back'
  const isBusy = () => payBack.isPending || credit.isPending
  const give = (): void => {
    setTried(true)
    const one = { paymentId: props.owed.paymentId, version: props.owed.paymentVersion }
    if (isBusy()) return
    if (!isBack() && order()) credit.mutate({ ...one, orderNumber: order() })
    if (isBack() && reference().trim()) payBack.mutate({ ...one, reference: reference().trim() })
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={memberships_desk_owed_title({ amount, organisation: props.owed.organizationName })}
      footer={
        <>
          <Button look="primary" busy={isBusy()} onClick={give}>
            {isBack() ? memberships_desk_owed_save() : memberships_desk_owed_credit()}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <div class="notes">
        <Failure error={isBack() ? payBack.error : credit.error} />
      </div>
      <RadioGroup
        label={memberships_desk_owed_how()}
        value={how()}
        onChange={setHow}
        choices={[
          { value: 'back', label: memberships_desk_owed_how_back() },
          { value: 'credit', label: memberships_desk_owed_how_credit() },
        ]}
      />
      <Show
        when={isBack()}
        fallback={
          <Show
            when={props.owed.openOrders.length > 0}
            fallback={<p class="t2">{memberships_desk_owed_no_order({ currency: props.owed.currency })}</p>}
          >
            <Field label={memberships_desk_owed_order()}>
              <Select
                value={order()}
                onChange={setOrder}
                options={props.owed.openOrders.map((number) => ({ value: number, label: number }))}
              />
            </Field>
          </Show>
        }
      >
        <Field
          label={memberships_desk_owed_reference()}
          error={isTried() && reference().trim() === '' ? memberships_desk_owed_reference_error() : undefined}
        >
          <TextInput value={reference()} onInput={setReference} mono maxLength={140} autocomplete="off" />
        </Field>
      </Show>
    </Dialog>
  )
}
