import {
  claims_page_item_active,
  claims_page_item_ended,
  claims_page_item_ended_why,
  claims_page_item_none,
  claims_page_item_pending,
  claims_page_item_rejected,
  claims_page_item_waiting,
  claims_page_item_window,
  claims_page_items,
  claims_page_subscription,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { Section } from '../../ui/record.tsx'
import type { Look } from '../../ui/status.tsx'
import { looks, Status } from '../../ui/status.tsx'
import type { ClaimItem, ClaimPage } from './claim.ts'
import { endWord, reasonWords } from './reason.words.ts'

/** What is claimed, with where each association stands. */
export const ItemList = (props: { claim: ClaimPage; first: boolean }) => (
  <Section title={claims_page_items()} detail={props.claim.items.length} first={props.first}>
    <ul class="items">
      <For each={props.claim.items}>
        {(item) => (
          <li>
            <span class="b">{item.name}</span>
            <Show when={props.claim.status !== 'draft'}>
              <span class="sm">
                <ItemState item={item} claim={props.claim} />
              </span>
            </Show>
            <SubscriptionId item={item} />
            <Show when={item.decisionReason}>{(reason) => <span class="sm you">{reasonWords[reason()]()}</span>}</Show>
          </li>
        )}
      </For>
    </ul>
  </Section>
)

export const SubscriptionId = (props: { item: ClaimItem }) => (
  <Show when={props.item.subscriptionId}>
    {(id) => (
      <span class="t3 sm">
        {claims_page_subscription()} <span class="mono">{id()}</span>
        <Show when={props.item.country}> ({props.item.country})</Show>
      </span>
    )}
  </Show>
)

/** Whether a verdict is still to come. */
const isOpen = (claim: ClaimPage): boolean => ['submitted', 'under_review', 'action_required'].includes(claim.status)

const ItemState = (props: { item: ClaimItem; claim: ClaimPage }) => {
  const state = () => stateOf(props.item, props.claim)
  return <Status look={state().look}>{state().word}</Status>
}

const stateOf = (item: ClaimItem, claim: ClaimPage): { look: Look; word: string } => {
  if (item.association === 'in_consent_window')
    return {
      look: looks.threeQuarters,
      word: claim.shownStatus === 'window' ? claims_page_item_window() : claims_page_item_waiting(),
    }
  if (item.association === 'active') return { look: looks.inForce, word: claims_page_item_active() }
  if (item.association === 'ended')
    return { look: item.endReason === 'consent_denied' ? looks.denied : looks.ended, word: endedWord(item) }
  if (item.decision === 'rejected') return { look: looks.refused, word: claims_page_item_rejected() }
  return isOpen(claim)
    ? { look: looks.dashed, word: claims_page_item_pending() }
    : { look: looks.ended, word: claims_page_item_none() }
}

const endedWord = ({ endReason }: ClaimItem): string =>
  endReason ? claims_page_item_ended_why({ reason: endWord(endReason) }) : claims_page_item_ended()
