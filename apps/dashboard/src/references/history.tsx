import type { IconName } from '../ui/icon.tsx'
import {
  claims_page_letter_accepted,
  claims_page_letter_bounced,
  claims_page_letter_failed,
  claims_page_letter_queued,
  claims_page_letter_retry,
  claims_page_letter_sending,
  claims_page_letter_unknown,
  references_by_customer,
  references_by_system,
  references_did_addressCorrected,
  references_did_approved,
  references_did_assigned,
  references_did_cancelled,
  references_did_created,
  references_did_edited,
  references_did_expired,
  references_did_expiring,
  references_did_lapsed,
  references_did_other,
  references_did_rejected,
  references_did_reminded,
  references_did_released,
  references_did_resent,
  references_did_returned,
  references_did_revoked,
  references_did_sent,
  references_did_unassigned,
  references_history,
  references_letter_confirmation,
  references_letter_other,
  references_letter_receipt,
  references_letter_reminder,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { Section } from '../ui/record.tsx'
import type { TimelineEntry } from '../ui/timeline.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { ReferenceDetail } from './answers.ts'

type Happened = ReferenceDetail['history'][number]

interface PlaceNames {
  location: (locationId: string) => string
  competency: (code: string) => string
}

type Said = (data: Record<string, unknown>, names: PlaceNames) => string

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const placeOf = (data: Record<string, unknown>, names: PlaceNames) => ({
  competency: names.competency(text(data['competency'])),
  location: names.location(text(data['locationId'])),
})

const dayOf = (value: unknown): { day: string } => ({ day: typeof value === 'number' ? String(value) : '' })

const words: Record<string, { did: Said; icon: IconName }> = {
  'reference.created': { did: () => references_did_created(), icon: 'draft' },
  'reference.edited': { did: () => references_did_edited(), icon: 'edit' },
  'reference.sent': { did: () => references_did_sent(), icon: 'mail' },
  'reference.resent': { did: () => references_did_resent(), icon: 'mail' },
  'reference.reminded': { did: ({ day }) => references_did_reminded(dayOf(day)), icon: 'bell' },
  'reference.returned': { did: () => references_did_returned(), icon: 'alert' },
  'reference.addressCorrected': { did: () => references_did_addressCorrected(), icon: 'edit' },
  'reference.approved': { did: () => references_did_approved(), icon: 'check' },
  'reference.rejected': { did: () => references_did_rejected(), icon: 'rejected' },
  'reference.lapsed': { did: () => references_did_lapsed(), icon: 'clock' },
  'reference.cancelled': { did: () => references_did_cancelled(), icon: 'withdrawn' },
  'reference.assigned': { did: (data, names) => references_did_assigned(placeOf(data, names)), icon: 'link' },
  'reference.unassigned': { did: (data, names) => references_did_unassigned(placeOf(data, names)), icon: 'undo' },
  'reference.released': { did: (data, names) => references_did_released(placeOf(data, names)), icon: 'undo' },
  'reference.expiring': { did: ({ days }) => references_did_expiring(dayOf(days)), icon: 'bell' },
  'reference.expired': { did: () => references_did_expired(), icon: 'ended' },
  'reference.revoked': { did: () => references_did_revoked(), icon: 'denied' },
}

const letterNames: Record<string, () => string> = {
  'reference-confirmation': references_letter_confirmation,
  'reference-reminder': references_letter_reminder,
  'reference-receipt': references_letter_receipt,
}

const letterFates: Record<string, (inputs: { to: string }) => string> = {
  queued: claims_page_letter_queued,
  sending: claims_page_letter_sending,
  accepted: claims_page_letter_accepted,
  retry: claims_page_letter_retry,
  failed: claims_page_letter_failed,
  unknown: claims_page_letter_unknown,
  bounced: claims_page_letter_bounced,
}

const deedEntry = ({ id, type, at, actorName, actorSide, data }: Happened, names: PlaceNames): TimelineEntry => ({
  id,
  at,
  icon: words[type]?.icon,
  who: actorName === null ? sideName(actorSide) : shownPerson(actorName),
  did: words[type]?.did(data, names) ?? references_did_other({ type }),
})

const sideName = (side: string): string => (side === 'customer' ? references_by_customer() : references_by_system())

const letterEntry = (letter: ReferenceDetail['letters'][number], to: string): TimelineEntry => ({
  id: letter.id,
  at: letter.bouncedAt ?? letter.acceptedAt ?? letter.queuedAt,
  icon: 'mail',
  who: (letterNames[letter.template] ?? references_letter_other)(),
  did: letterFates[letter.state]?.({ to }) ?? letter.state,
})

/** Who did what and when, with the letters to the contact and how far they got, newest first. */
export const ReferenceHistory = (props: { reference: ReferenceDetail; names: PlaceNames }) => {
  // What was written in one moment was written because of what happened in it, so letters stand above.
  const entries = () =>
    [
      ...props.reference.letters
        .toReversed()
        .map((letter) => letterEntry(letter, shownPerson(props.reference.fields.contactEmail))),
      ...props.reference.history.map((each) => deedEntry(each, props.names)),
    ].toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <Show when={entries().length > 0}>
      <Section title={references_history()}>
        <Timeline label={references_history()} entries={entries()} />
      </Section>
    </Show>
  )
}
