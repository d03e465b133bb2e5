import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import type { FormProblem } from '../claims/answer.ts'
import { senderOf } from '../claims/visit.ts'
import { failureOf, type Sender } from '../door.ts'
import { readPosted } from '../posted.ts'
import type { Html } from '../words.ts'
import { troublePage } from './trouble.page.ts'
import { seeOther, signedIn, type PortalSite, type Visit } from './visit.ts'

/** A form as it came back: what was typed, and what is wrong with it. */
export interface Returned {
  posted: URLSearchParams
  problems: readonly FormProblem[]
}

/** What goes to the door with every post of somebody signed in. */
export interface Post extends Sender {
  session: string
  nonce: string
}

/** One form of the signed-in pages: how it is judged here, given to the door, and drawn again. */
export interface PortalForm {
  problems(visit: Visit, posted: URLSearchParams): FormProblem[]
  /** Gives it to the door; answers the address to go to. */
  give(site: PortalSite, visit: Visit, posted: URLSearchParams, post: Post): Promise<string>
  /** Where a refusal of the door is mended; undefined for the ones that every form knows. */
  refused?(code: string, visit: Visit): FormProblem | undefined
  draw(site: PortalSite, visit: Visit, returned: Returned): Html | Response | Promise<Html | Response>
}

/** Answers a form of somebody signed in: 303 to what was done, or the form again with 422. */
export const answerPortal = (site: PortalSite, form: PortalForm): Handler =>
  postedBy(site, async (c, visit, posted) => {
    const again = async (problems: readonly FormProblem[]) => {
      c.status(422)
      return form.draw(site, visit, { posted, problems })
    }
    const problems = form.problems(visit, posted)
    if (problems.length > 0) return again(problems)
    try {
      return seeOther(c, await form.give(site, visit, posted, postOf(site, c, visit, posted)))
    } catch (error) {
      const problem = problemOf(error, form, visit)
      if (!problem) throw error
      return again([problem])
    }
  })

/** The fields of a form sent by somebody signed in from one of our own pages; GET never comes here (MIC-R1). */
export const postedBy =
  (
    site: PortalSite,
    answer: (c: Context, visit: Visit, posted: URLSearchParams) => Promise<Html | Response>,
  ): Handler =>
  async (c, next) => {
    const posted = await readPosted(c, site.host)
    if (typeof posted === 'string') return troublePage(c, site, posted)
    return signedIn(site, (_, visit) => answer(c, visit, posted))(c, next)
  }

const postOf = (site: PortalSite, c: Context, { session }: Visit, posted: URLSearchParams): Post => {
  const { trap: _trap, ...sender } = senderOf(site, c, posted)
  return { ...sender, session, nonce: (posted.get('nonce') ?? '').slice(0, 200) }
}

const problemOf = (error: unknown, form: PortalForm, visit: Visit): FormProblem | undefined => {
  const failure = failureOf(error)
  const { say } = visit
  if (failure.kind === 'absent') return { at: 'f', text: m.portal_problem_gone({}, say) }
  if (failure.kind === 'invalid') return { at: 'f', text: m.portal_problem_form({}, say) }
  if (failure.kind !== 'refused') return undefined
  if (failure.code === 'FORM_NONCE_INVALID') return { at: 'f', text: m.portal_problem_nonce({}, say) }
  if (failure.code === 'PORTAL_DELEGATE') return { at: 'f', text: m.portal_problem_delegate({}, say) }
  return form.refused?.(failure.code, visit)
}
