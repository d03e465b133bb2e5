import { getTextDirection, locales, type Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
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
  /** What the customer's own page has besides: see portal/frame.ts. */
  more?: { style: string; wide: boolean; account: Html | undefined; footer: string | undefined }
}

/** The frame of every page: one request, no script, no cookie, nothing from elsewhere. */
export const page = ({ title, owner, locale, body, failed = false, more }: PageParts): Html => {
  const say = { locale }
  const full = m.consent_document_title({ title, owner }, say)
  return html`<!doctype html>
<html lang="${locale}" dir="${getTextDirection(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${failed ? m.consent_document_error({ title: full }, say) : full}</title>
<style>${raw(style)}</style>${more && html`<style>${raw(more.style)}</style>`}
</head>
<body${more?.wide && raw(' class="w"')}>
<a class="s" href="#m">${m.consent_skip({}, say)}</a>
<header>${isolated(owner)}${more?.account}</header>
<main id="m">
${body}
</main>
<footer>
<p>${more?.footer ?? m.consent_footer({}, say)}</p>
<p class="f"><a href="/privacy?lang=${locale}">${m.questions_privacy({}, say)}</a> <a href="/accessibility?lang=${locale}">${m.questions_accessibility({}, say)}</a>${!more && html` <a href="/portal?lang=${locale}">${m.portal_footer_link({}, say)}</a>`}</p>
<nav aria-label="${m.consent_languages({}, say)}">${locales.filter((other) => other !== locale).map(languageLink)}</nav>
</footer>
</body>
</html>
`
}

const languageLink = (locale: Locale): Html =>
  html`<a lang="${locale}" hreflang="${locale}" dir="${getTextDirection(locale)}" href="?lang=${locale}">${m.consent_language_name({}, { locale })}</a>`
