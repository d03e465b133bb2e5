import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { page } from '../layout.ts'
import type { Site } from '../site.ts'
import { fill, guessedLocale, isolated, type Html } from '../words.ts'

type Say = { locale: ReturnType<typeof guessedLocale> }

/** What is kept for how long, who sees what, how it is removed. Belongs to no link. */
export const showPrivacy =
  (site: Site): Handler =>
  (c) => {
    const say = { locale: guessedLocale(c) }
    return c.html(
      aboutPage(site, say, m.questions_privacy({}, say), [
        [
          m.questions_privacy_keep_title({}, say),
          m.questions_privacy_keep_text({}, say),
          m.questions_privacy_answers_text({}, say),
          m.questions_privacy_ask_text({}, say),
        ],
        [
          m.questions_privacy_who_title({}, say),
          m.questions_privacy_who_text({}, say),
          m.questions_privacy_we_text({}, say),
        ],
        [m.questions_privacy_long_title({}, say), m.questions_privacy_long_text({}, say)],
        [
          m.questions_privacy_track_title({}, say),
          m.questions_privacy_track_text({}, say),
          m.questions_privacy_cookie_text({}, say),
        ],
        writeTo(site, m.questions_privacy_erase_title({}, say), (slots) => m.questions_privacy_erase_text(slots, say)),
      ]),
    )
  }

/** What works, and where a barrier is told. */
export const showAccessibility =
  (site: Site): Handler =>
  (c) => {
    const say = { locale: guessedLocale(c) }
    return c.html(
      aboutPage(site, say, m.questions_accessibility({}, say), [
        [
          m.questions_accessibility_works_title({}, say),
          m.questions_accessibility_works_text({}, say),
          m.questions_accessibility_zoom_text({}, say),
          m.questions_accessibility_tests_text({}, say),
        ],
        writeTo(site, m.questions_accessibility_report_title({}, say), (slots) =>
          m.questions_accessibility_report_text(slots, say),
        ),
      ]),
    )
  }

/** What a partner forwards to its customer before the letter comes (B.2.6). It asks nothing and belongs to no claim. */
export const showExpected =
  (site: Site): Handler =>
  (c) => {
    const say = { locale: guessedLocale(c) }
    const address = html`<a href="/verify?lang=${say.locale}">${isolated(`${site.host}/verify`)}</a>`
    return c.html(
      aboutPage(site, say, m.questions_expect_title({}, say), [
        [
          m.questions_expect_what_title({}, say),
          m.questions_expect_what_text({}, say),
          m.questions_expect_what_from({}, say),
        ],
        [m.questions_expect_see_title({}, say), m.questions_expect_see_text({}, say)],
        [
          m.questions_expect_do_title({}, say),
          m.questions_expect_do_text({}, say),
          m.questions_expect_do_silence({}, say),
        ],
        [
          m.questions_expect_know_title({}, say),
          fill((slots) => m.questions_expect_know_text(slots, say), { address }),
          m.consent_genuine_password({}, say),
          m.questions_expect_know_phrase({}, say),
        ],
      ]),
    )
  }

type Chapter = readonly [title: string, ...paragraphs: (string | Html)[]]

const writeTo = (
  { settings: { contact } }: Site,
  title: string,
  sentence: (slots: { address: string }) => string,
): Chapter | undefined =>
  contact === undefined
    ? undefined
    : [title, fill(sentence, { address: html`<a href="mailto:${contact}">${isolated(contact)}</a>` })]

const aboutPage = (site: Site, { locale }: Say, title: string, chapters: readonly (Chapter | undefined)[]): Html =>
  page({
    title,
    owner: site.host,
    locale,
    body: html`<h1>${title}</h1>
${chapters.map(
  (chapter) =>
    chapter &&
    html`<h2>${chapter[0]}</h2>
${chapter.slice(1).map((paragraph) => html`<p>${paragraph}</p>`)}
`,
)}`,
  })
