import { expect } from 'vitest'
import { order, qualify } from '../../test/fees.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { followCharges } from './charging.jobs.ts'

const minutes = (world: TestWorld, count: number): void => world.at(new Date(world.now().getTime() + count * 60_000))

const follow = (world: TestWorld): Promise<number> =>
  followCharges(world.orm, installation, (error) => {
    throw error
  })

test('MEM-R5 a card whose outcome is not heard is charging: nobody pays, cancels or loses the order until the adapter was asked again', async ({
  world,
}) => {
  const { orderId } = await order(world, 'tara', 'starter')
  const { memberships } = await world.as('tara')
  const charging = { state: 'charging', orderState: 'awaiting_payment', triesLeft: 4 }
  expect(await memberships.pay({ orderId, token: 'timeout' })).toEqual(charging)
  expect((await refusalOf(memberships.pay({ orderId, token: 'ok' }))).code).toBe('PAYMENT_RUNNING')
  expect((await refusalOf(memberships.cancelOrder({ orderId }))).code).toBe('PAYMENT_RUNNING')
  expect((await memberships.getOrder({ orderId })).askAt).toBe('2026-11-02T09:05:00Z')
  // The order's own day is over, and it is not: its card may have been charged.
  minutes(world, 25 * 60)
  await world.fire()
  expect(await memberships.getOrder({ orderId })).toMatchObject({ state: 'awaiting_payment' })
  expect(await follow(world)).toBe(1)
  expect(await memberships.getOrder({ orderId })).toMatchObject({ state: 'fulfilled', askAt: null })
  expect(await follow(world)).toBe(0)
  expect(await world.rows(`select id from event where type = 'payment.captured'`)).toHaveLength(1)
})

test('a try that the adapter never charged counts as refused, and the card can be tried again under another key', async ({
  world,
}) => {
  const { orderId } = await order(world, 'tara', 'starter')
  const { memberships } = await world.as('tara')
  await memberships.pay({ orderId, token: 'lost' })
  expect(await follow(world)).toBe(0)
  minutes(world, 5)
  expect(await follow(world)).toBe(1)
  expect(await memberships.pay({ orderId, token: 'ok' })).toEqual({
    state: 'captured',
    orderState: 'fulfilled',
    triesLeft: 3,
  })
})

test('what breaks off while the adapter is asked leaves a try that the worker follows, since it was committed before', async ({
  world,
}) => {
  const { orderId } = await order(world, 'tara', 'starter')
  const { memberships } = await world.as('tara')
  // Of three in one moment one asks the adapter, and the others find the try, or the order paid.
  const codes = await codesOf(
    [1, 2, 3].map((_each) => memberships.pay({ orderId, token: 'timeout' }).then(({ state }) => state)),
  )
  expect(codes.toSorted()).toEqual(['PAYMENT_RUNNING', 'PAYMENT_RUNNING', 'done'])
  expect(await world.rows(`select charge ->> 'key' as key, tries from payment`)).toMatchObject([
    { key: expect.stringMatching(/\.0$/), tries: 0 },
  ])
  minutes(world, 5)
  await Promise.all([follow(world), follow(world)])
  expect(await world.rows(`select id from event where type = 'payment.captured'`)).toHaveLength(1)
  expect(await world.rows(`select id from invoice`)).toHaveLength(1)
})

test('money of a card that is heard of when the level is lost begins nothing, and is owed to the partner', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  const { orderId } = await order(world, 'tara', 'silver')
  const { memberships } = await world.as('tara')
  await memberships.pay({ orderId, token: 'timeout' })
  await world.rows(`update competency_enrollment set met_level = null, state = 'in_progress' where id = $1`, [id])
  minutes(world, 5)
  await follow(world)
  const { totalMinor, ...seen } = await memberships.getOrder({ orderId })
  expect(seen).toMatchObject({ state: 'cancelled', paymentState: 'owed', owedMinor: totalMinor })
  expect(await world.rows(`select id from invoice`)).toEqual([])
})
