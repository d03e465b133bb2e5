import type { Route } from '../app.ts'
import { linkOf } from '../claims/visit.ts'
import type { Site } from '../site.ts'
import { showAsked } from './asked.page.ts'
import { answerConfirm, showConfirm } from './confirm.page.ts'
import type { ReferenceDoor } from './door.ts'
import { answerReject, showReject } from './reject.page.ts'
import { visitOf } from './visit.ts'
import { answerWithdraw, showWithdraw } from './withdraw.page.ts'

/** The pages of a reference's contact: reads by GET, decides by POST, one thing on each page (REF-R1, L9). */
export const mountReferences = (mount: (route: Route) => void, site: Site, references: ReferenceDoor): void => {
  mount({ path: '/reference/:token', show: showAsked(references) })
  mount({ path: '/reference/:token/confirm', show: showConfirm(references), answer: answerConfirm(site, references) })
  mount({ path: '/reference/:token/reject', show: showReject(references), answer: answerReject(site, references) })
  // Behind the link that nobody sees: remembered for a while, and the page is shown as if nothing had been (L7).
  mount({
    path: '/reference/:token/t',
    show: async (c) => {
      const { to } = visitOf(c, await references.notice({ link: linkOf(c) }))
      site.traps.spring(linkOf(c))
      return c.redirect(to(), 303)
    },
  })
  mount({ path: '/withdraw/:token', show: showWithdraw(references), answer: answerWithdraw(site, references) })
}
