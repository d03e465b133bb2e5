import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { DirectoryActor, PersonActor, Scope } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { newId } from '../kernel/id.ts'
import { recordEvents } from '../kernel/record.ts'
import type { Call } from '../kernel/transaction.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { InviteMethod } from './affiliation.rules.ts'
import { setInviteTimers } from './affiliation.timers.ts'
import { findPlace } from './contact.door.ts'
import type { InviteInput, InviteManyInput, InviteRow, Wanted } from './invitation.rules.ts'
import { judgeInvites, readInvites, refuseInvite } from './invitation.rules.ts'
import type { FoundPerson } from './person.finding.ts'
import { findOrMakePeople, knownAddresses } from './person.finding.ts'
import { Affiliation } from './person.entity.ts'
import type { RoleInput } from './role.rules.ts'
import { decideGrant } from './role.rules.ts'

/** What became of a list, line by line (PPL-R3). */
export interface InviteReport {
  invited: number
  leftOut: number
  rows: InviteRow[]
}

/** One invitation that is to go out. */
export interface Outgoing {
  email: string
  name: string
  language: string
  locationId: string
  roles: readonly RoleInput[]
}

/**
 * Invites one person, whom an administrator approves once their profile is done (AF1). Refuses with `INVITE_SYNTAX`,
 * `INVITE_ALREADY_ACTIVE`, `INVITE_ALREADY_PENDING`, `ROLE_SCOPE` and `FORBIDDEN`; a location outside the scope is absent.
 */
export const invite = async (
  call: Call,
  scope: Scope,
  input: InviteInput,
): Promise<{ affiliationId: string; warnings: InviteRow['warnings'] }> => {
  await decidePlace(call, scope, input.locationId, input.roles)
  await holdInvitations(call)
  const { name, email, language, locationId, roles } = input
  const [row] = await judge(call, [{ line: 1, typed: email, email, name }])
  refuseInvite(row!)
  const [affiliation] = await sendInvitations(call, 'single', [{ email, name, language, locationId, roles }])
  return { affiliationId: affiliation!.id, warnings: row!.warnings }
}

/** What would become of a pasted list; nothing is sent. Refuses with `TOO_MANY`. */
export const checkInvites = async (call: Call, text: string): Promise<InviteReport> =>
  reportOf(await judge(call, readInvites(text)))

/**
 * Invites everybody of a pasted list whose line is good, whatever is wrong with the others (AF5, PPL-R3). The same key
 * again answers the first report. Refuses with `TOO_MANY`, `ROLE_SCOPE` and `FORBIDDEN`.
 */
export const inviteMany = async (call: Call, scope: Scope, input: InviteManyInput): Promise<InviteReport> => {
  const { text, locationId, roles, language, key } = input
  await decidePlace(call, scope, locationId, roles)
  return once(call, key, async () => {
    const wanted = readInvites(text)
    const rows = await judge(call, wanted)
    const good = goodLines(wanted, rows).map(({ email, name }) => ({ email, name, language, locationId, roles }))
    await sendInvitations(call, 'multi', good)
    return rows
  })
}

export const goodLines = (wanted: readonly Wanted[], rows: readonly InviteRow[]): Wanted[] =>
  wanted.filter((_, index) => rows[index]!.outcome === 'invited')

/** Refuses a location that is not of the scope, or has left, as absent; and roles that the actor may not give there. */
export const decidePlace = async (
  call: Call,
  scope: Scope,
  locationId: string,
  roles: readonly RoleInput[],
): Promise<void> => {
  await findPlace(call, scope, locationId)
  const { grants } = call.actor as PersonActor
  for (const role of roles) {
    decideGrant(grants, role)
    if (role.locationId !== null) await findPlace(call, null, role.locationId)
  }
}

/** One list at a time in an organisation: two administrators with the same addresses each get a true report. */
export const holdInvitations = async (
  call: Call,
  organizationId = (call.actor as PersonActor).organizationId!,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`people ${organizationId}`}, 0))`.execute(
    call.em.getKysely(),
  )
}

export const judge = async (call: Call, wanted: readonly Wanted[]): Promise<InviteRow[]> => {
  const { vendorId, organizationId } = call.actor as PersonActor | DirectoryActor
  const addresses = wanted.map(({ email }) => email)
  return judgeInvites(wanted, await knownAddresses(call, vendorId, organizationId!, addresses))
}

export const reportOf = (rows: InviteRow[]): InviteReport => {
  const invited = rows.filter(({ outcome }) => outcome === 'invited').length
  return { invited, leftOut: rows.length - invited, rows }
}

/** Does a list once: a second press, or a retry after an answer that was lost, gets the report of the first (API-R3). */
export const once = async (call: Call, key: string, work: () => Promise<InviteRow[]>): Promise<InviteReport> => {
  await holdInvitations(call)
  const { vendorId, organizationId } = call.actor as PersonActor
  const aggregateId = ownIdOf(organizationId!, key)
  const before = await sql<{ rows: InviteRow[] | null }>`
    select personal -> 'rows' as rows from event
    where aggregate_id = ${aggregateId} and organization_id = ${organizationId} and type = 'invitation.sent'
  `.execute(call.em.getKysely())
  if (before.rows[0]) return reportOf(before.rows[0].rows ?? [])
  const report = reportOf(await work())
  await recordEvents(call, [
    {
      aggregate: { id: aggregateId, vendorId, organizationId },
      type: 'invitation.sent',
      data: { invited: report.invited, leftOut: report.leftOut },
      personal: { rows: report.rows as unknown as Json },
      order: 0,
    },
  ])
  return report
}

/** The caller chooses the key, and it must never be the id of something else that has a history. */
const ownIdOf = (organizationId: string, key: string): string => {
  const hex = createHash('sha256').update(`invitation|${organizationId}|${key}`).digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Makes the rows that the letters are written for, with the timers of what is waited for. */
export const sendInvitations = async (
  call: Call,
  method: InviteMethod,
  outgoing: readonly Outgoing[],
): Promise<Affiliation[]> => {
  if (outgoing.length === 0) return []
  const actor = call.actor as PersonActor
  const people = await findOrMakePeople(call, actor.vendorId, outgoing)
  const { inviteDays } = await readPolicy(call, actor.vendorId)
  const affiliations = outgoing.map((each) => {
    const person = people.get(each.email.toLowerCase())!
    const affiliation = newAffiliation(call, person, {
      organizationId: actor.organizationId!,
      vendorId: actor.vendorId,
      locationId: each.locationId,
      method,
      status: method === 'single' ? 'invited_single' : 'awaiting_profile',
      invitedBy: actor.personId,
      proposedRoles: [...each.roles],
    })
    affiliation.invite(call.now, inviteDays, { name: each.name, email: each.email, language: person.locale })
    return affiliation
  })
  await setInviteTimers(call, affiliations)
  return affiliations
}

type NewAffiliation = Pick<
  Affiliation,
  'vendorId' | 'organizationId' | 'locationId' | 'method' | 'status' | 'invitedBy' | 'proposedRoles'
>

export const newAffiliation = (
  call: Call,
  { id: personId }: Pick<FoundPerson, 'id'>,
  given: NewAffiliation,
): Affiliation => {
  const affiliation = call.em.create(Affiliation, {
    ...given,
    id: newId(call.now),
    personId,
    createdAt: call.now,
    statusAt: call.now,
  })
  call.em.persist(affiliation)
  return affiliation
}
