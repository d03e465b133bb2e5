import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { failureOf } from '../door.ts'
import { commaOf, fill, isolated, type Html } from '../words.ts'
import type { PortalPartner, PortalRule } from './door.ts'
import { textField } from './fields.ts'
import { answerPortal, type Post, type PortalForm } from './forms.ts'
import { hiddenNonce, signedInPage, wayBack } from './frame.ts'
import { signedIn, type PortalSite, type Visit } from './visit.ts'
import { countryName, day, mailboxText } from './words.ts'

/** Whom the customer blocked or put on its list. `?number=` looks a partner up: its name is shown before anything is done. */
export const showPartners = (site: PortalSite): Handler =>
  signedIn(site, async (c, visit) => {
    if (visit.map.me.delegate) return c.redirect(visit.to(), 303)
    const number = c.req.query('number')
    if (number === undefined) return partnersPage(visit, { done: c.req.query('done') === '1' })
    const found = await findPartner(site, visit, number)
    if (found) return partnersPage(visit, { number, found })
    c.status(422)
    return partnersPage(visit, { number, problems: [{ at: 'number', text: m.portal_problem_number({}, visit.say) }] })
  })

const findPartner = async (site: PortalSite, { session }: Visit, typed: string): Promise<PortalPartner | undefined> => {
  const number = numberOf(typed)
  if (number === undefined) return undefined
  try {
    return await site.portal.partner({ session, number })
  } catch (error) {
    const { kind } = failureOf(error)
    if (kind === 'absent' || kind === 'invalid') return undefined
    throw error
  }
}

const numberOf = (typed: string | null): number | undefined => {
  const digits = (typed ?? '').normalize('NFKC').replace(/[\s.,-]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

export const answerPartners = (site: PortalSite): Handler => answerPortal(site, rule)

type RuleVerb = 'block' | 'unblock' | 'allow' | 'removeAllowed'
const ruleVerbs: readonly RuleVerb[] = ['block', 'unblock', 'allow', 'removeAllowed']

const rule: PortalForm = {
  problems: ({ say }, posted) =>
    verbOf(posted) && numberOf(posted.get('number')) !== undefined
      ? []
      : [{ at: 'number', text: m.portal_problem_number({}, say) }],
  give: async (site, { to }, posted, post) => {
    await setRule(site, posted, post)
    return to('/partners', 'done=1')
  },
  draw: (_site, visit, { posted, problems }) =>
    partnersPage(visit, { number: (posted.get('number') ?? '').slice(0, 20), problems }),
}

const verbOf = (posted: URLSearchParams): RuleVerb | undefined => ruleVerbs.find((verb) => verb === posted.get('do'))

const setRule = async (site: PortalSite, posted: URLSearchParams, { session, nonce }: Post): Promise<void> => {
  const verb = verbOf(posted)
  const number = numberOf(posted.get('number'))
  if (verb && number !== undefined) await site.portal[verb]({ session, nonce, number })
}

interface State {
  number?: string
  found?: PortalPartner
  problems?: readonly FormProblem[]
  done?: boolean
}

const partnersPage = (visit: Visit, { number, found, problems = [], done = false }: State): Html => {
  const { map, say } = visit
  const listHolds = map.policy.mode === 'allow_list'
  const body = html`${found ? foundPartner(visit, found) : findForm(visit, number, problems)}
<h2>${m.portal_blocked_title({}, say)}</h2>
<p class="m">${m.portal_blocked_text({}, say)}</p>
${rules(visit, map.blocked, 'unblock', m.portal_blocked_none({}, say))}<h2>${m.portal_allowed_title({}, say)}</h2>
<p class="m">${listHolds ? m.portal_allowed_holds({}, say) : m.portal_allowed_idle({}, say)}</p>
${rules(visit, map.allowed, 'removeAllowed', m.portal_allowed_none({}, say))}${wayBack(visit)}`
  return signedInPage(visit, {
    title: m.portal_partners_title({}, say),
    body,
    problems,
    done: done && m.portal_saved({}, say),
  })
}

const findForm = (visit: Visit, number: string | undefined, problems: readonly FormProblem[]): Html => {
  const { say, locale, to, language } = visit
  const field = {
    name: 'number',
    label: m.portal_find_label({}, say),
    hint: m.portal_find_hint({}, say),
    value: number ?? '',
    problems,
    short: true,
    input: html`inputmode="numeric" maxlength="20" autocomplete="off" dir="ltr" required`,
  }
  return html`<section id="f"><h2>${m.portal_find_title({}, say)}</h2>
<form method="get" action="${to('/partners').split('?')[0]}#e" novalidate>${language && html`<input type="hidden" name="lang" value="${locale}">`}${textField(field, visit)}<button class="b q">${m.portal_find_button({}, say)}</button></form></section>
`
}

const foundPartner = (visit: Visit, partner: PortalPartner): Html => {
  const { say, to } = visit
  const parts = {
    number: html`${partner.number}`,
    partner: html`<b>${isolated(partner.name)}</b>`,
    place: place(partner, visit),
  }
  return html`<section class="o g"><p>${fill((slots) => m.portal_found(slots, say), parts)}</p><p class="m">${m.portal_block_keeps({}, say)}</p>
<form id="f" method="post" action="${to('/partners')}#e">${hiddenNonce(visit)}<input type="hidden" name="number" value="${partner.number}"><div class="a"><button class="b q" name="do" value="block">${fill((slots) => m.portal_block_button(slots, say), { partner: isolated(partner.name) })}</button><button class="b q" name="do" value="allow">${fill((slots) => m.portal_allow_button(slots, say), { partner: isolated(partner.name) })}</button></div></form>
<p><a href="${to('/partners')}">${m.consent_back({}, say)}</a></p></section>
`
}

const place = ({ city, country }: PortalPartner, { locale }: Visit): Html =>
  html`${isolated(city)}${commaOf(locale)}${countryName(country, locale)}`

const rules = (visit: Visit, set: readonly PortalRule[], verb: 'unblock' | 'removeAllowed', none: string): Html =>
  set.length === 0
    ? html`<p>${none}</p>
`
    : html`<ul class="r">${set.map((rule) => ruleLine(visit, rule, verb))}</ul>
`

const ruleLine = (visit: Visit, rule: PortalRule, verb: 'unblock' | 'removeAllowed'): Html => {
  const { say, to } = visit
  const button = verb === 'unblock' ? m.portal_unblock_button : m.portal_disallow_button
  const set = { date: day(rule.setAt, visit), address: mailboxText(rule.setBy, visit.locale) }
  return html`<li><b>${isolated(rule.name)}</b> <span class="m">${rule.number}</span><small>${place(rule, visit)}</small><small>${fill((slots) => m.portal_rule_set(slots, say), set)}</small><form method="post" action="${to('/partners')}#e">${hiddenNonce(visit)}<input type="hidden" name="number" value="${rule.number}"><button class="x" name="do" value="${verb}">${fill((slots) => button(slots, say), { partner: isolated(rule.name) })}</button></form></li>
`
}
