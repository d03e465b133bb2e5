import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { certify, refer } from '../../test/competence.ts'
import { executeMerge, inviteTidewater } from '../../test/merging.ts'
import { organisationId, placeOf } from '../../test/people.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { recount, recountDifferences } from '../competencies/recounting.ts'
import { system } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { competencyImpact } from './impact.competencies.ts'

/** Silver of Messaging at Boston: with five people or fewer, one who is certified is enough. */
const heldAtBoston = async (world: TestWorld): Promise<void> => {
  await certify(world, 'tara')
  for (let made = 0; made < 3; made++) await refer(world, { at: 'boston' })
  const id = await organisationId(world, 'Tidewater')
  await world.rows(
    `update affiliation set status = 'ended' where organization_id = $1 and person_id in (select id from person where email <> all($2))`,
    [id, [tiny.people.tara.email, tiny.people.june.email]],
  )
  await inTransaction(world.orm, system('test'), (call) =>
    recount(call, id, { at: call.now, type: 'test', eventId: null }),
  )
  const held = await world.rows(
    `update competency_enrollment set state = 'active_earned', renews_on = '2027-07-06' where state = 'qualified' returning id`,
  )
  expect(held).toHaveLength(1)
}

test('MRG-R3 the preview of a merge tells requirement by requirement what the union misses, and until when what is held stays', async ({
  world,
}) => {
  await heldAtBoston(world)
  const { id: mergeId } = await inviteTidewater(world)
  const june = await world.as('june')
  const { preview } = await june.hierarchy.merge.preview({ mergeId })
  const parts = preview!.own!.filter(({ key }) => key.startsWith('requirements') || key === 'competencies_kept')
  const place = 'Boston'
  expect(parts).toMatchObject([
    {
      key: 'requirements_missed',
      weight: 'warning',
      examples: [{ name: 'Messaging: Certified people', place, from: '1/1', to: '1/2', until: null }],
    },
    {
      key: 'competencies_kept',
      examples: [{ name: 'Messaging', place, from: 'silver', to: null, until: '2027-07-06' }],
    },
  ])
})

test('CMP-R5 after a merge the union is counted anew, and what the other side held is at risk', async ({ world }) => {
  await heldAtBoston(world)
  const { id: mergeId } = await inviteTidewater(world)
  const june = await world.as('june')
  await june.hierarchy.merge.preview({ mergeId })
  await june.hierarchy.merge.accept({ mergeId })
  await executeMerge(world, mergeId)
  await world.work()
  world.at(new Date(world.now().getTime() + 1000))
  await world.fire()
  const gwen = await world.as('gwen')
  const { rows } = await gwen.competencies.summary({ locationId: await placeOf(world, 'boston'), atRiskOnly: true })
  expect(rows).toMatchObject([
    { competency: { code: 'messaging' }, state: 'active_earned', risks: [{ needed: 2, have: 1 }] },
  ])
  const id = await organisationId(world, 'Kestrel')
  expect(await inTransaction(world.orm, system('test'), (call) => recountDifferences(call, id))).toEqual([])
})

test('DIS-R3 what a location held lapses with it, and comes back with it: both are steps of its history (CMP-R5)', async ({
  world,
}) => {
  await world.rows(
    `insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, programme_year)
     select gen_random_uuid(), vendor_id, organization_id, id, 'messaging', 'silver', 'active_earned', 2027 from location where id = $1`,
    [await placeOf(world, 'cologne')],
  )
  const locationId = await placeOf(world, 'cologne')
  const { number } = tiny.locations.cologne
  const [gwen, sam] = [await world.as('gwen'), await world.as('sam')]
  await gwen.hierarchy.dissociate({
    locationId,
    withChildren: false,
    confirmation: String(number),
    reason: 'It closes.',
  })
  world.at(new Date(world.now().getTime() + 60_000))
  await sam.hierarchy.restore({ locationId, reason: 'Closed by mistake.' })
  expect(
    await world.rows(`select from_state as from, to_state as to, cause from enrollment_change order by at`),
  ).toEqual([
    { from: 'active_earned', to: 'lapsed', cause: 'location.dissociated' },
    { from: 'lapsed', to: 'active_earned', cause: 'location.restored' },
  ])
})

test('MRG-R3 what the anniversary would have found short and will not is a gain, told without the same figures twice', () => {
  const count = { id: '1', competency: 'Messaging', place: 'Boston', name: 'Certified people', have: 4, needed: 4 }
  const counted = (failing: boolean) => ({ held: [], counts: [{ ...count, failing }] })
  const told = (from: boolean, to: boolean) => competencyImpact.compare(counted(from), counted(to), 'merged')
  const examples = [{ name: 'Messaging: Certified people', place: 'Boston', from: null, to: null }]
  expect(told(true, false)).toMatchObject([{ key: 'requirements_reached', weight: 'gain', examples }])
  expect(told(false, true)).toMatchObject([{ key: 'requirements_missed', weight: 'warning', examples }])
  expect(told(true, true)).toEqual([])
})
