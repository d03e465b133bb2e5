import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Grant, PersonActor } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'

interface RoleRow {
  personId: string
  name: string
  email: string
  locale: string
  vendorId: string
  role: string
  organizationId: string | null
  locationId: string | null
}

/**
 * How a session stands on the database's own clock, also where a story has moved the application's: over after 12 hours
 * without use or 14 days after signing in (ASVS V7); `unnoted` when its last use was written down 10 minutes ago or more.
 */
export const readSessionState = async (call: Call, sessionId: string): Promise<'over' | 'unnoted' | 'fresh'> => {
  const { rows } = await sql<{ state: 'over' | 'unnoted' | 'fresh' }>`
    select case when clock_timestamp() > "updatedAt" + interval '12 hours' or clock_timestamp() > "createdAt" + interval '14 days'
      then 'over' when clock_timestamp() >= "updatedAt" + interval '10 minutes' then 'unnoted' else 'fresh' end as state
    from auth_session where id = ${sessionId}
  `.execute(call.em.getKysely())
  return rows[0]?.state ?? 'over'
}

/**
 * Who a signed-in user is, with the roles of one organisation. Without a choice it is the first they have a role in
 * (ROL-R1); nobody without any role (ROL-R5). A location administrator's scope includes everything below.
 */
export const findActor = (call: Call, userId: string, chosen: string | null): Promise<PersonActor | undefined> =>
  actorWhere(call, sql`p.user_id = ${userId}`, chosen)

/** As {@link findActor}, by mail address: for programs that act as a person without a session. */
export const findActorByEmail = (
  call: Call,
  email: string,
  chosen: string | null = null,
): Promise<PersonActor | undefined> => actorWhere(call, sql`p.email_normalised = ${email.toLowerCase()}`, chosen)

const actorWhere = async (
  call: Call,
  condition: RawBuilder<unknown>,
  chosen: string | null,
): Promise<PersonActor | undefined> => {
  const { rows } = await sql<RoleRow>`
    select p.id as "personId", p.name, p.email, p.locale, p.vendor_id as "vendorId", r.role,
      r.organization_id as "organizationId", r.location_id as "locationId"
    from person p join role_assignment r on r.person_id = p.id and not r.held_back where ${condition}
    order by r.organization_id nulls first, r.role
  `.execute(call.em.getKysely())
  const first = rows.find(({ organizationId }) => organizationId === chosen) ?? rows[0]
  if (!first) return undefined
  const { personId, name, email, locale, vendorId, organizationId } = first
  const grants = await grantsOf(
    call,
    rows.filter((row) => row.organizationId === organizationId),
  )
  return {
    side: organizationId ? 'partner' : 'vendor',
    personId,
    name,
    email,
    locale,
    vendorId,
    organizationId,
    grants,
  }
}

const grantsOf = async (call: Call, rows: readonly RoleRow[]): Promise<Grant[]> => {
  const grants: Grant[] = []
  for (const role of new Set(rows.map((row) => row.role))) {
    const locations = rows.filter((row) => row.role === role).map(({ locationId }) => locationId)
    const everywhere = locations.includes(null)
    const listed = locations.filter((id) => id !== null)
    grants.push({ role, scope: everywhere ? null : role === 'location_admin' ? await subtrees(call, listed) : listed })
  }
  return grants
}

const subtrees = async (call: Call, rootIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from location where id = any(${`{${rootIds.join(',')}}`}::uuid[])
      union select l.id from location l join below b on l.parent_id = b.id)
    select id from below
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}
