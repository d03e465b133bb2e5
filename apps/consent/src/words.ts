import { baseLocale, isLocale, locales, type Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import type { Context } from 'hono'
import { html } from 'hono/html'

export type Html = ReturnType<typeof html>

/** The language the reader chose with `?lang=`; nothing else of the query is ever read. */
export const chosenLocale = (c: Context): Locale | undefined => {
  const lang = c.req.query('lang')
  return isLocale(lang) ? lang : undefined
}

/** For a page about a letter: the reader's choice, then the letter's language; English where letters have none of it. */
export const letterLocale = (c: Context, language: string): Locale =>
  chosenLocale(c) ?? (isLocale(language) ? language : baseLocale)

/** For pages that belong to no notice: the reader's choice, then the browser's, then the first language of all. */
export const guessedLocale = (c: Context): Locale =>
  chosenLocale(c) ?? preferredLocale(c.req.header('accept-language') ?? '') ?? baseLocale

const preferredLocale = (header: string): Locale | undefined =>
  header
    .slice(0, 200)
    .split(',')
    .map((entry) => {
      const [tag = '', weight] = entry.trim().split(/\s*;\s*q=/)
      return { language: tag.split('-')[0]?.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => locales.find((locale) => locale === language))
    .find((locale) => locale !== undefined)

/** Private-use characters, which stand in no catalogue. Names never pass through the text that is split by them. */
const mark = /\uE000(\w+)\uE001/

/**
 * Fills a sentence of the catalogue with HTML, so that the translator, not the page, decides the order of its parts:
 * `fill((slots) => m.consent_who_contact(slots, say), { name: html`<b>…</b>` })`.
 */
export const fill = <Name extends string>(
  sentence: (slots: Record<Name, string>) => string,
  parts: Record<Name, Html>,
): Html => {
  const slots = Object.fromEntries(Object.keys(parts).map((name) => [name, `\uE000${name}\uE001`])) as Record<
    Name,
    string
  >
  const pieces = sentence(slots).split(mark)
  return html`${pieces.map((piece, at) => (at % 2 === 1 ? parts[piece as Name] : piece))}`
}

/** A name, an address, anything typed by others: kept apart from the direction of the text around it. */
export const isolated = (text: string): Html => html`<bdi>${text}</bdi>`

/** The day is written before the month in English too: the pages are read outside America first. */
const formatTags: Partial<Record<Locale, string>> = { en: 'en-GB' }

/** The tag by which `Intl` writes this language's dates and lists. */
export const formatTag = (locale: Locale): string => formatTags[locale] ?? locale

const commas: Partial<Record<Locale, string>> = { ja: '、', ar: '، ' }

/** What stands between two things in one line, with its space. */
export const commaOf = (locale: Locale): string => commas[locale] ?? ', '

export const inLine = (locale: Locale, first: Html, second: Html): Html => html`${first}${commaOf(locale)}${second}`

/** A moment in words with its zone, e.g. "Monday 9 November 2026, 09:14 (United Kingdom Time)". */
export const moment = (iso: string, { locale, timeZone }: { locale: Locale; timeZone: string }): Html => {
  const at = new Date(iso)
  const { weekday, date, time } = formatsOf(formatTag(locale), timeZone)
  const zone = zoneOf(iso, { locale, timeZone })
  const parts = { weekday: weekday.format(at), date: date.format(at), time: time.format(at), zone }
  return html`<time datetime="${iso}">${m.consent_moment(parts, { locale })}</time>`
}

/**
 * The name that holds all year round. Where a language builds one of an offset ("GMT+00:00") or of a country ("heure :
 * Royaume-Uni"), the name of the season. Italian writes it large, as no noun is written inside brackets.
 */
export const zoneOf = (iso: string, { locale, timeZone }: { locale: Locale; timeZone: string }): string => {
  const at = new Date(iso)
  const { zone, longZone } = formatsOf(formatTag(locale), timeZone)
  const generic = zoneName(zone, at)
  const name = /[:(]/.test(generic) ? zoneName(longZone, at) : generic
  return locale === 'it' ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

const zoneName = (format: Intl.DateTimeFormat, at: Date): string =>
  format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''

/** Building these costs more than the rest of the page; there are as many as languages times vendors' zones. */
const formats = new Map<string, ReturnType<typeof buildFormats>>()

const formatsOf = (tag: string, timeZone: string) => {
  const key = `${tag} ${timeZone}`
  const known = formats.get(key) ?? buildFormats(tag, timeZone)
  formats.set(key, known)
  return known
}

const buildFormats = (tag: string, timeZone: string) => {
  const format = (shape: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...shape, timeZone })
  return {
    weekday: format({ weekday: 'long' }),
    date: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    zone: format({ timeZoneName: 'longGeneric' }),
    longZone: format({ timeZoneName: 'long' }),
  }
}
