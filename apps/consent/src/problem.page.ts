import * as m from '@ofrecord/messages/customer/messages'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { page } from './layout.ts'
import type { Site } from './site.ts'
import { guessedLocale } from './words.ts'

type Say = { locale: ReturnType<typeof guessedLocale> }

const problems = {
  missing: {
    status: 404,
    title: (say: Say) => m.consent_missing_title({}, say),
    text: (say: Say) => m.consent_missing_text({}, say),
  },
  cross_site: {
    status: 403,
    title: (say: Say) => m.consent_cross_title({}, say),
    text: (say: Say) => m.consent_cross_text({}, say),
  },
  method: {
    status: 405,
    title: (say: Say) => m.consent_method_title({}, say),
    text: (say: Say) => m.consent_method_text({}, say),
  },
  too_large: {
    status: 413,
    title: (say: Say) => m.consent_large_title({}, say),
    text: (say: Say) => m.consent_large_text({}, say),
  },
  unreadable: {
    status: 415,
    title: (say: Say) => m.consent_unreadable_title({}, say),
    text: (say: Say) => m.consent_unreadable_text({}, say),
  },
  throttled: {
    status: 429,
    title: (say: Say) => m.consent_throttled_title({}, say),
    text: (say: Say) => m.consent_throttled_text({}, say),
  },
  fault: {
    status: 500,
    title: (say: Say) => m.consent_fault_title({}, say),
    text: (say: Say) => m.consent_fault_text({}, say),
  },
} as const

/**
 * A page that belongs to no notice: it names no vendor, no partner and no link. `missing` is the one answer to
 * unknown, malformed, foreign and outdated links, the same bytes for all (MIC-R7).
 */
export const problemPage = (c: Context, site: Site, kind: keyof typeof problems, reference?: string) => {
  const { status, title, text } = problems[kind]
  const locale = guessedLocale(c)
  const say = { locale }
  const body = html`<h1>${title(say)}</h1>
<p>${text(say)}</p>
${kind === 'missing' && html`<p><a href="/ask?lang=${locale}">${m.questions_lost_link({}, say)}</a></p>`}${reference && html`<p>${m.consent_fault_reference({}, say)} <code>${reference}</code></p>`}`
  return c.html(page({ title: title(say), owner: site.host, locale, body }), status)
}
