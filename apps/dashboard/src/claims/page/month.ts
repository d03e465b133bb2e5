import { locale } from '../../lib/locale.ts'

/** `2026-10` as "Oct 2026", or "Oct" where there is little room. A month has no time zone. */
export const formatMonth = (month: string, form: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale(), {
    month: 'short',
    timeZone: 'UTC',
    ...(form === 'long' && { year: 'numeric' }),
  }).format(new Date(`${month}-01T00:00:00Z`))
