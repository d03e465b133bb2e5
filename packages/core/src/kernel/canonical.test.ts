import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from './canonical.ts'
import { canonicalJson, sha256 } from './canonical.ts'

test('the sample of RFC 8785, 3.2.2', () => {
  const input = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  }
  expect(canonicalJson(input)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  )
})

test('keys stand in the order of their UTF-16 code units: the sample of RFC 8785, 3.2.3', () => {
  const input = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  expect(Object.values(JSON.parse(canonicalJson(input)) as object)).toHaveLength(7)
  expect([...canonicalJson(input).matchAll(/:"([^"]+)"/g)].map((hit) => hit[1])).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ])
})

const numberOf = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE()

test.each([
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['41b3de4355555553', '333333333.3333332'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
])('the double %s is %s (RFC 8785, appendix B)', (hex, expected) => {
  expect(canonicalJson(numberOf(hex))).toBe(expected)
})

test.each([
  ['an infinite number', numberOf('7ff0000000000000')],
  ['what is no number', numberOf('7fffffffffffffff')],
  ['a lone high surrogate', 'x\ud800'],
  ['a lone low surrogate', ['\udc00x']],
  ['a lone surrogate in a key', { '\ud83d': 1 }],
  ['undefined', undefined as unknown as Json],
  ['a member that is undefined', { a: undefined } as unknown as Json],
  ['a function', [() => 1] as unknown as Json],
])('%s is refused', (_what, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError)
})

const json = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>

test('equal values give equal bytes, whatever the order their keys came in', () => {
  const reversed = (value: Json): Json => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(reversed)
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, member]) => [key, reversed(member)]),
    )
  }
  fc.assert(fc.property(json, (value) => canonicalJson(reversed(value)) === canonicalJson(value)))
})

test('what is read back gives the same bytes again', () => {
  fc.assert(
    fc.property(json, (value) => {
      const written = canonicalJson(value)
      return canonicalJson(JSON.parse(written) as Json) === written
    }),
  )
})

test('SHA-256 of the parts is that of the whole (FIPS 180-4)', () => {
  expect(sha256('a', new Uint8Array([98]), 'c')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
