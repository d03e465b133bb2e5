import { refuseAbsent } from '@ofrecord/core/kernel/errors'
import type { AskedPage } from '@ofrecord/core/references/link.router'
import type { Context } from 'hono'
import { languageQuery, linkOf, type LinkVisit } from '../claims/visit.ts'
import { formatTag, letterLocale } from '../words.ts'

export type Asked = NonNullable<AskedPage['asked']>

/** A reader before a reference that they are asked about. */
export interface AskedVisit extends LinkVisit {
  asked: Asked
  timeZone: string
  /** `?lang=…` where a language was chosen. */
  language: string
}

/** What the link of an older letter shows is a page of its own; whoever answers through it finds nothing (REF-R6). */
export const visitOf = (
  c: Context,
  { asked, address, vendorName, timeZone }: AskedPage,
  root = 'reference',
): AskedVisit => {
  if (!asked) return refuseAbsent()
  const to = (step: string = ''): string => `/${root}/${encodeURIComponent(linkOf(c))}${step}${languageQuery(c)}`
  const language = languageQuery(c)
  return {
    asked,
    timeZone,
    language,
    address,
    owner: vendorName,
    nonce: asked.nonce,
    locale: letterLocale(c, asked.locale),
    to,
  }
}

/** A day of the calendar, the same everywhere. */
export const calendarDay = (date: string, locale: AskedVisit['locale']): string =>
  new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))

/** The day on which an instant falls for the vendor. */
export const dayOf = (at: string, { locale, timeZone }: Pick<AskedVisit, 'locale' | 'timeZone'>): string =>
  new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeZone }).format(new Date(at))
