import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import { happened } from '../kernel/happened.ts'
import { isoOf } from '../kernel/instants.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { dropTaxConfirmation } from '../memberships/tax.confirming.ts'
import { resetYears } from '../memberships/year.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { settleImpliedRoles } from '../people/contact.implied.ts'
import { restoreDays } from './dissociating.ts'
import type { Merge } from './merge.entity.ts'
import { isAmong, layOutBefore, movedIds, movedLocations, placesBack, readChanged, seeBefore } from './merge.places.ts'
import type { Changed } from './merge.places.ts'
import { lockMerge } from './merge.previewing.ts'
import { movingTables } from './merge.tables.ts'
import type { Moving } from './merge.tables.ts'
import { recordChange } from './recording.ts'

/**
 * Makes two organisations of one again (M6), by the vendor's service desk within 30 days, only if nothing was built on
 * the merge since: the tree, roles that were confirmed or refused, memberships, people at the locations that came, claims
 * made for them. Claims that were closed as duplicates stay closed. Refuses with `MERGE_UNDO_BLOCKED`, saying what is in
 * the way.
 */
export const undoMerge = async (call: Call, mergeId: string, reason: string): Promise<Merge> => {
  const merge = await lockMerge(call, mergeId)
  merge.undo(call.now)
  await layOutBefore(call, merge.id)
  const changed = await readChanged(call, merge.id)
  const blockers = await blockersOf(call, { ...merge, executedAt: merge.executedAt! }, changed, sql``)
  if (blockers.length > 0) refuse('conflict', 'MERGE_UNDO_BLOCKED', { rule: 'M6', params: { blockers } })
  await giveBack(call, merge, changed)
  await cancelTimer(call, merge.id, 'merge.undoReminder')
  await cancelTimer(call, merge.id, 'merge.settle')
  for (const organizationId of [merge.organizationId, merge.invitedOrganizationId])
    await recordChange(call, {
      kind: 'mergeUndone',
      vendorId: merge.vendorId,
      organizationId,
      locationId: changed.rootId,
      places: placesBack,
      reason,
    })
  const organization = await call.em.findOneOrFail(Organization, { id: merge.organizationId }, { refresh: true })
  happened(organization, 'organization.mergeUndone', { mergeId: merge.id }, { reason })
  return merge
}

/** What undoing a merge would do, for whoever decides it. */
export interface UndoPreview {
  /** What is in the way; with any of them undoing is refused. */
  blockers: Blocker[]
  /** How much becomes the invited organisation's again. */
  back: { locations: number; people: number; claims: number; references: number; competencies: number }
  /** Numbers of claims that the merge closed as duplicates, or items of them; they stay closed (MRG-R6). */
  stayClosed: number[]
}

/** What {@link undoMerge} would do now; nothing is written. Refuses with `NOT_FOUND` a merge of which nothing can go back. */
export const previewUndo = (call: Call, mergeId: string): Promise<UndoPreview> => {
  const { vendorId } = call.actor as PersonActor
  return asApplication(call, 'mergers', async (inner) => {
    const { rows } = await sql<Executed & { executedText: string }>`
      select id, organization_id as "organizationId", executed_at::text as "executedText" from merge
      where id = ${mergeId} and vendor_id = ${vendorId} and state = 'executed' and before is not null
    `.execute(inner.em.getKysely())
    const { executedText, ...merge } = rows[0] ?? refuseAbsent()
    const changed = await readChanged(inner, mergeId)
    const seen = seeBefore(mergeId)
    const blockers = await blockersOf(inner, { ...merge, executedAt: new Date(isoOf(executedText)) }, changed, seen)
    return {
      blockers,
      back: await countBack(inner, seen),
      stayClosed: changed.closedClaims.toSorted((one, other) => one - other),
    }
  })
}

const countBack = async (call: Call, seen: RawBuilder<unknown>): Promise<UndoPreview['back']> => {
  const { rows } = await sql<UndoPreview['back']>`
    ${seen} select (select count(*)::int from location where id in ${movedLocations} and left_at is null) as locations,
      (select count(distinct person_id)::int from affiliation where id in ${movedIds('affiliation')} and status = 'active') as people,
      (select count(*)::int from claim where id in ${movedIds('claim')}) as claims,
      (select count(*)::int from customer_reference where id in ${movedIds('customer_reference')}) as references,
      (select count(*)::int from competency_enrollment where id in ${movedIds('competency_enrollment')} and state not in ('lapsed', 'withdrawn')) as competencies
  `.execute(call.em.getKysely())
  return rows[0]!
}

type Executed = Pick<Merge, 'id' | 'organizationId'> & { executedAt: Date }

/** `window`: 30 days are over. */
export type Blocker =
  | 'window'
  | 'structure'
  | 'roles'
  | 'membership'
  | 'people'
  | 'claims'
  | 'orders'
  | 'references'
  | 'tickets'
  | 'merge'

const blockersOf = async (...asked: Parameters<typeof findBlockers>): Promise<Blocker[]> => {
  const [call, { executedAt }] = asked
  return isPast(daysAfter(executedAt, restoreDays), call.now) ? ['window'] : findBlockers(...asked)
}

/** What was done since that rests on the merge, by kind. `seen`: what moved, where no table of the transaction holds it. */
const findBlockers = async (
  call: Call,
  merge: Executed,
  { rows }: Changed,
  seen: RawBuilder<unknown>,
): Promise<Blocker[]> => {
  const came = (location: string) => isAmong(sql.ref(`t.${location}`), movedLocations)
  const of = (table: string) => sql`select from ${sql.table(table)} t where t.organization_id = ${merge.organizationId}`
  /** Something stands at a location that came, and did not come itself. */
  const isNew = (table: string) =>
    sql`exists (${of(table)} and ${came('location_id')} and t.id not in ${movedIds(table)})`
  /** Something came, and stands elsewhere now. */
  const wentOn = (table: string) =>
    sql`${of(table)} and ${isAmong(sql.ref('t.id'), movedIds(table))} and t.location_id not in ${movedLocations}`
  const since = merge.executedAt
  const held = rows['role_held']!.map(({ id }) => String(id))
  const { rows: found } = await sql<{ kind: Blocker; blocks: boolean }>`
    ${seen} select kind, blocks from (values
      ('structure', exists (select from structure_change where organization_id = ${merge.organizationId} and at > ${since} and kind <> 'merged')
        or exists (${of('location')} and ${came('parent_id')} and t.id not in ${movedLocations})),
      ('roles', (select count(*) from role_assignment where id = any(${uuids(held)}) and held_back) < ${held.length}
        or exists (${of('role_assignment')} and ${came('location_id')} and t.id not in ${movedIds('role_assignment')} and t.source = 'granted')),
      ('membership', exists (select from membership where organization_id = ${merge.organizationId} and started_at > ${since})
        or ${isNew('competency_enrollment')}),
      ('people', ${isNew('affiliation')}
        or exists (${wentOn('affiliation')} and t.status not in ('ended', 'deleted', 'denied', 'expired'))
        or ${isNew('contact_assignment')} or ${isNew('privilege_grant')}),
      ('claims', ${isNew('claim')} or exists (${wentOn('claim')})),
      ('orders', ${isNew('fee_order')}),
      ('references', ${isNew('customer_reference')} or ${isNew('reference_assignment')}),
      ('tickets', ${isNew('ticket')}),
      ('merge', exists (select from merge where ${merge.organizationId} in (organization_id, invited_organization_id) and id <> ${merge.id}
        and (state in ('invited', 'accepted') or executed_at >= ${since})))) as blocker (kind, blocks)
  `.execute(call.em.getKysely())
  return found.filter(({ blocks }) => blocks).map(({ kind }) => kind)
}

const giveBack = async (call: Call, merge: Merge, changed: Changed): Promise<void> => {
  await call.em.flush()
  const { organizationId: acquirerId, invitedOrganizationId: invitedId } = merge
  const database = call.em.getKysely()
  for (const { table, by } of movingTables.filter((each) => each.table !== 'location')) {
    await sql`update ${sql.table(table)} set organization_id = ${invitedId} where ${isAmong(sql.ref(by), foundBy(table, by))}
      and organization_id = ${acquirerId}`.execute(database)
  }
  await sql`
    update location l set organization_id = ${invitedId}, parent_id = p."from", is_headquarters = p."from" is null, version = l.version + 1
    from merge_place p where p.location_id = l.id
  `.execute(database)
  await sql`update organization set merged_into_id = ${invitedId} where id = any(${uuids(changed.mergedBefore)})`.execute(
    database,
  )
  await giveBackRows(call, merge, changed)
  await dropTaxConfirmation(call, {
    askedAt: merge.executedAt!,
    locations: movedLocations,
    // What was kept before certificates were asked for has none of them.
    exemptionIds: (changed.rows['exemption_asked'] ?? []).map(({ id }) => String(id)),
  })
  for (const organizationId of [acquirerId, invitedId])
    await settleImpliedRoles(
      { ...call, em: call.em.fork({ keepTransactionContext: true }) },
      organizationId,
      movedLocations,
    )
}

const foundBy = (table: string, by: Moving['by']): RawBuilder<unknown> => {
  switch (by) {
    case 'id':
      return movedIds(table)
    case 'claim_id':
      return movedIds('claim')
    case 'association_id':
      return sql`(select id from association where ${isAmong(sql.ref('claim_id'), movedIds('claim'))})`
    case 'ticket_id':
      return movedIds('ticket')
  }
}

/** What was changed instead of moved, as it was. */
const giveBackRows = async (call: Call, merge: Merge, { rows }: Changed): Promise<void> => {
  const database = call.em.getKysely()
  const as = (name: string) => sql`${JSON.stringify(rows[name] ?? [])}::jsonb`
  await sql`update organization o set tier = w.tier, status = w.status, domains = w.domains, merged_into_id = null, merged_at = null
    from jsonb_to_recordset(${as('organization')}) as w (id uuid, tier text, status text, domains text[]) where w.id = o.id`.execute(
    database,
  )
  await sql`update membership m set tier = w.tier, anniversary_on = w.anniversary_on, state = coalesce(w.state, m.state),
      state_at = coalesce(w.state_at, m.state_at), ended_at = null, version = m.version + 1
    from jsonb_to_recordset(${as('membership')}) as w (id uuid, tier text, anniversary_on date, state text, state_at timestamptz) where w.id = m.id`.execute(
    database,
  )
  await resetYears(
    call,
    (rows['membership'] ?? []).map(({ id }) => String(id)),
  )
  await sql`update affiliation a set status = w.status, status_at = w.status_at, reason = w.reason, ended_at = null, version = a.version + 1
    from jsonb_to_recordset(${as('affiliation')}) as w (id uuid, status text, status_at timestamptz, reason text) where w.id = a.id`.execute(
    database,
  )
  for (const table of ['contact_assignment', 'privilege_grant'])
    await sql`update ${sql.table(table)} t set affiliation_id = w.affiliation_id
      from jsonb_to_recordset(${as(table)}) as w (id uuid, affiliation_id uuid) where w.id = t.id`.execute(database)
  await sql`update role_assignment r set held_back = false from jsonb_to_recordset(${as('role_held')}) as w (id uuid) where w.id = r.id`.execute(
    database,
  )
  await sql`insert into role_assignment select (jsonb_populate_record(null::role_assignment, w)).*
    from jsonb_array_elements(${as('role_dropped')}) as w on conflict do nothing`.execute(database)
  await sql`delete from partner_rule r using jsonb_to_recordset(${as('partner_rule')}) as w (customer_tenant_id uuid)
    where r.customer_tenant_id = w.customer_tenant_id and r.organization_id = ${merge.organizationId} and r.kind = 'blocked'`.execute(
    database,
  )
  await sql`insert into partner_rule select (jsonb_populate_record(null::partner_rule, w -> 'was')).*
    from jsonb_array_elements(${as('partner_rule')}) as w where jsonb_typeof(w -> 'was') = 'object' on conflict do nothing`.execute(
    database,
  )
  await sql`delete from reviewer_exclusion r using jsonb_to_recordset(${as('reviewer_exclusion')}) as w (person_id uuid)
    where r.person_id = w.person_id and r.organization_id = ${merge.organizationId}`.execute(database)
}
