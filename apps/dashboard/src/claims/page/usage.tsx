import {
  claims_page_usage,
  claims_page_usage_active,
  claims_page_usage_before,
  claims_page_usage_closed,
  claims_page_usage_denied,
  claims_page_usage_figure,
  claims_page_usage_month,
  claims_page_usage_none_yet,
  claims_page_usage_seats,
  claims_page_usage_only_yes,
  claims_page_usage_window,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatDate, formatNumber } from '../../lib/format.ts'
import { Section } from '../../ui/record.tsx'
import type { ClaimPage } from './claim.ts'
import { formatMonth } from './month.ts'

type Row = ClaimPage['usage'][number]

/** The two figures of each item and month, or why they are not to be seen. */
export const UsageSection = (props: { claim: ClaimPage }) => {
  const items = () => props.claim.items.filter(({ id }) => props.claim.usage.some(({ itemId }) => itemId === id))
  return (
    <Section title={claims_page_usage()}>
      <Show when={items().length > 0} fallback={<p class="t2 mt-4">{whyHidden(props.claim)}</p>}>
        <For each={items()}>
          {(item) => <ItemUsage name={item.name} rows={props.claim.usage.filter(({ itemId }) => itemId === item.id)} />}
        </For>
      </Show>
    </Section>
  )
}

const whyHidden = (claim: ClaimPage): string => {
  switch (claim.shownStatus) {
    case 'active':
      return claims_page_usage_none_yet()
    case 'window':
      if (claim.consentMode === 'opt_in') return claims_page_usage_only_yes()
      return claims_page_usage_window({ when: formatDate(claim.consentDueAt ?? claim.changedAt) })
    case 'consent_denied':
      return claims_page_usage_denied()
    case 'rejected':
    case 'withdrawn':
    case 'ended':
      return claims_page_usage_closed()
    case 'draft':
    case 'submitted':
    case 'under_review':
    case 'action_required':
    case 'awaiting_delivery':
    case 'bounced':
      return claims_page_usage_before()
  }
}

const ItemUsage = (props: { name: string; rows: readonly Row[] }) => (
  <div class="usage">
    <h3>{props.name}</h3>
    <Columns name={props.name} rows={props.rows} />
    <table aria-label={props.name}>
      <thead>
        <tr>
          <th scope="col">{claims_page_usage_month()}</th>
          <th scope="col">{claims_page_usage_active()}</th>
          <th scope="col">{claims_page_usage_seats()}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {(row) => (
            <tr>
              <th scope="row">{formatMonth(row.month)}</th>
              <td>{formatNumber(row.activeEntitlements)}</td>
              <td>{formatNumber(row.qualifiedEntitlements)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </div>
)

/** Grey columns with their numbers on them; the outline above each is the seats that are not used. */
const Columns = (props: { name: string; rows: readonly Row[] }) => {
  const top = () => Math.max(1, ...props.rows.flatMap((row) => [row.activeEntitlements, row.qualifiedEntitlements]))
  const share = (value: number): string => `${Math.round((value / top()) * 100)}%`
  return (
    <figure class="bars" aria-label={claims_page_usage_figure({ item: props.name })}>
      <For each={props.rows}>
        {(row) => (
          <div aria-hidden="true">
            <span class="bar">
              <span class="of" style={{ height: share(row.qualifiedEntitlements) }} />
              <span class="is" style={{ height: share(row.activeEntitlements) }} />
            </span>
            <span class="num cap">{formatNumber(row.activeEntitlements)}</span>
            <span class="cap t3">{formatMonth(row.month, 'short')}</span>
          </div>
        )}
      </For>
    </figure>
  )
}
