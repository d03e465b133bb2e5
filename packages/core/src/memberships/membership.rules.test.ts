import { expect, test } from 'vitest'
import { mergeStandings } from './membership.rules.ts'
import type { MembershipState } from './membership.rules.ts'
import { nextMembershipStep } from './year.rules.ts'
import type { MembershipYear } from './year.rules.ts'

const one = (tier: 'starter' | 'silver' | 'gold', anniversaryOn: string, state: MembershipState) => ({
  tier,
  anniversaryOn,
  state,
})

test('MRG-R4 of two memberships the one that counts goes on in its own state: gold in grace before silver that was renewed', () => {
  const gold = one('gold', '2026-10-20', 'grace')
  const silver = one('silver', '2027-06-01', 'active')
  expect(mergeStandings(silver, gold)).toBe(gold)
  expect(mergeStandings(gold, silver)).toBe(gold)
})

test('MRG-R4 of two starter packs the later anniversary goes on, and with it its state', () => {
  const june = one('starter', '2027-06-14', 'reenrol_open')
  const october = one('starter', '2027-10-14', 'active')
  expect(mergeStandings(june, october)).toBe(october)
  expect(mergeStandings(october, june)).toBe(october)
})

const year = (state: MembershipState): MembershipYear => ({
  tier: 'silver',
  state,
  anniversaryOn: '2027-11-02',
  confirmedOn: '2026-11-02',
  windowDays: 90,
  graceDays: 30,
})

test('B.17 what opens does so as its day begins, what ends when its last day is over, by the clock of the vendor’s desk', () => {
  const next = (state: MembershipState, after: string) =>
    nextMembershipStep(year(state), new Date(after), 'Europe/London')
  const stepAt = (step: string, at: string) => ({ step, at: new Date(at) })
  expect(next('active', '2026-11-02T09:00:00Z')).toEqual(stepAt('openRenewal', '2027-08-03T22:59:59.999Z'))
  expect(next('reenrol_open', '2027-10-19T09:00:00Z')).toEqual(stepAt('anniversary', '2027-11-02T23:59:59.999Z'))
  expect(next('grace', '2027-11-26T09:00:00Z')).toEqual(stepAt('lapse', '2027-12-02T23:59:59.999Z'))
  expect(next('cancelled_at_term', '2027-09-01T09:00:00Z')).toEqual(stepAt('lapse', '2027-11-02T23:59:59.999Z'))
  expect(next('lapsed', '2027-12-03T09:00:00Z')).toBeNull()
})
