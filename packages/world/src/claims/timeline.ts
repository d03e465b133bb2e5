import { reminderDays } from '@ofrecord/core/consent/consent.rules'
import type { Random } from '../random.ts'
import { denialReasons } from '../reasons.ts'
import type { DenialReason, DisassociationReason, ReviewReason, WithdrawalReason } from '../reasons.ts'
import { after, days, hours, minutes } from '../time.ts'
import type { Bucket } from './buckets.ts'
import { rationale, reviewComment } from './comments.ts'
import type { Step, Verb } from './plan.ts'

/** Everything a claim's course depends on besides its bucket. */
export interface Course {
  draws: Random
  t0: Date
  at: Date
  creator: string
  /** May withdraw, dispute and disassociate, which an incentive user may not. */
  administrator: string
  reviewer: string
  lead: string
  hasEvidence: boolean
  reasons: readonly ReviewReason[]
  denial: DenialReason
  parting: DisassociationReason
  beatsRival: boolean
  upload?: 'infected' | 'oversize'
  question?: string
}

const CONSENT_DAYS = 7
const ANSWER_DAYS = 30

const step = (verb: Verb, at: Date, by: string, more: Partial<Step> = {}): Step => ({ verb, at, by, ...more })

/** People work on weekdays between nine and five (UTC); weekends move to Monday's first hour, order is kept. */
const officeHours = (at: Date): Date => {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))
  const share = (at.getTime() - day.getTime()) / days
  if (day.getUTCDay() === 6) return after(day, 2 * days + 8 * hours + share * 30 * minutes)
  if (day.getUTCDay() === 0) return after(day, days + 8.5 * hours + share * 30 * minutes)
  return after(day, 9 * hours + share * 8 * hours)
}

/** A moment some days before another one, in office hours, and at least half an hour before it. */
const before = ({ draws }: Course, at: Date, from: number, to: number): Date => {
  const wished = officeHours(after(at, -(from + draws.next() * (to - from)) * days))
  return new Date(Math.min(wished.getTime(), at.getTime() - 30 * minutes))
}

const opened = (course: Course, submittedAt: Date): Step[] => [
  step('create', before(course, submittedAt, 0.2, 12), course.creator),
  ...(course.hasEvidence ? [step('attach', after(submittedAt, -10 * minutes), course.creator, { round: 1 })] : []),
]

const submitted = (course: Course, at: Date): Step[] => [...opened(course, at), step('submit', at, course.creator)]

const taken = (course: Course, at: Date): Step[] => [
  ...submitted(course, before(course, at, 0.3, 4)),
  step('take', at, course.reviewer),
]

const inReview = (course: Course, decidedAt: Date): Step[] => taken(course, before(course, decidedAt, 0.2, 4))

const returned = (course: Course, at: Date): Step[] => [
  ...inReview(course, at),
  step('return', at, course.reviewer, { reasons: course.reasons, comment: reviewComment(course.reasons) }),
]

const rejected = (course: Course, at: Date): Step[] => [
  ...inReview(course, at),
  course.reasons.includes('other_partner_recorded')
    ? step('decideConflict', at, course.lead, {
        outcome: 'incumbent',
        reasons: course.reasons,
        comment: reviewComment(course.reasons),
      })
    : step('reject', at, course.reviewer, { reasons: course.reasons, comment: reviewComment(course.reasons) }),
]

const disputed = (course: Course, at: Date): Step[] => [
  ...rejected(course, before(course, at, 3, 20)),
  step('addEvidence', after(at, -5 * minutes), course.administrator, { round: 2 }),
  step('dispute', at, course.administrator, { comment: 'The document we add is newer and names what was missing.' }),
]

/** Approved so that a mail server answers the notice at the given moment: letters leave within two minutes. */
const answered = (course: Course, answeredAt: Date, answer: 'acceptNotice' | 'bounceNotice'): Step[] => {
  const at = after(answeredAt, -90_000)
  return [
    ...inReview(course, at),
    course.beatsRival
      ? step('decideConflict', at, course.lead, { outcome: 'challenger', comment: rationale })
      : step('approve', at, course.reviewer, { comment: rationale }),
    step(answer, answeredAt, 'mail'),
  ]
}

const approved = (course: Course, acceptedAt: Date): Step[] => answered(course, acceptedAt, 'acceptNotice')

const waiting = (course: Course): Step[] => [
  ...approved(course, course.at),
  ...(course.question === undefined
    ? []
    : [step('ask', after(course.at, 2 * days), 'customer', { comment: course.question })]),
]

/** Where only a yes counts, the contact is written to again while nobody answers (C57). */
const reminded = ({ at, t0 }: Course): Step[] =>
  reminderDays.opt_in
    .map((day) => after(at, day * days + 1000))
    .filter((remindedAt) => remindedAt <= t0)
    .map((remindedAt) => step('remind', remindedAt, 'clock'))

// The clock acts strictly after the seventh day (CON-R2).
const windowEnd = (acceptedAt: Date): Step => step('activate', after(acceptedAt, CONSENT_DAYS * days + 1000), 'clock')

const active = (course: Course, acceptedAt: Date): Step[] => [...approved(course, acceptedAt), windowEnd(acceptedAt)]

const denied = (course: Course, acceptedAt: Date, later: boolean): Step[] => [
  ...(later ? active(course, acceptedAt) : approved(course, acceptedAt)),
  step('deny', course.at, 'customer', { reasons: [course.denial] }),
]

const ended = (course: Course, verb: Verb, by: string, reasons?: readonly DisassociationReason[]): Step[] => [
  ...active(course, before(course, course.at, 40, 180)),
  step(verb, course.at, by, reasons && { reasons }),
]

const notPaid = (course: Course): Step[] => [
  ...inReview(course, course.at),
  step('approve', course.at, course.reviewer, { comment: rationale }),
]

// One byte more than the 25 MB a file may have (CLM-V13).
const TOO_LARGE = 25 * 1024 * 1024 + 1

const drafted = (course: Course): Step[] => {
  const created = step('create', course.at, course.creator)
  const uploadedAt = after(course.at, 20 * minutes)
  if (course.upload === 'infected') return [created, step('attach', uploadedAt, course.creator, { round: 1 })]
  if (course.upload === 'oversize')
    return [created, step('attemptUpload', uploadedAt, course.creator, { bytes: TOO_LARGE })]
  return [created]
}

const drafts: Partial<Record<Bucket, (course: Course) => Step[]>> = {
  'draft.recalled': (course) => [
    ...submitted(course, after(course.at, -3 * hours)),
    step('recall', course.at, course.creator),
  ],
}

const open: Partial<Record<Bucket, (course: Course) => Step[]>> = {
  'review.dispute': (course) => disputed(course, course.at),
  'review.resubmission': (course) => {
    const resubmittedAt = before(course, course.at, 0.2, 1.5)
    return [
      ...returned(course, before(course, resubmittedAt, 2, 15)),
      step('attach', after(resubmittedAt, -10 * minutes), course.creator, { round: 2 }),
      step('resubmit', resubmittedAt, course.creator),
      step('take', course.at, course.reviewer),
    ]
  },
  'window.bounced': (course) => answered(course, course.at, 'bounceNotice'),
  'window.opt_in': (course) => [...waiting(course), ...reminded(course)],
}

const live: Partial<Record<Bucket, (course: Course) => Step[]>> = {
  'active.revenue': notPaid,
  'active.confirmed': (course) => [
    ...approved(course, course.at),
    step('confirm', after(course.at, course.draws.int(5, 130) * hours), 'customer'),
  ],
  'active.newer_evidence': (course) => [
    ...active(course, course.at),
    step('addEvidence', officeHours(after(course.t0, -course.draws.int(5, 60) * days)), course.creator, { round: 2 }),
  ],
  'active.after_dispute': (course) => {
    const decidedAt = after(course.at, -90_000)
    return [
      ...disputed(course, before(course, decidedAt, 1, 6)),
      step('decideDispute', decidedAt, course.lead, { outcome: 'upheld', comment: rationale }),
      step('acceptNotice', course.at, 'mail'),
      windowEnd(course.at),
    ]
  },
  'active.undone': (course) => {
    const deniedAt = after(course.at, 2 * days)
    return [
      ...approved(course, course.at),
      step('deny', deniedAt, 'customer', { reasons: [course.denial] }),
      step('undoDenial', after(deniedAt, 5 * hours), 'customer'),
      windowEnd(course.at),
    ]
  },
}

const closed: Partial<Record<Bucket, (course: Course) => Step[]>> = {
  'rejected.no_response': (course) => [
    ...returned(course, course.at),
    step('lapse', after(course.at, ANSWER_DAYS * days + 1), 'clock', { reasons: ['no_response'] }),
  ],
  'rejected.dismissed': (course) => [
    ...disputed(course, before(course, course.at, 1, 6)),
    step('decideDispute', course.at, course.lead, { outcome: 'dismissed', comment: reviewComment(course.reasons) }),
  ],
  'ended.disassociated': (course) => ended(course, 'disassociate', course.administrator, [course.parting]),
  // The loser ends in the second in which the winner's window closes (CNF-R5).
  'ended.superseded': (course) => ended({ ...course, at: after(course.at, 1000) }, 'supersede', 'clock'),
  'ended.subscription': (course) => ended(course, 'endSubscription', 'clock'),
  'ended.location': (course) => ended(course, 'dissociateLocation', course.administrator),
  'ended.revoked': (course) => ended(course, 'revoke', course.lead),
}

const withdrawn = (course: Course, reason: WithdrawalReason): Step[] => {
  const steps = course.draws.pick([submitted, taken, returned])(course, before(course, course.at, 1, 8))
  return [...steps, step('withdraw', course.at, course.administrator, { reasons: [reason] })]
}

/** The steps that bring a claim into its bucket, in order; deadlines are kept to the second (GEN-R2). */
export const stepsOf = (bucket: Bucket, course: Course): Step[] => {
  const own = drafts[bucket] ?? open[bucket] ?? live[bucket] ?? closed[bucket]
  if (own) return own(course)
  const [group, name] = bucket.split('.') as [string, string]
  switch (group) {
    case 'draft':
      return drafted(course)
    case 'submitted':
      return submitted(course, course.at)
    case 'review':
      return taken(course, course.at)
    case 'action':
      return returned(course, after(course.at, -ANSWER_DAYS * days))
    case 'window':
      return waiting(course)
    case 'active':
      return active(course, course.at)
    case 'rejected':
      return rejected(course, course.at)
    case 'withdrawn':
      return withdrawn(course, name as WithdrawalReason)
    default:
      return deniedIn(course, name === 'later')
  }
}

const deniedIn = (course: Course, later: boolean): Step[] =>
  denied(
    course,
    later ? before(course, course.at, 20, 150) : after(course.at, -course.draws.int(8, 150) * hours),
    later,
  )

/** Denial reasons of the fourteen denied claims: five, five and four. */
export const denialCards: readonly DenialReason[] = denialReasons.flatMap(({ code }) =>
  Array.from({ length: code === 'other' ? 4 : 5 }, () => code),
)
