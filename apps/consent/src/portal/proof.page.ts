import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { errorSummary } from '../claims/form.page.ts'
import { failureOf } from '../door.ts'
import { shortField } from '../posted.ts'
import { fill, guessedLocale, isolated, type Html } from '../words.ts'
import { addressOf, answerEntry, entrySender, looksLikeAddress } from './entry.ts'
import { textField } from './fields.ts'
import { portalPage } from './frame.ts'
import { stepPath, type PortalSite } from './visit.ts'

interface Claimed {
  domain: string
  address: string
}

interface State extends Claimed {
  problems: readonly FormProblem[]
}

export const showProof =
  (site: PortalSite): Handler =>
  (c) =>
    c.html(proofPage(site, c, { domain: '', address: '', problems: [] }))

/** First shows the record to set; once that page says "Check now", looks it up. */
export const answerProof = (site: PortalSite): Handler =>
  answerEntry(site, async (c, posted) => {
    const domain = domainOf(posted)
    const address = addressOf(posted)
    const problems = shapeProblems(c, { domain, address })
    if (problems.length > 0) return c.html(proofPage(site, c, { domain, address, problems }), 422)
    try {
      return await shownProof(site, c, { domain, address }, posted)
    } catch (error) {
      const problem = problemOf(error, c)
      if (!problem) throw error
      return c.html(proofPage(site, c, { domain, address, problems: [problem] }), 422)
    }
  })

const shownProof = async (
  site: PortalSite,
  c: Context,
  claimed: Claimed,
  posted: URLSearchParams,
): Promise<Response> => {
  const check = posted.get('do') === 'check'
  if (check && (await site.portal.checkProof({ ...claimed, ...entrySender(site, c, posted) })).found)
    return c.html(foundPage(site, c, claimed))
  const record = await site.portal.startProof(claimed)
  return c.html(recordPage(site, c, { ...claimed, record, missing: check }), check ? 422 : 200)
}

/** As people write it: `https://www.Example.com/` and `@example.com` are example.com. */
const domainOf = (posted: URLSearchParams): string =>
  shortField(posted.get('domain'))
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?@?/, '')
    .replace(/[/.]+$/, '')

const shapeProblems = (c: Context, { domain, address }: Claimed): FormProblem[] => {
  const say = { locale: guessedLocale(c) }
  const problems: FormProblem[] = []
  if (!/^[^\s@/.]+(\.[^\s@/.]+)+$/.test(domain) || domain.length > 253)
    problems.push({ at: 'domain', text: m.portal_problem_domain({}, say) })
  if (!looksLikeAddress(address)) problems.push({ at: 'address', text: m.portal_problem_address({}, say) })
  return problems
}

const problemOf = (error: unknown, c: Context): FormProblem | undefined => {
  const say = { locale: guessedLocale(c) }
  const failure = failureOf(error)
  if (failure.kind === 'invalid') return { at: 'domain', text: m.portal_problem_domain({}, say) }
  if (failure.kind !== 'refused') return undefined
  if (failure.code === 'PORTAL_ADDRESS_NOT_ON_DOMAIN')
    return { at: 'address', text: m.portal_problem_off_domain({}, say) }
  return { at: 'domain', text: m.portal_problem_domain({}, say) }
}

const proofPage = (site: PortalSite, c: Context, { domain, address, problems }: State): Html => {
  const locale = guessedLocale(c)
  const say = { locale }
  const title = m.portal_proof_title({}, say)
  const domainField = {
    name: 'domain',
    label: m.portal_proof_domain({}, say),
    hint: m.portal_proof_domain_hint({}, say),
    value: domain,
    problems,
    input: html`maxlength="300" autocapitalize="none" spellcheck="false" dir="ltr" required`,
  }
  const addressField = {
    name: 'address',
    label: m.portal_proof_address({}, say),
    value: address,
    problems,
    input: html`type="email" autocomplete="email" maxlength="254" dir="ltr" required`,
  }
  const body = html`${errorSummary(problems, { locale })}<h1>${title}</h1>
<p>${m.portal_proof_intro({}, say)}</p>
<form method="post" action="${stepPath(c, '/proof')}#e" novalidate>
${textField(domainField, { locale })}${textField(addressField, { locale })}<div class="a"><button class="b">${m.portal_proof_button({}, say)}</button></div>
</form>
<p><a href="${stepPath(c)}">${m.consent_back({}, say)}</a></p>`
  return portalPage({ title, owner: site.host, locale, body, failed: problems.length > 0 })
}

interface RecordState extends Claimed {
  record: { name: string; value: string }
  /** It was looked for and not seen. */
  missing: boolean
}

const recordPage = (site: PortalSite, c: Context, { domain, address, record, missing }: RecordState): Html => {
  const locale = guessedLocale(c)
  const say = { locale }
  const problems = missing ? [{ at: 'v', text: m.portal_proof_missing({}, say) }] : []
  const title = m.portal_proof_record_title({ domain }, say)
  const body = html`${errorSummary(problems, { locale })}<h1>${fill((slots) => m.portal_proof_record_title(slots, say), { domain: isolated(domain) })}</h1>
<p>${m.portal_proof_record_intro({}, say)}</p>
<dl id="v">
<div><dt>${m.portal_proof_type({}, say)}</dt><dd><code>TXT</code></dd></div>
<div><dt>${m.portal_proof_name({}, say)}</dt><dd><code dir="ltr">${record.name}</code></dd></div>
<div><dt>${m.portal_proof_value({}, say)}</dt><dd><code dir="ltr">${record.value}</code></dd></div>
</dl>
<form method="post" action="${stepPath(c, '/proof')}#e">${claimedFields({ domain, address })}<input type="hidden" name="do" value="check"><div class="a"><button class="b">${m.portal_proof_check({}, say)}</button></div></form>
<p><a href="${stepPath(c, '/proof')}">${m.consent_back({}, say)}</a></p>`
  return portalPage({ title, owner: site.host, locale, body, failed: missing })
}

const claimedFields = ({ domain, address }: Claimed): Html =>
  html`<input type="hidden" name="domain" value="${domain}"><input type="hidden" name="address" value="${address}">`

/** Says what DNS said, and no more: whether the domain is a customer's shows only in the letter that comes or does not. */
const foundPage = (site: PortalSite, c: Context, { domain, address }: Claimed): Html => {
  const locale = guessedLocale(c)
  const say = { locale }
  const title = m.portal_proof_found_title({}, say)
  const parts = { domain: isolated(domain), address: html`<b>${isolated(address)}</b>` }
  const body = html`<h1>${title}</h1>
<p>${fill((slots) => m.portal_proof_found_text(slots, say), parts)}</p>
<form method="post" action="${stepPath(c)}"><input type="hidden" name="address" value="${address}"><div class="a"><button class="b">${m.portal_in_button({}, say)}</button></div></form>`
  return portalPage({ title, owner: site.host, locale, body })
}
