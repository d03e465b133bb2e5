import { getTextDirection, locales, type Locale } from '@ofrecord/messages/runtime'
import * as m from '@ofrecord/messages/messages'
import { html, raw } from 'hono/html'
import { style } from './style.ts'
import { isolated, type Html } from './words.ts'

export interface PageParts {
  title: string
  /** Whose page it is: the vendor, or the host's name where no notice is known. */
  owner: string
  locale: Locale
  body: Html
  /** The form came back: the title then starts with "Error:", which is what a screen reader says first. */
  failed?: boolean
}

/** The frame of every page: one request, no script, no cookie, nothing from elsewhere. */
export const page = ({ title, owner, locale, body, failed = false }: PageParts): Html => {
  const say = { locale }
  const full = m.consent_document_title({ title, owner }, say)
  return html`<!doctype html>
<html lang="${locale}" dir="${getTextDirection(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${failed ? m.consent_document_error({ title: full }, say) : full}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="s" href="#m">${m.consent_skip({}, say)}</a>
<header>${isolated(owner)}</header>
<main id="m">
${body}
</main>
<footer>
<p>${m.consent_footer({}, say)}</p>
<nav aria-label="${m.consent_languages({}, say)}">${locales.filter((other) => other !== locale).map(languageLink)}</nav>
</footer>
</body>
</html>
`
}

const languageLink = (locale: Locale): Html =>
  html`<a lang="${locale}" hreflang="${locale}" dir="${getTextDirection(locale)}" href="?lang=${locale}">${m.consent_language_name({}, { locale })}</a>`
