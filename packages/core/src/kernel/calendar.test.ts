import { expect, test } from 'vitest'
import { endOfBusinessDay } from './calendar.ts'

const london = 'Europe/London'
const end = (from: string, days: number, timeZone = london, holidays: string[] = []): string =>
  endOfBusinessDay(new Date(from), days, timeZone, new Set(holidays)).toISOString()

test('GEN-R2: N business days end at the last millisecond of the Nth day after the day of the trigger', () => {
  expect(end('2026-11-02T09:00:00Z', 1)).toBe('2026-11-03T23:59:59.999Z')
  expect(end('2026-11-02T00:00:00Z', 1)).toBe('2026-11-03T23:59:59.999Z')
  expect(end('2026-11-02T23:59:59.999Z', 1)).toBe('2026-11-03T23:59:59.999Z')
})

test('GEN-R2: Saturday and Sunday are no business days', () => {
  expect(end('2026-11-02T09:00:00Z', 5)).toBe('2026-11-09T23:59:59.999Z')
  expect(end('2026-11-06T23:00:00Z', 1)).toBe('2026-11-09T23:59:59.999Z')
})

test('GEN-R2: from a Saturday or a Sunday the first business day is Monday', () => {
  expect(end('2026-11-07T12:00:00Z', 1)).toBe('2026-11-09T23:59:59.999Z')
  expect(end('2026-11-08T12:00:00Z', 1)).toBe('2026-11-09T23:59:59.999Z')
})

test('GEN-R2: holidays of the list are skipped, also two beside a weekend', () => {
  expect(end('2026-12-23T10:00:00Z', 2, london, ['2026-12-25', '2026-12-28'])).toBe('2026-12-29T23:59:59.999Z')
})

test('GEN-R2: a holiday on a Saturday costs nothing more', () => {
  expect(end('2026-12-24T10:00:00Z', 1, london, ['2026-12-26'])).toBe('2026-12-25T23:59:59.999Z')
})

test('GEN-R2: the day of the trigger is the desk’s day, not the one in UTC', () => {
  // 23:30 in UTC on Monday is 08:30 on Tuesday in Tokyo.
  expect(end('2026-11-02T23:30:00Z', 1, 'Asia/Tokyo')).toBe('2026-11-04T14:59:59.999Z')
  expect(end('2026-11-02T23:30:00Z', 1, 'America/New_York')).toBe('2026-11-04T04:59:59.999Z')
})

test('GEN-R2: a period over the end of summer time ends at local midnight', () => {
  expect(end('2026-10-23T08:00:00Z', 1)).toBe('2026-10-26T23:59:59.999Z')
  expect(end('2026-10-22T08:00:00Z', 1)).toBe('2026-10-23T22:59:59.999Z')
})

test('GEN-R2: a period over the start of summer time ends at local midnight', () => {
  expect(end('2026-03-27T08:00:00Z', 1)).toBe('2026-03-30T22:59:59.999Z')
})

test('GEN-R2: where the clock jumps at midnight itself, the day before ends at the jump', () => {
  // In Cairo the clock goes from 24:00 on Thursday 23 April 2026 to 01:00: midnight of that Friday does not exist.
  expect(end('2026-04-22T08:00:00Z', 1, 'Africa/Cairo')).toBe('2026-04-23T21:59:59.999Z')
})

test('zero business days end on the day itself', () => {
  expect(end('2026-11-02T09:00:00Z', 0)).toBe('2026-11-02T23:59:59.999Z')
})
