import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../kernel/errors.ts'
import { movesFrom, next } from '../kernel/moves.ts'
import { Claim } from './claim.entity.ts'
import { claimMoves, claimStatuses, claimVerbs } from './claim.rules.ts'
import type { ClaimStatus, ClaimVerb } from './claim.rules.ts'
import { windowOf } from './consent.window.ts'

/** The transitions of B.1.5 that exist so far, by their numbers there; recall is CLM-R19, the undo is of 24 hours. */
const transitions: readonly (readonly [number: string, from: ClaimStatus, verb: ClaimVerb, to: ClaimStatus])[] = [
  ['T2', 'draft', 'delete', 'deleted'],
  ['T3', 'draft', 'submit', 'submitted'],
  ['CLM-R19', 'submitted', 'recall', 'draft'],
  ['T4', 'submitted', 'take', 'under_review'],
  ['T5', 'submitted', 'approveByRules', 'approved'],
  ['T6', 'under_review', 'return', 'action_required'],
  ['T7', 'under_review', 'approve', 'approved'],
  ['T8', 'under_review', 'reject', 'rejected'],
  ['T9', 'action_required', 'resubmit', 'submitted'],
  ['T10', 'action_required', 'lapse', 'rejected'],
  ['T11', 'approved', 'activate', 'approved'],
  ['T12', 'approved', 'deny', 'consent_denied'],
  ['undo', 'consent_denied', 'undoDenial', 'approved'],
  ['T13', 'submitted', 'withdraw', 'withdrawn'],
  ['T13', 'under_review', 'withdraw', 'withdrawn'],
  ['T13', 'action_required', 'withdraw', 'withdrawn'],
  ['T14', 'approved', 'end', 'ended'],
  ['DIS-R5', 'ended', 'reinstate', 'approved'],
  ['T15', 'rejected', 'dispute', 'under_review'],
  ['T15', 'under_review', 'take', 'under_review'],
]

const expected = (from: ClaimStatus, verb: ClaimVerb): ClaimStatus | undefined =>
  transitions.find((row) => row[1] === from && row[2] === verb)?.[3]

const refusalOf = (act: () => unknown): Refusal => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('STM-R1: every verb in every state leads where B.1.5 says, or is an illegal transition that names both', () => {
  for (const from of claimStatuses)
    for (const verb of claimVerbs) {
      const to = expected(from, verb)
      if (to) expect(next<ClaimStatus, ClaimVerb>(claimMoves, from, verb), `${from} ${verb}`).toBe(to)
      else
        expect(
          refusalOf(() => next<ClaimStatus, ClaimVerb>(claimMoves, from, verb)),
          `${from} ${verb}`,
        ).toMatchObject({
          kind: 'conflict',
          code: 'ILLEGAL_TRANSITION',
          detail: { rule: 'STM-R1', params: { from, verb } },
        })
    }
})

test('the buttons of a page are the verbs of the table', () => {
  for (const status of claimStatuses)
    expect(new Set(movesFrom<ClaimStatus, ClaimVerb>(claimMoves, status))).toEqual(
      new Set(transitions.filter(([, from]) => from === status).map(([, , verb]) => verb)),
    )
})

test('I2: withdrawn and deleted are final, an end can only be taken back with its location; a rejection can only be disputed, a denial only be undone', () => {
  expect(movesFrom(claimMoves, 'rejected')).toEqual(['dispute'])
  expect(movesFrom(claimMoves, 'ended')).toEqual(['reinstate'])
  for (const final of ['withdrawn', 'deleted'] as const) expect(movesFrom(claimMoves, final)).toEqual([])
  expect(movesFrom(claimMoves, 'consent_denied')).toEqual(['undoDenial'])
})

const now = new Date('2026-11-02T09:00:00Z')
const later = new Date('2026-11-09T23:59:59.999Z')
const rosa = { personId: '019a0000-0000-7000-8000-00000000000a', name: 'Rosa Lindqvist' }
const complete = { E1: 'yes', E2: 'yes', E3: 'yes', E4: 'yes', E5: 'yes', E6: 'no' } as const

const thirty = { days: 30, mayAddItems: false, items: [] }
const whole = { notice: true, items: 1 }

/** Each verb as the application says it, with a guard that holds. */
const says: Readonly<Partial<Record<ClaimVerb, (claim: Claim) => void>>> = {
  submit: (claim) => claim.submit(rosa, now, later, 1),
  recall: (claim) => claim.recall(now),
  take: (claim) => claim.take(rosa, now, later),
  delete: (claim) => claim.delete(now),
  return: (claim) => claim.return(rosa, ['dates_missing'], now, thirty),
  resubmit: (claim) => claim.resubmit(rosa, now, later, 1),
  approve: (claim) => claim.approve(rosa, now, whole),
  approveByRules: (claim) => claim.approveByRules(now, { ...whole, rules: 3 }),
  reject: (claim) => claim.reject(rosa, ['wrong_activity'], now, 30),
  dispute: (claim) => claim.dispute(rosa, now, later),
  end: (claim) => claim.end('partner_disassociated', now, 'other'),
  lapse: (claim) => claim.lapse(now),
  withdraw: (claim) => claim.withdraw('other', now),
  activate: (claim) => claim.activate('silence', now),
  deny: (claim) => claim.deny(now, ['unknown'], { comment: null }),
  undoDenial: (claim) => claim.undoDenial(now, 'window_open'),
}

const claimIn = (status: ClaimStatus): Claim =>
  Object.assign(new Claim(), {
    id: '019a0000-0000-7000-8000-000000000001',
    status,
    consentState: 'none',
    checklist: complete,
    reviewerId: rosa.personId,
    flags: [],
    round: 1,
    itemCount: 1,
  })

/** These verbs say more than "illegal": what the reader can do about it. */
const kinder: Readonly<Partial<Record<ClaimVerb, string>>> = {
  recall: 'CLAIM_NOT_EDITABLE',
  approve: 'CLAIM_ALREADY_DECIDED',
  return: 'CLAIM_ALREADY_DECIDED',
  reject: 'CLAIM_ALREADY_DECIDED',
}

test('STM-R1: any walk of verbs over a claim stays on the table, and a refused verb changes nothing', () => {
  const verbs = Object.keys(says) as ClaimVerb[]
  fc.assert(
    fc.property(
      fc.constantFrom(...claimStatuses),
      fc.array(fc.constantFrom(...verbs), { maxLength: 12 }),
      (start, walk) => {
        const claim = claimIn(start)
        for (const verb of walk) {
          const before = { ...claim }
          const to = expected(before.status, verb)
          claim.checklist = complete
          claim.reviewerId = verb === 'take' ? null : rosa.personId
          claim.submittedAt = null
          claim.disputableUntil = later
          if (to) {
            says[verb]?.(claim)
            expect(claim.status).toBe(to)
          } else {
            const { code } = refusalOf(() => says[verb]?.(claim))
            expect(code).toBe(kinder[verb] ?? 'ILLEGAL_TRANSITION')
            const set = { checklist: null, reviewerId: null, submittedAt: null, disputableUntil: null }
            expect({ ...claim, ...set }).toEqual({ ...before, ...set })
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('I10: a claim is decided by the reviewer who took it and by nobody else', () => {
  const liam = { personId: '019a0000-0000-7000-8000-00000000000b' }
  for (const decide of [
    (claim: Claim) => claim.approve(liam, now, whole),
    (claim: Claim) => claim.return(liam, ['other'], now, thirty),
    (claim: Claim) => claim.reject(liam, ['other'], now, 30),
    (claim: Claim) => claim.check(liam, 'E1', 'yes', now),
  ])
    expect(refusalOf(() => decide(claimIn('under_review'))).code).toBe('CLAIM_TAKEN_BY_OTHER')
})

test('T7: a claim is not approved before all six points of the checklist have an answer', () => {
  const claim = claimIn('under_review')
  claim.checklist = { E1: 'yes', E2: 'yes', E3: 'yes', E4: 'yes', E5: 'yes' }
  expect(refusalOf(() => claim.approve(rosa, now, whole)).code).toBe('CHECKLIST_INCOMPLETE')
  claim.check(rosa, 'E6', 'no', now)
  claim.approve(rosa, now, whole)
  expect(claim.status).toBe('approved')
})

test('T6: a returned claim is due to the second 30 days later', () => {
  const claim = claimIn('under_review')
  claim.return(rosa, ['dates_missing'], now, thirty)
  expect(claim.actionDueAt).toEqual(new Date('2026-12-02T09:00:00Z'))
})

test('CON-R2: the window is over strictly after its due instant, not at it', () => {
  const claim = claimIn('under_review')
  claim.approve(rosa, now, whole)
  windowOf(claim).open(now, 7)
  expect(claim.consentDueAt).toEqual(new Date('2026-11-09T09:00:00Z'))
  expect(windowOf(claim).isOver(new Date('2026-11-09T09:00:00.000Z'))).toBe(false)
  expect(windowOf(claim).isOver(new Date('2026-11-09T09:00:00.001Z'))).toBe(true)
})

test('CON-R1: the window of a claim that is not awaiting its delivery is not opened a second time', () => {
  const claim = claimIn('under_review')
  claim.approve(rosa, now, whole)
  windowOf(claim).open(now, 7)
  windowOf(claim).open(later, 7)
  expect(claim.consentDueAt).toEqual(new Date('2026-11-09T09:00:00Z'))
})

test('C28 CLM-V22: an answer is in time until the due second, and late one millisecond after it', () => {
  const claim = claimIn('under_review')
  claim.return(rosa, ['dates_missing'], now, thirty)
  const due = claim.actionDueAt!
  expect(refusalOf(() => claim.resubmit(rosa, new Date(due.getTime() + 1), later, 1)).code).toBe('DEADLINE_PASSED')
  claim.resubmit(rosa, due, later, 1)
  expect(claim).toMatchObject({ status: 'submitted', round: 2, reviewKind: 'resubmission', reviewerId: null })
  expect(claim.preferredReviewerId).toBe(rosa.personId)
})

test('C29 C30 T15: a rejection is disputed once and within its days; silence is not disputable', () => {
  const claim = claimIn('under_review')
  claim.reject(rosa, ['evidence_outdated'], now, 30)
  const until = claim.disputableUntil!
  expect(until).toEqual(new Date('2026-12-02T09:00:00Z'))
  expect(refusalOf(() => claim.dispute(rosa, new Date(until.getTime() + 1), later)).code).toBe('DEADLINE_PASSED')
  claim.dispute(rosa, until, later)
  expect(claim).toMatchObject({ status: 'under_review', reviewKind: 'dispute', reviewerId: null, closedAt: null })
  claim.take(rosa, now, later)
  claim.reject(rosa, ['other'], now, 30)
  expect(refusalOf(() => claim.dispute(rosa, now, later)).code).toBe('NOT_DISPUTABLE')
  const silent = claimIn('action_required')
  silent.lapse(now)
  expect(refusalOf(() => silent.dispute(rosa, now, later)).code).toBe('NOT_DISPUTABLE')
})
