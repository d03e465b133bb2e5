import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import type { Route } from '../app.ts'
import { throttledPage, type FormState } from '../claims/answer.ts'
import { languageQuery, senderOf, type LinkVisit } from '../claims/visit.ts'
import { failureOf } from '../door.ts'
import { networkOf } from '../network.ts'
import { readPosted } from '../posted.ts'
import { problemPage } from '../problem.page.ts'
import type { Site } from '../site.ts'
import { guessedLocale } from '../words.ts'
import type { EnquiryForm } from './enquiry.page.ts'
import { enquiryPage, enquiryProblems, keptPage, readEnquiryForm, untouched } from './enquiry.page.ts'

/**
 * The way without a link (L15): whoever lost it writes here, and gets the same page whatever was typed. Five forms a
 * minute from one network.
 */
export const enquiryRoutes = (site: Site): Route[] => [
  { path: '/ask', show: showEnquiry(site), answer: answerEnquiry(site) },
  { path: '/ask/kept', show: (c) => c.html(keptPage({ locale: guessedLocale(c), owner: site.host })) },
]

const showEnquiry =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitOf(site, c)
    return c.html(enquiryPage(visit, untouched, { nonce: visit.nonce, problems: [], check: false }))
  }

const visitOf = async (site: Site, c: Context): Promise<LinkVisit> => ({
  locale: guessedLocale(c),
  owner: site.host,
  address: '',
  nonce: (await site.consent.enquiryForm()).nonce,
  to: () => `/ask${languageQuery(c)}`,
})

const answerEnquiry =
  (site: Site): Handler =>
  async (c) => {
    const posted = await readPosted(c, site.host)
    if (typeof posted === 'string') return problemPage(c, site, posted)
    const network = networkOf(c, site.settings.trustedProxy)
    const form = readEnquiryForm(posted)
    const problems = enquiryProblems(form, guessedLocale(c))
    const { wish } = form
    const wait = wish && problems.length === 0 ? site.limits.enquire(network) : site.limits.page(undefined, network)
    if (wait > 0) return throttledPage(c, site, wait)
    if (!wish || problems.length > 0) return again(site, c, form, { problems })
    try {
      await site.consent.enquire({ ...form, wish, trap: senderOf(site, c, posted).trap })
      return c.redirect(`/ask/kept${languageQuery(c)}`, 303)
    } catch (error) {
      return refused(site, c, form, error)
    }
  }

const again = async (site: Site, c: Context, form: EnquiryForm, state: Partial<FormState>) => {
  const visit = await visitOf(site, c)
  const drawn = enquiryPage(visit, form, { nonce: visit.nonce, problems: [], check: false, ...state })
  return c.html(drawn, state.check ? 200 : 422)
}

const refused = async (site: Site, c: Context, form: EnquiryForm, error: unknown) => {
  const failure = failureOf(error)
  const say = { locale: guessedLocale(c) }
  if (failure.kind === 'invalid')
    return again(site, c, form, { problems: [{ at: 'f', text: m.consent_problem_form({}, say) }] })
  if (failure.kind !== 'refused') throw error
  // Whoever is quicker than two seconds is shown it once more, with a button that works (L5).
  if (failure.code === 'FORM_TOO_SOON' && failure.nonce)
    return again(site, c, form, { nonce: failure.nonce, check: true })
  return again(site, c, form, { problems: [{ at: 'f', text: m.consent_problem_nonce({}, say) }] })
}
