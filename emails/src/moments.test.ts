import { expect, test } from 'vitest'
import { country, day, moment } from './moments.ts'

test('a moment is shown on the reader’s clock, with weekday and zone', () => {
  expect(moment('2026-11-09T09:14:00Z', 'Europe/London', 'en')).toBe(
    'Monday, 9 November 2026 at 09:14 (United Kingdom Time)',
  )
  expect(moment('2026-11-09T09:14:00Z', 'Europe/Rome', 'it')).toBe(
    'lunedì 9 novembre 2026 alle ore 10:14 (ora dell’Europa centrale)',
  )
})

test.each([
  ['de', 'Europe/London', 'Montag, 9. November 2026 um 09:14 (Mittlere Greenwich-Zeit)'],
  ['fr', 'Europe/London', 'lundi 9 novembre 2026 à 09:14 (heure moyenne de Greenwich)'],
  ['es', 'Europe/Rome', 'lunes, 9 de noviembre de 2026, 10:14 (hora de Europa central)'],
  ['ja', 'Europe/Rome', '2026年11月9日月曜日 10:14（中央ヨーロッパ時間）'],
  ['ar', 'Etc/UTC', 'الاثنين، 9 نوفمبر 2026 في 09:14 (UTC)'],
] as const)('in %s the zone is a name, never an offset or a name in brackets of its own', (locale, zone, written) => {
  expect(moment('2026-11-09T09:14:00Z', zone, locale)).toBe(written)
})

test('midnight is 00:00 and belongs to the day that begins', () => {
  expect(moment('2026-11-08T23:00:00Z', 'Europe/Rome', 'en')).toContain('Monday, 9 November 2026 at 00:00')
  expect(day('2026-11-08T23:00:00Z', 'Europe/Rome', 'en')).toBe('Monday, 9 November 2026')
})

test('an unknown zone does not stop a notice: the moment is then in UTC', () => {
  expect(moment('2026-11-09T09:14:00Z', 'Mars/Olympus', 'en')).toBe('Monday, 9 November 2026 at 09:14 (UTC)')
})

test('a country is named in the letter’s language', () => {
  expect(country('IE', 'it')).toBe('Irlanda')
  expect(country('somewhere', 'it')).toBe('somewhere')
})
