import { expect, test } from 'vitest'
import { endOfBusinessDay, eveOfNextBusinessDay } from './calendar.ts'
import { holidaysOf } from './calendar.holidays.ts'

const days = (timeZone: string, year: number): string[] => [...holidaysOf(timeZone, year)].toSorted()

test('GEN-R2: England’s bank holidays, with the days that stand in for those on a weekend', () => {
  expect(days('Europe/London', 2026)).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-26',
    '2026-12-28',
  ])
  // Christmas on a Saturday and the day after on a Sunday: Monday and Tuesday are free.
  expect(days('Europe/London', 2027).slice(-4)).toEqual(['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'])
  expect(days('Europe/London', 2028).slice(0, 2)).toEqual(['2028-01-01', '2028-01-03'])
})

test('GEN-R2: Easter moves from 22 March to 25 April', () => {
  const easterMonday = (year: number) =>
    days('Europe/Rome', year).filter((day) => /-0[34]-/.test(day) && !day.endsWith('04-25'))
  expect([2024, 2025, 2026, 2027, 2035, 2285].flatMap(easterMonday)).toEqual([
    '2024-04-01',
    '2025-04-21',
    '2026-04-06',
    '2027-03-29',
    '2035-03-26',
    '2285-03-23',
  ])
  // Easter on 25 April, the latest there is: Easter Monday is the 26th.
  expect(days('Europe/Rome', 2038)).toContain('2038-04-26')
})

test('GEN-R2: Ascension, Whit Monday and Corpus Christi hang on Easter', () => {
  expect(days('Europe/Berlin', 2026)).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
  ])
  expect(days('Europe/Vienna', 2026)).toContain('2026-06-04')
})

test('GEN-R2: a federal holiday on a Saturday is kept on the Friday, also across the end of the year', () => {
  expect(days('America/New_York', 2026)).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-07-04',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ])
  expect(days('America/New_York', 2027)).toContain('2027-12-31')
})

test('GEN-R2: Japan’s equinoxes, a Sunday that moves past the holidays after it, and a day between two', () => {
  expect(days('Asia/Tokyo', 2026)).toHaveLength(18)
  expect(days('Asia/Tokyo', 2026)).toEqual(
    expect.arrayContaining(['2026-03-20', '2026-05-06', '2026-09-22', '2026-09-23']),
  )
})

test('GEN-R2: Saint Brigid’s day is a Monday, or the first of February when that is a Friday', () => {
  expect(days('Europe/Dublin', 2026)[1]).toBe('2026-02-02')
  expect(days('Europe/Dublin', 2030)[1]).toBe('2030-02-01')
})

test('a zone of a country that is not in the table has weekends only', () => {
  expect(days('Asia/Kolkata', 2026)).toEqual([])
})

test('C23: five business days over Christmas end on the last day of the year, and the sixth is in the next', () => {
  const due = endOfBusinessDay(new Date('2026-12-22T10:00:00Z'), 5, 'Europe/London')
  expect(due.toISOString()).toBe('2026-12-31T23:59:59.999Z')
  expect(eveOfNextBusinessDay(due, 'Europe/London').toISOString()).toBe('2027-01-03T23:59:59.999Z')
})

test('C23: the same days at a desk that keeps other holidays end earlier', () => {
  const due = endOfBusinessDay(new Date('2026-12-22T10:00:00Z'), 5, 'Asia/Tokyo')
  expect(due.toISOString()).toBe('2026-12-29T14:59:59.999Z')
})
