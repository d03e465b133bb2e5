import type { Locale } from '@ofrecord/messages/customer/runtime'
import { said } from './plain.ts'
import type { Plain } from './plain.ts'

type CountingMessage = (inputs: { count: number }, options: { locale: Locale }) => string

const LARGEST_KEPT = 100
const phrases = new Map<CountingMessage, Map<string, Plain>>()

/**
 * A text with a number in it ("7 days"). A message that counts makes its plural rules anew on each call, 20 µs, more
 * than all the rest of a letter; windows and recipients are small numbers, so their phrases are kept.
 */
export function counted(message: CountingMessage, count: number, locale: Locale): Plain {
  if (count > LARGEST_KEPT) return said(message({ count }, { locale }))
  let ofMessage = phrases.get(message)
  if (ofMessage === undefined) phrases.set(message, (ofMessage = new Map()))
  const key = `${locale} ${count}`
  let phrase = ofMessage.get(key)
  if (phrase === undefined) ofMessage.set(key, (phrase = said(message({ count }, { locale }))))
  return phrase
}
