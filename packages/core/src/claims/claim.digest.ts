import type { DigestNews, DigestTask } from '@ofrecord/emails/digest'
import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import type { Call } from '../kernel/transaction.ts'
import type { DigestPart, DigestReading } from '../people/digest.lines.ts'
import { all, isActive, ownedBy } from './filter.queries.ts'
import { listClaims } from './list.queries.ts'
import type { ClaimRow } from './list.queries.ts'
import { ClaimListInput, QueueInput } from './list.rules.ts'
import { listQueue } from './queue.queries.ts'
import { partnersTurn } from './standing.rules.ts'
import { listUnfinished } from './unfinished.queries.ts'

/** To a partner's people: the claims that nobody else can move, what they began, and which became active without a word to them. */
export const claimDigest: DigestPart = async (reading) => {
  const { call, actor, installation, since } = reading
  const scope = scopeOf(actor, 'claims.see')
  if (scope === undefined) return {}
  const page = (path: string): string => `${installation.publicUrl}/claims/${path}`
  const input = ClaimListInput.parse({ statuses: [...partnersTurn], size: 100 })
  const { rows } = await listClaims(call, scope, installation.keys.cursor, input)
  return {
    tasks: [...rows.map((row) => taskOf(row, page(row.id))), ...(await unfinishedTasks(reading))],
    news: (await listActivated(call, actor, scope, since)).map(
      ({ id, number, name, customerName: other }): DigestNews => ({
        kind: 'claim_activated',
        number,
        name,
        other,
        pageUrl: page(id),
      }),
    ),
  }
}

const kinds = { draft: 'claim_draft', action_required: 'claim_returned' } as const

const taskOf = ({ status, number, name, customerName: other, standing }: ClaimRow, pageUrl: string): DigestTask => ({
  kind: status === 'draft' || status === 'action_required' ? kinds[status] : 'claim_bounced',
  number,
  name,
  other,
  ...(standing.until !== null && { dueAt: standing.until }),
  pageUrl,
})

const unfinishedTasks = async ({ call, actor, installation }: DigestReading): Promise<DigestTask[]> => {
  if (scopeOf(actor, 'claims.create') === undefined) return []
  return (await listUnfinished(call, actor)).map(({ id, name, domain, step }) => ({
    kind: 'claim_unfinished',
    name: name || domain,
    pageUrl: `${installation.publicUrl}/claims/unfinished/${id}/${step}`,
  }))
}

interface Activated {
  id: string
  number: number
  name: string
  customerName: string
}

/** Claims that became active in a period and still are, whose letter went to others; the first hundred. */
const listActivated = async (call: Call, actor: PersonActor, scope: Scope, since: Date): Promise<Activated[]> => {
  const { rows } = await sql<Activated>`
    select c.id, c.number, c.name, c.customer_name as "customerName" from claim c
    where ${all([ownedBy(actor), inScope(scope, sql`c.location_id`), isActive])}
      and c.activated_at >= ${since} and c.activated_at < ${call.now}
      and not exists (select from letter m where m.aggregate_id = c.id and m.template = 'claim-activated' and m.recipient = ${actor.email})
    order by c.activated_at, c.id limit 100
  `.execute(call.em.getKysely())
  return rows
}

/** To reviewers: the claims they have taken. */
export const reviewDigest: DigestPart = async ({ call, actor, installation }) => {
  if (actor.side !== 'vendor' || scopeOf(actor, 'claims.review') === undefined) return {}
  const input = QueueInput.parse({ mine: 'mine', size: 25 })
  const { rows } = await listQueue(call, actor.personId, installation.keys.cursor, input)
  return {
    tasks: rows.map(({ id, number, name, organizationName: other, standing }) => ({
      kind: 'review',
      number,
      name,
      other,
      ...(standing.until !== null && { dueAt: standing.until }),
      pageUrl: `${installation.publicUrl}/review/${id}`,
    })),
  }
}
