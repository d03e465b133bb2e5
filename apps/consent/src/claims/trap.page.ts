import type { Handler } from 'hono'
import type { Site } from '../site.ts'
import { linkOf, visitNotice } from './visit.ts'

/** Behind the link that nobody sees: it is remembered for a while, and the notice is shown as if nothing had been (L7). */
export const springTrap =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitNotice(site, c)
    site.traps.spring(linkOf(c))
    return c.redirect(visit.to(), 303)
  }
