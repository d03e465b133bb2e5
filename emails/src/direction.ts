import { getTextDirection, locales } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { said } from './plain.ts'
import type { Plain } from './plain.ts'

// Asking costs 10 µs, and a letter asks once for each of its lines.
const rightToLeft: ReadonlySet<Locale> = new Set(locales.filter((locale) => getTextDirection(locale) === 'rtl'))

export function isRightToLeft(locale: Locale): boolean {
  return rightToLeft.has(locale)
}

/**
 * A value kept apart from the direction of the text around it. Characters do it, not markup: subjects and text parts
 * have none, and mail clients drop `bdi`. Without them "1000388-1" reads 1-1000388 in the middle of an Arabic sentence.
 */
export function isolated(value: string): string {
  return `\u2068${value}\u2069`
}

const commas: Partial<Record<Locale, string>> = { ja: '、', ar: '، ' }

/** What stands between two things in one line, with its space. */
export function commaOf(locale: Locale): string {
  return commas[locale] ?? ', '
}

// French keeps a space that does not break before it. In Arabic a mark goes along: a line of one label and a colon has
// no direction of its own, and the colon would stand in front of the label.
const colons: Partial<Record<Locale, string>> = { fr: '\u00a0:', ja: '：', ar: '\u200f:' }

/** What closes a label in the text part, without the space behind it. */
export function colonOf(locale: Locale): string {
  return colons[locale] ?? ':'
}

/** Names, codes and the like in one line, with the comma of the language; each keeps its own direction. */
export function inLine(locale: Locale, ...pieces: readonly Plain[]): Plain {
  const comma = commaOf(locale)
  if (!isRightToLeft(locale)) return said(pieces.join(comma))
  // The mark at the beginning makes the line run to the left, whatever script its first name is in.
  return said(`\u200f${pieces.map(isolated).join(comma)}`)
}
