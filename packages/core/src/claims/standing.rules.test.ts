import { expect, test } from 'vitest'
import { claimMoves, claimStatuses, consentStates } from './claim.rules.ts'
import type { StandingFacts } from './standing.rules.ts'
import { shownStatus, shownStatuses, standingOf } from './standing.rules.ts'

const due = {
  slaDueAt: '2026-11-09T23:59:59.999Z',
  actionDueAt: '2026-12-02T09:00:00.000Z',
  consentDueAt: '2026-11-09T09:00:00.000Z',
}
const standing = (facts: Pick<StandingFacts, 'status'> & Partial<StandingFacts>) =>
  standingOf({ consentState: 'none', consentMode: 'opt_out', ...due, ...facts })

test.each([
  ['draft', 'none', 'partner', null, 'stays'],
  ['submitted', 'none', 'vendor', due.slaDueAt, 'flagged'],
  ['under_review', 'none', 'vendor', due.slaDueAt, 'flagged'],
  ['action_required', 'none', 'partner', due.actionDueAt, 'rejected'],
  ['approved', 'awaiting_delivery', 'system', null, 'stays'],
  ['approved', 'paused_bounced', 'partner', null, 'paused'],
  ['approved', 'window_open', 'customer', due.consentDueAt, 'active'],
  ['approved', 'elapsed', 'nobody', null, 'final'],
  ['approved', 'confirmed', 'nobody', null, 'final'],
  ['approved', 'not_applicable', 'nobody', null, 'final'],
  ['rejected', 'none', 'nobody', null, 'final'],
  ['withdrawn', 'none', 'nobody', null, 'final'],
  ['consent_denied', 'denied', 'nobody', null, 'final'],
  ['ended', 'elapsed', 'nobody', null, 'final'],
] as const)(
  '%s with consent %s waits on %s until %s; on silence it is %s',
  (status, consentState, waitsOn, until, otherwise) => {
    expect(standing({ status, consentState })).toEqual({ waitsOn, until, otherwise })
  },
)

test('C57 where only a yes counts, silence closes the claim', () => {
  const asked = standing({ status: 'approved', consentState: 'window_open', consentMode: 'opt_in' })
  expect(asked).toEqual({ waitsOn: 'customer', until: due.consentDueAt, otherwise: 'closed' })
})

test('nobody is waited on where no verb of a person is left', () => {
  for (const status of claimStatuses) {
    const left = Object.keys(claimMoves[status]).filter((verb) => verb !== 'undoDenial')
    if (left.length === 0) expect(standing({ status }).waitsOn).toBe('nobody')
  }
})

test('every status with every consent state is shown by exactly one of the words, and every word is used', () => {
  const words = claimStatuses.flatMap((status) => consentStates.map((consent) => shownStatus(status, consent)))
  expect(new Set(words)).toEqual(new Set(shownStatuses))
})
