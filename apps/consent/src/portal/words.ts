import { isErased } from '@ofrecord/core/kernel/erased.rules'
import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { html } from 'hono/html'
import { formatTag, isolated, type Html } from '../words.ts'

interface Clock {
  locale: Locale
  timeZone: string
}

/** Building a format costs more than a row of a table; there are as many as languages times zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (shape: Intl.DateTimeFormatOptions, { locale, timeZone }: Clock): Intl.DateTimeFormat => {
  const key = `${locale} ${timeZone} ${JSON.stringify(shape)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(formatTag(locale), { ...shape, timeZone })
  formats.set(key, known)
  return known
}

/** E.g. "14 Nov 2025". */
export const dayText = (iso: string, clock: Clock): string =>
  formatOf({ day: 'numeric', month: 'short', year: 'numeric' }, clock).format(new Date(iso))

export const day = (iso: string, clock: Clock): Html => html`<time datetime="${iso}">${dayText(iso, clock)}</time>`

/** E.g. "14 Nov 2025, 09:14"; the page names the zone once. */
export const dayAndTime = (iso: string, clock: Clock): Html =>
  html`<time datetime="${iso}">${formatOf(
    { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    clock,
  ).format(new Date(iso))}</time>`

/** The month by name, so many months before that of `iso`. Looks are counted in months of UTC. */
export const monthName = (iso: string, before: number, locale: Locale): string => {
  const now = new Date(iso)
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - before, 1))
  return formatOf({ month: 'long' }, { locale, timeZone: 'UTC' }).format(month)
}

const countries = new Map<Locale, Intl.DisplayNames>()

export const countryName = (country: string, locale: Locale): string => {
  const names = countries.get(locale) ?? new Intl.DisplayNames(formatTag(locale), { type: 'region', fallback: 'code' })
  countries.set(locale, names)
  return /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country
}

const lists = new Map<Locale, Intl.ListFormat>()

const listOf = (locale: Locale): Intl.ListFormat => {
  const list = lists.get(locale) ?? new Intl.ListFormat(formatTag(locale), { type: 'conjunction' })
  lists.set(locale, list)
  return list
}

export const listed = (texts: readonly string[], locale: Locale): string => listOf(locale).format(texts)

/** The same, of names: each kept apart from the direction of the text around it. */
export const listedNames = (names: readonly string[], locale: Locale): Html =>
  html`${listOf(locale)
    .formatToParts(names)
    .map(({ type, value }) => (type === 'element' ? isolated(value) : value))}`

const dayLength = 24 * 3_600_000

export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / dayLength)

/** A mailbox, or that it was erased (GEN-R7). */
export const mailboxText = (address: string, locale: Locale): Html =>
  isErased(address) ? html`${m.portal_event_somebody({}, { locale })}` : isolated(address)
