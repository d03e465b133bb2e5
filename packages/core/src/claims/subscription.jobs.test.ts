import { expect } from 'vitest'
import { claimRow, letItElapse } from '../../test/customer.ts'
import { presales } from '../../test/inputs.ts'
import { openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'
import { followSubscriptions } from './subscription.jobs.ts'

const follow = (world: TestWorld): Promise<number> =>
  followSubscriptions(world.orm, (error) => {
    throw error
  })

const active = async (world: TestWorld) => {
  const claim = await openedWindow(world, presales())
  await letItElapse(world)
  expect(await claimRow(world)).toMatchObject({ status: 'approved', live: ['active'] })
  return claim
}

test('C35 T17: a subscription that the feed says has ended ends its association, and the partner reads why', async ({
  world,
}) => {
  const { claimId } = await active(world)
  expect(await follow(world)).toBe(0)
  await world.rows(`update subscription set state = 'ended' where id in (select subscription_id from claim_item)`)
  expect(await follow(world)).toBe(1)
  await world.work()
  expect(await claimRow(world)).toMatchObject({ status: 'ended', live: [], ended: ['subscription_ended'] })
  expect(await (await world.as('ines')).claims.get({ claimId })).toMatchObject({
    closeReason: 'subscription_ended',
    usage: [],
  })
  const told = world.sent.filter(({ text }) => text.includes('subscription'))
  expect(told.some(({ to }) => to.address.endsWith('@kestrel.example'))).toBe(true)
  expect(await follow(world)).toBe(0)
})

test('T17: thirty days before a subscription ends the claim is marked, once; on the day it ends', async ({ world }) => {
  const { claimId } = await active(world)
  const endsAt = daysAfter(world.now(), 40)
  await world.rows('update subscription set ends_at = $1 where id in (select subscription_id from claim_item)', [
    endsAt,
  ])
  world.at(daysAfter(endsAt, -31))
  expect(await follow(world)).toBe(0)
  world.at(daysAfter(endsAt, -30))
  expect(await follow(world)).toBe(1)
  expect(await follow(world)).toBe(0)
  expect((await (await world.as('ines')).claims.get({ claimId })).flags).toContain('subscription_ending')
  await world.work()
  const ending = world.sent.filter(({ subject }) => subject.includes('the subscription at'))
  expect(ending.map(({ to }) => to.address)).toEqual(['ines.incentive@kestrel.example'])
  expect(ending[0]!.text).toContain('A renewed one has a new ID and needs a new claim')
  world.at(endsAt)
  expect(await follow(world)).toBe(1)
  expect(await claimRow(world)).toMatchObject({ status: 'ended' })
  await world.work()
  const ended = world.sent.findLast(({ to }) => to.address === 'ines.incentive@kestrel.example')!
  expect(ended.text).toContain('The subscription ended. A renewed one has a new ID and needs a new claim.')
})
