import type { OfferCode, PaymentMethod } from '@ofrecord/core/memberships/order.rules'
import { useSearchParams } from '@solidjs/router'
import {
  memberships_offers_what,
  memberships_order_step_location,
  memberships_order_step_method,
  memberships_order_step_offer,
  memberships_order_step_review,
  memberships_order_title,
  memberships_title,
} from '@ofrecord/messages/messages'
import { Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { Loaded } from '../ui/loaded.tsx'
import type { Step } from '../ui/steps.tsx'
import { StepCount, Steps } from '../ui/steps.tsx'
import { MethodStep } from './method.step.tsx'
import { LocationStep } from './location.step.tsx'
import { OfferStep } from './offer.step.tsx'
import { createPlaces } from '../organisations/places.ts'
import { ReviewStep } from './review.step.tsx'
import { TaxConfirmationStep } from './tax-confirmation.step.tsx'
import { methodWords, offerWords } from './words.ts'
import '../organisations/organisations.css'
import '../people/people.css'
import './memberships.css'

const steps = ['location', 'offer', 'method', 'review'] as const
type StepName = (typeof steps)[number]

interface Choices {
  location: string
  offer: OfferCode
  competency: string
  method: PaymentMethod
}

const labels: Record<StepName, () => string> = {
  location: memberships_order_step_location,
  offer: memberships_order_step_offer,
  method: memberships_order_step_method,
  review: memberships_order_step_review,
}

/** An order of a fee, in four steps; whatever was chosen stands in the address, so a refusal or a reload loses nothing. */
const OrderPage = () => {
  const [params, setParams] = useSearchParams<{ [Name in keyof Choices | 'step']?: string }>()
  const places = createPlaces('memberships.see')
  // Who has one location was not asked for it.
  const location = () => places.of(params.location ?? places.only())
  const offers = createTrpcQuery(
    api.memberships.offers,
    () => ({ locationId: location()?.id ?? '' }),
    () => ({ enabled: location() !== undefined }),
  )
  const offer = () => answerOf(offers)?.offers.find((each) => each.offer === params.offer && each.refusal === null)
  const method = () => answerOf(offers)?.methods.find((each) => each === params.method)
  const isDone = (step: StepName): boolean =>
    ({
      location: location() !== undefined,
      offer: offer() !== undefined,
      method: method() !== undefined,
      review: false,
    })[step]
  const firstOpen = () => steps.find((step) => !isDone(step)) ?? 'review'
  const step = (): StepName => {
    const wanted = steps.find((each) => each === params.step) ?? firstOpen()
    return steps.indexOf(wanted) > steps.indexOf(firstOpen()) ? firstOpen() : wanted
  }
  // On to what is not answered yet; what an address brought along is not asked again.
  const go = (answers: Partial<Choices>): void => setParams({ ...answers, step: null }, { scroll: true })
  const chosen = (name: StepName): string | undefined => {
    const known = offer()
    const paid = method()
    if (name === 'location') return location()?.name
    if (name === 'offer') return known && offerWords[known.offer].word()
    return name === 'method' ? paid && methodWords[paid]() : undefined
  }
  const addressOf = (name: StepName): string =>
    `${programmePaths.orderFee(params.offer ?? '')}&${new URLSearchParams({
      ...(location() && { location: location()!.id }),
      ...(params.competency && { competency: params.competency }),
      ...(method() && { method: method()! }),
      step: name,
    })}`
  const rail = (): Step[] =>
    steps.map((name) => ({
      label: labels[name](),
      at: name === step() ? 'now' : isDone(name) ? 'done' : 'next',
      href: addressOf(name),
      chosen: isDone(name) ? chosen(name) : undefined,
    }))
  createPage(() => ({
    title: memberships_order_title(),
    above: [{ label: memberships_title(), href: paths.membership }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <StepCount steps={rail()} />
          <h1>{memberships_order_title()}</h1>
        </div>
      </div>
      <div class="stepped">
        <Steps steps={rail()} />
        <div class="max-w-160">
          <Switch>
            <Match when={step() === 'location'}>
              <LocationStep places={places} chosen={location()?.id ?? ''} onGo={(id) => go({ location: id })} />
            </Match>
            <Match when={location()}>
              {(place) => (
                <Loaded query={offers} what={memberships_offers_what()} rows={4}>
                  {(known) => (
                    <Switch>
                      <Match when={known().taxConfirmation}>
                        {(open) => <TaxConfirmationStep location={place()} open={open()} />}
                      </Match>
                      <Match when={step() === 'offer'}>
                        <OfferStep
                          offers={known()}
                          offer={params.offer ?? ''}
                          competency={params.competency ?? ''}
                          onGo={(answer) => go(answer)}
                        />
                      </Match>
                      <Match when={step() === 'method'}>
                        <MethodStep
                          methods={known().methods}
                          chosen={method()}
                          onGo={(answer) => go({ method: answer })}
                        />
                      </Match>
                      <Match when={step() === 'review'}>
                        <Show when={offer()}>
                          {(bought) => (
                            <ReviewStep
                              location={place()}
                              offer={bought()}
                              competency={params.competency ?? ''}
                              method={method() ?? 'transfer'}
                            />
                          )}
                        </Show>
                      </Match>
                    </Switch>
                  )}
                </Loaded>
              )}
            </Match>
          </Switch>
        </div>
      </div>
    </>
  )
}

export default OrderPage
