import { expect } from 'vitest'
import { buy, order, qualify } from '../../test/fees.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const standing = async (world: TestWorld) => (await world.as('tara')).memberships.standing()

const lettersTo = (world: TestWorld, address: string): string[] =>
  world.sent.filter(({ to }) => to.address.startsWith(address)).map(({ subject }) => subject)

/** Goes from day to day, firing and writing, as a worker does. */
const live = async (world: TestWorld, ...days: string[]): Promise<void> => {
  for (const day of days) {
    world.at(new Date(`${day}T00:30:00Z`))
    await world.fire()
    await world.work()
  }
}

test('MEM the year of a starter pack: its window opens 90 days before, grace lasts 30 days, then it lapses, with letters at 90, 60, 30, 15 and +23', async ({
  world,
}) => {
  await buy(world, 'tara', 'starter')
  await live(world, '2026-11-03')
  world.sent.length = 0
  await live(world, '2027-08-03')
  expect((await standing(world)).state).toBe('active')
  await live(world, '2027-08-04')
  expect((await standing(world)).state).toBe('reenrol_open')
  await live(world, '2027-09-03', '2027-10-03', '2027-10-18', '2027-11-02')
  expect((await standing(world)).state).toBe('reenrol_open')
  await live(world, '2027-11-03', '2027-11-25', '2027-12-02')
  expect((await standing(world)).state).toBe('grace')
  await live(world, '2027-12-03')
  expect(await standing(world)).toMatchObject({ state: 'lapsed', tier: 'network', stateAt: '2027-12-02T23:59:59.999Z' })
  expect(world.sent.at(-1)!.text).toContain('ended on Thursday, 2 December 2027')
  expect(lettersTo(world, 'max')).toEqual([
    ...Array<string>(4).fill('Tidewater Cloud: the Starter membership ends on Tuesday, 2 November 2027'),
    'Tidewater Cloud: the Starter membership lapses on Thursday, 2 December 2027',
    'Tidewater Cloud: the Starter membership has lapsed',
  ])
})

test('CMP-R1 C106 a renewal paid in time goes on from the previous anniversary, and not from the day of the payment', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  await buy(world, 'tara', 'silver')
  await live(world, '2027-08-04')
  world.at(new Date('2027-10-01T09:00:00Z'))
  const orderId = await buy(world, 'tara', 'silver')
  expect(await standing(world)).toMatchObject({ tier: 'silver', state: 'active', anniversaryOn: '2028-11-02' })
  expect((await (await world.as('tara')).memberships.getOrder({ orderId })).renewal).toBe(true)
  expect(
    await world.rows(`select state, renews_on::text as "renewsOn" from competency_enrollment where id = $1`, [id]),
  ).toEqual([{ state: 'active_earned', renewsOn: '2028-11-02' }])
})

test('C106 a renewal paid in grace goes on from the previous anniversary too', async ({ world }) => {
  await buy(world, 'tara', 'starter')
  await live(world, '2027-08-04', '2027-11-03')
  expect((await standing(world)).state).toBe('grace')
  await buy(world, 'tara', 'starter')
  expect(await standing(world)).toMatchObject({
    state: 'active',
    anniversaryOn: '2028-11-02',
    starterUntil: '2028-11-02',
  })
})

test('CMP-R6 while competencies end on the same day their letters say so, and the membership’s are not written', async ({
  world,
}) => {
  await qualify(world, 'tara', 'silver')
  await buy(world, 'tara', 'silver')
  await live(world, '2027-08-04', '2027-09-03')
  expect((await standing(world)).state).toBe('reenrol_open')
  expect(world.sent.filter(({ subject }) => subject.includes('membership ends'))).toEqual([])
})

test('MEM-R8 a renewal that is cancelled lets benefits run to the anniversary; it can be taken back before', async ({
  world,
}) => {
  await buy(world, 'tara', 'starter')
  const { memberships } = await world.as('max')
  expect(await memberships.cancelRenewal()).toEqual({ state: 'cancelled_at_term' })
  expect(await memberships.resumeRenewal()).toEqual({ state: 'active' })
  await memberships.cancelRenewal()
  await live(world, '2027-08-04', '2027-11-02')
  expect(await standing(world)).toMatchObject({ tier: 'starter', state: 'cancelled_at_term' })
  await live(world, '2027-11-03')
  expect(await standing(world)).toMatchObject({ tier: 'network', state: 'lapsed' })
  expect((await refusalOf(memberships.cancelRenewal())).code).toBe('NOT_FOUND')
})

test('whoever pays for the next year after cancelling goes on after all', async ({ world }) => {
  await buy(world, 'tara', 'starter')
  await (await world.as('tara')).memberships.cancelRenewal()
  world.at(new Date('2027-09-01T09:00:00Z'))
  await buy(world, 'tara', 'starter')
  expect(await standing(world)).toMatchObject({ state: 'active', anniversaryOn: '2028-11-02' })
})

test('ABT-11 the vendor moves an anniversary later, and what shared it follows: competencies, orders, the window', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  const orderId = await buy(world, 'tara', 'silver')
  await live(world, '2027-08-04')
  const { membershipId, version } = await standing(world)
  const { memberships } = await world.as('sam')
  const extend = (anniversaryOn: string) =>
    memberships.support.extend({ membershipId: membershipId!, anniversaryOn, reason: 'Merger', version: version! })
  expect((await refusalOf(extend('2027-11-02'))).code).toBe('EXTEND_LATER')
  expect(await extend('2028-01-31')).toEqual({ anniversaryOn: '2028-01-31', competencies: 1 })
  expect(await standing(world)).toMatchObject({
    state: 'active',
    anniversaryOn: '2028-01-31',
    extendedFrom: '2027-11-02',
    renewOpensOn: '2027-11-02',
  })
  expect((await (await world.as('tara')).memberships.getOrder({ orderId })).coversUntil).toBe('2028-01-31')
  expect(
    await world.rows(`select renews_on::text as "renewsOn" from competency_enrollment where id = $1`, [id]),
  ).toEqual([{ renewsOn: '2028-01-31' }])
  await live(world, '2027-11-02')
  expect((await standing(world)).state).toBe('reenrol_open')
})

test('the free tier never lapses, and is asked for once a year', async ({ world }) => {
  const { memberships } = await world.as('max')
  await memberships.confirmNetwork()
  await live(world, '2027-11-01', '2027-11-02')
  expect(lettersTo(world, 'max')).toEqual(['Tidewater Cloud: confirm the membership'])
  expect(await standing(world)).toMatchObject({ tier: 'network', state: 'active', confirmDueOn: '2027-11-02' })
  await memberships.confirmNetwork()
  expect((await standing(world)).confirmDueOn).toBe('2028-11-02')
  await buy(world, 'tara', 'starter')
  expect((await refusalOf(memberships.confirmNetwork())).code).toBe('ILLEGAL_TRANSITION')
})

test('MEM-R2 a silver year that lapses leaves a starter pack that is still paid', async ({ world }) => {
  await qualify(world, 'tara', 'silver')
  await buy(world, 'tara', 'silver')
  world.at(new Date('2027-05-02T09:00:00Z'))
  await buy(world, 'tara', 'starter')
  await (await world.as('tara')).memberships.cancelRenewal()
  await live(world, '2027-11-03')
  expect(await standing(world)).toMatchObject({ tier: 'starter', state: 'active', anniversaryOn: '2028-05-02' })
  expect((await refusalOf(order(world, 'tara', 'starter'))).code).toBe('STARTER_LIMIT')
})
