import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope, literally, texts } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { AffiliationState, InviteMethod, ProposedRole } from './affiliation.rules.ts'
import { greyDays } from './affiliation.rules.ts'
import type { PeopleExportInput, PeopleInput, StayList, WaitingInput } from './people.rules.ts'
import { statesOf } from './people.rules.ts'

export interface HeldRole {
  role: string
  locationId: string | null
  locationName: string | null
}

/** Somebody's row in one of the lists. */
export interface StayRow {
  affiliationId: string
  personId: string
  /** Empty where only the address is known: somebody who was invited says their name themselves. */
  name: string
  email: string
  jobRole: string
  country: string
  locationId: string
  locationName: string
  locationNumber: number
  status: AffiliationState
  /** When the state began. */
  since: string
  method: InviteMethod
  invitedBy: string | null
  /** The last letter with a link, and until when it is good. */
  sentAt: string | null
  dueAt: string | null
  /** When the last letter to them came back (CNT-R6). */
  bouncedAt: string | null
  roles: HeldRole[]
  proposedRoles: ProposedRole[]
}

export interface StayPage {
  rows: StayRow[]
  nextCursor: string | null
}

// An invitation is no way to learn the name behind an address: it shows once its owner came, or nobody has said more.
export const shownName = sql<string>`case when a.status in ('active', 'ended', 'requested', 'profile_done_pending_approval', 'denied')
  or a.method = 'request' or p.user_id is null then p.name else '' end`

/** What somebody said of themselves is for an organisation that they came to; whoever was only invited may be another's. */
export const shownFact = (column: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when a.status in ('active', 'ended', 'profile_done_pending_approval') then ${column} else '' end`

const columns = sql`a.id as "affiliationId", p.id as "personId", ${shownName} as name, p.email,
  ${shownFact(sql`p.job_role`)} as "jobRole", ${shownFact(sql`p.country`)} as country,
  a.location_id as "locationId", l.name as "locationName", l.number as "locationNumber", a.status,
  a.status_at::text as since, a.method, i.name as "invitedBy", a.sent_at::text as "sentAt", a.due_at::text as "dueAt",
  p.bounced_at::text as "bouncedAt", a.proposed_roles as "proposedRoles",
  (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'locationId', r.location_id, 'locationName', rl.name) order by r.role, rl.name), '[]')
    from role_assignment r left join location rl on rl.id = r.location_id
    where r.person_id = a.person_id and r.organization_id = a.organization_id and not r.held_back) as roles`

const tables = sql`affiliation a join person p on p.id = a.person_id join location l on l.id = a.location_id
  left join person i on i.id = a.invited_by`

const inStates = (states: readonly AffiliationState[]): RawBuilder<unknown> => sql`a.status = any(${texts(states)})`

type Names = Pick<WaitingInput, 'firstName' | 'lastName' | 'email' | 'locationId'>

const byName = ({ firstName, lastName, email, locationId }: Names): RawBuilder<unknown> => sql`
  ${firstName === '' ? sql`true` : sql`${shownName} ilike ${`${literally(firstName)}%`}`}
  and ${lastName === '' ? sql`true` : sql`${shownName} ilike ${`% ${literally(lastName)}%`}`}
  and ${email === '' ? sql`true` : sql`p.email_normalised like ${containing(email.toLowerCase())}`}
  and ${locationId === null ? sql`true` : sql`a.location_id = ${locationId}::uuid`}`

const ownedBy = ({ actor }: Call): RawBuilder<unknown> =>
  sql`a.organization_id = ${(actor as PersonActor).organizationId}`

/**
 * People who wait for something, who came to wait first on top: for an administrator to let them in, for a word about
 * their profile, or the administrators for them (PPL-R1, PPL-R2).
 */
export const listWaiting = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  list: Exclude<StayList, 'people'>,
  input: WaitingInput,
): Promise<StayPage> => {
  const grey = sql`(a.status <> 'expired' or (a.status_at > ${daysAfter(call.now, -greyDays)} and not exists (
    select from affiliation n where n.person_id = a.person_id and n.organization_id = a.organization_id and n.created_at > a.created_at)))`
  const conditions = sql`${ownedBy(call)} and ${inScope(scope, sql`a.location_id`)} and ${inStates(statesOf[list])} and ${byName(input)} and ${grey}`
  return readPage(call, cursorKey, [list, input], conditions, input, {
    key: sql`a.status_at`,
    cast: sql`timestamptz`,
  })
}

const peopleConditions = (call: Call, scope: Scope, input: PeopleExportInput): RawBuilder<unknown> => sql`
  ${ownedBy(call)} and ${inScope(scope, sql`a.location_id`)} and ${inStates([input.state])} and ${byName(input)}
  and ${
    input.search === ''
      ? sql`true`
      : sql`(p.name ilike ${containing(input.search)} or p.email ilike ${containing(input.search)})`
  }
  and ${
    input.role === null
      ? sql`true`
      : sql`exists (select from role_assignment f where f.person_id = a.person_id and f.organization_id = a.organization_id
          and f.role = ${input.role} and not f.held_back)`
  }`

/** The organisation's people in a scope, by name. */
export const listPeople = (call: Call, scope: Scope, cursorKey: Uint8Array, input: PeopleInput): Promise<StayPage> =>
  readPage(call, cursorKey, ['people', input], peopleConditions(call, scope, input), input, {
    key: sql`lower(p.name)`,
    cast: sql`text`,
  })

/** How many rows an export with these filters has (GEN-R6). */
export const countPeople = async (call: Call, scope: Scope, input: PeopleExportInput): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tables} where ${peopleConditions(call, scope, input)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

/** A batch of an export, in the order in which people came; `after`: the last row of the batch before. */
export const readPeopleBatch = async (
  call: Call,
  scope: Scope,
  input: PeopleExportInput,
  after: string | null,
  size: number,
): Promise<StayRow[]> => {
  const beyond = after === null ? sql`true` : sql`a.id > ${after}::uuid`
  const { rows } = await sql<StayRow>`
    select ${columns} from ${tables} where ${peopleConditions(call, scope, input)} and ${beyond} order by a.id limit ${size}
  `.execute(call.em.getKysely())
  return rows.map(shown)
}

interface Order {
  key: RawBuilder<unknown>
  cast: RawBuilder<unknown>
}

const readPage = async (
  call: Call,
  cursorKey: Uint8Array,
  binding: readonly unknown[],
  conditions: RawBuilder<unknown>,
  { size, cursor }: { size: number; cursor: string | null },
  order: Order,
): Promise<StayPage> => {
  const bound = JSON.stringify([binding, (call.actor as PersonActor).personId], (key, value: unknown) =>
    key === 'cursor' ? undefined : value,
  )
  const after = cursor ? readCursor(cursorKey, bound, cursor) : null
  const beyond = after ? sql`(${order.key}, a.id) > (${after[0]}::${order.cast}, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<StayRow & { key: string }>`
    select ${columns}, (${order.key})::text as key from ${tables} where ${conditions} and ${beyond}
    order by ${order.key}, a.id limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map(({ key: _key, ...row }) => shown(row)),
    nextCursor: last ? writeCursor(cursorKey, bound, [last.key, last.affiliationId]) : null,
  }
}

const shown = (row: StayRow): StayRow => ({
  ...row,
  since: isoOf(row.since),
  sentAt: isoOrNull(row.sentAt),
  dueAt: isoOrNull(row.dueAt),
  bouncedAt: isoOrNull(row.bouncedAt),
})

/** How many wait for an administrator of this scope: the tasks of AF2 and AF6, and the list of PPL-R2. */
export const countWaiting = async (
  call: Call,
  scope: Scope,
): Promise<{ requests: number; pending: number; awaiting: number }> => {
  const { rows } = await sql<{ requests: number; pending: number; awaiting: number }>`
    select count(*) filter (where a.status = 'requested')::int as requests,
      count(*) filter (where a.status = 'profile_done_pending_approval')::int as pending,
      count(*) filter (where a.status in ('invited_single', 'awaiting_profile'))::int as awaiting
    from affiliation a where ${ownedBy(call)} and ${inScope(scope, sql`a.location_id`)}
      and ${inStates(['requested', 'profile_done_pending_approval', 'invited_single', 'awaiting_profile'])}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** Somebody who came in, or who never answered. */
interface Arrival {
  affiliationId: string
  status: 'active' | 'expired'
  /** Empty where only the address is known. */
  name: string
  email: string
  locationName: string
}

/**
 * Whose profile was completed in a period (AF9) and whose invitation ended in it without an answer (AF12), without those
 * whom the reader let in; the first hundred.
 */
export const listArrivals = async (call: Call, scope: Scope, since: Date): Promise<Arrival[]> => {
  const { rows } = await sql<Arrival>`
    select a.id as "affiliationId", a.status, ${shownName} as name, p.email, l.name as "locationName" from ${tables}
    where ${ownedBy(call)} and ${inScope(scope, sql`a.location_id`)} and ${inStates(['active', 'expired'])}
      and a.status_at >= ${since} and a.status_at < ${call.now} and (a.status = 'expired' or a.method <> 'import')
      and a.decided_by is distinct from ${(call.actor as PersonActor).personId} and a.person_id <> ${(call.actor as PersonActor).personId}
    order by a.status_at, a.id limit 100
  `.execute(call.em.getKysely())
  return rows
}

/** Up to twenty active colleagues whose name or address holds what was typed: what every colleague may know (B.18). */
export const pickPeople = async (
  call: Call,
  search: string,
): Promise<{ personId: string; affiliationId: string; name: string; email: string; locationName: string }[]> => {
  const part = containing(search)
  const { rows } = await sql<{
    personId: string
    affiliationId: string
    name: string
    email: string
    locationName: string
  }>`
    select p.id as "personId", a.id as "affiliationId", p.name, p.email, l.name as "locationName" from ${tables}
    where ${ownedBy(call)} and a.status = 'active' and (p.name ilike ${part} or p.email ilike ${part})
    order by lower(p.name), a.id limit 20
  `.execute(call.em.getKysely())
  return rows
}
