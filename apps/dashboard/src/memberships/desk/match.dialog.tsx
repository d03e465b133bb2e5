import { closedAs, paymentMoves } from '@ofrecord/core/memberships/order.rules'
import {
  common_cancel,
  memberships_desk_arrived_error,
  memberships_desk_arrived_label,
  memberships_desk_bank_reference,
  memberships_desk_bank_reference_error,
  memberships_desk_bank_reference_hint,
  memberships_desk_book,
  memberships_desk_booked_all,
  memberships_desk_booked_late,
  memberships_desk_booked_over,
  memberships_desk_booked_short,
  memberships_desk_booking,
  memberships_desk_expected,
  memberships_desk_fact_arrived,
  memberships_desk_lose,
  memberships_desk_lost_toast,
  memberships_desk_match_title,
  memberships_desk_said,
  memberships_desk_said_all,
  memberships_desk_will_equal,
  memberships_desk_will_late,
  memberships_desk_will_more,
  memberships_desk_will_over,
  memberships_desk_will_short,
  memberships_transfer_reference,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { problemOf } from '../../lib/problem.ts'
import { dayText } from '../../people/days.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { DefinitionList } from '../../ui/record.tsx'
import { toast } from '../../ui/toast.tsx'
import type { TransferRow } from '../answers.ts'
import { formatMoney, parseMoney } from '../money.ts'

/** Books what the bank's statement shows; says before it is booked whether it is all, too little or too much. */
export const MatchDialog = (props: { transfer: TransferRow; onClose: () => void }) => {
  const money = (minor: number): string => formatMoney(minor, props.transfer.currency)
  const [arrived, setArrived] = createSignal('')
  const [reference, setReference] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const minor = () => parseMoney(arrived(), props.transfer.currency)
  /** Above zero: missing; below: too much; undefined while nothing is typed. */
  const missing = () => {
    const typed = minor()
    return typed ? props.transfer.totalMinor - props.transfer.receivedMinor - typed : undefined
  }
  const book = createTrpcMutation(api.memberships.support.matchTransfer, {
    onSuccess: ({ missingMinor, overMinor }) => {
      const order = props.transfer.number
      if (missingMinor > 0) toast(memberships_desk_booked_short({ order, amount: money(missingMinor) }))
      else if (overMinor > 0) toast(memberships_desk_booked_over({ order, amount: money(overMinor) }))
      else toast(memberships_desk_booked_all({ order }))
      props.onClose()
    },
  })
  const lose = createTrpcMutation(api.memberships.support.loseTransfer, {
    onSuccess: () => {
      toast(memberships_desk_lost_toast({ order: props.transfer.number }))
      props.onClose()
    },
  })
  const late = createTrpcMutation(api.memberships.support.bookLate, {
    onSuccess: ({ owedMinor }) => {
      toast(memberships_desk_booked_late({ order: props.transfer.number, amount: money(owedMinor) }))
      props.onClose()
    },
  })
  const closed = () => closedAs(props.transfer.state)
  const isBusy = () => book.isPending || late.isPending || lose.isPending
  const stale = () => ({ paymentId: props.transfer.paymentId, version: props.transfer.paymentVersion })
  const refusedReference = () => {
    const error = book.error ?? late.error
    const problem = error && problemOf(error)
    return problem?.field === 'reference' ? problem.message : undefined
  }
  const submit = (): void => {
    setTried(true)
    const typed = minor()
    if (!typed || reference().trim() === '' || isBusy()) return
    const booking = closed() ? late : book
    booking.mutate({ ...stale(), arrivedMinor: typed, reference: reference().trim() })
  }
  const mayLose = () => closed() === null && 'lose' in paymentMoves[props.transfer.paymentState ?? 'announced']
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={memberships_desk_match_title({ order: props.transfer.number })}
      footer={
        <>
          <Button
            look="primary"
            busy={book.isPending || late.isPending}
            busyWord={memberships_desk_booking()}
            onClick={submit}
          >
            {memberships_desk_book()}
          </Button>
          <Show when={mayLose()}>
            <Button busy={lose.isPending} onClick={() => !isBusy() && lose.mutate(stale())}>
              {memberships_desk_lose()}
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <div class="notes">
        <Failure error={refusedReference() ? undefined : (book.error ?? late.error ?? lose.error)} />
      </div>
      <DefinitionList
        class="mb-4"
        facts={[
          { term: memberships_desk_expected(), detail: <span class="b num">{money(props.transfer.totalMinor)}</span> },
          {
            term: memberships_desk_fact_arrived(),
            detail: props.transfer.receivedMinor > 0 && money(props.transfer.receivedMinor),
          },
          { term: memberships_transfer_reference(), detail: props.transfer.partnerReference, mono: true },
          {
            term: memberships_desk_said(),
            detail:
              props.transfer.announced &&
              memberships_desk_said_all({
                amount: money(props.transfer.announced.amountMinor),
                date: dayText(props.transfer.announced.sentOn),
                reference: props.transfer.announced.reference,
              }),
          },
        ]}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field
          label={memberships_desk_arrived_label({ currency: props.transfer.currency })}
          error={isTried() && !minor() ? memberships_desk_arrived_error() : undefined}
        >
          <TextInput value={arrived()} onInput={setArrived} inputmode="decimal" autocomplete="off" />
        </Field>
        <Field
          label={memberships_desk_bank_reference()}
          hint={memberships_desk_bank_reference_hint()}
          error={
            refusedReference() ??
            (isTried() && reference().trim() === '' ? memberships_desk_bank_reference_error() : undefined)
          }
        >
          <TextInput value={reference()} onInput={setReference} mono maxLength={140} autocomplete="off" />
        </Field>
        {/* Enter in a field books, as the button below does. */}
        <button type="submit" class="hidden" tabindex="-1" />
      </form>
      <p class="b" role="status">
        <Show
          when={closed() === null}
          fallback={closed() === 'paid' ? memberships_desk_will_more() : memberships_desk_will_late()}
        >
          <Outcome missing={missing()} money={money} />
        </Show>
      </p>
    </Dialog>
  )
}

const Outcome = (props: { missing: number | undefined; money: (minor: number) => string }) => (
  <Show when={props.missing !== undefined}>
    {props.missing === 0
      ? memberships_desk_will_equal()
      : (props.missing ?? 0) > 0
        ? memberships_desk_will_short({ amount: props.money(props.missing ?? 0) })
        : memberships_desk_will_over({ amount: props.money(-(props.missing ?? 0)) })}
  </Show>
)
