import type { CountryCode } from './catalogue.ts'
import type { Random } from './random.ts'

type Digits = readonly number[]

const weighed = (digits: Digits, weights: Digits): number =>
  digits.reduce((sum, digit, at) => sum + digit * weights[at]!, 0)

/** The last digit of most numbers of companies: every second digit doubled, its digits added. */
const luhn = (digits: Digits): number => {
  const sum = digits.toReversed().reduce((all, digit, at) => {
    const counted = at % 2 === 0 ? digit * 2 : digit
    return all + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** ISO 7064, modulus 11, 10. */
const iso7064 = (digits: Digits): number => {
  const product = digits.reduce((carried, digit) => (((digit + carried) % 10 || 10) * 2) % 11, 10)
  return (11 - product) % 10
}

/** Modulus 11 with weights; 10 is written 0. */
const modulus11 =
  (...weights: number[]) =>
  (digits: Digits): number =>
    (weighed(digits, weights) % 11) % 10

const complement11 =
  (...weights: number[]) =>
  (digits: Digits): number =>
    ((11 - (weighed(digits, weights) % 11)) % 11) % 10

const japanese = (digits: Digits): number =>
  9 - (digits.toReversed().reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 2), 0) % 9)

interface Checked {
  prefix: string
  /** How many digits come before the one that checks them. */
  digits: number
  check: (digits: Digits) => number
  suffix?: string
}

/** Countries whose tax ids end in a digit that follows from the others. */
export const taxIds: Readonly<Partial<Record<CountryCode, Checked>>> = {
  CA: { prefix: '', digits: 8, check: luhn, suffix: 'RT0001' },
  BR: { prefix: '', digits: 12, check: complement11(5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), suffix: '0' },
  DE: { prefix: 'DE', digits: 8, check: iso7064 },
  CH: { prefix: 'CHE', digits: 8, check: complement11(5, 4, 3, 2, 7, 6, 5, 4), suffix: ' MWST' },
  FR: { prefix: 'FR00', digits: 8, check: luhn },
  IT: { prefix: 'IT', digits: 10, check: luhn },
  ES: { prefix: 'ESB', digits: 7, check: luhn },
  NL: { prefix: 'NL', digits: 8, check: modulus11(9, 8, 7, 6, 5, 4, 3, 2), suffix: 'B01' },
  SE: { prefix: 'SE', digits: 9, check: luhn, suffix: '01' },
  PL: { prefix: 'PL', digits: 9, check: modulus11(6, 5, 7, 2, 3, 4, 5, 6, 7) },
}

/** Registers whose numbers are checked in the same way. */
const registers: Readonly<Partial<Record<CountryCode, Checked>>> = {
  FR: { prefix: 'RCS ', digits: 8, check: luhn },
  SE: { prefix: '', digits: 9, check: luhn },
  AU: { prefix: 'ACN ', digits: 8, check: (digits) => (10 - (weighed(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 },
}

/** Elsewhere the shape itself is one that is never given out: a first pair 00, a thirteenth month. */
const impossible: Readonly<Partial<Record<CountryCode, string>>> = {
  US: '00-#######',
  MX: '@@@##13##@@#',
  GB: 'GB000###00#',
  IE: 'IE00000##Z',
  AT: 'ATU0000000#',
  AU: '00 0## ### ###',
  IN: '00@@@@@####@#Z#',
}

/** A tax id as companies of a country have them, of which none can be a real one: its last digit is wrong (F.8). */
export const taxIdIn = (country: CountryCode, draws: Random): string => {
  if (country === 'JP') return `T${wrong(japanese, 12, draws, true)}`
  const known = taxIds[country]
  return known ? written(known, draws) : shaped(impossible[country]!, draws)
}

/** A company's number in its register, wrong in the same way; undefined where registers do not check theirs. */
export const checkedRegistrationIn = (country: CountryCode, draws: Random): string | undefined => {
  const known = registers[country]
  return known && written(known, draws)
}

const written = ({ prefix, digits, check, suffix = '' }: Checked, draws: Random): string =>
  `${prefix}${wrong(check, digits, draws)}${suffix}`

const wrong = (check: (digits: Digits) => number, length: number, draws: Random, isFirst = false): string => {
  const digits = Array.from({ length }, () => draws.int(0, 9))
  const other = (check(digits) + 1) % 10
  return (isFirst ? [other, ...digits] : [...digits, other]).join('')
}

/** Fills a shape: `#` becomes a digit, `@` a letter. */
export const shaped = (shape: string, draws: Random): string =>
  shape.replace(/[#@]/g, (sign) => (sign === '#' ? String(draws.int(0, 9)) : draws.pick([...'ABCDEFGHJKLMNPRSTUVWXY'])))
