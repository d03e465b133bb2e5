import type { Actor, Standing } from '@ofrecord/core/claims/standing.rules'
import {
  claims_else_active,
  claims_else_closed,
  claims_else_flagged,
  claims_else_paused,
  claims_else_rejected,
  claims_else_stays_draft,
  claims_else_waits_delivery,
  claims_waits_by,
  claims_waits_since,
  claims_who_customer,
  claims_who_mail,
  claims_who_nobody,
  claims_who_you,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { formatDate, formatMoment } from '../lib/format.ts'

/** "Waits on" in a list, for the partner: who acts, until when, and below it what happens on silence. */
export const WaitsOn = (props: { standing: Standing; vendor: string }) => (
  <Show when={props.standing.waitsOn !== 'nobody'} fallback={<span class="t3">{claims_who_nobody()}</span>}>
    <span classList={{ you: isUrgent(props.standing) }}>{whoUntil(props.standing, props.vendor)}</span>
    <span class="t3">{otherwiseText(props.standing)}</span>
  </Show>
)

/** A draft may wait for ever; what is sent back or bounced may not. */
export const isUrgent = ({ waitsOn, otherwise }: Standing): boolean => waitsOn === 'partner' && otherwise !== 'stays'

const whoUntil = (standing: Standing, vendor: string): string => {
  const who = whoActs(standing.waitsOn, vendor)
  if (standing.until === null) return who
  const isLate = new Date(standing.until) < new Date()
  return (isLate ? claims_waits_since : claims_waits_by)({ who, when: dueText(standing) })
}

const whoActs = (actor: Actor, vendor: string): string => {
  const names: Record<Actor, () => string> = {
    partner: claims_who_you,
    vendor: () => vendor,
    customer: claims_who_customer,
    system: claims_who_mail,
    nobody: claims_who_nobody,
  }
  return names[actor]()
}

/** The vendor counts in business days, so its hour means nothing; the others' deadlines pass at the minute. */
export const dueText = ({ waitsOn, until }: Standing): string => {
  if (until === null) return ''
  return waitsOn === 'vendor' ? formatDate(until) : formatMoment(until)
}

/** What happens when nobody acts, as it stands after the date: "then rejected". */
export const otherwiseText = ({ otherwise, waitsOn }: Standing): string => {
  switch (otherwise) {
    case 'stays':
      return waitsOn === 'system' ? claims_else_waits_delivery() : claims_else_stays_draft()
    case 'flagged':
      return claims_else_flagged()
    case 'rejected':
      return claims_else_rejected()
    case 'active':
      return claims_else_active()
    case 'closed':
      return claims_else_closed()
    case 'paused':
      return claims_else_paused()
    case 'final':
      return ''
  }
}
