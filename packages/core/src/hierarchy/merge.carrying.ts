import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Json } from '../kernel/canonical.ts'
import type { Call } from '../kernel/transaction.ts'
import { mergeStandings } from '../memberships/membership.rules.ts'
import { resetYears } from '../memberships/year.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import { tiers } from '../organisations/organization.rules.ts'
import { movingTables } from './merge.tables.ts'

/** The organisation that stays and the one that goes into it. */
export interface Sides {
  acquirerId: string
  invitedId: string
}

/** Rows by table, for an undo. */
export type Rows = { [table: string]: { [column: string]: Json }[] }

const take = async (call: Call, statement: RawBuilder<unknown>): Promise<{ [column: string]: Json }[]> => {
  const { rows } = await (statement as RawBuilder<{ row: { [column: string]: Json } }>).execute(call.em.getKysely())
  return rows.map(({ row }) => row)
}

/**
 * Who is in both organisations is in one from now on, once: contacts and privileges that hang on the affiliation that
 * ends hang on the other. Answers what was changed, as it was.
 */
export const joinPeople = async (call: Call, { acquirerId, invitedId }: Sides): Promise<Rows> => {
  const both = sql`with live as (select * from affiliation where status not in ('ended', 'deleted', 'denied', 'expired')),
    pair as (select a.id as mine, b.id as theirs,
        case when a.status = 'active' or b.status <> 'active' then b.id else a.id end as going
      from live a join live b on b.person_id = a.person_id where a.organization_id = ${acquirerId} and b.organization_id = ${invitedId}),
    swap as (select going, case when going = mine then theirs else mine end as staying from pair)`
  const contacts = await take(
    call,
    sql`${both} update contact_assignment c set affiliation_id = s.staying from swap s where c.affiliation_id = s.going
      returning jsonb_build_object('id', c.id, 'affiliation_id', s.going) as row`,
  )
  const privileges = await take(
    call,
    sql`${both} update privilege_grant g set affiliation_id = s.staying from swap s where g.affiliation_id = s.going
      returning jsonb_build_object('id', g.id, 'affiliation_id', s.going) as row`,
  )
  const affiliations = await take(
    call,
    sql`${both}, was as (select l.* from live l join swap s on s.going = l.id)
      update affiliation a set status = case when a.status = 'active' then 'ended' else 'deleted' end, reason = 'merged',
        ended_at = ${call.now}, status_at = ${call.now}, version = a.version + 1
      from was w where w.id = a.id returning jsonb_build_object('id', a.id, 'status', w.status, 'status_at', w.status_at, 'reason', w.reason) as row`,
  )
  return { contact_assignment: contacts, privilege_grant: privileges, affiliation: affiliations }
}

/**
 * Roles in the whole of the organisation that goes are held back until a global administrator of the other says yes to
 * each (MRG-R2); those that the same person has there anyway, or had as its primary contact, are not carried.
 */
export const holdRolesBack = async (call: Call, { acquirerId, invitedId }: Sides): Promise<Rows> => {
  const dropped = await take(
    call,
    sql`delete from role_assignment r where r.organization_id = ${invitedId} and r.location_id is null
      and (r.source = 'contact' or exists (select from role_assignment o where o.organization_id = ${acquirerId}
        and o.location_id is null and o.person_id = r.person_id and o.role = r.role))
      returning to_jsonb(r) as row`,
  )
  const held = await take(
    call,
    sql`update role_assignment r set held_back = true where r.organization_id = ${invitedId} and r.location_id is null and not r.held_back
      returning jsonb_build_object('id', r.id) as row`,
  )
  return { role_dropped: dropped, role_held: held }
}

interface MembershipRow {
  id: string
  organizationId: string
  tier: Tier
  anniversaryOn: string | null
  state: string
  stateAt: string
}

/** One membership goes on (MRG-R4), and the tier is that of all locations (HIE-R4). */
export const joinMemberships = async (call: Call, { acquirerId, invitedId }: Sides): Promise<Rows> => {
  const database = call.em.getKysely()
  const { rows } = await sql<MembershipRow>`
    select id, organization_id as "organizationId", tier, anniversary_on::text as "anniversaryOn", state, state_at::text as "stateAt" from membership
    where organization_id in (${acquirerId}, ${invitedId}) and ended_at is null for update
  `.execute(database)
  const mine = rows.find(({ organizationId }) => organizationId === acquirerId)
  const theirs = rows.find(({ organizationId }) => organizationId === invitedId)
  if (mine && theirs) {
    const { tier, anniversaryOn, state, stateAt } = mergeStandings(mine, theirs)
    await sql`update membership set tier = ${tier}, anniversary_on = ${anniversaryOn}, state = ${state}, state_at = ${stateAt}::timestamptz,
      version = version + 1 where id = ${mine.id}`.execute(database)
    await sql`update membership set ended_at = ${call.now}, version = version + 1 where id = ${theirs.id}`.execute(
      database,
    )
    await resetYears(call, [mine.id, theirs.id])
  }
  const organizations = await take(
    call,
    sql`select jsonb_build_object('id', id, 'tier', tier, 'domains', domains, 'status', status) as row from organization
      where id in (${acquirerId}, ${invitedId})`,
  )
  const highest = organizations
    .map(({ tier }) => tier as Tier)
    .toSorted((a, b) => tiers.indexOf(b) - tiers.indexOf(a))[0]!
  await sql`update organization a set tier = ${highest},
    domains = (select coalesce(array_agg(distinct d order by d), '{}') from organization o, unnest(o.domains) as d
      where o.id in (${acquirerId}, ${invitedId})) where a.id = ${acquirerId}`.execute(database)
  const memberships = rows.map(({ id, tier, anniversaryOn, state, stateAt }) => ({
    id,
    tier,
    anniversary_on: anniversaryOn,
    state,
    state_at: stateAt,
  }))
  return { membership: memberships, organization: organizations }
}

/**
 * What customers and the vendor said about the organisation that goes. A customer's no comes along, since the same people
 * ask from now on; a yes was said to one company and not to the other. Open requests for a domain are asked for once.
 * Answers the rules that were written, with what stood there before.
 */
export const carryRules = async (call: Call, { acquirerId, invitedId }: Sides): Promise<Rows> => {
  const rules = await take(
    call,
    sql`insert into partner_rule (customer_tenant_id, organization_id, vendor_id, kind, set_at, set_by)
      select customer_tenant_id, ${acquirerId}, vendor_id, kind, set_at, set_by from partner_rule
      where organization_id = ${invitedId} and kind = 'blocked'
      on conflict (customer_tenant_id, organization_id) do update set kind = 'blocked', set_at = excluded.set_at, set_by = excluded.set_by
        where partner_rule.kind <> 'blocked'
      returning jsonb_build_object('customer_tenant_id', customer_tenant_id, 'was', (select to_jsonb(o) from partner_rule o
        where o.customer_tenant_id = partner_rule.customer_tenant_id and o.organization_id = ${acquirerId})) as row`,
  )
  const exclusions = await take(
    call,
    sql`insert into reviewer_exclusion (person_id, organization_id, vendor_id, reason, added_at, added_by)
      select person_id, ${acquirerId}, vendor_id, reason, added_at, added_by from reviewer_exclusion where organization_id = ${invitedId}
      on conflict do nothing returning jsonb_build_object('person_id', person_id) as row`,
  )
  await sql`update domain_proof p set state = 'stopped' where p.organization_id = ${invitedId} and p.state in ('asked', 'proven')
    and (p.purpose = 'recovery' or exists (select from domain_proof o where o.organization_id = ${acquirerId}
      and o.state in ('asked', 'proven') and o.domain = p.domain and o.purpose = p.purpose and o.asked_by = p.asked_by))`.execute(
    call.em.getKysely(),
  )
  // Two open claims of one organisation do not have one name: the newcomer's says which claim it is.
  await sql`update claim c set name = left(c.name, 110) || ' ' || c.number where c.organization_id = ${invitedId}
    and c.status in ('draft', 'submitted', 'under_review', 'action_required', 'approved') and exists (select from claim o
      where o.organization_id = ${acquirerId} and lower(o.name) = lower(c.name)
        and o.status in ('draft', 'submitted', 'under_review', 'action_required', 'approved'))`.execute(
    call.em.getKysely(),
  )
  return { partner_rule: rules, reviewer_exclusion: exclusions }
}

/** Everything that names the organisation that goes names the other one (MRG-R5); which rows is kept for the transaction. */
export const moveRows = async (call: Call, { acquirerId, invitedId }: Sides): Promise<void> => {
  for (const { table, by } of movingTables.filter((each) => each.table !== 'location')) {
    const moving = sql`update ${sql.table(table)} set organization_id = ${acquirerId} where organization_id = ${invitedId}`
    const kept = sql`with moved as (${moving} returning id) insert into merge_row select ${table}, id from moved`
    await (by === 'id' ? kept : moving).execute(call.em.getKysely())
  }
}
