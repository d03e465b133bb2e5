import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../kernel/errors.ts'
import { daysAfter } from '../kernel/time.ts'
import type { AffiliationState, AffiliationVerb } from './affiliation.rules.ts'
import {
  affiliationMoves,
  affiliationStates,
  affiliationVerbs,
  decideRequest,
  isProfileComplete,
  liveStates,
  nextState,
  ProfileInput,
} from './affiliation.rules.ts'

/** B.16.1 by its numbers; AF1, AF5, AF6 and AF14 make rows and lead from nowhere. */
const transitions: readonly (readonly [
  number: string,
  from: AffiliationState,
  verb: AffiliationVerb,
  to: AffiliationState,
])[] = [
  ['AF2', 'invited_single', 'completeProfile', 'profile_done_pending_approval'],
  ['AF3', 'profile_done_pending_approval', 'approve', 'active'],
  ['AF4', 'profile_done_pending_approval', 'deny', 'denied'],
  ['AF7', 'requested', 'approve', 'awaiting_profile'],
  ['AF8', 'requested', 'deny', 'denied'],
  ['AF9', 'awaiting_profile', 'completeProfile', 'active'],
  ['AF10', 'awaiting_profile', 'resend', 'awaiting_profile'],
  ['AF10', 'invited_single', 'resend', 'invited_single'],
  ['AF11', 'awaiting_profile', 'remove', 'deleted'],
  ['AF11', 'invited_single', 'remove', 'deleted'],
  ['AF12', 'awaiting_profile', 'expire', 'expired'],
  ['AF12', 'invited_single', 'expire', 'expired'],
  ['AF13', 'active', 'end', 'ended'],
  ['AF15', 'active', 'reassign', 'active'],
]

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'done'
}

test('STM-R1: every verb in every state leads where B.16.1 says, or is ILLEGAL_TRANSITION', () => {
  fc.assert(
    fc.property(fc.constantFrom(...affiliationStates), fc.constantFrom(...affiliationVerbs), (from, verb) => {
      const to = transitions.find((row) => row[1] === from && row[2] === verb)?.[3]
      if (to) expect(nextState(from, verb)).toBe(to)
      else expect(codeOf(() => nextState(from, verb))).toBe('ILLEGAL_TRANSITION')
    }),
    // All pairs, several times over.
    { numRuns: affiliationStates.length * affiliationVerbs.length * 10 },
  )
  const listed = Object.values(affiliationMoves).flatMap((row) => Object.keys(row))
  expect(listed).toHaveLength(transitions.length)
})

test('what is over leads nowhere, and what is live can be found once a person and organisation', () => {
  const over = affiliationStates.filter((state) => !(liveStates as readonly string[]).includes(state))
  expect(over).toEqual(['denied', 'deleted', 'expired', 'ended'])
  for (const state of over) expect(affiliationMoves[state]).toEqual({})
})

test('AF9: a profile is complete with name, proven mailbox, country, language and job role', () => {
  const whole = { name: 'Ada', country: 'GB', locale: 'en', jobRole: 'Engineer', emailProvenAt: new Date(0) }
  expect(isProfileComplete(whole)).toBe(true)
  for (const missing of ['name', 'country', 'locale', 'jobRole'])
    expect(isProfileComplete({ ...whole, [missing]: '' }), missing).toBe(false)
  expect(isProfileComplete({ ...whole, emailProvenAt: null })).toBe(false)
})

test('AF8: the fourth request within ninety days is REQUEST_LIMIT, and says when there is room again', () => {
  const day = (days: number) => daysAfter(new Date('2026-11-02T09:00:00Z'), days)
  const nextAt = (oldest: Date) => daysAfter(oldest, 90)
  expect(codeOf(() => decideRequest([day(0), day(1)], nextAt))).toBe('done')
  expect(() => decideRequest([day(2), day(0), day(1)], nextAt)).toThrow(
    expect.objectContaining({
      code: 'REQUEST_LIMIT',
      detail: expect.objectContaining({ params: expect.objectContaining({ nextAt: day(90).toISOString() }) }),
    }),
  )
})

test('a profile names a time zone that letters can be dated by', () => {
  const said = { name: 'Ada', country: 'GB', language: 'en', jobRole: 'Engineer' }
  for (const timeZone of [null, 'Europe/London', 'UTC'])
    expect(ProfileInput.safeParse({ ...said, timeZone }).success, String(timeZone)).toBe(true)
  for (const timeZone of ['', 'Europe/Nowhere'])
    expect(ProfileInput.safeParse({ ...said, timeZone }).success, timeZone).toBe(false)
})
