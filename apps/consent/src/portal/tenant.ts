import type { Handler } from 'hono'
import { shortField } from '../posted.ts'
import { answerPortal, type PortalForm } from './forms.ts'
import { mapPage } from './map.page.ts'
import type { PortalSite } from './visit.ts'

/** To another customer of the same mailbox. */
export const answerTenant = (site: PortalSite): Handler => answerPortal(site, tenant)

const tenant: PortalForm = {
  problems: () => [],
  give: async (site, { to }, posted, { session, nonce }) => {
    await site.portal.switchTenant({ session, nonce, tenant: shortField(posted.get('tenant')) })
    return to()
  },
  draw: (_site, visit, { problems }) => mapPage(visit, problems),
}
