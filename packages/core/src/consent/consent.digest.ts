import type { DigestTask } from '@ofrecord/emails/digest'
import { scopeOf } from '../kernel/authority.ts'
import type { DigestPart } from '../people/digest.lines.ts'
import { listOpenChecks } from './check.queries.ts'
import { listEscalated } from './clarification.queries.ts'

/** To the vendor's reviewers: partners that their customers do not know, and to leads, customers who did not answer. */
export const consentDigest: DigestPart = async ({ call, actor, installation }) => {
  if (actor.side !== 'vendor') return {}
  const tasks: DigestTask[] = []
  const page = (path: string): string => `${installation.publicUrl}/review/${path}`
  if (scopeOf(actor, 'claims.review') !== undefined)
    for (const { claimId, number, name, customerName: other } of (await listOpenChecks(call, actor.personId)).rows)
      tasks.push({ kind: 'unknown_partner', number, name, other, pageUrl: page(claimId) })
  if (scopeOf(actor, 'claims.lead') !== undefined)
    for (const { conflictId, itemName: name, customerName: other } of await listEscalated(call, actor.personId))
      tasks.push({ kind: 'silent_customer', name, other, pageUrl: page(`conflicts/${conflictId}`) })
  return { tasks }
}
