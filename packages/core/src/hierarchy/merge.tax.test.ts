import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { acceptedMerge, executeMerge } from '../../test/merging.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const { boston, bristol } = tiny.locations

const idOf = async (world: TestWorld, { number }: { number: number }): Promise<string> =>
  (await world.rows<{ id: string }>('select id from location where number = $1', [number]))[0]!.id

/** A certificate of Tidewater's that takes the tax off in Great Britain, where Kestrel is. */
const certify = (world: TestWorld) =>
  world.rows(
    `insert into tax_exemption (id, vendor_id, organization_id, country, certificate, state, asked_by, asked_at, valid_from)
     select gen_random_uuid(), vendor_id, id, unnest(array['US', 'GB']), 'T-1', 'approved', gen_random_uuid(), now(), '2026-01-01'
     from organization where global_number = $1`,
    [tiny.organisations.tidewater.globalNumber],
  )

const merged = async (world: TestWorld) => {
  await certify(world)
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  return { mergeId, gwen: await world.as('gwen'), came: await idOf(world, boston), was: await idOf(world, bristol) }
}

test('MRG-R9 TAX_UNCONFIRMED: for what came with a merge nothing is ordered before somebody confirms its tax data', async ({
  world,
}) => {
  const { gwen, came, was } = await merged(world)
  const order = (locationId: string) =>
    gwen.memberships.order({ locationId, offer: 'starter', method: 'transfer', currency: 'USD' })
  expect(await refusalOf(order(came))).toMatchObject({ code: 'TAX_UNCONFIRMED', field: 'locationId', rule: 'MRG-R9' })
  expect((await gwen.memberships.offers({ locationId: was })).taxConfirmation).toBeNull()
  expect((await gwen.memberships.offers({ locationId: came })).taxConfirmation).toMatchObject({ certificates: ['T-1'] })
  const aoife = await world.as('aoife')
  expect(await codesOf([aoife.memberships.confirmTax({ locationId: came })])).toEqual(['NOT_FOUND'])
  await gwen.memberships.confirmTax({ locationId: came })
  expect(await codesOf([order(came)])).toEqual(['done'])
})

test('MRG-R9: whoever may confirm it is told which locations wait, until all are confirmed', async ({ world }) => {
  const { gwen, came } = await merged(world)
  const before = await gwen.memberships.taxToConfirm()
  expect(before.rows.find(({ locationId }) => locationId === came)).toMatchObject({ certificates: ['T-1'] })
  expect(before.count).toBe(before.rows.length)
  await gwen.memberships.confirmTax({ locationId: came })
  expect((await gwen.memberships.taxToConfirm()).count).toBe(before.count - 1)
  expect((await (await world.as('aoife')).memberships.taxToConfirm()).count).toBe(0)
  expect(await codesOf([(await world.as('mina')).memberships.taxToConfirm()])).toEqual(['FORBIDDEN'])
})

test('MRG-R9: a certificate that came with a merge takes no tax off before it is confirmed', async ({ world }) => {
  const { gwen, came } = await merged(world)
  const isExempt = async () =>
    (await gwen.memberships.offers({ locationId: came, currency: 'USD' })).offers[0]!.quote!.exempt
  expect(await isExempt()).toBe(false)
  await gwen.memberships.confirmTax({ locationId: came })
  expect(await isExempt()).toBe(true)
  // The one of another country waits for a location of that country.
  expect(await world.rows(`select country from tax_exemption where confirm_asked_at is not null`)).toEqual([
    { country: 'GB' },
  ])
})

test('M6: with the merge goes what it asked about tax data', async ({ world }) => {
  const { mergeId } = await merged(world)
  await (await world.as('sam')).hierarchy.merge.undo({ mergeId, reason: 'Signed by somebody who could not.' })
  expect(await world.rows('select from tax_confirmation')).toEqual([])
  expect(await world.rows('select from tax_exemption where confirm_asked_at is not null')).toEqual([])
  const { locationId } = { locationId: await idOf(world, boston) }
  expect((await (await world.as('tara')).memberships.offers({ locationId })).taxConfirmation).toBeNull()
})
