import type { ConflictOutcome } from '@ofrecord/core/claims/conflict.rules'
import {
  answers_did_assigned,
  answers_did_contact_corrected,
  answers_did_deleted,
  answers_did_disputed,
  answers_did_ended,
  answers_did_evidence_purged,
  answers_did_evidence_scanned_clean,
  answers_did_evidence_scanned_infected,
  answers_did_items_ended,
  answers_did_reinstated,
  answers_did_resubmitted,
  answers_did_subscription_ending,
  answers_did_transferred,
  claims_page_did_activated_confirmed,
  claims_page_did_activated_revenue,
  claims_page_did_activated_silence,
  claims_page_did_approved,
  claims_page_did_commented,
  claims_page_did_contact_reminded,
  claims_page_did_created,
  claims_page_did_customer_asked,
  claims_page_did_denial_undone,
  claims_page_did_denied,
  claims_page_did_edited,
  claims_page_did_evidence_added,
  claims_page_did_evidence_removed,
  claims_page_did_lapsed,
  claims_page_did_notice_bounced,
  claims_page_did_notice_written,
  claims_page_did_nudged,
  claims_page_did_nudged_note,
  claims_page_did_other,
  claims_page_did_over_sla,
  claims_page_did_partly_denied,
  claims_page_did_recalled,
  claims_page_did_receipt,
  claims_page_did_receipt_silence,
  claims_page_did_rejected,
  claims_page_did_reminded,
  claims_page_did_returned,
  claims_page_did_submitted,
  claims_page_did_taken,
  claims_page_did_window_opened,
  claims_page_did_withdrawn,
  claims_page_difference_domain,
  claims_page_difference_items,
  claims_page_difference_location,
  claims_page_difference_location_changed,
  claims_page_difference_name,
  conflicts_claim_asked,
  conflicts_claim_competing,
  conflicts_claim_competing_ended,
  conflicts_claim_decided,
  review_did_approved_by_rules,
  review_did_dispute_reminded,
  review_did_held,
  review_did_hold_lifted,
  review_did_links_renewed,
  review_did_left_to_person,
  review_did_review_due,
  review_did_sampled,
  delivery_did_bounced_late,
  delivery_did_complained,
  delivery_did_window_stopped,
} from '@ofrecord/messages/messages'
import { formatList, formatMoment } from '../../lib/format.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Difference } from '../../ui/timeline.tsx'
import type { ClaimEvent } from './claim.ts'
import { countIn, textIn, textsIn } from './claim.ts'
import { outcomeWords } from './competing.words.ts'
import { personReasonList } from './person-reason.words.ts'
import { denialList, endWord, reasonList } from './reason.words.ts'

interface Told {
  icon: IconName
  did: (event: ClaimEvent) => string
  differences?: (event: ClaimEvent) => Difference[]
}

/** Every event of a claim in words; what happened stands in the past, who did it stands before it. */
const told: Record<string, Told> = {
  'claim.created': { icon: 'draft', did: ({ data }) => claims_page_did_created({ count: countIn(data['items']) }) },
  'claim.edited': { icon: 'edit', did: () => claims_page_did_edited(), differences: (event) => editDifferences(event) },
  'claim.submitted': {
    icon: 'submitted',
    did: ({ data }) => claims_page_did_submitted({ count: countIn(data['items']) }),
  },
  'claim.recalled': { icon: 'undo', did: () => claims_page_did_recalled() },
  'claim.taken': { icon: 'review', did: () => claims_page_did_taken() },
  'claim.approved': { icon: 'check', did: ({ data }) => approvedWord(data) },
  'claim.leftToPerson': {
    icon: 'people',
    did: ({ data }) => review_did_left_to_person({ reasons: personReasonList(textsIn(data['reasons'])) }),
  },
  'claim.sampled': { icon: 'eye', did: () => review_did_sampled() },
  'claim.reviewDue': {
    icon: 'mail',
    did: ({ data }) => review_did_review_due({ when: formatMoment(textIn(data['dueAt'])) }),
  },
  'claim.disputeReminded': {
    icon: 'mail',
    did: ({ data }) => review_did_dispute_reminded({ when: formatMoment(textIn(data['dueAt'])) }),
  },
  'claim.linksRenewed': { icon: 'mail', did: () => review_did_links_renewed() },
  'claim.held': { icon: 'lock', did: () => review_did_held() },
  'claim.holdLifted': { icon: 'lock', did: () => review_did_hold_lifted() },
  'claim.returned': {
    icon: 'action',
    did: ({ data }) => claims_page_did_returned({ reasons: reasonList(textsIn(data['reasons'])) }),
  },
  'claim.rejected': { icon: 'rejected', did: ({ data }) => rejectedWord(data) },
  'claim.noticeWritten': {
    icon: 'mail',
    did: ({ data }) => claims_page_did_notice_written({ count: countIn(data['recipients']) }),
  },
  'claim.windowOpened': {
    icon: 'window',
    did: ({ data }) => claims_page_did_window_opened({ when: formatMoment(textIn(data['consentDueAt'])) }),
  },
  'claim.noticeBounced': { icon: 'paused', did: () => claims_page_did_notice_bounced() },
  'claim.contactReminded': { icon: 'mail', did: () => claims_page_did_contact_reminded() },
  'claim.customerAsked': { icon: 'quote', did: () => claims_page_did_customer_asked() },
  'claim.windowStopped': { icon: 'paused', did: () => delivery_did_window_stopped() },
  'claim.noticeBouncedLate': { icon: 'mail', did: () => delivery_did_bounced_late() },
  'claim.complained': { icon: 'mail', did: () => delivery_did_complained() },
  'claim.activated': {
    icon: 'active',
    did: ({ data }) => activatedWords[textIn(data['how'])]?.() ?? claims_page_did_activated_revenue(),
  },
  'claim.denied': {
    icon: 'denied',
    did: ({ data }) => claims_page_did_denied({ reasons: denialList(textsIn(data['reasons'])) }),
  },
  'claim.partlyDenied': {
    icon: 'denied',
    did: ({ data }) => claims_page_did_partly_denied({ reasons: denialList(textsIn(data['reasons'])) }),
  },
  'claim.denialUndone': { icon: 'undo', did: () => claims_page_did_denial_undone() },
  'claim.consentRecorded': {
    icon: 'record',
    did: ({ data }) => (data['kind'] === 'silence' ? claims_page_did_receipt_silence() : claims_page_did_receipt()),
  },
  'claim.withdrawn': { icon: 'withdrawn', did: () => claims_page_did_withdrawn() },
  'claim.resubmitted': { icon: 'submitted', did: () => answers_did_resubmitted() },
  'claim.deleted': { icon: 'x', did: () => answers_did_deleted() },
  'claim.disputed': { icon: 'scale', did: () => answers_did_disputed() },
  'claim.ended': { icon: 'ended', did: ({ data }) => answers_did_ended({ reason: endWord(textIn(data['reason'])) }) },
  'claim.itemsEnded': {
    icon: 'ended',
    did: ({ data }) =>
      answers_did_items_ended({ items: formatList(textsIn(data['items'])), reason: endWord(textIn(data['reason'])) }),
  },
  'claim.transferred': { icon: 'edit', did: () => answers_did_transferred() },
  'claim.reinstated': { icon: 'check', did: () => answers_did_reinstated() },
  'claim.contactCorrected': { icon: 'user', did: () => answers_did_contact_corrected() },
  'claim.subscriptionEnding': {
    icon: 'clock',
    did: ({ data }) =>
      answers_did_subscription_ending({
        items: formatList(textsIn(data['items'])),
        when: formatMoment(textIn(data['endsAt'])),
      }),
  },
  'claim.evidenceScanned': {
    icon: 'shield',
    did: ({ data }) =>
      data['scanState'] === 'clean' ? answers_did_evidence_scanned_clean() : answers_did_evidence_scanned_infected(),
  },
  'claim.evidencePurged': { icon: 'x', did: () => answers_did_evidence_purged() },
  'claim.assigned': { icon: 'people', did: () => answers_did_assigned() },
  'claim.evidenceAdded': {
    icon: 'upload',
    did: ({ personal }) => claims_page_did_evidence_added({ name: textIn(personal?.['fileName']) }),
  },
  'claim.evidenceRemoved': {
    icon: 'x',
    did: ({ personal }) => claims_page_did_evidence_removed({ name: textIn(personal?.['fileName']) }),
  },
  'claim.overSla': { icon: 'clock', did: () => claims_page_did_over_sla() },
  'claim.reminded': {
    icon: 'mail',
    did: ({ data }) => claims_page_did_reminded({ when: formatMoment(textIn(data['dueAt'])) }),
  },
  'claim.nudged': { icon: 'mail', did: (event) => nudgedWord(event) },
  'claim.competing': { icon: 'compete', did: () => conflicts_claim_competing() },
  'claim.competingEnded': { icon: 'compete', did: () => conflicts_claim_competing_ended() },
  'claim.evidenceRequested': {
    icon: 'mail',
    did: ({ data }) => conflicts_claim_asked({ item: textIn(data['item']), when: formatMoment(textIn(data['dueAt'])) }),
  },
  'claim.conflictDecided': {
    icon: 'scale',
    did: ({ data }) =>
      conflicts_claim_decided({
        item: textIn(data['item']),
        outcome: outcomeWords[textIn(data['outcome']) as ConflictOutcome](),
      }),
  },
  'claim.commented': { icon: 'quote', did: () => claims_page_did_commented() },
}

const activatedWords: Record<string, () => string> = {
  silence: claims_page_did_activated_silence,
  confirmed: claims_page_did_activated_confirmed,
  revenue: claims_page_did_activated_revenue,
}

/** By a reviewer, who stands before it, or by the vendor's rules (T5). */
const approvedWord = (data: ClaimEvent['data']): string =>
  (data['rules'] === undefined ? claims_page_did_approved : review_did_approved_by_rules)({
    count: countIn(data['items']),
  })

const nudgedWord = ({ personal }: ClaimEvent): string => {
  const told = { name: textIn(personal?.['to']), note: textIn(personal?.['note']) }
  return told.note === '' ? claims_page_did_nudged(told) : claims_page_did_nudged_note(told)
}

const rejectedWord = (data: ClaimEvent['data']): string =>
  data['noResponse'] === true
    ? claims_page_did_lapsed()
    : claims_page_did_rejected({ reasons: reasonList(textsIn(data['reasons'])) })

/** What an event says; one of a later version still has its time and its doer. */
export const wordsOfEvent = (event: ClaimEvent): { icon: IconName; did: string; differences: Difference[] } => {
  const words = told[event.type]
  if (!words) return { icon: 'record', did: claims_page_did_other(), differences: [] }
  return { icon: words.icon, did: words.did(event), differences: words.differences?.(event) ?? [] }
}

type Side = Record<string, unknown>
const sideOf = (event: ClaimEvent, side: 'before' | 'after'): Side => (event.data[side] ?? {}) as Side

const editDifferences = (event: ClaimEvent): Difference[] => {
  const before = sideOf(event, 'before')
  const after = sideOf(event, 'after')
  const names = { before: textIn(event.personal?.['before']), after: textIn(event.personal?.['after']) }
  return [
    ...(names.before === names.after ? [] : [{ term: claims_page_difference_name(), ...names }]),
    ...(before['domain'] === after['domain']
      ? []
      : [{ term: claims_page_difference_domain(), before: textIn(before['domain']), after: textIn(after['domain']) }]),
    ...(before['locationId'] === after['locationId']
      ? []
      : [{ term: claims_page_difference_location(), after: claims_page_difference_location_changed() }]),
    ...(before['items'] === after['items']
      ? []
      : [{ term: claims_page_difference_items(), before: countIn(before['items']), after: countIn(after['items']) }]),
  ]
}
