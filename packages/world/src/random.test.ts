import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deck, guid, random } from './random.ts'

test('a stream draws the same in every run, on every machine (SED-R2)', () => {
  const draws = random('proof')
  expect(Array.from({ length: 6 }, () => draws.int(0, 999))).toMatchInlineSnapshot(`
    [
      404,
      211,
      146,
      441,
      976,
      613,
    ]
  `)
})

test('streams of different names are independent, and drawing from one does not move another (SED-R2)', () => {
  const [first, again, other] = [random('one'), random('one'), random('two')]
  other.next()
  const drawn = Array.from({ length: 20 }, () => first.next())
  expect(Array.from({ length: 20 }, () => again.next())).toEqual(drawn)
  expect(Array.from({ length: 20 }, () => other.next())).not.toEqual(drawn)
})

test('a drawn whole number lies between its bounds, both included', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: 0, max: 500 }),
      fc.string(),
      (min, span, name) => {
        const drawn = random(name).int(min, min + span)
        expect(drawn).toBeGreaterThanOrEqual(min)
        expect(drawn).toBeLessThanOrEqual(min + span)
      },
    ),
  )
})

test('shuffling keeps every item and leaves the list alone', () => {
  const list = Array.from({ length: 50 }, (_, index) => index)
  const shuffled = random('cards').shuffle(list)
  expect(shuffled).not.toEqual(list)
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list)
})

test('half of all log-normal draws lie below the median', () => {
  const draws = random('sizes')
  const below = Array.from({ length: 4000 }, () => draws.logNormal(240, 1.6)).filter((size) => size < 240).length
  expect(Math.abs(below - 2000)).toBeLessThan(120)
})

test('a GUID belongs to its key and has the shape of RFC 9562', () => {
  expect(guid('tenant:orchard')).toBe(guid('tenant:orchard'))
  expect(guid('tenant:orchard')).not.toBe(guid('tenant:weserhafen'))
  expect(guid('tenant:orchard')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a deck holds each value as often as its count says', () => {
  expect(deck({ a: 2, b: 0, c: 1 })).toEqual(['a', 'a', 'c'])
})
