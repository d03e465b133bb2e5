import * as m from '@ofrecord/messages/customer/messages'
import { isLocale } from '@ofrecord/messages/customer/runtime'

/** What the page says that a digest's link leads to, in the language of its reader. */
export interface StopWords {
  locale: string
  title: string
  /** Each a sentence or two. */
  paragraphs: readonly string[]
  /** The one button, while there is something to stop. */
  button?: string
}

/** Before it is pressed: whose digests stop, and what still comes. */
export const wordsToStop = (language: string, address: string): StopWords => {
  const locale = localeOf(language)
  const say = { locale }
  return {
    locale,
    title: m.digest_page_title({}, say),
    paragraphs: [m.digest_page_text({ address }, say), m.digest_page_act({}, say), m.digest_page_rest({}, say)],
    button: m.digest_page_button({}, say),
  }
}

/** Afterwards, also when they were stopped before. */
export const wordsWhenStopped = (language: string, address: string): StopWords => {
  const locale = localeOf(language)
  const say = { locale }
  return {
    locale,
    title: m.digest_page_off_title({}, say),
    paragraphs: [
      m.digest_page_off_text({ address }, say),
      m.digest_page_rest({}, say),
      m.digest_page_off_again({}, say),
    ],
  }
}

/** For a link that nobody was ever sent: the same words for each, so that nobody learns anything from them (L1). */
export const wordsOfNoLink = (language: string): StopWords => {
  const locale = localeOf(language)
  const say = { locale }
  return {
    locale,
    title: m.digest_page_absent_title({}, say),
    paragraphs: [m.digest_page_absent_text({}, say)],
  }
}

const localeOf = (language: string) => (isLocale(language) ? language : 'en')
