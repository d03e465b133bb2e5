import type { Context, Hono } from 'hono'
import { throttledPage } from '../claims/answer.ts'
import { languageQuery } from '../claims/visit.ts'
import { failureOf } from '../door.ts'
import { networkOf } from '../network.ts'
import { problemPage } from '../problem.page.ts'
import type { Site } from '../site.ts'
import { guessedLocale } from '../words.ts'
import { readAsked, type Asked } from './posted.ts'
import { absentVerdict, letterVerdict, receiptVerdict, type Verdict } from './verdicts.ts'
import { mendPage, problems, verifyPage, type VerifyVisit } from './verify.page.ts'

const allow = 'GET, HEAD, OPTIONS, POST'

/**
 * For whoever holds a receipt or a letter (B.2.6): the page that checks it, which keeps nothing, and the public keys for
 * checking without us. 20 checks a minute for each network, so that nobody types all numbers or guesses a phrase.
 */
export const mountVerify = (app: Hono, site: Site): void => {
  app.get('/verify', (c) => showVerify(site, c))
  app.post('/verify', (c) => answerVerify(site, c))
  app.options('/verify', (c) => c.body(null, 204, { Allow: allow }))
  app.all('/verify', (c) => {
    c.header('Allow', allow)
    return problemPage(c, site, 'method')
  })
  app.get('/.well-known/ofrecord-keys', async (c) =>
    c.json({ keys: await site.consent.keys() }, 200, { 'Cache-Control': 'public, max-age=3600' }),
  )
}

const visitOf = (site: Site, c: Context): VerifyVisit => ({
  locale: guessedLocale(c),
  language: languageQuery(c),
  host: site.host,
})

/** The forms; with `?receipt=`, as a printed receipt has it, what became of the one with that code. Changes nothing. */
const showVerify = async (site: Site, c: Context) => {
  const visit = visitOf(site, c)
  const code = c.req
    .query('receipt')
    ?.replaceAll(/[^\w-]/g, '')
    .slice(0, 40)
    .toUpperCase()
  if (!code) return c.html(verifyPage(visit))
  const wait = waitOf(site, c)
  if (wait > 0) return throttledPage(c, site, wait)
  const verdict = await verdictOfCode(site, code, visit)
  return verdict
    ? c.html(verifyPage(visit, verdict))
    : c.html(verifyPage(visit, absentVerdict(code, visit.locale)), 404)
}

const waitOf = (site: Site, c: Context): number => site.limits.verify(networkOf(c, site.settings.trustedProxy))

/** The receipt as it is stored goes through the same check as one that was uploaded. */
const verdictOfCode = async (site: Site, code: string, visit: VerifyVisit): Promise<Verdict | undefined> => {
  try {
    const { json } = await site.consent.receipt({ receipt: code })
    return receiptVerdict(await site.consent.verifyReceipt({ document: json }), visit)
  } catch (error) {
    if (failureOf(error).kind === 'absent') return undefined
    throw error
  }
}

const answerVerify = async (site: Site, c: Context) => {
  const wait = waitOf(site, c)
  if (wait > 0) return throttledPage(c, site, wait)
  const asked = await readAsked(c, site.host)
  if (typeof asked === 'string') return problemPage(c, site, asked)
  const visit = visitOf(site, c)
  if (asked.about === 'large') return c.html(mendPage(visit, problems.large(visit.locale)), 413)
  if (asked.about === 'nothing') return c.html(mendPage(visit, problems[asked.form](visit.locale)), 422)
  return c.html(verifyPage(visit, await verdictOf(site, asked, visit)))
}

const verdictOf = async (
  site: Site,
  asked: Extract<Asked, { about: 'receipt' | 'letter' }>,
  visit: VerifyVisit,
): Promise<Verdict> => {
  if (asked.about === 'receipt')
    return receiptVerdict(await site.consent.verifyReceipt({ document: asked.document }), visit)
  const { number, phrase } = asked
  return letterVerdict(number, await site.consent.verifyLetter({ number, phrase }), site.host, visit.locale)
}
