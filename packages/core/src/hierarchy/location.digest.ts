import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import { scopeOf } from '../kernel/authority.ts'
import type { DigestPart } from '../people/digest.lines.ts'

interface Created {
  id: string
  number: number
  name: string
  parentName: string
}

/** To administrators of the tree: locations that others added below theirs. */
export const locationDigest: DigestPart = async ({ call, actor, installation, since }) => {
  const scope = scopeOf(actor, 'organisations.propose')
  if (scope === undefined) return {}
  const { rows } = await sql<Created>`
    select l.id, l.number, l.name, u.name as "parentName"
    from structure_change c join location l on l.id = c.location_id join location u on u.id = l.parent_id
    where c.organization_id = ${actor.organizationId} and c.kind = 'created' and c.at >= ${since} and c.at < ${call.now}
      and c.actor_id is distinct from ${actor.personId} and ${inScope(scope, sql`l.id`)} order by c.at, c.id limit 100
  `.execute(call.em.getKysely())
  return {
    news: rows.map(({ id, number, name, parentName: other }) => ({
      kind: 'location_created',
      number,
      name,
      other,
      pageUrl: `${installation.publicUrl}/organisation/locations/${id}`,
    })),
  }
}
