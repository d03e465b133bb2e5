import type { OfferCode } from '@ofrecord/core/memberships/order.rules'
import {
  memberships_offer_until,
  memberships_order_competency,
  memberships_order_competency_hint,
  memberships_order_offer_error,
  memberships_order_offer_title,
  memberships_order_offer_what,
  memberships_order_price_of,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { useMe } from '../lib/session.ts'
import { dayText } from '../people/days.ts'
import type { Choice } from '../ui/choices.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import type { Offer, Offers } from './answers.ts'
import { formatMoney } from './money.ts'
import { whyNot } from './offer.words.ts'
import { StepForm } from './step-form.tsx'
import { offerWords } from './words.ts'

/** What is bought, and for which competency where several meet the level. */
export const OfferStep = (props: {
  offers: Offers
  offer: string
  competency: string
  onGo: (answer: { offer: OfferCode; competency: string }) => void
}) => {
  const me = useMe()
  const buyable = (code: string) => props.offers.offers.find(({ offer, refusal }) => offer === code && refusal === null)
  const [chosen, setChosen] = createSignal(untrack(() => buyable(props.offer)?.offer ?? ''))
  const [competency, setCompetency] = createSignal(untrack(() => props.competency))
  const [isTried, setTried] = createSignal(false)
  const competencies = () => buyable(chosen())?.competencies ?? []
  const enrollment = () => competencies().find(({ enrollmentId }) => enrollmentId === competency()) ?? competencies()[0]
  const submit = (): void => {
    setTried(true)
    const offer = buyable(chosen())
    if (offer) props.onGo({ offer: offer.offer, competency: enrollment()?.enrollmentId ?? '' })
  }
  const choiceOf = (offer: Offer): Choice => {
    const why = whyNot(offer, props.offers, me().vendor.name)
    return {
      value: offer.offer,
      label: offerWords[offer.offer].word(),
      hint: hintOf(offer),
      reason: why && (
        <>
          {why.text}{' '}
          <Show when={why.way}>
            {(way) => (
              <a class="u" href={way().href}>
                {way().label}
              </a>
            )}
          </Show>
        </>
      ),
    }
  }
  return (
    <StepForm title={memberships_order_offer_title()} onSubmit={submit}>
      <RadioGroup
        label={memberships_order_offer_what()}
        labelHidden
        value={chosen() || undefined}
        onChange={setChosen}
        choices={props.offers.offers.map(choiceOf)}
        error={isTried() && !buyable(chosen()) ? memberships_order_offer_error() : undefined}
      />
      <Show when={competencies().length > 1}>
        <RadioGroup
          label={memberships_order_competency()}
          hint={memberships_order_competency_hint()}
          value={enrollment()?.enrollmentId}
          onChange={setCompetency}
          choices={competencies().map(({ enrollmentId, name }) => ({ value: enrollmentId, label: name }))}
        />
      </Show>
    </StepForm>
  )
}

const hintOf = ({ quote, coversUntil, refusal }: Offer): string => {
  const price = quote ? memberships_order_price_of({ amount: formatMoney(quote.totalMinor, quote.currency) }) : ''
  return refusal === null ? `${price} ${memberships_offer_until({ date: dayText(coversUntil) })}` : price
}
