import { expect } from 'vitest'
import { order, placeOf } from '../../test/fees.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

/** An order whose thirty days are over, with a part of its money or none, as the desk finds it. */
const expired = async (world: TestWorld, part: number) => {
  const { orderId, number } = await order(world, 'tara', 'starter', 'transfer')
  const { number: partner } = await placeOf(world, 'tara')
  const desk = (await world.as('sam')).memberships.support
  const reference = `${number} ${partner}`
  const found = async () => {
    const { rows } = await desk.transfers({ search: number })
    const { paymentId, paymentVersion: version } = rows[0]!
    return { paymentId, version }
  }
  if (part > 0) await desk.matchTransfer({ ...(await found()), arrivedMinor: part, reference })
  world.at(new Date('2027-01-02T09:00:00Z'))
  await world.fire()
  const owed = async () => (await desk.owed({ withDone: true })).rows
  return { orderId, number, desk, reference, found, owed }
}

test('MEM-R5 a part that came for an order which expires is owed, told of, and paid back by a named verb', async ({
  world,
}) => {
  const { orderId, desk, found, owed } = await expired(world, 10_000)
  expect(await owed()).toMatchObject([{ orderId, state: 'expired', paymentState: 'owed', owedMinor: 10_000 }])
  const asked = { ...(await found()), reference: 'SEPA 4711' }
  expect(await desk.payBack(asked)).toEqual({ state: 'paid_back' })
  expect((await refusalOf(desk.payBack(asked))).code).toBe('CONFLICT_STALE')
  expect((await refusalOf(desk.payBack({ ...(await found()), reference: 'x' }))).code).toBe('ILLEGAL_TRANSITION')
  expect(await owed()).toMatchObject([{ owedMinor: 0, givenBack: { amountMinor: 10_000, to: 'SEPA 4711' } }])
  const { memberships } = await world.as('tara')
  expect((await memberships.getOrder({ orderId })).givenBack).toEqual({
    amountMinor: 10_000,
    to: 'SEPA 4711',
    at: '2027-01-02T09:00:00.000Z',
  })
})

test('MEM-R5 money that comes after the order expired is booked as owed, and pays another order of the organisation', async ({
  world,
}) => {
  const { desk, found, owed, reference } = await expired(world, 0)
  expect(await owed()).toEqual([])
  const late = { ...(await found()), arrivedMinor: 47_500 }
  expect((await refusalOf(desk.bookLate({ ...late, reference: 'rent' }))).code).toBe('PAYMENT_REFERENCE')
  expect(await desk.bookLate({ ...late, reference })).toEqual({ state: 'owed', owedMinor: 47_500 })
  const again = await order(world, 'tara', 'starter', 'transfer')
  const elsewhere = await order(world, 'gwen', 'starter', 'transfer')
  expect(await owed()).toMatchObject([{ owedMinor: 47_500, openOrders: [again.number] }])
  const credit = async (orderNumber: string) => desk.creditOwed({ ...(await found()), orderNumber })
  expect((await refusalOf(credit(elsewhere.number))).code).toBe('CREDIT_TARGET')
  expect(await credit(again.number)).toMatchObject({ orderState: 'fulfilled', missingMinor: 0 })
  expect(await owed()).toMatchObject([{ owedMinor: 0, paymentState: 'credited', givenBack: { to: again.number } }])
  expect(await (await world.as('tara')).memberships.standing()).toMatchObject({ tier: 'starter' })
})

test('MEM-R5 money that arrives a second time for a paid order is owed, and the order stays as it is', async ({
  world,
}) => {
  const { orderId, number } = await order(world, 'tara', 'starter', 'transfer')
  const { number: partner } = await placeOf(world, 'tara')
  const desk = (await world.as('sam')).memberships.support
  const reference = `${number} ${partner}`
  const found = async () => {
    const { paymentId, paymentVersion: version } = (await desk.transfers({ search: number })).rows[0]!
    return { paymentId, version }
  }
  const arrive = async () => ({ ...(await found()), arrivedMinor: 47_500, reference })
  expect((await refusalOf(desk.bookLate(await arrive()))).code).toBe('ILLEGAL_TRANSITION')
  expect(await desk.matchTransfer(await arrive())).toMatchObject({ state: 'matched', orderState: 'fulfilled' })
  expect(await desk.bookLate(await arrive())).toEqual({ state: 'owed', owedMinor: 47_500 })
  expect(await desk.bookLate(await arrive())).toEqual({ state: 'owed', owedMinor: 95_000 })
  expect((await desk.owed({})).rows).toMatchObject([{ orderId, state: 'fulfilled', owedMinor: 95_000 }])
  await desk.payBack({ ...(await found()), reference: 'SEPA 4712' })
  const { memberships } = await world.as('tara')
  expect(await memberships.getOrder({ orderId })).toMatchObject({
    state: 'fulfilled',
    owedMinor: 0,
    givenBack: { amountMinor: 95_000 },
  })
  expect(await memberships.standing()).toMatchObject({ tier: 'starter' })
})
