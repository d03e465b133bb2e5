import {
  claims_page_claim,
  claims_page_isv_product,
  claims_page_items,
  claims_page_public_sector,
  claims_page_revenue_customer,
  claims_page_seller,
  review_activity,
  review_area,
  review_contact,
  review_customer,
  review_facts,
  review_free_mail,
  review_partner,
  review_partner_contact,
  review_round,
  review_submitted,
  review_technical_contact,
  review_tenant,
  review_worth,
  review_worth_bounced,
  review_worth_no_admin,
  review_worth_no_evidence,
  review_worth_not_scanned,
  review_worth_over_time,
  review_worth_public,
  review_worth_sampled,
} from '@ofrecord/messages/messages'
import { createUniqueId, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ClaimContact, ClaimPage } from '../claims/page/claim.ts'
import { contactOf } from '../claims/page/claim.ts'
import { person } from '../claims/page/details.tsx'
import { isOverTime } from '../claims/page/flags.tsx'
import { SubscriptionId } from '../claims/page/items.tsx'
import { activityTerms } from '../claims/page/reason.words.ts'
import { formatStamp } from '../lib/format.ts'
import { Icon } from '../ui/icon.tsx'
import { DefinitionList } from '../ui/record.tsx'
import { createFreeMailRule } from './free-mail.ts'
import { LegalHold } from './hold.tsx'

/** Who claims what about whom, and what is unusual about it. */
export const Facts = (props: { claim: ClaimPage }) => (
  <div class="facts" role="region" aria-label={review_facts()} tabindex="0">
    <Part title={claims_page_claim()}>
      <DefinitionList
        facts={[
          {
            term: review_partner(),
            detail: (
              <>
                {props.claim.organizationName}
                <br />
                <span class="t3">
                  {props.claim.locationName} <span class="num">{props.claim.locationNumber}</span>
                </span>
              </>
            ),
          },
          { term: review_customer(), detail: customer(props.claim) },
          { term: review_tenant(), detail: props.claim.tenantId, mono: true },
          { term: review_contact(), detail: <CustomerContact claim={props.claim} kind="customer" /> },
          {
            term: review_technical_contact(),
            detail: contactOf(props.claim, 'customer_technical') && (
              <CustomerContact claim={props.claim} kind="customer_technical" />
            ),
          },
          { term: review_partner_contact(), detail: person(contactOf(props.claim, 'partner')) },
          { term: review_area(), detail: props.claim.areaName },
          { term: review_activity(), detail: activityTerms(props.claim) },
          { term: claims_page_seller(), detail: props.claim.solutionSellerName },
          { term: claims_page_revenue_customer(), detail: props.claim.revenueCustomerName },
          { term: claims_page_isv_product(), detail: props.claim.isvProductName },
          {
            term: review_submitted(),
            detail: props.claim.submittedAt && (
              <>
                <span class="num">{formatStamp(props.claim.submittedAt)}</span>
                <br />
                <span class="t3">{review_round({ count: props.claim.round })}</span>
              </>
            ),
          },
        ]}
      />
    </Part>
    <Part title={claims_page_items()}>
      <ul class="sm">
        <For each={props.claim.items}>
          {(item) => (
            <li class="fact-item">
              <span class="b">{item.name}</span>
              <SubscriptionId item={item} />
            </li>
          )}
        </For>
      </ul>
    </Part>
    <Show when={warningsOf(props.claim).length > 0}>
      <Part title={review_worth()}>
        <ul class="worth sm">
          <For each={warningsOf(props.claim)}>
            {(text) => (
              <li>
                <Icon name="info" />
                <span>{text}</span>
              </li>
            )}
          </For>
        </ul>
      </Part>
    </Show>
    <LegalHold claim={props.claim} />
  </div>
)

const Part = (props: { title: string; children: JSX.Element }) => {
  const id = createUniqueId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  )
}

const customer = (claim: ClaimPage): JSX.Element => (
  <>
    {claim.customerName}
    <br />
    <span class="t3">{claim.domain}</span>
    <Show when={claim.publicSector}>
      <br />
      <span class="t3">{claims_page_public_sector()}</span>
    </Show>
  </>
)

const warningsOf = (claim: ClaimPage): string[] => [
  ...(claim.flags.includes('audit_sample') ? [review_worth_sampled()] : []),
  ...(isOverTime(claim) ? [review_worth_over_time()] : []),
  ...(claim.administrators === 0 ? [review_worth_no_admin()] : []),
  ...(claim.publicSector ? [review_worth_public()] : []),
  ...(claim.evidence.length === 0 ? [review_worth_no_evidence()] : []),
  ...(claim.evidence.some(({ scanState }) => scanState === 'not_scanned') ? [review_worth_not_scanned()] : []),
  ...(claim.flags.includes('notice_bounced') ? [review_worth_bounced()] : []),
]

const CustomerContact = (props: { claim: ClaimPage; kind: ClaimContact['kind'] }) => {
  const contact = () => contactOf(props.claim, props.kind)
  const isFreeMail = createFreeMailRule()
  return (
    <>
      {person(contact())}
      <Show when={isFreeMail(contact()?.email ?? '')}>
        <span class="warn">
          <Icon name="alert" />
          <span>{review_free_mail()}</span>
        </span>
      </Show>
    </>
  )
}
