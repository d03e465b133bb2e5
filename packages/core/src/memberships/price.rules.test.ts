import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convertMinor, minorDigits, quoteOf } from './price.rules.ts'
import type { PriceFacts } from './price.rules.ts'

const facts: PriceFacts = {
  prices: [
    { offer: 'gold', currency: 'USD', amountMinor: 526_000, validFrom: '2012-11-20', validUntil: null },
    { offer: 'gold', currency: 'USD', amountMinor: 380_000, validFrom: '2010-07-01', validUntil: '2012-11-19' },
    { offer: 'starter', currency: 'USD', amountMinor: 47_500, validFrom: '2010-07-01', validUntil: null },
    { offer: 'gold', currency: 'EUR', amountMinor: 486_000, validFrom: '2012-11-20', validUntil: null },
  ],
  rates: [
    { currency: 'JPY', day: '2026-10-30', perDollar: '149.92' },
    { currency: 'JPY', day: '2026-11-03', perDollar: '151' },
    { currency: 'CHF', day: '2026-11-02', perDollar: '0.8813' },
  ],
  tax: { name: 'VAT', basisPoints: 2_000 },
  exempt: false,
  goldUpgradeDiscountPercent: 25,
}
const day = '2026-11-02'

test('MEM-R4 gold costs 5,260 dollars, and cost 3,800 until 19 November 2012', () => {
  expect(quoteOf('gold', 'USD', day, facts)).toMatchObject({
    netMinor: 526_000,
    taxMinor: 105_200,
    totalMinor: 631_200,
  })
  expect(quoteOf('gold', 'USD', '2012-11-20', facts)?.netMinor).toBe(526_000)
  expect(quoteOf('gold', 'USD', '2012-11-19', facts)?.netMinor).toBe(380_000)
  expect(quoteOf('gold', 'USD', '2009-01-01', facts)).toBeNull()
})

test('MEM-R4 a currency with a list of its own is not converted', () => {
  expect(quoteOf('gold', 'EUR', day, facts)).toMatchObject({ listMinor: 486_000, converted: null })
})

test('GEN-R9 another is converted at the latest rate of the day or before, which stands beside it, to its own minor unit', () => {
  expect(quoteOf('starter', 'JPY', day, facts)).toMatchObject({
    // 475 · 149.92 = 71,212 yen, which have no hundredth part.
    listMinor: 71_212,
    converted: { from: 'USD', amountMinor: 47_500, perDollar: '149.92', day: '2026-10-30' },
  })
  expect(quoteOf('starter', 'JPY', '2026-11-03', facts)?.listMinor).toBe(71_725)
  expect(quoteOf('starter', 'CHF', day, facts)?.listMinor).toBe(41_862)
  expect(quoteOf('starter', 'CHF', '2026-11-01', facts)).toBeNull()
})

test('a gold upgrade is the gold fee at the discount of the policy (F.6.1: 3,945)', () => {
  expect(quoteOf('gold_upgrade', 'USD', day, facts)).toMatchObject({ discountMinor: 131_500, netMinor: 394_500 })
})

test('MEM-R7 there is no tax where the country has none, or an exemption was approved', () => {
  expect(quoteOf('gold', 'USD', day, { ...facts, tax: null })).toMatchObject({ taxMinor: 0, taxName: null })
  expect(quoteOf('gold', 'USD', day, { ...facts, exempt: true })).toMatchObject({ taxMinor: 0, exempt: true })
})

test('GEN-R9 a conversion is exact: half a unit off at most, whatever the amount and the rate', () => {
  expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3])
  expect(convertMinor(1, '0.5', 2)).toBe(1)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 7 }), (cents, tenThousandths) => {
      const perDollar = `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`
      const difference = BigInt(convertMinor(cents, perDollar, 2)) * 10_000n - BigInt(cents) * BigInt(tenThousandths)
      expect(difference).toBeGreaterThan(-5_001n)
      expect(difference).toBeLessThan(5_001n)
    }),
  )
})
