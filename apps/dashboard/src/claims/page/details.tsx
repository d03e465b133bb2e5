import { isErased } from '@ofrecord/core/kernel/erased.rules'
import {
  claims_page_activity,
  claims_page_after,
  claims_page_after_alone,
  claims_page_after_text,
  claims_page_area,
  claims_page_claim,
  claims_page_contact,
  claims_page_created,
  claims_page_customer,
  claims_page_customer_name,
  claims_page_details,
  claims_page_domain,
  claims_page_isv_product,
  claims_page_limits,
  claims_page_location,
  claims_page_number,
  claims_page_partner_contact,
  claims_page_public_sector,
  claims_page_revenue_customer,
  claims_page_reviewer,
  claims_page_seller,
  claims_page_step_when_who,
  claims_page_technical_contact,
  claims_page_tenant,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createUniqueId, Show } from 'solid-js'
import { shownPerson } from '../../lib/erased.ts'
import { formatDate } from '../../lib/format.ts'
import { Address } from '../../ui/address.tsx'
import { CatalogueName } from '../../ui/catalogue.tsx'
import { DefinitionList } from '../../ui/record.tsx'
import type { ClaimContact, ClaimPage } from './claim.ts'
import { contactOf } from './claim.ts'
import { activityTerms } from './reason.words.ts'

/** The record's facts; nothing here is needed to act. */
export const ClaimDetails = (props: { claim: ClaimPage; vendor: string }) => (
  <aside class="side" aria-label={claims_page_details()}>
    <Part title={claims_page_claim()}>
      <DefinitionList
        facts={[
          { term: claims_page_number(), detail: <span class="num">{props.claim.number}</span> },
          { term: claims_page_area(), detail: <CatalogueName>{props.claim.areaName}</CatalogueName> },
          { term: claims_page_activity(), detail: activityTerms(props.claim) },
          {
            term: claims_page_location(),
            detail: (
              <>
                {props.claim.locationName} <span class="num t3">{props.claim.locationNumber}</span>
              </>
            ),
          },
          { term: claims_page_created(), detail: createdText(props.claim) },
          { term: claims_page_reviewer(), detail: props.claim.reviewerName },
          { term: claims_page_seller(), detail: props.claim.solutionSellerName },
          { term: claims_page_revenue_customer(), detail: props.claim.revenueCustomerName },
          { term: claims_page_isv_product(), detail: props.claim.isvProductName },
        ]}
      />
    </Part>
    <Part title={claims_page_customer()}>
      <DefinitionList
        facts={[
          {
            term: claims_page_customer_name(),
            detail: (
              <>
                {props.claim.customerName}
                <Show when={props.claim.publicSector}>
                  {' '}
                  <span class="t3">{claims_page_public_sector()}</span>
                </Show>
              </>
            ),
          },
          { term: claims_page_domain(), detail: props.claim.domain },
          { term: claims_page_tenant(), detail: props.claim.tenantId, mono: true },
          { term: claims_page_contact(), detail: person(contactOf(props.claim, 'customer')) },
          { term: claims_page_technical_contact(), detail: person(contactOf(props.claim, 'customer_technical')) },
        ]}
      />
    </Part>
    <Show when={!props.claim.approvedAt && props.claim.activity !== 'revenue'}>
      <Part title={claims_page_after()}>
        <p class="sm t2">
          {afterText(props.claim, props.vendor)} {claims_page_limits()}
        </p>
      </Part>
    </Show>
    <Part title={claims_page_partner_contact()}>
      <div class="sm">{person(contactOf(props.claim, 'partner'))}</div>
    </Part>
  </aside>
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

const createdText = (claim: ClaimPage): string =>
  claim.createdByName
    ? claims_page_step_when_who({ when: formatDate(claim.createdAt), who: claim.createdByName })
    : formatDate(claim.createdAt)

/** Name and title, then how to reach them. */
export const person = (contact: ClaimContact | undefined): JSX.Element =>
  contact && (
    <>
      <span dir="auto">{[shownPerson(contact.name), contact.title].filter(Boolean).join(', ')}</span>
      <Show when={!isErased(contact.email)}>
        <br />
        <span class="t2">
          <Address of={contact.email} />
        </span>
      </Show>
      <Show when={contact.phone}>
        <br />
        <span class="t2 num">{contact.phone}</span>
      </Show>
    </>
  )

const afterText = (claim: ClaimPage, vendor: string): string => {
  const contact = shownPerson(contactOf(claim, 'customer')?.name ?? claim.customerName)
  if (claim.administrators === 0) return claims_page_after_alone({ vendor, contact })
  return claims_page_after_text({ vendor, contact, count: claim.administrators })
}
