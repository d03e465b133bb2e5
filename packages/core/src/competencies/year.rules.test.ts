import { expect, test } from 'vitest'
import {
  firstAnniversary,
  lastDayOfGrace,
  latestPreapproval,
  nextAnniversary,
  nextYearStep,
  upgradedAnniversary,
} from './year.rules.ts'
import type { YearFacts } from './year.rules.ts'

const held = (state: YearFacts['state'], renewsOn = '2027-07-06'): YearFacts => ({
  state,
  renewsOn,
  preapprovedUntil: null,
})

const london = { timeZone: 'Europe/London', windowDays: 90, graceDays: 30 }

/** Every step of a state from an instant on, as the vendor's desk in London would read its calendar. */
const stepsFrom = (facts: YearFacts, after: string): string[] => {
  const steps: string[] = []
  for (let due = nextYearStep(facts, new Date(after), london); due; due = nextYearStep(facts, due.at, london))
    steps.push(`${due.at.toISOString()} ${due.step}`)
  return steps
}

test('CMP-R1 the first anniversary is a year after the purchase, also of a leap day', () => {
  expect(firstAnniversary('2026-11-02')).toBe('2027-11-02')
  expect(firstAnniversary('2028-02-29')).toBe('2029-02-28')
})

test('C106 a renewal keeps the day of the year, whenever within the window or the grace it was paid', () => {
  expect(nextAnniversary('2026-10-13')).toBe('2027-10-13')
  expect(lastDayOfGrace('2026-10-13', 30)).toBe('2026-11-12')
})

test('CMP-R4 an upgrade keeps the anniversary, unless the vendor sells gold as a new year', () => {
  expect(upgradedAnniversary('2027-07-06', '2026-11-02', false)).toBe('2027-07-06')
  expect(upgradedAnniversary('2027-07-06', '2026-11-02', true)).toBe('2027-11-02')
})

test('CMP-R6 the window opens 90 days ahead, letters go out on the 60th, 30th and 15th day, and on the 23rd after', () => {
  expect(stepsFrom(held('active_earned'), '2026-11-02T09:00:00Z')[0]).toBe('2027-04-06T22:59:59.999Z openRenewal')
  expect(stepsFrom(held('in_renewal'), '2027-04-07T00:00:00Z')).toEqual([
    '2027-05-06T22:59:59.999Z remind',
    '2027-06-05T22:59:59.999Z remind',
    '2027-06-20T22:59:59.999Z remind',
    '2027-07-06T22:59:59.999Z anniversary',
  ])
  expect(stepsFrom(held('grace'), '2027-07-06T23:00:00Z')).toEqual([
    '2027-07-28T22:59:59.999Z remind',
    '2027-08-05T22:59:59.999Z lapse',
  ])
})

test('what was withdrawn lapses when its anniversary is over, and what lapsed has nothing ahead', () => {
  expect(stepsFrom(held('withdrawn'), '2026-11-02T09:00:00Z')).toEqual(['2027-07-06T22:59:59.999Z lapse'])
  expect(stepsFrom(held('lapsed'), '2026-11-02T09:00:00Z')).toEqual([])
})

test('B.17 a level that was granted ahead ends with its last day, three months ahead at most; 30 and 7 days before it is said', () => {
  const facts: YearFacts = { state: 'active_preapproved', renewsOn: null, preapprovedUntil: '2027-01-31' }
  expect(stepsFrom(facts, '2026-11-02T09:00:00Z')).toEqual([
    '2026-12-31T23:59:59.999Z remind',
    '2027-01-23T23:59:59.999Z remind',
    '2027-01-31T23:59:59.999Z lapse',
  ])
  expect(latestPreapproval('2026-11-30')).toBe('2027-02-28')
})
