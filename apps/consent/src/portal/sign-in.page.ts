import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { errorSummary } from '../claims/form.page.ts'
import { failureOf } from '../door.ts'
import { guessedLocale, type Html } from '../words.ts'
import { codePage } from './code.page.ts'
import { dropSession, readSession } from './cookie.ts'
import { addressOf, answerEntry, entrySender, looksLikeAddress } from './entry.ts'
import { textField } from './fields.ts'
import { portalPage } from './frame.ts'
import { stepPath, type PortalSite } from './visit.ts'

/** The first page for whoever is not signed in: one field. */
export const showSignIn = (site: PortalSite, c: Context): Html => signInPage(site, c, { address: '', problems: [] })

/** Says the same for every address that could be one: whether it administers anything is told by the letter alone. */
export const answerSignIn = (site: PortalSite): Handler =>
  answerEntry(site, async (c, posted) => {
    const address = addressOf(posted)
    const again = () => {
      const problems = [{ at: 'address', text: m.portal_problem_address({}, { locale: guessedLocale(c) }) }]
      return c.html(signInPage(site, c, { address, problems }), 422)
    }
    if (!looksLikeAddress(address)) return again()
    try {
      await site.portal.requestCode({ address, ...entrySender(site, c, posted) })
    } catch (error) {
      if (failureOf(error).kind !== 'invalid') throw error
      return again()
    }
    return c.html(codePage(site, c, { address, sent: true, problems: [] }))
  })

/** Ends the session here and at the door. */
export const answerSignOut = (site: PortalSite): Handler =>
  answerEntry(site, async (c) => {
    const session = readSession(c, site.https)
    if (session !== undefined) await site.portal.signOut({ session })
    dropSession(c, site.https)
    return c.redirect(stepPath(c, '', 'said=out'), 303)
  })

interface State {
  address: string
  problems: readonly FormProblem[]
}

const signInPage = (site: PortalSite, c: Context, { address, problems }: State): Html => {
  const locale = guessedLocale(c)
  const say = { locale }
  const title = m.portal_in_title({}, say)
  const field = {
    name: 'address',
    label: m.portal_in_address({}, say),
    hint: m.portal_in_address_hint({}, say),
    value: address,
    problems,
    input: html`type="email" autocomplete="email" maxlength="254" dir="ltr" required`,
  }
  const body = html`${errorSummary(problems, { locale })}${said(c, say)}<h1>${title}</h1>
${cameFromElsewhere(c) && html`<p class="n">${m.portal_in_continue({}, say)} <a href="${stepPath(c)}">${m.portal_in_continue_link({}, say)}</a></p>`}
<p>${m.portal_in_intro({}, say)}</p>
<form method="post" action="${stepPath(c)}#e" novalidate>
${textField(field, { locale })}<div class="a"><button class="b">${m.portal_in_button({}, say)}</button></div>
</form>
<p class="m">${m.portal_in_first({}, say)} <a href="${stepPath(c, '/proof')}">${m.portal_in_first_link({}, say)}</a></p>`
  return portalPage({ title, owner: site.host, locale, body, failed: problems.length > 0 })
}

const said = (c: Context, say: { locale: ReturnType<typeof guessedLocale> }): Html | false => {
  const words = { over: m.portal_in_over, out: m.portal_in_out }[c.req.query('said') ?? '']
  return words !== undefined && html`<p class="n" role="status">${words({}, say)}</p>`
}

/** A link in a mail or on another site brings no cookie (SameSite=Strict); a link of our own does. */
const cameFromElsewhere = (c: Context): boolean => c.req.header('sec-fetch-site') === 'cross-site'
