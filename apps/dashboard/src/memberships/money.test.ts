import { expect, test } from 'vitest'
import { startLocale } from '../lib/locale.ts'
import { formatMoney, parseMoney, typedMoney } from './money.ts'

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test.each([
  [123_456, 'EUR', 'EUR 1,234.56'],
  [5, 'USD', 'USD 0.05'],
  [185_000, 'JPY', 'JPY 185,000'],
  [1_234_567, 'KWD', 'KWD 1,234.567'],
  [-50, 'GBP', '-GBP 0.50'],
  // One more than a double tells apart in hundredths.
  [9_007_199_254_740_991, 'EUR', 'EUR 90,071,992,547,409.91'],
])('%i minor units of %s are %s', (minor, currency, text) => expect(plain(formatMoney(minor, currency))).toBe(text))

test.each([
  ['1234.56', 'EUR', 123_456],
  ['1.234,56', 'EUR', 123_456],
  ['1,234', 'EUR', 123_400],
  ['1 234,5', 'EUR', 123_450],
  ['526.000', 'JPY', 526_000],
  ['0,07', 'EUR', 7],
  ['1.234', 'KWD', 1_234],
  ['12.345', 'EUR', 1_234_500],
  ['1,2345', 'EUR', null],
  ['-5', 'EUR', null],
  ['', 'EUR', null],
  ['EUR 5', 'EUR', null],
])('%s of %s is %s', (typed, currency, minor) => expect(parseMoney(typed, currency)).toBe(minor))

test('an amount in a field is read back as it was written, in each language', () => {
  for (const language of ['en', 'it'] as const) {
    startLocale(language)
    expect(parseMoney(typedMoney(123_456, 'EUR'), 'EUR')).toBe(123_456)
  }
  expect(typedMoney(123_456, 'EUR')).toBe('1234,56')
  startLocale('en')
})
