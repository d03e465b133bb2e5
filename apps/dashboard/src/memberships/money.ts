import { locale } from '../lib/locale.ts'

const regional: Record<string, string> = { en: 'en-GB' }
const tag = (): string => regional[locale()] ?? locale()

const formats = new Map<string, Intl.NumberFormat>()
const formatOf = (currency: string): Intl.NumberFormat => {
  const key = `${tag()} ${currency}`
  const known =
    formats.get(key) ?? new Intl.NumberFormat(tag(), { style: 'currency', currency, currencyDisplay: 'code' })
  formats.set(key, known)
  return known
}

/** Digits behind the point: two for EUR, none for JPY, three for KWD. */
const digitsOf = (currency: string): number => formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2

/** Minor units as the decimal that they are, `123456` of EUR is `1234.56`: by moving the point, never by division. */
const decimalOf = (minor: number, currency: string): string => {
  const digits = digitsOf(currency)
  const sign = minor < 0 ? '-' : ''
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** `EUR 1,234.56` for 123456 minor units; the code and not a sign, since a dollar is many. */
export const formatMoney = (minor: number, currency: string): string =>
  formatOf(currency).format(decimalOf(minor, currency) as Intl.StringNumericLiteral)

/** An amount as it stands in a field: `1234.56`, with the point or comma of the reader's language. */
export const typedMoney = (minor: number, currency: string): string => {
  const point = new Intl.NumberFormat(tag()).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
  return decimalOf(minor, currency).replace('.', point)
}

/** Three digits behind a point or comma are thousands, except where the currency itself has three: `1.234` dinars. */
const grouped = /^(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d+))?$/
const ungrouped = /^(\d+)(?:[.,](\d+))?$/

/** What somebody typed, in minor units, with point or comma; null when it is no amount of the currency. */
export const parseMoney = (typed: string, currency: string): number | null => {
  const text = typed.replaceAll(/[\s'’\u00a0\u202f]/g, '')
  const digits = digitsOf(currency)
  const parts = (digits === 3 ? ungrouped : grouped).exec(text)
  if (!parts) return null
  const [, whole = '', rest = ''] = parts
  if (rest.length > digits) return null
  const minor = Number(whole.replaceAll(/[.,]/g, '') + rest.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : null
}
