import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { ActingPlace, Grant, HeldSession, PersonActor, SignInMethod } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'

interface RoleRow {
  personId: string
  name: string
  email: string
  locale: string
  vendorId: string
  /** null: they hold none anywhere. */
  role: string | null
  organizationId: string | null
  locationId: string | null
  organizationName: string | null
  vendorName: string
}

export interface SessionState {
  /** Over after 12 hours without use or 14 days after signing in (ASVS V7); `unnoted`: the last use written down is 10 minutes old. */
  state: 'over' | 'unnoted' | 'fresh'
  method: SignInMethod
}

/** How a session stands on the database's own clock, also where a story has moved the application's. */
export const readSessionState = async (call: Call, sessionId: string): Promise<SessionState> => {
  const { rows } = await sql<SessionState>`
    select case when clock_timestamp() > "updatedAt" + interval '12 hours' or clock_timestamp() > "createdAt" + interval '14 days'
      then 'over' when clock_timestamp() >= "updatedAt" + interval '10 minutes' then 'unnoted' else 'fresh' end as state, method
    from auth_session where id = ${sessionId}
  `.execute(call.em.getKysely())
  return rows[0] ?? { state: 'over', method: 'password' }
}

/**
 * Who a signed-in user is, with the roles of one organisation. Without a choice it is the first they have a role in
 * (ROL-R1); without any role they act for nobody and are shown who can give them one (ROL-R5). A location administrator's scope includes everything below.
 */
export const findActor = async (
  call: Call,
  userId: string,
  chosen: string | null,
  session: Omit<HeldSession, 'needsFactor'>,
  demo: boolean,
): Promise<PersonActor | undefined> => {
  const actor = await actorWhere(call, sql`p.user_id = ${userId}`, chosen)
  if (!actor) return undefined
  const needsFactor = actor.side === 'vendor' && !isStrong(session.method, demo)
  return { ...actor, session: { ...session, needsFactor }, ...(needsFactor && { grants: [] }) }
}

/**
 * What is enough for the vendor's desk: a passkey, or a password with a second step. A company's sign-in is not, since it
 * speaks for that company alone; one press is, in a demonstration (OFRECORD_DEMO=1) and nowhere else.
 */
const isStrong = (method: SignInMethod, demo: boolean): boolean =>
  method === 'passkey' || method === 'totp' || method === 'recovery' || (method === 'demo' && demo)

/** As {@link findActor}, by mail address: for programs that act as a person without a session. */
export const findActorByEmail = (
  call: Call,
  email: string,
  chosen: string | null = null,
): Promise<PersonActor | undefined> => actorWhere(call, sql`p.email_normalised = ${email.toLowerCase()}`, chosen)

/** As {@link findActor}, by person: for what a program reads on their behalf, in the organisation that is chosen. */
export const findActorOf = (call: Call, personId: string, chosen: string | null): Promise<PersonActor | undefined> =>
  actorWhere(call, sql`p.id = ${personId}`, chosen)

const actorWhere = async (
  call: Call,
  condition: RawBuilder<unknown>,
  chosen: string | null,
): Promise<PersonActor | undefined> => {
  const { rows } = await sql<RoleRow>`
    select p.id as "personId", p.name, p.email, p.locale, p.vendor_id as "vendorId", r.role,
      r.organization_id as "organizationId", r.location_id as "locationId", o.name as "organizationName", v.name as "vendorName"
    from person p join vendor v on v.id = p.vendor_id left join lateral (${rolesOfPerson}) r on true
      left join organization o on o.id = r.organization_id where ${condition}
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
    // Who has no role anywhere is of no organisation, and nobody of the vendor's.
    side: organizationId || first.role === null ? 'partner' : 'vendor',
    personId,
    name,
    email,
    locale,
    vendorId,
    organizationId,
    grants,
    session: null,
    places: placesOf(rows),
  }
}

// Whoever is active in an organisation is a member there, also without a word from anybody (B.0.1).
const rolesOfPerson = sql`select role, organization_id, location_id from role_assignment where person_id = p.id and not held_back
  union all select 'member', a.organization_id, a.location_id from affiliation a where a.person_id = p.id and a.status = 'active'
    and not exists (select from role_assignment h where h.person_id = p.id and h.organization_id = a.organization_id and not h.held_back)`

const placesOf = (rows: readonly RoleRow[]): ActingPlace[] => [
  ...new Map(
    rows
      .filter(({ role }) => role !== null)
      .map(({ organizationId: id, organizationName, vendorName }) => [
        id,
        { id, name: organizationName ?? vendorName },
      ]),
  ).values(),
]

/** Roles with where they hold: of a location's administrator everything below, too. */
export const grantsOf = async (call: Call, rows: readonly Pick<RoleRow, 'role' | 'locationId'>[]): Promise<Grant[]> => {
  const grants: Grant[] = []
  for (const role of new Set(rows.flatMap((row) => row.role ?? []))) {
    const locations = rows.filter((row) => row.role === role).map(({ locationId }) => locationId)
    const everywhere = locations.includes(null)
    const listed = locations.filter((id) => id !== null)
    const at = everywhere ? null : listed
    grants.push({ role, at, scope: at && role === 'location_admin' ? await subtrees(call, at) : at })
  }
  return grants
}

const subtrees = async (call: Call, rootIds: readonly string[]): Promise<string[]> => {
  // One text: fifty thousand rows would take longer to read than to find.
  const { rows } = await sql<{ ids: string | null }>`
    with recursive below as (
      select id from location where id = any(${uuids(rootIds)})
      union select l.id from location l join below b on l.parent_id = b.id)
    select string_agg(id::text, ',') as ids from below
  `.execute(call.em.getKysely())
  return rows[0]?.ids?.split(',') ?? []
}
