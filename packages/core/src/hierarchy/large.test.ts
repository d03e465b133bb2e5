import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { meanwhile } from '../../test/meanwhile.ts'
import { actingIn, callerIn, plantTree, treeFaults } from '../../test/tree.ts'
import type { Planted } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, hoursAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { applyChange } from './engine.ts'
import { rehearse } from './rehearsing.ts'

/** What closes has as many below it, and itself. */
const some = 12
const closed = some + 1

/** An organisation with locations below one of its four; Gwen administers it, and gets letters. */
const plantMany = async (world: TestWorld, many = some): Promise<Planted> => {
  const tree = await plantTree(world, 'HQ(East(Branch), West)')
  const { organizationId, vendorId, ids } = tree
  await world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select gen_random_uuid(), $1, $2, n, 'Location ' || n, 'Location ' || n || ' Ltd', 'Town', 'GB', $3, false,
       (array['verified', 'pending_verification', 'verification_failed'])[1 + n % 3] from generate_series(8000001, 8000000 + $4::int) as n`,
    [vendorId, organizationId, ids['Branch'], many],
  )
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role, source)
     select gen_random_uuid(), $1, id, $2, 'global_admin', 'granted' from person where email = $3`,
    [vendorId, organizationId, tiny.people.gwen.email],
  )
  return tree
}

const statusesOf = async (world: TestWorld, { organizationId }: Planted) =>
  Object.fromEntries(
    (
      await world.rows<{ status: string; count: number }>(
        'select status, count(*)::int as count from location where organization_id = $1 group by status',
        [organizationId],
      )
    ).map(({ status, count }) => [status, count]),
  )

/** How often something is on record of different locations, and how much of it waits to be handed to somebody. */
const toldOf = async (world: TestWorld, type: string) =>
  (
    await world.rows<{ locations: number; waiting: number }>(
      `select count(distinct aggregate_id)::int as locations, count(*) filter (where dispatched_at is null)::int as waiting from event where type = $1`,
      [type],
    )
  )[0]!

const closeAll = async (world: TestWorld, tree: Planted) => {
  const { hierarchy } = await callerIn(world, tree)
  const locationId = tree.ids['Branch']!
  const { number } = (
    await world.rows<{ number: number }>('select number from location where id = $1', [locationId])
  )[0]!
  const report = await hierarchy.rehearse({ change: { kind: 'dissociated', locationId, withChildren: true } })
  world.at(hoursAfter(world.now(), 1))
  const answer = await hierarchy.execute({ rehearsalId: report.id, reason: 'It closes.', confirmation: String(number) })
  return { report, answer }
}

test('DIS-R2: a report about more than a thousand locations counts all and names the first thousand, from the top', async ({
  world,
}) => {
  const tree = await plantMany(world, 1000)
  const { report, answer } = await closeAll(world, tree)
  for (const { places, placeCount } of [report.impact, answer]) {
    expect(placeCount).toBe(1001)
    expect(places).toHaveLength(1000)
    expect(places[0]).toMatchObject({ name: 'Branch', to: null })
  }
  const [kept] = await world.rows<{ places: number }>(
    `select jsonb_array_length(places) as places from structure_change where kind = 'dissociated'`,
  )
  expect(kept).toEqual({ places: 1001 })
})

test('DIS-R3: locations that close together are each on record, and one letter tells of them', async ({ world }) => {
  const tree = await plantMany(world)
  await closeAll(world, tree)
  expect(await toldOf(world, 'location.dissociated')).toEqual({ locations: closed, waiting: 1 })
  await world.work()
  expect(world.sent.filter(({ subject }) => subject.includes('Branch'))).toHaveLength(1)
  expect(await toldOf(world, 'location.dissociated')).toEqual({ locations: closed, waiting: 0 })
  expect(await statusesOf(world, tree)).toEqual({ verified: 3, dissociated: closed })
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
})

test('DIS-R5: they come back together, each as it was before', async ({ world }) => {
  const tree = await plantMany(world)
  const before = await statusesOf(world, tree)
  await closeAll(world, tree)
  world.at(daysAfter(world.now(), 29))
  const { hierarchy } = await world.as('sam')
  const [last] = await world.rows<{ id: string }>('select id from location where number = $1', [8_000_000 + some])
  const { numbers } = await hierarchy.restore({ locationId: last!.id, reason: 'Closed by mistake.' })
  expect(numbers).toHaveLength(closed)
  expect(await statusesOf(world, tree)).toEqual(before)
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
  expect(await toldOf(world, 'location.restored')).toEqual({ locations: closed, waiting: 1 })
  world.at(daysAfter(world.now(), 2))
  expect(await world.fire()).toBe(0)
})

test('DIS-R5: thirty days later all of them are archived, by one deadline', async ({ world }) => {
  const tree = await plantMany(world)
  await closeAll(world, tree)
  world.at(new Date(daysAfter(world.now(), 30).getTime() + 1))
  // The reminder, which comes too late, and the end.
  expect(await world.fire()).toBe(2)
  expect(await statusesOf(world, tree)).toEqual({ verified: 3, archived: closed })
  expect(await toldOf(world, 'location.archived')).toEqual({ locations: closed, waiting: 1 })
})

test('B.7.7: who rehearses has the organisation’s turn only while the change stands', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A, B, C)')
  const [a, b, c] = ['A', 'B', 'C'].map((name) => tree.ids[name]!)
  const actor = await actingIn(world, tree)
  const { id } = await inTransaction(world.orm, actor, async (call) => {
    const rehearsal = await rehearse(call, null, { kind: 'moved', locationId: a!, parentId: b! }, '')
    // Somebody else's, while the rehearsal is not over yet.
    await inTransaction(world.orm, actor, (other) =>
      applyChange(other, { kind: 'moved', locationId: c!, parentId: b! }, { reason: '' }),
    )
    return rehearsal
  })
  const { hierarchy } = await callerIn(world, tree)
  await expect(hierarchy.execute({ rehearsalId: id, reason: 'x' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('B.7.7: a rehearsal that waited for a change reads anew what that left', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A, B, C)')
  const [a, b, c] = ['A', 'B', 'C'].map((name) => tree.ids[name]!)
  const actor = await actingIn(world, tree)
  const { hierarchy } = await callerIn(world, tree)
  const made: string[] = []
  const told = await meanwhile(
    world,
    actor,
    (call) => applyChange(call, { kind: 'moved', locationId: c!, parentId: b! }, { reason: '' }),
    async () => {
      made.push((await hierarchy.rehearse({ change: { kind: 'moved', locationId: a!, parentId: c! } })).id)
    },
  )
  expect(told).toEqual(['done', 'done'])
  expect(await hierarchy.execute({ rehearsalId: made[0]!, reason: 'x' })).toMatchObject({ kind: 'moved' })
})
