import { sql } from 'kysely'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { AffiliationState, AffiliationVerb, InviteMethod, ProposedRole } from './affiliation.rules.ts'
import { affiliationMoves } from './affiliation.rules.ts'
import { movesFrom } from '../kernel/moves.ts'
import { shownFact, shownName } from './people.queries.ts'

interface Row {
  affiliationId: string
  personId: string
  name: string
  email: string
  jobRole: string
  country: string
  language: string
  phone: string
  locationId: string
  locationName: string
  status: AffiliationState
  since: string
  createdAt: string
  endedAt: string | null
  method: InviteMethod
  invitedBy: string | null
  reason: string | null
  sentAt: string | null
  dueAt: string | null
  bouncedAt: string | null
  proposedRoles: ProposedRole[]
}

const readStay = async (call: Call, affiliationId: string): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select a.id as "affiliationId", p.id as "personId", ${shownName} as name, p.email,
      ${shownFact(sql`p.job_role`)} as "jobRole", ${shownFact(sql`p.country`)} as country, ${shownFact(sql`p.locale`)} as language,
      ${shownFact(sql`p.phone`)} as phone, a.location_id as "locationId", l.name as "locationName", a.status, a.status_at::text as since,
      a.created_at::text as "createdAt", a.ended_at::text as "endedAt", a.method, i.name as "invitedBy", a.reason,
      a.sent_at::text as "sentAt", a.due_at::text as "dueAt", p.bounced_at::text as "bouncedAt", a.proposed_roles as "proposedRoles"
    from affiliation a join person p on p.id = a.person_id join location l on l.id = a.location_id
      left join person i on i.id = a.invited_by
    where a.id = ${affiliationId} and a.organization_id = ${(call.actor as PersonActor).organizationId}
  `.execute(call.em.getKysely())
  return rows[0]
}

/** So many of a kind are named; a contact of a large organisation is one at each of its locations. */
const mostHeld = 50

const withCount = <Held extends { count: number }>(rows: readonly Held[]) => ({
  rows: rows.map(({ count: _count, ...held }) => held),
  count: rows[0]?.count ?? 0,
})

const readRoles = async (call: Call, personId: string) => {
  const { rows } = await sql<{
    roleId: string
    role: string
    locationId: string | null
    locationName: string | null
    source: 'granted' | 'contact'
    heldBack: boolean
    grantedAt: string
    grantedBy: string | null
    count: number
  }>`
    select r.id as "roleId", r.role, r.location_id as "locationId", l.name as "locationName", r.source, r.held_back as "heldBack",
      r.granted_at::text as "grantedAt", g.name as "grantedBy", (count(*) over ())::int as count
    from role_assignment r left join location l on l.id = r.location_id left join person g on g.id = r.granted_by
    where r.person_id = ${personId} and r.organization_id = ${(call.actor as PersonActor).organizationId}
    order by r.role, l.name, r.id limit ${mostHeld}
  `.execute(call.em.getKysely())
  return withCount(rows.map((row) => ({ ...row, grantedAt: isoOf(row.grantedAt) })))
}

const readContacts = async (call: Call, personId: string) => {
  const { rows } = await sql<{ role: string; locationName: string; state: string; count: number }>`
    select c.role, l.name as "locationName", c.state, (count(*) over ())::int as count
    from contact_assignment c join location l on l.id = c.location_id
    where c.person_id = ${personId} and c.organization_id = ${(call.actor as PersonActor).organizationId} and c.ended_at is null
    order by l.name, c.role limit ${mostHeld}
  `.execute(call.em.getKysely())
  return withCount(rows)
}

const readPrivileges = async (call: Call, personId: string) => {
  const { rows } = await sql<{ privilege: string; locationName: string; count: number }>`
    select g.privilege, l.name as "locationName", (count(*) over ())::int as count
    from privilege_grant g join location l on l.id = g.location_id
    where g.person_id = ${personId} and g.organization_id = ${(call.actor as PersonActor).organizationId} and g.ended_at is null
    order by l.name, g.privilege limit ${mostHeld}
  `.execute(call.em.getKysely())
  return withCount(rows)
}

/** Roles, contacts and privileges that somebody holds in the organisation of the call: the first of each, and how many. */
export const readHoldings = async (call: Call, personId: string) => ({
  roles: await readRoles(call, personId),
  contacts: await readContacts(call, personId),
  privileges: await readPrivileges(call, personId),
})

/** What happened to this stay, newest first. */
const readHistory = async (call: Call, { affiliationId }: Row) => {
  const { rows } = await sql<{
    type: string
    at: string
    by: string | null
    bySide: string
    data: Record<string, unknown>
  }>`
    select e.type, e.at::text as at, p.name as by, e.actor_side as "bySide", e.data - 'personId' as data
    from event e left join person p on p.id = e.actor_id where e.aggregate_id = ${affiliationId} order by e.seq desc limit 100
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}

/**
 * One person of the organisation, for an administrator whose scope covers where they are at home: work data, roles,
 * contacts, privileges and history (B.18). Everybody else's is absent.
 */
export const getPerson = async (call: Call, scope: Scope, affiliationId: string) => {
  const row = await readStay(call, affiliationId)
  if (!row || !isWithin(scope, row.locationId)) return refuseAbsent()
  return {
    ...row,
    since: isoOf(row.since),
    createdAt: isoOf(row.createdAt),
    endedAt: isoOrNull(row.endedAt),
    sentAt: isoOrNull(row.sentAt),
    dueAt: isoOrNull(row.dueAt),
    bouncedAt: isoOrNull(row.bouncedAt),
    isOwn: row.personId === (call.actor as PersonActor).personId,
    /** What the table lets anybody do in this state (B.16.1). */
    moves: movesFrom<AffiliationState, AffiliationVerb>(affiliationMoves, row.status),
    holdings: await readHoldings(call, row.personId),
    history: await readHistory(call, row),
  }
}

/** One's own stays, in every organisation: what was asked for, what waits for a profile. */
export const readOwnStays = async (call: Call, personId: string) => {
  const { rows } = await sql<{
    affiliationId: string
    organisationName: string
    locationName: string
    status: AffiliationState
    method: InviteMethod
    since: string
    reason: string | null
  }>`
    select a.id as "affiliationId", o.name as "organisationName", l.name as "locationName", a.status, a.method,
      a.status_at::text as since, a.reason
    from affiliation a join organization o on o.id = a.organization_id join location l on l.id = a.location_id
    where a.person_id = ${personId} order by a.status_at desc, a.id limit 50
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, since: isoOf(row.since) }))
}
