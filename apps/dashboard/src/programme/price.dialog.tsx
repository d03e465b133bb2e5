import {
  common_cancel,
  programme_fees_amount,
  programme_fees_amount_hint,
  programme_fees_currency,
  programme_fees_from,
  programme_fees_from_hint,
  programme_fees_offer,
  programme_fees_save,
  programme_fees_saved,
  programme_fees_saving,
  programme_fees_set_text,
  programme_fees_set_title,
} from '@ofrecord/messages/messages'
import { createSignal, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { offerWords } from '../memberships/words.ts'
import { dayText } from '../people/days.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'

/** Offers that have a price of their own; a gold upgrade is priced by gold. */
const offers = ['starter', 'silver', 'gold'] as const
type Offer = (typeof offers)[number]

/** A price of an offer in a currency, from a day on: a refusal stands at the field that it names. */
export const PriceDialog = (props: { today: string; onClose: () => void }) => {
  const [offer, setOffer] = createSignal<Offer>('silver')
  const [currency, setCurrency] = createSignal('')
  const [amount, setAmount] = createSignal('')
  const [validFrom, setValidFrom] = createSignal(untrack(() => props.today))
  const set = createTrpcMutation(api.memberships.fees.setPrice, {
    onSuccess: (_, price) => {
      const { amount: typed, currency: code } = price
      toast(
        programme_fees_saved({
          offer: offerWords[price.offer].word(),
          amount: typed,
          currency: code,
          date: dayText(price.validFrom),
        }),
      )
      props.onClose()
    },
  })
  const errorAt = (field: string): string | undefined => {
    const problem = set.error && problemOf(set.error)
    return problem?.field === field ? problem.message : undefined
  }
  const isAtField = () => ['currency', 'amount', 'validFrom'].some((field) => errorAt(field))
  const save = (): void => {
    if (set.isPending) return
    set.mutate({
      offer: offer(),
      currency: currency().trim().toUpperCase(),
      amount: amount().trim(),
      validFrom: validFrom(),
    })
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={programme_fees_set_title()}
      footer={
        <>
          <Button look="primary" busy={set.isPending} busyWord={programme_fees_saving()} onClick={save}>
            {programme_fees_save()}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <div class="notes">
        <Failure error={isAtField() ? undefined : set.error} />
      </div>
      <p class="t2 mb-3">{programme_fees_set_text()}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Field label={programme_fees_offer()}>
          <Select
            value={offer()}
            onChange={(value) => setOffer(offers.find((each) => each === value) ?? 'silver')}
            options={offers.map((value) => ({ value, label: offerWords[value].word() }))}
          />
        </Field>
        <Field label={programme_fees_currency()} error={errorAt('currency')}>
          <TextInput value={currency()} onInput={setCurrency} maxLength={3} placeholder="EUR" autocomplete="off" />
        </Field>
        <Field label={programme_fees_amount()} hint={programme_fees_amount_hint()} error={errorAt('amount')}>
          <TextInput value={amount()} onInput={setAmount} inputmode="decimal" autocomplete="off" />
        </Field>
        <Field label={programme_fees_from()} hint={programme_fees_from_hint()} error={errorAt('validFrom')}>
          <TextInput type="date" value={validFrom()} onInput={setValidFrom} min={props.today} />
        </Field>
        {/* Enter in a field sets, as the button below does. */}
        <button type="submit" class="hidden" tabindex="-1" />
      </form>
    </Dialog>
  )
}
