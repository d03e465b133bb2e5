import { useSearchParams } from '@solidjs/router'
import {
  memberships_offer_brings,
  memberships_offer_order,
  memberships_offer_order_of,
  memberships_offer_renew,
  memberships_offer_until,
  memberships_offers_location,
  memberships_offers_title,
  memberships_offers_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatList } from '../lib/format.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { programmePaths } from '../paths.programme.ts'
import { dayText } from '../people/days.ts'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import type { Offer, Offers } from './answers.ts'
import { whyNot } from './offer.words.ts'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { createPlaces } from '../organisations/places.ts'
import { PriceLines } from './price.tsx'
import { offerWords, tierWords } from './words.ts'

/** What the organisation could buy today for one of its locations, each with its price, and why not where it may not. */
export const OfferSection = () => {
  const [params, setParams] = useSearchParams<{ location?: string }>()
  const places = createPlaces('memberships.see')
  const chosen = () => places.of(params.location ?? places.first()?.rows[0]?.id ?? '')?.id
  const offers = createTrpcQuery(
    api.memberships.offers,
    () => ({ locationId: chosen() ?? '' }),
    () => ({ enabled: chosen() !== undefined, keepsPrevious: true }),
  )
  return (
    <Section title={memberships_offers_title()} first>
      <Show when={places.first() && places.only() === ''}>
        <Field label={memberships_offers_location()} class="mt-3 max-w-88">
          <PlaceSelect
            places={places}
            value={chosen() ?? ''}
            onChange={(location) => setParams({ location }, { replace: true, scroll: false })}
          />
        </Field>
      </Show>
      <Loaded query={offers} what={memberships_offers_what()} rows={4}>
        {(known) => (
          <ul class="offers">
            <For each={known().offers}>{(offer) => <OfferRow offer={offer} offers={known()} />}</For>
          </ul>
        )}
      </Loaded>
    </Section>
  )
}

const OfferRow = (props: { offer: Offer; offers: Offers }) => {
  const me = useMe()
  const why = () => whyNot(props.offer, props.offers, me().vendor.name)
  const name = () => offerWords[props.offer.offer].word()
  return (
    <li>
      <div>
        <h3>{name()}</h3>
        <p class="t2 sm">{offerWords[props.offer.offer].about()}</p>
        <Show when={props.offer.competencies.length > 0}>
          <p class="t2 sm">{memberships_offer_brings({ competencies: formatList(competencyNames(props.offer)) })}</p>
        </Show>
        <Show
          when={why()}
          fallback={
            <>
              <p class="t3 sm">{memberships_offer_until({ date: dayText(props.offer.coversUntil) })}</p>
              <Show when={may(me(), 'memberships.manage')}>
                <a
                  class="btn"
                  href={`${programmePaths.orderFee(props.offer.offer)}&location=${props.offers.locationId}`}
                >
                  {props.offer.renewal
                    ? memberships_offer_renew({ tier: tierWords[props.offer.tier]() })
                    : memberships_offer_order()}{' '}
                  <span class="vh">{memberships_offer_order_of({ offer: name() })}</span>
                </a>
              </Show>
            </>
          }
        >
          {(known) => (
            <p class="why flex gap-1.5">
              <Icon name="lock" />
              <span>
                {known().text}{' '}
                <Show when={known().way}>
                  {(way) => (
                    <a class="u" href={way().href}>
                      {way().label}
                    </a>
                  )}
                </Show>
              </span>
            </p>
          )}
        </Show>
      </div>
      <Show when={props.offer.quote}>
        {(quote) => (
          <div>
            <PriceLines quote={quote()} />
          </div>
        )}
      </Show>
    </li>
  )
}

/** Each once, though several locations may meet it. */
const competencyNames = ({ competencies }: Offer): string[] => [...new Set(competencies.map(({ name }) => name))]
