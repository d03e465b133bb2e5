import type { DigestNews } from '@ofrecord/emails/digest'
import { scopeOf } from '../kernel/authority.ts'
import { countContactTasks } from './contact.queries.ts'
import type { DigestPart } from './digest.lines.ts'
import { countWaiting, listArrivals } from './people.queries.ts'

/** To administrators of people: what waits for their word, and who came in since (AF9) or never answered (AF12). */
export const peopleDigest: DigestPart = async ({ call, actor, installation, since }) => {
  const scope = scopeOf(actor, 'people.manage')
  if (scope === undefined) return {}
  const { requests, pending } = await countWaiting(call, scope)
  const { bouncing, missing, inherited } = await countContactTasks(call, scope)
  const page = (path: string): string => `${installation.publicUrl}/people/${path}`
  return {
    tasks: [
      { kind: 'requests' as const, count: requests, pageUrl: page('requests') },
      { kind: 'approvals' as const, count: pending, pageUrl: page('to-approve') },
      { kind: 'bouncing_contacts' as const, count: bouncing, pageUrl: page('contacts?state=bouncing') },
      { kind: 'missing_contacts' as const, count: missing, pageUrl: page('contacts?state=missing') },
      { kind: 'inherited_contacts' as const, count: inherited, pageUrl: page('contacts?state=inherited') },
    ].filter(({ count }) => count > 0),
    news: (await listArrivals(call, scope, since)).map(
      ({ affiliationId, status, name, email, locationName: other }): DigestNews => ({
        kind: status === 'active' ? 'joined' : 'invitation_expired',
        name: name || email,
        other,
        pageUrl: status === 'active' ? page(affiliationId) : page('awaiting'),
      }),
    ),
  }
}
