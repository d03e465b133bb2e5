import {
  claims_page_progress,
  claims_page_status_active,
  claims_page_status_draft,
  claims_page_status_submitted,
  claims_page_status_under_review,
  claims_page_status_window,
  claims_page_step_figures,
  claims_page_step_letters,
  claims_page_step_review,
  claims_page_step_reviewed,
  claims_page_step_since,
  claims_page_step_span,
  claims_page_step_until,
  claims_page_step_when_who,
  claims_page_step_window_next,
} from '@ofrecord/messages/messages'
import { formatDate, formatMoment, formatStamp } from '../../lib/format.ts'
import type { TrackerStep } from '../../ui/record.tsx'
import { Tracker } from '../../ui/record.tsx'
import { looks } from '../../ui/status.tsx'
import type { ClaimPage } from './claim.ts'
import { lastEvent } from './claim.ts'
import { statusWords } from './status.ts'

/** Statuses off the road: their step stands last and replaces what would have come. */
const ends: ReadonlySet<string> = new Set(['rejected', 'withdrawn', 'consent_denied', 'ended'])

/** The road of this claim: what was, what is, what comes. A claim that needs no answer of the customer skips its window. */
export const ClaimProgress = (props: { claim: ClaimPage }) => (
  <Tracker label={claims_page_progress()} steps={stepsOf(props.claim)} />
)

export const stepsOf = (claim: ClaimPage): TrackerStep[] => {
  const steps = [draftStep(claim), submittedStep(claim), reviewStep(claim)]
  if (claim.status === 'action_required') steps.push(returnedStep(claim))
  const answers = claim.activity === 'revenue' ? [] : [windowStep(claim)]
  const ahead = [...answers, activeStep(claim)]
  if (!ends.has(claim.status)) return [...steps, ...ahead]
  const behind = [...steps, ...ahead].filter((step) => step.at === 'did')
  return [...behind, { ...word(claim), at: 'now', detail: claim.closedAt ? formatStamp(claim.closedAt) : undefined }]
}

const word = (claim: ClaimPage) => {
  const { look, word: label } = statusWords[claim.shownStatus]
  return { label: label(), look }
}

const draftStep = (claim: ClaimPage): TrackerStep => ({
  label: claims_page_status_draft(),
  look: looks.dashed,
  at: claim.status === 'draft' ? 'now' : 'did',
  detail: by(formatDate(claim.createdAt), claim.createdByName),
})

const submittedStep = (claim: ClaimPage): TrackerStep => ({
  label: claims_page_status_submitted(),
  look: looks.quarter,
  at: claim.status === 'draft' ? 'next' : claim.status === 'submitted' ? 'now' : 'did',
  detail: claim.status !== 'draft' && claim.submittedAt ? formatStamp(claim.submittedAt) : undefined,
})

const reviewStep = (claim: ClaimPage): TrackerStep => {
  const began = claim.reviewStartedAt
  if (claim.status === 'draft' || claim.status === 'submitted' || !began)
    return { label: claims_page_step_review(), look: looks.half, at: 'next' }
  if (claim.status === 'under_review')
    return {
      label: claims_page_status_under_review(),
      look: looks.half,
      at: 'now',
      detail: by(claims_page_step_since({ when: formatDate(began) }), claim.reviewerName),
    }
  const decided = claim.approvedAt ?? lastEvent(claim, 'claim.returned')?.at ?? claim.closedAt
  return {
    label: claims_page_step_reviewed(),
    look: looks.half,
    at: 'did',
    detail: span(began, decided, claim.reviewerName),
  }
}

const returnedStep = (claim: ClaimPage): TrackerStep => ({
  ...word(claim),
  at: 'now',
  detail: claims_page_step_since({ when: formatDate(lastEvent(claim, 'claim.returned')?.at ?? claim.changedAt) }),
})

const windowStep = (claim: ClaimPage): TrackerStep => {
  const step = { label: claims_page_status_window(), look: looks.threeQuarters }
  if (!claim.approvedAt)
    return { ...step, at: 'next', detail: claims_page_step_window_next({ days: claim.windowDays }) }
  if (claim.shownStatus === 'awaiting_delivery')
    return { ...word(claim), at: 'now', detail: claims_page_step_letters() }
  if (claim.shownStatus === 'bounced') return { ...word(claim), at: 'now' }
  if (claim.shownStatus === 'window')
    return {
      ...step,
      at: 'now',
      detail: claim.consentDueAt ? claims_page_step_until({ when: formatMoment(claim.consentDueAt) }) : undefined,
    }
  return { ...step, at: 'did', detail: claim.consentStartsAt ? formatStamp(claim.consentStartsAt) : undefined }
}

const activeStep = (claim: ClaimPage): TrackerStep => ({
  label: claims_page_status_active(),
  look: claim.shownStatus === 'active' ? looks.inForce : claim.activatedAt ? looks.inForce : looks.dashed,
  at: claim.shownStatus === 'active' ? 'now' : claim.activatedAt ? 'did' : 'next',
  detail: claim.activatedAt ? formatStamp(claim.activatedAt) : claims_page_step_figures(),
})

const span = (from: string, to: string | null, who: string | null): string => {
  const dates = { from: formatDate(from), to: to ? formatDate(to) : formatDate(from) }
  return dates.from === dates.to ? by(dates.from, who) : claims_page_step_span({ ...dates, who: who ?? '' })
}

const by = (when: string, who: string | null): string => (who ? claims_page_step_when_who({ when, who }) : when)
