import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { page } from '../layout.ts'
import type { Site } from '../site.ts'
import { fill, guessedLocale, isolated } from '../words.ts'

/**
 * Where a letter leads whoever wants to say what they think of the partner (NOT-R1). The letter names one host, ours; from
 * here one link leads on, the same for everybody and without a word on where its reader came from.
 */
export const showSurvey =
  (site: Site): Handler =>
  async (c) => {
    const { vendorName, address } = await site.consent.survey({ vendor: c.req.param('vendor') ?? '' })
    const locale = guessedLocale(c)
    const say = { locale }
    const title = m.questions_survey_title({}, say)
    const vendor = { vendor: isolated(vendorName) }
    const link = { link: html`<a href="${address}" rel="noreferrer nofollow">${isolated(new URL(address).host)}</a>` }
    const body = html`<h1>${title}</h1>
<p>${fill((slots) => m.questions_survey_text(slots, say), vendor)}</p>
<p>${m.questions_survey_apart({}, say)}</p>
<p>${fill((slots) => m.questions_survey_link(slots, say), link)}</p>`
    return c.html(page({ title, owner: vendorName, locale, body }))
  }
