import * as catalogue from '@ofrecord/messages/messages'
import type { RefusalParams } from './errors.ts'

export type { Locale } from '@ofrecord/messages/runtime'
import type { Locale } from '@ofrecord/messages/runtime'

type Message = (inputs: Record<string, unknown>, options: { locale: Locale }) => string

const words = catalogue as unknown as Record<string, Message>

/** A catalogue text by a key that is put together at run time, such as a reason's; the key itself when there is none. */
export const textOf = (key: string, locale: Locale, params: Record<string, unknown> = {}): string =>
  words[key]?.(params, { locale }) ?? key

/**
 * The sentence that says what is wrong and how to mend it, in the reader's language. Params that end in `At` are
 * instants and are written in the reader's time zone.
 */
export const refusalText = (code: string, params: RefusalParams, locale: Locale, timeZone: string): string => {
  const message = words[`refusals_${code.toLowerCase()}`] ?? words['refusals_unknown']!
  const written = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name.endsWith('At') ? instantText(String(value), locale, timeZone) : value,
    ]),
  )
  return message({ code, ...written }, { locale })
}

const instantText = (instant: string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(instant))
