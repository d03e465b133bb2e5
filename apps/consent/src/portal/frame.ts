import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import { errorSummary } from '../claims/form.page.ts'
import type { FormProblem } from '../claims/answer.ts'
import { page, type PageParts } from '../layout.ts'
import { commaOf, isolated, type Html } from '../words.ts'
import { portalStyle } from './style.ts'
import type { Visit } from './visit.ts'

/** A page for somebody who is not signed in: as narrow as the customers' other pages, and without a cookie. */
export const portalPage = (parts: Omit<PageParts, 'more'>): Html =>
  page({ ...parts, more: { style: portalStyle, wide: false, account: undefined, footer: undefined } })

interface SignedInParts {
  title: string
  /** The title with names kept apart; the title itself where it has none. */
  heading?: Html
  body: Html
  problems?: readonly FormProblem[]
  /** What was done by the post before this page. */
  done?: string | false | undefined
}

/** A page for somebody signed in: the way out above, the way back to the map, what went wrong or was done, then the page. */
export const signedInPage = (visit: Visit, { title, heading, body, problems = [], done }: SignedInParts): Html => {
  const { map, locale, say } = visit
  const framed = html`${errorSummary(problems, visit)}${done && html`<p class="n" role="status">${done}</p>`}<h1>${heading ?? title}</h1>
${body}`
  return page({
    title,
    owner: map.vendorName,
    locale,
    body: framed,
    failed: problems.length > 0,
    more: { style: portalStyle, wide: true, account: account(visit), footer: m.portal_footer({}, say) },
  })
}

const account = ({ map, locale, say, to }: Visit): Html =>
  html`<form method="post" action="${to('/out')}"><span>${isolated(map.me.name)}${commaOf(locale)}${isolated(map.customer.name)}</span> <button class="x">${m.portal_sign_out({}, say)}</button></form>`

export const wayBack = ({ say, to }: Visit): Html =>
  html`<p><a href="${to()}">${m.portal_home({}, say)}</a></p>
`

export const hiddenNonce = ({ map }: Visit): Html => html`<input type="hidden" name="nonce" value="${map.nonce}">`
