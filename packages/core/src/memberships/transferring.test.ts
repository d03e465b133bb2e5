import { expect } from 'vitest'
import { order, placeOf } from '../../test/fees.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const later = (world: TestWorld, days: number): void => world.at(new Date(world.now().getTime() + days * 86_400_000))

/** A starter pack to be paid by transfer, with what its transfer has to say, and how the desk sees it. */
const ordered = async (world: TestWorld) => {
  const { orderId, number } = await order(world, 'tara', 'starter', 'transfer')
  const { number: partner } = await placeOf(world, 'tara')
  const desk = (await world.as('sam')).memberships.support
  const row = async () => {
    const { rows } = await desk.transfers({
      states: ['announced', 'proof_uploaded', 'short', 'matched', 'over', 'unmatched'],
    })
    return rows.find((each) => each.orderId === orderId)!
  }
  const match = async (arrivedMinor: number, reference = `${number} ${partner}`) => {
    const { paymentId, paymentVersion: version } = await row()
    return desk.matchTransfer({ paymentId, arrivedMinor, reference, version })
  }
  return { orderId, number, reference: `${number} ${partner}`, desk, row, match }
}

test('MEM-R5 an order by transfer waits with its number and the partner’s as reference, is announced, and active once it is matched', async ({
  world,
}) => {
  const { orderId, reference, match, row } = await ordered(world)
  const { memberships } = await world.as('tara')
  expect(await memberships.getOrder({ orderId })).toMatchObject({
    state: 'awaiting_payment',
    reference,
    bankAccount: 'Halcyon Software, Example Bank, GB00 0000 0000 0000',
    dueAt: '2026-12-02T23:59:59.999Z',
  })
  await memberships.announceTransfer({
    orderId,
    sentOn: '2026-11-02',
    amountMinor: 57_000,
    reference: reference.toLowerCase(),
  })
  const { totalMinor, announced } = await row()
  expect(announced).toMatchObject({ sentOn: '2026-11-02', amountMinor: 57_000 })
  expect(await match(totalMinor)).toEqual({ state: 'matched', orderState: 'fulfilled', missingMinor: 0, overMinor: 0 })
  expect(await memberships.standing()).toMatchObject({ tier: 'starter', state: 'active', anniversaryOn: '2027-11-02' })
  expect(await refusalOf(match(1))).toMatchObject({ code: 'ILLEGAL_TRANSITION' })
})

test('MEM-R5 PAYMENT_REFERENCE: a reference that is not order number and partner number is refused, announced or matched', async ({
  world,
}) => {
  const { orderId, number, reference, match } = await ordered(world)
  const { memberships } = await world.as('tara')
  for (const wrong of [number, `${reference}1`, 'starter'])
    expect(
      await refusalOf(
        memberships.announceTransfer({ orderId, sentOn: '2026-11-02', amountMinor: 1, reference: wrong }),
      ),
    ).toMatchObject({ code: 'PAYMENT_REFERENCE', rule: 'MEM-R5', params: { reference } })
  expect((await refusalOf(match(57_000, 'rent'))).code).toBe('PAYMENT_REFERENCE')
})

test('B.16.5 a transfer that is short waits ten days for its rest, also beyond the thirty, and then pays the order', async ({
  world,
}) => {
  const { orderId, row, match } = await ordered(world)
  const { totalMinor } = await row()
  await world.work()
  later(world, 29)
  expect(await match(totalMinor - 100)).toMatchObject({ state: 'short', missingMinor: 100 })
  await world.work()
  expect(world.sent.at(-1)!.subject).toMatch(/^O-2026-000001: USD.1\.00 is missing$/)
  expect((await refusalOf((await world.as('tara')).memberships.cancelOrder({ orderId }))).code).toBe('MONEY_HERE')
  later(world, 9)
  await world.fire()
  expect(await match(100)).toMatchObject({ state: 'matched', orderState: 'fulfilled' })
})

test('B.16.5 what arrives beyond the price is credited, after the invoice, in the same series', async ({ world }) => {
  const { orderId, row, match } = await ordered(world)
  const { totalMinor } = await row()
  expect(await match(totalMinor + 5_000)).toMatchObject({ state: 'over', orderState: 'fulfilled', overMinor: 5_000 })
  later(world, 0.01)
  await world.fire()
  const { memberships } = await world.as('tara')
  const { rows } = await memberships.invoices({})
  const shown = rows.map(({ kind, state, number, totalMinor: amount }) => `${number} ${kind} ${state} ${amount}`)
  expect(shown.toSorted()).toEqual([`2026-000001 invoice issued ${totalMinor}`, '2026-000002 credit_note issued 5000'])
  expect((await memberships.getOrder({ orderId })).credits).toMatchObject([
    { number: '2026-000002', totalMinor: 5_000 },
  ])
})

test('MEM-R5 a transfer is recalled to mind after 7 and 21 days, and its order expires after 30', async ({ world }) => {
  const { orderId } = await ordered(world)
  await world.work()
  for (const days of [7.01, 14, 9.9]) {
    later(world, days)
    await world.fire()
    await world.work()
  }
  const subjects = world.sent.filter(({ to }) => to.address.startsWith('max')).map(({ subject }) => subject)
  expect(subjects).toEqual([
    'O-2026-000001: transfer USD\u00a0475.00',
    'O-2026-000001: the transfer has not arrived yet',
    'O-2026-000001: the transfer has not arrived yet',
  ])
  const { memberships } = await world.as('tara')
  expect(await memberships.getOrder({ orderId })).toMatchObject({
    state: 'expired',
    standing: 'expired',
    stateAt: '2026-12-02T23:59:59.999Z',
  })
  expect((await order(world, 'tara', 'starter')).number).toBe('O-2026-000002')
})

test('nobody but the desk books money, and who booked on an old page is told (CONFLICT_STALE)', async ({ world }) => {
  const { row, reference, desk } = await ordered(world)
  const { paymentId, paymentVersion: version } = await row()
  const tara = await world.as('tara')
  const input = { paymentId, arrivedMinor: 1, reference, version }
  expect((await refusalOf(tara.memberships.support.matchTransfer(input))).code).toBe('FORBIDDEN')
  await desk.matchTransfer(input)
  expect((await refusalOf(desk.matchTransfer(input))).code).toBe('CONFLICT_STALE')
})
