import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { errorSummary } from '../claims/form.page.ts'
import { failureOf } from '../door.ts'
import { shortField } from '../posted.ts'
import { fill, guessedLocale, isolated, type Html } from '../words.ts'
import { keepSession } from './cookie.ts'
import { addressOf, answerEntry, entrySender, looksLikeAddress } from './entry.ts'
import { textField } from './fields.ts'
import { portalPage } from './frame.ts'
import { seeOther, stepPath, type PortalSite } from './visit.ts'

/** For whoever has a code and no page for it any more: asks for the address as well. */
export const showCode =
  (site: PortalSite): Handler =>
  (c) =>
    c.html(codePage(site, c, { address: '', sent: false, problems: [] }))

export const answerCode = (site: PortalSite): Handler =>
  answerEntry(site, async (c, posted) => {
    const say = { locale: guessedLocale(c) }
    const address = addressOf(posted)
    const code = digitsOf(shortField(posted.get('code')))
    const again = (problems: FormProblem[]) => c.html(codePage(site, c, { address, sent: false, problems }), 422)
    if (!looksLikeAddress(address)) return again([{ at: 'address', text: m.portal_problem_address({}, say) }])
    const wrong: FormProblem[] = [{ at: 'code', text: m.portal_problem_code({}, say) }]
    if (!/^\d{6}$/.test(code)) return again(wrong)
    try {
      const { session } = await site.portal.signIn({ address, code, ...entrySender(site, c, posted) })
      keepSession(c, site.https, session)
      return seeOther(c, stepPath(c))
    } catch (error) {
      const { kind } = failureOf(error)
      if (kind !== 'refused' && kind !== 'invalid') throw error
      return again(wrong)
    }
  })

/** Full-width digits of a Japanese keyboard and Arabic digits are the same code; spaces and hyphens are for the eye. */
const digitsOf = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\s\-‐–\u200e\u200f]/g, '')

interface State {
  address: string
  /** Whether a code may be on its way to it. */
  sent: boolean
  problems: readonly FormProblem[]
}

export const codePage = (site: PortalSite, c: Context, { address, sent, problems }: State): Html => {
  const locale = guessedLocale(c)
  const say = { locale }
  const title = m.portal_code_title({}, say)
  const addressField = {
    name: 'address',
    label: m.portal_in_address({}, say),
    value: address,
    problems,
    input: html`type="email" autocomplete="email" maxlength="254" dir="ltr" required`,
  }
  const codeField = {
    name: 'code',
    label: m.portal_code_label({}, say),
    problems,
    short: true,
    input: html`inputmode="numeric" autocomplete="one-time-code" maxlength="20" dir="ltr" required`,
  }
  const body = html`${errorSummary(problems, { locale })}<h1>${title}</h1>
${sent && html`<p role="status">${fill((slots) => m.portal_code_sent(slots, say), { address: html`<b>${isolated(address)}</b>` })}</p>`}
<p>${m.portal_code_time({}, say)}</p>
<form method="post" action="${stepPath(c, '/code')}#e" novalidate>
${sent ? html`<input type="hidden" name="address" value="${address}">` : textField(addressField, { locale })}
${textField(codeField, { locale })}<div class="a"><button class="b">${m.portal_code_button({}, say)}</button></div>
</form>
<p class="m">${m.portal_code_again({}, say)} <a href="${stepPath(c)}">${m.portal_code_again_link({}, say)}</a></p>`
  return portalPage({ title, owner: site.host, locale, body, failed: problems.length > 0 })
}
