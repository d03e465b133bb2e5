import { expect } from 'vitest'
import { buy, order, placeOf, qualify } from '../../test/fees.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import { CompetencyEnrollment } from '../competencies/enrollment.entity.ts'
import { system } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'

const codeOf = async (work: Promise<unknown>): Promise<string> => (await refusalOf(work)).code

test('C104 a competency with all requirements met is qualified while its fee is unpaid, and earned for a year once it is', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  const { orderId } = await order(world, 'tara', 'silver')
  const stateOf = () =>
    world.rows(`select state, renews_on::text as "renewsOn" from competency_enrollment where id = $1`, [id])
  expect(await stateOf()).toEqual([{ state: 'qualified', renewsOn: null }])
  const tara = await world.as('tara')
  expect(await tara.memberships.pay({ orderId, token: 'ok' })).toEqual({
    state: 'captured',
    orderState: 'fulfilled',
    triesLeft: 4,
  })
  expect(await stateOf()).toEqual([{ state: 'active_earned', renewsOn: '2027-11-02' }])
  expect(await tara.memberships.standing()).toMatchObject({
    tier: 'silver',
    state: 'active',
    anniversaryOn: '2027-11-02',
    renewOpensOn: '2027-08-04',
    graceEndsOn: '2027-12-02',
  })
})

test('MEM-R1 STARTER_LIMIT: an organisation has one starter pack, ordered or paid, also of two orders in one moment', async ({
  world,
}) => {
  const [tara, max] = [await world.as('tara'), await world.as('max')]
  const { locationId } = await placeOf(world, 'tara')
  const input = { locationId, offer: 'starter', method: 'card', currency: 'USD' } as const
  const codes = await codesOf([tara, max, tara, max].map(({ memberships }) => memberships.order(input)))
  expect(codes.toSorted()).toEqual(['STARTER_LIMIT', 'STARTER_LIMIT', 'STARTER_LIMIT', 'done'])
  expect(await codeOf(order(world, 'tara', 'starter'))).toBe('STARTER_LIMIT')
})

test('MEM-R2 a starter pack may stand beside a silver membership, which it leaves as it is', async ({ world }) => {
  await qualify(world, 'tara', 'silver')
  await buy(world, 'tara', 'silver')
  await buy(world, 'tara', 'starter')
  const tara = await world.as('tara')
  expect(await tara.memberships.standing()).toMatchObject({ tier: 'silver', starterUntil: '2027-11-02' })
  expect(await codeOf(order(world, 'tara', 'starter'))).toBe('STARTER_LIMIT')
})

test('MEM-R3 NOT_QUALIFIED: silver and gold are sold only where a competency meets the level, and this is asked again when the money comes', async ({
  world,
}) => {
  expect(await codeOf(order(world, 'tara', 'silver'))).toBe('NOT_QUALIFIED')
  const id = await qualify(world, 'tara', 'silver')
  expect(await codeOf(order(world, 'tara', 'gold'))).toBe('NOT_QUALIFIED')
  const { orderId } = await order(world, 'tara', 'silver')
  await world.rows(`update competency_enrollment set met_level = null, state = 'in_progress' where id = $1`, [id])
  const tara = await world.as('tara')
  expect(await codeOf(tara.memberships.pay({ orderId, token: 'ok' }))).toBe('NOT_QUALIFIED')
})

test('MEM-R3 a gold member pays no silver fee: what becomes qualified later is earned until the anniversary of its fee', async ({
  world,
}) => {
  await qualify(world, 'tara', 'gold')
  await buy(world, 'tara', 'gold')
  expect(await codeOf(order(world, 'tara', 'silver'))).toBe('FEE_COVERED')
  const id = await qualify(world, 'tara', 'silver', 'messaging')
  await world.rows(`update competency_enrollment set state = 'in_progress', met_level = null where id = $1`, [id])
  await inTransaction(world.orm, system('test'), async (call) => {
    const enrollment = await call.em.findOneOrFail(CompetencyEnrollment, { id })
    enrollment.metLevel = 'silver'
    enrollment.qualify(call, 'silver', { at: call.now, type: 'test', eventId: null })
  })
  await world.work()
  expect(
    await world.rows(`select state, renews_on::text as "renewsOn" from competency_enrollment where id = $1`, [id]),
  ).toEqual([{ state: 'active_earned', renewsOn: '2027-11-02' }])
})

test('a silver member buys gold at a discount of 25 percent, keeps its anniversary, and its competency is raised in the same row (CMP-R4)', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  await buy(world, 'tara', 'silver')
  await world.rows(`update competency_enrollment set met_level = 'gold' where id = $1`, [id])
  world.at(new Date('2026-12-02T09:00:00Z'))
  const { locationId } = await placeOf(world, 'tara')
  const tara = await world.as('tara')
  const { offers } = await tara.memberships.offers({ locationId, currency: 'USD' })
  expect(offers.map(({ offer, refusal }) => [offer, refusal])).toEqual([
    ['starter', null],
    ['silver', 'FEE_COVERED'],
    ['gold_upgrade', null],
  ])
  expect(offers[2]!.quote).toMatchObject({ listMinor: 526_000, discountPercent: 25, netMinor: 394_500 })
  await buy(world, 'tara', 'gold_upgrade')
  expect(await tara.memberships.standing()).toMatchObject({ tier: 'gold', anniversaryOn: '2027-11-02' })
  expect(
    await world.rows(`select level, state, renews_on::text as "renewsOn" from competency_enrollment where id = $1`, [
      id,
    ]),
  ).toEqual([{ level: 'gold', state: 'active_earned', renewsOn: '2027-11-02' }])
})

test('two captures of one order in the same moment pay it once', async ({ world }) => {
  const { orderId } = await order(world, 'tara', 'starter')
  const [tara, max] = [await world.as('tara'), await world.as('max')]
  const codes = await codesOf([tara, max, tara].map(({ memberships }) => memberships.pay({ orderId, token: 'ok' })))
  expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  expect(new Set(codes)).toSatisfy((set: Set<string>) =>
    [...set].every((code) => ['done', 'PAYMENT_RUNNING', 'ILLEGAL_TRANSITION'].includes(code)),
  )
  expect(await world.rows(`select type from event where type = 'payment.captured'`)).toHaveLength(1)
  expect(await world.rows(`select id from invoice`)).toHaveLength(1)
  expect(
    await world.rows(
      `select id from membership where ended_at is null and organization_id = (select organization_id from fee_order)`,
    ),
  ).toHaveLength(1)
})

test('a refused card is tried three times more, and then no more (PAYMENT_TRIES)', async ({ world }) => {
  const { orderId } = await order(world, 'tara', 'starter')
  const tara = await world.as('tara')
  for (const triesLeft of [3, 2, 1, 0])
    expect(await tara.memberships.pay({ orderId, token: 'declined' })).toEqual({
      state: 'failed',
      orderState: 'awaiting_payment',
      triesLeft,
    })
  expect(await codeOf(tara.memberships.pay({ orderId, token: 'ok' }))).toBe('PAYMENT_TRIES')
  expect(await tara.memberships.cancelOrder({ orderId })).toEqual({ state: 'cancelled' })
  expect((await order(world, 'tara', 'starter')).number).toBe('O-2026-000002')
})

test('a membership administrator has no door without the role, and a location administrator sees their own locations only', async ({
  world,
}) => {
  await order(world, 'gwen', 'starter')
  const luca = await world.as('luca')
  expect((await luca.memberships.payments({})).rows).toEqual([])
  const { locationId } = await placeOf(world, 'gwen')
  expect(await codeOf(luca.memberships.order({ locationId, offer: 'starter', method: 'card' }))).toBe('FORBIDDEN')
  expect((await (await world.as('gwen')).memberships.payments({})).rows).toMatchObject([
    { number: 'O-2026-000001', standing: 'outstanding', offer: 'starter', currency: 'USD', netMinor: 47_500 },
  ])
})
