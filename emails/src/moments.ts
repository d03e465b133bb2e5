import type { Locale } from '@ofrecord/messages/customer/runtime'
import { said } from './plain.ts'
import type { Plain } from './plain.ts'

// English without a region would put the month before the day.
const regions: Partial<Record<Locale, string>> = { en: 'en-GB' }
// Where the name of a zone begins with a common noun ("Ora dell’Europa centrale"), it is written small inside brackets.
const smallZones = new Set(['it', 'fr', 'es'])
// Where brackets stand with a space before them; Japanese has its own, which bring their space along.
const brackets: Partial<Record<Locale, readonly [string, string]>> = { ja: ['（', '）'] }

interface Clockface {
  moment: Intl.DateTimeFormat
  day: Intl.DateTimeFormat
  zone: (at: Date) => string
}

// Making a format costs about 40 µs, using one 1 µs. There are about 420 zones, so this stays small.
const clockfaces = new Map<string, Clockface>()

/**
 * A moment as the reader's clock shows it, with weekday and zone: "Monday, 9 November 2026 at 09:14 (United Kingdom
 * Time)". `at` is an ISO string in UTC.
 */
export function moment(at: string, timeZone: string, locale: Locale): Plain {
  const face = clockface(timeZone, locale)
  const when = new Date(at)
  const [open, close] = brackets[locale] ?? [' (', ')']
  return said(`${face.moment.format(when)}${open}${face.zone(when)}${close}`)
}

/** The day of a moment in the reader's zone: "Monday, 2 November 2026". */
export function day(at: string, timeZone: string, locale: Locale): Plain {
  return said(clockface(timeZone, locale).day.format(new Date(at)))
}

const countries = new Map<Locale, Intl.DisplayNames>()

/** The name of a country by its ISO 3166 code; anything else comes back as it was. */
export function country(code: string, locale: Locale): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  let names = countries.get(locale)
  if (names === undefined) {
    names = new Intl.DisplayNames(region(locale), { type: 'region' })
    countries.set(locale, names)
  }
  return names.of(code) ?? code
}

function clockface(timeZone: string, locale: Locale): Clockface {
  const key = `${locale} ${timeZone}`
  let face = clockfaces.get(key)
  if (face === undefined) {
    face = makeClockface(timeZone, locale)
    clockfaces.set(key, face)
  }
  return face
}

function makeClockface(wanted: string, locale: Locale): Clockface {
  // A notice with legal effect must not fail because somebody's profile holds an unknown zone.
  const timeZone = isZone(wanted) ? wanted : 'UTC'
  const date = { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  return {
    moment: new Intl.DateTimeFormat(region(locale), { ...date, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat(region(locale), date),
    zone: remembered(zoneNamer(timeZone, locale)),
  }
}

// A zone's name takes 20 µs to find and holds for the hour at least; letters of one batch are of one hour.
function remembered(find: (at: Date) => string): (at: Date) => string {
  const names = new Map<number, string>()
  return (at) => {
    const hour = Math.floor(at.getTime() / 3_600_000)
    let name = names.get(hour)
    if (name === undefined) {
      name = find(at)
      if (names.size >= 1000) names.clear()
      names.set(hour, name)
    }
    return name
  }
}

// The name that holds in summer and winter, "Central European Time". Where a language has none and builds one of a
// country's ("heure : Royaume-Uni") or of an offset, the name of the season: "heure d’été britannique".
function zoneNamer(timeZone: string, locale: Locale): (at: Date) => string {
  if (/^(?:Etc\/)?(?:UTC|GMT)$/.test(timeZone)) return () => 'UTC'
  const named = (timeZoneName: 'longGeneric' | 'long') => {
    const format = new Intl.DateTimeFormat(region(locale), { timeZone, timeZoneName })
    return (at: Date) => format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? timeZone
  }
  const [generic, seasonal] = [named('longGeneric'), named('long')]
  return (at) => {
    const name = generic(at)
    const clear = /[(:]/.test(name) ? seasonal(at) : name
    return smallZones.has(locale) ? clear.charAt(0).toLocaleLowerCase(locale) + clear.slice(1) : clear
  }
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone }).format(0)
    return true
  } catch {
    return false
  }
}

function region(locale: Locale): string {
  return regions[locale] ?? locale
}
