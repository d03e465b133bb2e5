import { locale } from '../lib/locale.ts'

/** `United Kingdom` for `GB`, in the reader's language. */
export const countryName = (code: string): string =>
  new Intl.DisplayNames([locale()], { type: 'region' }).of(code) ?? code
