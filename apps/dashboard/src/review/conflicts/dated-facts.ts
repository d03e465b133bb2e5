import {
  claims_page_by_customer,
  clarify_event_answered,
  clarify_event_customer,
  clarify_event_escalated,
  clarify_event_neither,
  conflicts_about,
  conflicts_by_system,
  conflicts_did_holds,
} from '@ofrecord/messages/messages'
import type { ClaimEvent } from '../../claims/page/claim.ts'
import { wordsOfEvent } from '../../claims/page/history.words.ts'
import type { TimelineEntry } from '../../ui/timeline.tsx'
import type { ConflictPage, Party } from './conflict.ts'
import { conflictEventWords } from './conflict.words.ts'
import type { Question } from './question.ts'

/** What of a claim's history has to do with who did the work, and when it was shown. */
const weighed: ReadonlySet<string> = new Set([
  'claim.submitted',
  'claim.resubmitted',
  'claim.evidenceAdded',
  'claim.returned',
  'claim.approved',
  'claim.rejected',
  'claim.disputed',
  'claim.activated',
  'claim.denied',
  'claim.withdrawn',
  'claim.ended',
])

/** Both sides, the comparison itself and the customer's word on one line of time, newest first. */
export const datedFacts = (conflict: ConflictPage, question: Question | undefined): TimelineEntry[] =>
  [
    ...conflict.events.map(conflictEntry),
    ...conflict.parties.flatMap(partyEntries),
    ...(question ? questionEntries(question) : []),
  ].toSorted((a, b) => b.at.localeCompare(a.at))

const conflictEntry = ({ id, type, at, actorName }: ConflictPage['events'][number]): TimelineEntry => {
  const words = conflictEventWords[type]
  return { id, at, icon: words?.icon, who: actorName ?? conflicts_by_system(), did: words?.did() ?? '' }
}

const partyEntries = (party: Party): TimelineEntry[] => [
  ...party.claim.history
    .filter(({ type }) => weighed.has(type))
    .map((event) => ({ id: event.id, at: event.at, who: whoDid(event, party), ...wordsOfEvent(event) })),
  ...(party.heldSince
    ? [
        {
          id: `held ${party.claimId}`,
          at: party.heldSince,
          icon: 'active' as const,
          who: party.claim.organizationName,
          did: conflicts_did_holds(),
        },
      ]
    : []),
]

const questionEntries = ({ id, answer, answerName, answeredAt, escalatedAt }: Question): TimelineEntry[] => [
  ...(answeredAt && answer
    ? [
        {
          id: `answer ${id}`,
          at: answeredAt,
          icon: 'quote' as const,
          who: clarify_event_customer(),
          did: answerName === null ? clarify_event_neither() : clarify_event_answered({ partner: answerName }),
        },
      ]
    : []),
  ...(escalatedAt
    ? [
        {
          id: `silence ${id}`,
          at: escalatedAt,
          icon: 'clock' as const,
          who: conflicts_by_system(),
          did: clarify_event_escalated(),
        },
      ]
    : []),
]

/** What a side did itself stands under its name; what others did about its claim says whose claim it was. */
const whoDid = ({ actorSide, actorName }: ClaimEvent, { claim }: Party): string => {
  const partner = claim.organizationName
  if (actorSide === 'partner') return partner
  const who = actorName ?? (actorSide === 'customer' ? claims_page_by_customer() : conflicts_by_system())
  return conflicts_about({ who, partner })
}
