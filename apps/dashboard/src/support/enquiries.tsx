import type { inferRouterOutputs } from '@trpc/server'
import type { EnquiryWish } from '@ofrecord/core/consent/enquiry.rules'
import {
  support_desk_title,
  support_enquiries_automation,
  support_enquiries_domain,
  support_enquiries_empty,
  support_enquiries_lead,
  support_enquiries_letter,
  support_enquiries_mailbox,
  support_enquiries_more,
  support_enquiries_none,
  support_enquiries_stranger,
  support_enquiries_title,
  support_enquiries_what,
  support_enquiries_wish_letter,
  support_enquiries_wish_no,
  support_enquiries_wish_other,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Flag } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import { EnquiryDeeds } from './enquiry-deeds.tsx'
import './support.css'

export type EnquiryRow = inferRouterOutputs<AppRouter>['enquiries']['open']['rows'][number]

const wishes: Record<EnquiryWish, () => string> = {
  no: support_enquiries_wish_no,
  letter: support_enquiries_wish_letter,
  other: support_enquiries_wish_other,
}

/** What customers without a working link wrote, oldest first: what is known of the writer, and what can be done (L15). */
export const Enquiries = () => {
  const open = createTrpcQuery(api.enquiries.open)
  createPage(() => ({
    title: support_enquiries_title(),
    above: [{ label: support_desk_title(), href: paths.ticketDesk }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{support_enquiries_title()}</h1>
          <p class="t2">{support_enquiries_lead()}</p>
        </div>
      </div>
      <Loaded query={open} what={support_enquiries_what()} rows={6}>
        {(page) => (
          <>
            <For each={page().rows} fallback={<EmptyState title={support_enquiries_empty()}>{''}</EmptyState>}>
              {(row) => <Enquiry row={row} />}
            </For>
            <Show when={page().hasMore}>
              <p class="t2">{support_enquiries_more()}</p>
            </Show>
          </>
        )}
      </Loaded>
    </>
  )
}

const Enquiry = (props: { row: EnquiryRow }) => (
  <article class="enquiry" aria-labelledby={`enquiry-${props.row.id}`}>
    <h2 id={`enquiry-${props.row.id}`}>
      {wishes[props.row.wish]()} <span class="t3">{props.row.number}</span>
    </h2>
    <p class="sm t2">
      <b dir="auto">{props.row.name}</b> <bdi>{props.row.address}</bdi> · <Time at={props.row.receivedAt} />
    </p>
    <p class="sm">
      <Show when={props.row.letter} fallback={support_enquiries_none()}>
        {(letter) => (
          <>{support_enquiries_letter({ customer: letter().customerName, partner: letter().partnerName })}</>
        )}
      </Show>{' '}
      <Show when={props.row.letter}>
        <Show
          when={props.row.isMailbox}
          fallback={props.row.isDomain ? support_enquiries_domain() : support_enquiries_stranger()}
        >
          {support_enquiries_mailbox()}
        </Show>
      </Show>{' '}
      <Show when={props.row.automationSuspected}>
        <Flag icon="alert">{support_enquiries_automation()}</Flag>
      </Show>
    </p>
    <Show when={props.row.words}>
      <p class="ticket-words" dir="auto">
        {props.row.words}
      </p>
    </Show>
    <EnquiryDeeds row={props.row} />
  </article>
)
