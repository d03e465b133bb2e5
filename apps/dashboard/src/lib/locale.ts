import { baseLocale, isLocale, locales, overwriteGetLocale } from '@ofrecord/messages/runtime'

export type Locale = (typeof locales)[number]

const storageKey = 'ofrecord.locale'

/** Stored choice first, then the browser's languages in their order, then the base language. */
const preferredLocale = (): Locale => {
  const wishes = [storedLocale(), ...navigator.languages.map((language) => language.split('-')[0])]
  return wishes.find((wish): wish is Locale => isLocale(wish)) ?? baseLocale
}

const storedLocale = (): string | undefined => {
  try {
    return localStorage.getItem(storageKey) ?? undefined
  } catch {
    return undefined
  }
}

let current: Locale = baseLocale

/** The language of this page load; it never changes without a reload, so texts need not be reactive. */
export const locale = (): Locale => current

/** Sets the language once, before the first text is asked for. */
export const startLocale = (chosen: Locale = preferredLocale()): void => {
  current = chosen
  overwriteGetLocale(locale)
  document.documentElement.lang = chosen
}

/** Keeps the choice on this device and reloads, because messages are compiled and not reactive. */
export const chooseLocale = (chosen: Locale): void => {
  localStorage.setItem(storageKey, chosen)
  location.reload()
}

/** Follows the language of the signed-in person, unless another one was chosen on this device. */
export const adoptLocale = (wish: string): void => {
  if (storedLocale() === undefined && isLocale(wish) && wish !== current) chooseLocale(wish)
}

/** The name of any language in the reader's, `German` for `de`. */
export const languageName = (code: string): string => {
  const name = new Intl.DisplayNames([current], { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(current) + name.slice(1)
}

/** Each language under its own name, e.g. `Italiano`. */
export const localeChoices = (): { value: Locale; name: string }[] =>
  locales.map((value) => {
    const name = new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value
    return { value, name: name.charAt(0).toLocaleUpperCase(value) + name.slice(1) }
  })
