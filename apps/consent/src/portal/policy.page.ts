import { consentModes } from '@ofrecord/core/customers/customer.rules'
import { isLocale, locales, type Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { shortField, typedText } from '../posted.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { AccessMap, ConsentMode } from './door.ts'
import { textField } from './fields.ts'
import { answerPortal, type PortalForm, type Returned } from './forms.ts'
import { hiddenNonce, signedInPage, wayBack } from './frame.ts'
import { modeChoices } from './mode.ts'
import { signedIn, type PortalSite, type Visit } from './visit.ts'

/** What holds for requests from now on, and for the letters about them; a delegate reads the map alone. */
export const showPolicy = (site: PortalSite): Handler =>
  signedIn(site, (c, visit) =>
    visit.map.me.delegate ? c.redirect(visit.to(), 303) : policyPage(visit, undefined, c.req.query('done') === '1'),
  )

export const answerPolicy = (site: PortalSite): Handler => answerPortal(site, policy)

const policy: PortalForm = {
  problems: () => [],
  give: async (site, { map, to }, posted, { session, nonce }) => {
    await site.portal.setPolicy({ session, nonce, ...readPolicy(map, posted) })
    return to('/policy', 'done=1')
  },
  refused: (code, visit) => {
    if (code === 'PORTAL_CODE_PHRASE_INVALID') return { at: 'phrase', text: m.portal_problem_phrase({}, visit.say) }
    const domains = visit.map.customer.domains.join(', ')
    if (code === 'PORTAL_ADDRESS_NOT_ON_DOMAIN')
      return { at: 'contact', text: m.portal_problem_domains({ domains }, visit.say) }
    return undefined
  },
  draw: (_site, visit, returned) => policyPage(visit, returned, false),
}

interface Policy {
  mode: ConsentMode
  defaultContact: string
  language: Locale
  codePhrase: string
}

/** A field that the form does not have stays as it is: the map's own form has the mode alone. */
const readPolicy = ({ policy }: AccessMap, posted: URLSearchParams): Policy => {
  const language = posted.get('language')
  return {
    mode: consentModes.find((mode) => mode === posted.get('mode')) ?? policy.mode,
    defaultContact: posted.has('contact') ? shortField(posted.get('contact')).trim() : (policy.defaultContact ?? ''),
    language: isLocale(language) ? language : policy.language,
    codePhrase: posted.has('phrase') ? typedText(shortField(posted.get('phrase'))) : (policy.codePhrase ?? ''),
  }
}

const policyPage = (visit: Visit, returned: Returned | undefined, done: boolean): Html => {
  const { map, say, to } = visit
  const shown = readPolicy(map, returned?.posted ?? new URLSearchParams())
  const problems = returned?.problems ?? []
  const domains = { domains: isolated(map.customer.domains.join(', ')) }
  const optional = (label: string): Html => html`${label} <span class="m">${m.portal_optional({}, say)}</span>`
  const body = html`<form id="f" method="post" action="${to('/policy')}#e" novalidate>${hiddenNonce(visit)}
<fieldset><legend>${m.portal_policy_title({}, say)}</legend>${modeChoices(visit, shown.mode)}</fieldset>
${textField(
  {
    name: 'phrase',
    label: optional(m.portal_phrase_label({}, say)),
    hint: m.portal_phrase_hint({}, say),
    value: shown.codePhrase,
    problems,
    input: html`maxlength="60" autocomplete="off" dir="auto"`,
  },
  visit,
)}${textField(
    {
      name: 'contact',
      label: optional(m.portal_contact_label({}, say)),
      hint: fill((slots) => m.portal_contact_hint(slots, say), domains),
      value: shown.defaultContact,
      problems,
      input: html`type="email" maxlength="254" autocomplete="off" dir="ltr"`,
    },
    visit,
  )}<div class="g"><label for="language">${m.portal_language_label({}, say)}</label><select class="i" id="language" name="language">${locales.map((locale) => languageOption(locale, shown.language))}</select></div>
<div class="a"><button class="b">${m.portal_save({}, say)}</button></div>
</form>
${wayBack(visit)}`
  return signedInPage(visit, {
    title: m.portal_settings_title({}, say),
    body,
    problems,
    done: done && m.portal_policy_saved({}, say),
  })
}

const languageOption = (locale: Locale, chosen: Locale): Html =>
  html`<option lang="${locale}" value="${locale}"${locale === chosen && html` selected`}>${m.consent_language_name({}, { locale })}</option>`
