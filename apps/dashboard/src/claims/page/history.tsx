import {
  claims_history_download,
  claims_page_by_customer,
  claims_page_by_system,
  claims_page_history,
} from '@ofrecord/messages/messages'
import { locale } from '../../lib/locale.ts'
import type { TimelineEntry } from '../../ui/timeline.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import type { ClaimEvent, ClaimPage, Delivery } from './claim.ts'
import { wordsOfEvent } from './history.words.ts'
import { letterFate, letterName } from './letter.words.ts'

/** Receipts of an answer go to whoever gave it: for a partner they would tell who that was. */
const tellsWhoAnswered: ReadonlySet<string> = new Set(['association-denied', 'association-confirmed'])

/** Who did what and when, with the letters and how far they got, newest first. */
export const ClaimHistory = (props: { claim: ClaimPage; vendor: string; reader: 'partner' | 'vendor' }) => (
  <>
    <Timeline label={claims_page_history()} entries={entriesOf(props.claim, props.vendor, props.reader)} />
    <Downloads claimId={props.claim.id} count={props.claim.history.length} />
  </>
)

/**
 * The same to keep: on paper, and as a file whose hashes can be checked without this installation (B.1.9). How much it
 * is stands before it is made (GEN-R6).
 */
const Downloads = (props: { claimId: string; count: number }) => (
  <p class="sm row mt-4">
    <span class="t2">{claims_history_download({ count: props.count })}</span>
    <a class="u" href={`/histories/${props.claimId}.pdf?language=${locale()}`} rel="external" download="">
      PDF
    </a>
    <a class="u" href={`/histories/${props.claimId}.json`} rel="external" download="">
      JSON
    </a>
  </p>
)

const entriesOf = (claim: ClaimPage, vendor: string, reader: 'partner' | 'vendor'): TimelineEntry[] => {
  const letters = claim.deliveries.filter(({ template }) => reader === 'vendor' || !tellsWhoAnswered.has(template))
  // What was written in one moment was written because of what happened in it, so letters stand above.
  const entries = [
    ...letters.toReversed().map(letterEntry),
    ...claim.history.map((event) => eventEntry(event, claim, vendor)),
  ]
  return entries.toSorted((a, b) => b.at.localeCompare(a.at))
}

const eventEntry = (event: ClaimEvent, claim: ClaimPage, vendor: string): TimelineEntry => ({
  id: event.id,
  at: event.at,
  who: event.actorName ?? sideName(event.actorSide, claim, vendor),
  ...wordsOfEvent(event),
})

const sideName = (side: string, claim: ClaimPage, vendor: string): string => {
  if (side === 'customer') return claims_page_by_customer()
  if (side === 'vendor') return vendor
  return side === 'partner' ? claim.organizationName : claims_page_by_system()
}

const letterEntry = (letter: Delivery): TimelineEntry => ({
  id: letter.id,
  at: letter.bouncedAt ?? letter.acceptedAt ?? letter.queuedAt,
  icon: 'mail',
  who: letterName(letter),
  did: letterFate(letter),
  more: letter.response && letter.state !== 'accepted' ? <p class="mono cap t3">{letter.response}</p> : undefined,
})
