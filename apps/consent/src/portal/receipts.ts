import type { Handler } from 'hono'
import { signedIn, type PortalSite } from './visit.ts'

/** Every receipt of the customer, one JSON document a line, each byte for byte as it was signed (REC-R2). */
export const downloadReceipts = (site: PortalSite): Handler =>
  signedIn(site, async (c, { session, map }) => {
    const name = `receipts-${map.customer.domains[0] ?? map.customer.tenantId}`.replace(/[^a-z0-9.-]/gi, '')
    return c.body(await site.portal.receipts({ session }), 200, {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.ndjson"`,
    })
  })
