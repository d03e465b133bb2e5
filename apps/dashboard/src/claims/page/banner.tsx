import {
  claims_page_active_confirmed,
  claims_page_active_silence,
  claims_page_active_since,
  claims_page_active_unasked,
  claims_page_bounced_text,
  claims_page_bounced_title,
  claims_page_delivery_text,
  claims_page_delivery_title,
  claims_page_denied_comment,
  claims_page_denied_figures,
  claims_page_denied_final,
  claims_page_denied_reason,
  claims_page_denied_title,
  claims_page_denied_undo,
  claims_page_limits,
  claims_page_partly_denied,
  claims_page_partly_denied_items,
  claims_page_window_only_yes,
  claims_page_window_silence,
  claims_page_window_with,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { Match, Show, Switch } from 'solid-js'
import { formatLeft, formatList, formatLongDate, formatMoment, formatTime } from '../../lib/format.ts'
import { Note } from '../../ui/note.tsx'
import type { ClaimEvent, ClaimPage } from './claim.ts'
import { lastEvent, textIn, textsIn } from './claim.ts'
import { denialList } from './reason.words.ts'
import { undoUntil } from './standing.tsx'

/** What the customer's answer means now. "Approved" is said to be about the association beside the status (CLM-R18). */
export const ConsentBanner = (props: { claim: ClaimPage; vendor: string }) => (
  <Switch>
    <Match when={props.claim.shownStatus === 'awaiting_delivery'}>
      <Note tone="wait">
        <b>{claims_page_delivery_title()}</b> {claims_page_delivery_text({ days: props.claim.windowDays })}{' '}
        {claims_page_limits()}
      </Note>
    </Match>
    <Match when={props.claim.shownStatus === 'window' && props.claim.consentDueAt}>
      {(due) => (
        <Note tone="wait">
          <b>{claims_page_window_with({ when: formatMoment(due()), left: formatLeft(due()) })}</b>{' '}
          {props.claim.consentMode === 'opt_in' ? claims_page_window_only_yes() : claims_page_window_silence()}{' '}
          {claims_page_limits()}
          <PartlyDenied claim={props.claim} />
        </Note>
      )}
    </Match>
    <Match when={props.claim.shownStatus === 'bounced'}>
      <Note tone="act" icon="paused">
        <b>{claims_page_bounced_title()}</b> {claims_page_bounced_text({ days: props.claim.windowDays })}
      </Note>
    </Match>
    <Match when={props.claim.shownStatus === 'active' && props.claim.activatedAt}>
      {(since) => (
        <Note tone="done">
          <b>{claims_page_active_since({ when: formatLongDate(since()) })}</b> {activeText(props.claim)}{' '}
          {claims_page_limits()}
          <PartlyDenied claim={props.claim} />
        </Note>
      )}
    </Match>
    <Match when={props.claim.shownStatus === 'consent_denied' && lastEvent(props.claim, 'claim.denied')}>
      {(event) => <Denied claim={props.claim} event={event()} />}
    </Match>
  </Switch>
)

const activeText = (claim: ClaimPage): string => {
  if (claim.consentState === 'confirmed') return claims_page_active_confirmed()
  return claim.consentState === 'not_applicable' ? claims_page_active_unasked() : claims_page_active_silence()
}

const exactly = (instant: string): string => `${formatLongDate(instant)}, ${formatTime(instant)}`

/** The partner learns that the customer said no, and why in a word; never who did. */
const Denied = (props: { claim: ClaimPage; event: ClaimEvent }) => (
  <Note tone="stop">
    <b>{claims_page_denied_title({ customer: props.claim.customerName, when: exactly(props.event.at) })}</b>{' '}
    {claims_page_denied_reason({ reasons: denialList(textsIn(props.event.data['reasons'])) })}
    <SharedComment event={props.event} />
    <p>{claims_page_denied_figures()}</p>
    <p>
      <Show when={undoUntil(props.claim)} fallback={claims_page_denied_final()}>
        {(until) => <>{claims_page_denied_undo({ when: formatMoment(until()) })}</>}
      </Show>
    </p>
  </Note>
)

const PartlyDenied = (props: { claim: ClaimPage }) => {
  const endedItems = () =>
    props.claim.items.filter(({ endReason }) => endReason === 'consent_denied').map(({ name }) => name)
  const event = () => (endedItems().length > 0 ? lastEvent(props.claim, 'claim.partlyDenied') : undefined)
  return (
    <Show when={event()}>
      {(told) => (
        <>
          <p>
            <b>{claims_page_partly_denied({ customer: props.claim.customerName, when: exactly(told().at) })}</b>{' '}
            {claims_page_partly_denied_items({ items: formatList(endedItems()) })}{' '}
            {claims_page_denied_reason({ reasons: denialList(textsIn(told().data['reasons'])) })}
          </p>
          <SharedComment event={told()} />
        </>
      )}
    </Show>
  )
}

/** Only there when the customer ticked that the partner may read it (T12). */
const SharedComment = (props: { event: ClaimEvent }): JSX.Element => (
  <Show when={textIn(props.event.personal?.['comment'])}>
    {(comment) => (
      <p>
        {claims_page_denied_comment()} <q dir="auto">{comment()}</q>
      </p>
    )}
  </Show>
)
