import { expect, test } from 'vitest'
import { formatAgo, formatBytes, formatDate, formatLeft, formatMoment, formatStamp } from './format.ts'
import { startLocale } from './locale.ts'

const now = new Date(2026, 10, 2, 9, 0)
const at = (day: number, hour: number, minute: number, month = 10, year = 2026): string =>
  new Date(year, month, day, hour, minute).toISOString()

/** As it is read: a day and its month stand on one line. */
const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

test.each([
  [at(2, 17, 30), 'today, 17:30'],
  [at(3, 9, 5), 'tomorrow, 09:05'],
  [at(1, 23, 59), 'yesterday, 23:59'],
  [at(5, 11, 2), 'Thu 5 Nov, 11:02'],
  [at(24, 8, 0), '24 Nov, 08:00'],
  [at(14, 8, 0, 9, 2025), '14 Oct 2025, 08:00'],
])('%s reads %s', (moment, text) => expect(plain(formatMoment(moment, now)).replace('Thu,', 'Thu')).toBe(text))

test('a date has its weekday within a fortnight and its year when it is another one', () => {
  expect(plain(formatDate(at(16, 0, 0), now)).replace(',', '')).toBe('Mon 16 Nov')
  expect(plain(formatDate(at(17, 0, 0), now))).toBe('17 Nov')
  expect(plain(formatDate(at(17, 0, 0, 0, 2027), now))).toBe('17 Jan 2027')
  expect(formatDate(at(17, 0, 0), now)).not.toContain(' ')
})

test('what is past is relative for a week', () => {
  expect(formatAgo(at(2, 8, 50), now)).toBe('10 min ago')
  expect(formatAgo(at(2, 6, 30), now)).toBe('2 hr ago')
  expect(formatAgo(at(1, 23, 0), now)).toBe('yesterday')
  expect(formatAgo(at(30, 9, 0, 9), now)).toBe('3 days ago')
  expect(plain(formatAgo(at(14, 9, 0, 9), now))).toBe('14 Oct')
})

test('what is left counts in the largest unit', () => {
  expect(formatLeft(at(5, 11, 2), now)).toBe('in 3 days')
  expect(formatLeft(at(2, 17, 30), now)).toBe('in 8 hours')
})

test('stamps line up: no words, no weekday', () => expect(formatStamp(at(2, 8, 5), now)).toBe('2 Nov, 08:05'))

test.each([
  [0, '0 byte'],
  [240_000, '240 kB'],
  [1_240_000, '1.2 MB'],
  [25_000_000, '25 MB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

test('dates follow the language', () => {
  startLocale('it')
  expect(formatMoment(at(2, 17, 30), now)).toBe('oggi, 17:30')
  expect(plain(formatDate(at(5, 0, 0), now))).toBe('gio 5 nov')
  startLocale('en')
})
