import { readFileSync } from 'node:fs'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { acceptedMerge, executeMerge, nameContact } from '../../test/merging.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { rivalInput } from '../../test/rivals.ts'
import { openedWindow } from '../../test/story.ts'
import { drawTree, treeFaults } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'
import { movingTables, stayingTables } from './merge.tables.ts'

const { kestrel, tidewater } = tiny.organisations

const organizationOf = async (world: TestWorld, { globalNumber }: { globalNumber: number }): Promise<string> =>
  (await world.rows<{ id: string }>('select id from organization where global_number = $1', [globalNumber]))[0]!.id

const undo = async (world: TestWorld, mergeId: string) =>
  (await world.as('sam')).hierarchy.merge.undo({ mergeId, reason: 'Signed by somebody who could not.' })

/** Every row that names one of the two, by table: what an undo has to bring back. */
const owners = async (world: TestWorld): Promise<Record<string, unknown>> => {
  const counted: Record<string, unknown> = {}
  for (const { table } of movingTables)
    counted[table] = await world.rows(
      `select o.name, count(*)::int as n from ${table} t join organization o on o.id = t.organization_id group by 1 order by 1`,
    )
  return counted
}

test('every table that names an organisation moves with a merge or says why it stays', async ({ world }) => {
  const found = await world.rows<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id' order by 1`,
  )
  expect(found.map(({ name }) => name).toSorted()).toEqual(
    [...movingTables.map(({ table }) => table), ...Object.keys(stayingTables)].toSorted(),
  )
})

test('what stays is read by the acquirer through a policy of its own, and by nobody else', async ({ world }) => {
  const policies = await world.rows<{ name: string }>(
    `select tablename as name from pg_policies where policyname = tablename || '_merged' and tablename <> 'organization' order by 1`,
  )
  const migration = readFileSync(new URL('../../migrations/20261122T1050_mergers.ts', import.meta.url), 'utf8')
  for (const { name } of policies) {
    expect(Object.keys(stayingTables)).toContain(name)
    expect(migration).toContain(`'${name}'`)
  }
  const hidden = ['directory_token', 'directory_user', 'merge', 'partner_rule', 'reviewer_exclusion']
  expect(Object.keys(stayingTables).toSorted()).toEqual([...policies.map(({ name }) => name), ...hidden].toSorted())
})

test('M6: the service desk makes two organisations of one again, with everything where it was', async ({ world }) => {
  await openedWindow(world, rivalInput(), 'dev')
  const mergeId = await acceptedMerge(world)
  const [mine, theirs] = [await organizationOf(world, kestrel), await organizationOf(world, tidewater)]
  const trees = async () => [await drawTree(world, mine), await drawTree(world, theirs)]
  const domains = async () =>
    (await world.rows<{ domains: string[] }>('select domains from organization where id = $1', [theirs]))[0]!.domains
  const [before, trees0, domains0] = [await owners(world), await trees(), await domains()]
  expect(domains0).not.toEqual([])
  await executeMerge(world, mergeId)
  // Nobody comes by its mail domains into an organisation that is no more.
  expect(await domains()).toEqual([])
  expect(await owners(world)).not.toEqual(before)
  expect(await codesOf([(await world.as('gwen')).hierarchy.merge.undo({ mergeId, reason: 'x' })])).toEqual([
    'FORBIDDEN',
  ])
  world.at(daysAfter(world.now(), 20))
  expect(await undo(world, mergeId)).toMatchObject({ state: 'undone' })
  expect(await owners(world)).toEqual(before)
  expect(await trees()).toEqual(trees0)
  expect(await domains()).toEqual(domains0)
  expect([...(await treeFaults(world, mine)), ...(await treeFaults(world, theirs))]).toEqual([])
  // Both sides read in their history what was done, by whom and why, though the tree that came is the other's again.
  for (const person of ['gwen', 'tara'] as const)
    expect((await (await world.as(person)).hierarchy.history({})).rows.slice(0, 2), person).toMatchObject([
      {
        kind: 'mergeUndone',
        reason: 'Signed by somebody who could not.',
        locationNumber: tiny.locations.boston.number,
      },
      { kind: 'merged', reason: 'One company since May.', locationNumber: tiny.locations.boston.number },
    ])
  const tara = await world.as('tara')
  expect(await tara.hierarchy.merge.get({ mergeId })).toMatchObject({ reason: 'Signed by somebody who could not.' })
  expect(await tara.hierarchy.merge.heldBackRoles()).toEqual([])
  const dev = await world.as('dev')
  expect((await dev.claims.list({})).rows).toHaveLength(1)
  expect(await codesOf([undo(world, mergeId)])).toEqual(['ILLEGAL_TRANSITION'])
})

const previewed = async (world: TestWorld, mergeId: string) =>
  (await world.as('sam')).hierarchy.merge.undoPreview({ mergeId })

test('M6: before a merge is undone the service desk reads what goes back, what stays and what is in the way', async ({
  world,
}) => {
  await openedWindow(world, rivalInput(), 'dev')
  const mergeId = await acceptedMerge(world)
  const theirs = await organizationOf(world, tidewater)
  const [held] = await world.rows<{ locations: number; people: number; claims: number }>(
    `select (select count(*)::int from location where organization_id = $1 and left_at is null) as locations,
       (select count(distinct person_id)::int from affiliation where organization_id = $1 and status = 'active') as people,
       (select count(*)::int from claim where organization_id = $1) as claims`,
    [theirs],
  )
  expect((await refusalOf(previewed(world, mergeId))).code).toBe('NOT_FOUND')
  await executeMerge(world, mergeId)
  expect(await previewed(world, mergeId)).toMatchObject({ blockers: [], back: held, stayClosed: [] })
  const gwen = await world.as('gwen')
  const [role] = await gwen.hierarchy.merge.heldBackRoles()
  await gwen.hierarchy.merge.confirmRole({ roleId: role!.roleId })
  expect((await previewed(world, mergeId)).blockers).toEqual(['roles'])
  world.at(new Date(daysAfter(world.now(), 30).getTime() + 1))
  expect((await previewed(world, mergeId)).blockers).toEqual(['window'])
})

test('MERGE_UNDO_BLOCKED: not after a role was confirmed, the tree changed or a claim was made for what came', async ({
  world,
}) => {
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  const gwen = await world.as('gwen')
  const [held] = await gwen.hierarchy.merge.heldBackRoles()
  await gwen.hierarchy.merge.refuseRole({ roleId: held!.roleId })
  expect(await refusalOf(undo(world, mergeId))).toMatchObject({
    code: 'MERGE_UNDO_BLOCKED',
    params: { blockers: ['roles'] },
  })
  const [{ id: london }] = (await world.rows('select id from location where number = $1', [
    tiny.locations.london.number,
  ])) as [{ id: string }]
  await openedWindow(world, { locationId: london })
  expect(await refusalOf(undo(world, mergeId))).toMatchObject({ params: { blockers: ['roles', 'claims'] } })
})

test('MERGE_UNDO_BLOCKED: after 30 days it stays, and what undoing would need is thrown away', async ({ world }) => {
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  world.at(new Date(daysAfter(world.now(), 30).getTime() + 1))
  expect(await refusalOf(undo(world, mergeId))).toMatchObject({
    code: 'MERGE_UNDO_BLOCKED',
    params: { blockers: ['window'] },
  })
  await world.fire()
  expect(await world.rows('select before from merge')).toEqual([{ before: null }])
})

test('MERGE_UNDO_BLOCKED: not while the acquirer itself is asked by another, nor once it went into one', async ({
  world,
}) => {
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  await nameContact(world, tiny.people.gwen.email)
  const [aoife, gwen] = [await world.as('aoife'), await world.as('gwen')]
  const { id: next } = await aoife.hierarchy.merge.invite({ globalNumber: kestrel.globalNumber })
  const blocked = { code: 'MERGE_UNDO_BLOCKED', params: { blockers: ['merge'] } }
  expect(await refusalOf(undo(world, mergeId))).toMatchObject(blocked)
  await gwen.hierarchy.merge.preview({ mergeId: next })
  await gwen.hierarchy.merge.accept({ mergeId: next })
  await aoife.hierarchy.merge.preview({ mergeId: next })
  await aoife.hierarchy.merge.execute({ mergeId: next, reason: 'All one.', flatten: true })
  expect((await refusalOf(undo(world, mergeId))).params).toMatchObject({ blockers: expect.arrayContaining(['merge']) })
})

test('what a customer allowed the acquirer is allowed again when the other’s no goes with it', async ({ world }) => {
  const [mine, theirs] = [await organizationOf(world, kestrel), await organizationOf(world, tidewater)]
  const rules = () =>
    world.rows<{ of: string; kind: string; by: string }>(
      'select organization_id as of, kind, set_by as by from partner_rule order by kind',
    )
  for (const [organization, kind] of [
    [mine, 'allowed'],
    [theirs, 'blocked'],
  ])
    await world.rows(
      `insert into partner_rule (customer_tenant_id, organization_id, vendor_id, kind, set_at, set_by)
       select id, $1, vendor_id, $2, now(), $2 from customer_tenant where tenant_id = $3`,
      [organization, kind, Object.values(tiny.tenants)[0]!.tenantId],
    )
  const before = await rules()
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  expect((await rules()).map(({ kind }) => kind)).toEqual(['blocked', 'blocked'])
  await undo(world, mergeId)
  expect(await rules()).toEqual(before)
})

test('claims that were closed as duplicates stay closed when the merge is undone (I2)', async ({
  contested: { world, asked },
}) => {
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  await undo(world, mergeId)
  expect(
    await world.rows(
      `select c.status, o.name from claim c join organization o on o.id = c.organization_id where c.id = $1`,
      [asked.claimId],
    ),
  ).toEqual([{ status: 'withdrawn', name: 'Tidewater Cloud' }])
})

test('MERGE_UNDO_BLOCKED: not after something was ordered for what came, nor a reference or a ticket begun there', async ({
  world,
}) => {
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  const gwen = await world.as('gwen')
  const [{ id: locationId }] = (await world.rows('select id from location where number = $1', [
    tiny.locations.boston.number,
  ])) as [{ id: string }]
  await gwen.memberships.confirmTax({ locationId })
  await gwen.memberships.order({ locationId, offer: 'starter', method: 'transfer', currency: 'USD' })
  expect(await refusalOf(undo(world, mergeId))).toMatchObject({ params: { blockers: ['orders'] } })
})
