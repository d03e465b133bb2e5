import { tiny } from '@ofrecord/world/tiny'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { refusalOf } from '../../test/refusals.ts'
import { statementsOf } from '../../test/statements.ts'
import { actingIn, callerIn, drawTree, plantTree, treeFaults } from '../../test/tree.ts'
import type { Planted } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { lockTrees } from './locking.ts'
import { previewMerge } from './merge.previewing.ts'

/** One has agreed to go into the other. */
const plantMerge = async (world: TestWorld, acquirer: Planted, invited: Planted): Promise<string> => {
  const mergeId = v7()
  await world.rows(
    `insert into merge (id, vendor_id, organization_id, invited_organization_id, state, invited_at, invited_by, primary_contact_id, due_at)
     select $1, $2, $3, $4, 'accepted', now(), id, id, now() + interval '30 days' from person where email = $5`,
    [mergeId, acquirer.vendorId, acquirer.organizationId, invited.organizationId, tiny.people.gwen.email],
  )
  return mergeId
}

const plantBelow = (world: TestWorld, { organizationId, vendorId, ids }: Planted, name: string, many: number) =>
  world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select gen_random_uuid(), $1, $2, n, 'Location' || n, '', 'Town', 'GB', $3, false, 'verified' from generate_series(8000001, 8000000 + $4::int) as n`,
    [vendorId, organizationId, ids[name], many],
  )

/** Claims of both for the same item of the same customers; those of the first were there first. */
const plantDuplicates = async (world: TestWorld, sides: readonly Planted[], many: number): Promise<void> => {
  const customers = Array.from({ length: many }, () => v7())
  await world.rows(
    `insert into customer_tenant (id, vendor_id, tenant_id, name, country, language, sector, seats, consent_mode)
     select c, $1, gen_random_uuid(), 'Customer', 'GB', 'en', '', 10, 'opt_out' from unnest($2::uuid[]) as c`,
    [sides[0]!.vendorId, customers],
  )
  for (const [at, { vendorId, organizationId, ids }] of sides.entries())
    await world.rows(
      `with claimed as (
         insert into claim (id, vendor_id, organization_id, number, name, location_id, area_code, activity, incentive_opt_out, customer_tenant_id,
           customer_name, domain, item_count, status, consent_state, created_at, created_by, submitted_at, sla_due_at, checklist, flags, changed_at, status_at)
         select gen_random_uuid(), $1, $2, (9 + $5) * 1000000 + 10 * $6 + n, 'Claim ' || n, $3, 'a', 'presales', false, c, 'Customer', 'x.example', 1,
           'submitted', 'none', now(), $3, now() + $5 * interval '1 day', now(), '{}', '{over_sla}', now(), now()
         from unnest($4::uuid[]) with ordinality as t (c, n) returning id),
       watched as (insert into timer (id, aggregate_id, kind, fires_at)
         select gen_random_uuid(), id, kind, now() + interval '1 year' from claimed, unnest('{claim.sla,claim.slaReminder,claim.reminder3}'::text[]) as kind)
       insert into claim_item (id, vendor_id, organization_id, claim_id, kind, item_key, code, name, position)
       select gen_random_uuid(), $1, $2, id, 'workload', 'w:mail', 'mail', 'Mail', 0 from claimed`,
      [vendorId, organizationId, Object.values(ids)[0], customers, at, many],
    )
}

test('MRG-R1: of more than a thousand locations that hang higher the first thousand are named and all counted; they go back, all of them', async ({
  world,
}) => {
  const acquirer = await plantTree(world, 'HQ(East)', 'Acquirer')
  const invited = await plantTree(world, 'Main(A(B(C)))', 'Invited')
  await plantBelow(world, invited, 'C', 1001)
  const mergeId = await plantMerge(world, acquirer, invited)
  const before = await drawTree(world, invited.organizationId)
  const { hierarchy } = await callerIn(world, acquirer)
  const { preview: others } = await hierarchy.merge.preview({ mergeId })
  expect(others).toMatchObject({ flattened: [], flattenedCount: 1001, levels: 5 })
  const { preview: own } = await (await callerIn(world, invited)).hierarchy.merge.get({ mergeId })
  expect(own).toMatchObject({ flattenedCount: 1001 })
  expect(own!.flattened).toHaveLength(1000)
  expect(own!.flattened[0]).toEqual({
    locationId: expect.any(String),
    number: 8_000_001,
    name: 'Location8000001',
    from: invited.ids['C'],
    to: invited.ids['B'],
  })
  expect(await refusalOf(hierarchy.merge.execute({ mergeId, reason: 'x', flatten: false }))).toMatchObject({
    code: 'DEPTH_EXCEEDED',
  })
  await hierarchy.merge.execute({ mergeId, reason: 'x', flatten: true })
  expect(await drawTree(world, acquirer.organizationId)).toMatch(/^HQ\(East, Main\(A\(B\(C, Location8000001, /)
  // What came along below the same location as before is not among those that changed their place.
  const [change] = (await hierarchy.history({})).rows
  expect(change!.placeCount).toBe(1002)
  expect(change!.places.slice(0, 2)).toMatchObject([
    { name: 'Main', from: null, toName: 'HQ' },
    { name: 'Location8000001', fromName: 'C', toName: 'B' },
  ])
  const kept = () =>
    world.rows(
      `select kind, count(*)::int as n, min(jsonb_array_length(places)) as places from structure_change group by kind order by kind collate "C" desc`,
    )
  expect(await kept()).toEqual([{ kind: 'merged', n: 2, places: 1005 }])
  const sam = await world.as('sam')
  expect(await sam.hierarchy.merge.undoPreview({ mergeId })).toMatchObject({ blockers: [], back: { locations: 1005 } })
  await sam.hierarchy.merge.undo({ mergeId, reason: 'x' })
  expect(await drawTree(world, invited.organizationId)).toBe(before)
  expect(await kept()).toEqual([
    { kind: 'merged', n: 2, places: 1005 },
    { kind: 'mergeUndone', n: 2, places: 1005 },
  ])
  for (const { organizationId } of [acquirer, invited]) expect(await treeFaults(world, organizationId)).toEqual([])
})

test('MRG-R6: many duplicates are closed together, not one by one', async ({ world }) => {
  const asked: number[] = []
  for (const [turn, many] of [1, 7].entries()) {
    const acquirer = await plantTree(world, `HQ${turn}`, `Acquirer ${turn}`)
    const invited = await plantTree(world, `Main${turn}`, `Invited ${turn}`)
    await plantDuplicates(world, [acquirer, invited], many)
    const mergeId = await plantMerge(world, acquirer, invited)
    const { hierarchy } = await callerIn(world, acquirer)
    asked.push((await statementsOf(() => hierarchy.merge.preview({ mergeId }))).length)
    await hierarchy.merge.execute({ mergeId, reason: 'x', flatten: false })
    const claims = await world.rows(
      `select c.status, c.close_reason as reason, c.flags, i.decision as item, count(distinct c.id)::int as n, count(t.id)::int as timers
       from claim c join claim_item i on i.claim_id = c.id left join timer t on t.aggregate_id = c.id and t.cancelled_at is null
       where c.organization_id = $1 group by 1, 2, 3, 4 order by 1`,
      [acquirer.organizationId],
    )
    expect(claims).toEqual([
      { status: 'submitted', reason: null, flags: ['over_sla'], item: 'pending', n: many, timers: 3 * many },
      { status: 'withdrawn', reason: 'merged_duplicate', flags: [], item: 'removed', n: many, timers: 0 },
    ])
    const [told] = await world.rows(
      `select count(distinct aggregate_id)::int as n from event where type = 'claim.withdrawn' and organization_id = $1`,
      [invited.organizationId],
    )
    expect(told).toEqual({ n: many })
  }
  expect(asked[1]! - asked[0]!).toBeLessThan(6)
})

test('M2: who previews has both organisations’ turn only while the merge stands', async ({ world }) => {
  const acquirer = await plantTree(world, 'HQ(A, B)', 'Acquirer')
  const invited = await plantTree(world, 'Main(C, D)', 'Invited')
  const mergeId = await plantMerge(world, acquirer, invited)
  await inTransaction(world.orm, await actingIn(world, acquirer), async (call) => {
    await previewMerge(call, mergeId)
    // Somebody else's, while the preview is not over yet.
    await inTransaction(world.orm, system('test'), async (other) => {
      await lockTrees(other, [acquirer.organizationId, invited.organizationId])
      await other.em.nativeUpdate(Location, { id: invited.ids['C']! }, { name: 'New' })
    })
  })
  const { hierarchy } = await callerIn(world, acquirer)
  expect(await refusalOf(hierarchy.merge.execute({ mergeId, reason: 'x', flatten: false }))).toMatchObject({
    code: 'PREVIEW_STALE',
  })
})
