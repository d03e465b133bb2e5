import { expect } from 'vitest'
import { buy, placeOf, qualify } from '../../test/fees.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { noteBenefitUse } from './benefit-use.ts'

const later = (world: TestWorld, days: number): void => world.at(new Date(world.now().getTime() + days * 86_400_000))

const ask = async (world: TestWorld, orderId: string) => (await world.as('tara')).memberships.askRefund({ orderId })

const decide = async (world: TestWorld, orderId: string, verdict: 'approve' | 'refuse') => {
  const { support } = (await world.as('sam')).memberships
  const { version } = await support.getOrder({ orderId })
  return support.decideRefund({ orderId, verdict, note: 'As agreed.', version })
}

const use = async (world: TestWorld, orderId: string, kind: 'key_viewed' | 'benefit_activated') => {
  const { organizationId } = await placeOf(world, 'tara')
  const personId = (await world.actor('tara')) as { personId: string }
  await inTransaction(world.orm, system('test'), (call) =>
    noteBenefitUse(call, { orderId, organizationId, kind, what: 'A key', personId: personId.personId }),
  )
}

test('MEM-R6 a refund within 30 days credits the invoice by a note of the same series, and ends what was bought', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  const orderId = await buy(world, 'tara', 'silver')
  later(world, 1)
  await world.fire()
  await ask(world, orderId)
  expect(await decide(world, orderId, 'approve')).toEqual({ state: 'refunded' })
  later(world, 0.1)
  await world.fire()
  await world.work()
  const { memberships } = await world.as('tara')
  const { rows } = await memberships.invoices({ year: 2026 })
  expect(rows.map(({ kind, number, state }) => [kind, number, state])).toEqual([
    ['credit_note', '2026-000002', 'issued'],
    ['invoice', '2026-000001', 'credited'],
  ])
  expect(rows[0]!.totalMinor).toBe(rows[1]!.totalMinor)
  expect(await memberships.standing()).toMatchObject({ tier: 'network' })
  expect(await world.rows(`select state, renews_on from competency_enrollment where id = $1`, [id])).toEqual([
    { state: 'qualified', renews_on: null },
  ])
  expect(world.sent.map(({ subject }) => subject)).toContain('O-2026-000001: the money is paid back')
})

test('MEM-R6 REFUND_WINDOW: the thirtieth day is in time, the next is not; the day of asking counts, not that of the verdict', async ({
  world,
}) => {
  const orderId = await buy(world, 'tara', 'starter')
  later(world, 30)
  await ask(world, orderId)
  later(world, 5)
  expect(await decide(world, orderId, 'approve')).toEqual({ state: 'refunded' })
  const other = await buy(world, 'tara', 'starter')
  later(world, 30.001)
  expect(await refusalOf(ask(world, other))).toMatchObject({ code: 'REFUND_WINDOW', rule: 'MEM-R6' })
})

test('C108 MEM-R6 REFUND_KEY_VIEWED: after a key was viewed there is no refund, also when it was viewed after asking', async ({
  world,
}) => {
  const orderId = await buy(world, 'tara', 'starter')
  await use(world, orderId, 'key_viewed')
  expect((await refusalOf(ask(world, orderId))).code).toBe('REFUND_KEY_VIEWED')
})

test('MEM-R6 REFUND_BENEFIT_USED: after a benefit was activated there is no refund', async ({ world }) => {
  const orderId = await buy(world, 'tara', 'starter')
  await use(world, orderId, 'benefit_activated')
  expect((await refusalOf(ask(world, orderId))).code).toBe('REFUND_BENEFIT_USED')
})

test('C107 MEM-R6 REFUND_TRADED_IN: a silver bought ten days ago and traded in for a discounted gold is not refunded', async ({
  world,
}) => {
  const id = await qualify(world, 'tara', 'silver')
  const silver = await buy(world, 'tara', 'silver')
  await world.rows(`update competency_enrollment set met_level = 'gold' where id = $1`, [id])
  later(world, 10)
  const gold = await buy(world, 'tara', 'gold_upgrade')
  expect((await refusalOf(ask(world, silver))).code).toBe('REFUND_TRADED_IN')
  await ask(world, gold)
  await decide(world, gold, 'approve')
  expect(await (await world.as('tara')).memberships.standing()).toMatchObject({
    tier: 'silver',
    anniversaryOn: '2027-11-02',
  })
  expect(await world.rows(`select level, state from competency_enrollment where id = $1`, [id])).toEqual([
    { level: 'silver', state: 'active_earned' },
  ])
})

test('MEM-R6 REFUND_ONCE: one refund of an offer a year', async ({ world }) => {
  const first = await buy(world, 'tara', 'starter')
  await ask(world, first)
  await decide(world, first, 'approve')
  const second = await buy(world, 'tara', 'starter')
  expect((await refusalOf(ask(world, second))).code).toBe('REFUND_ONCE')
})

test('a refund that is refused leaves everything as it was, and is told', async ({ world }) => {
  const orderId = await buy(world, 'tara', 'starter')
  await ask(world, orderId)
  expect(await decide(world, orderId, 'refuse')).toEqual({ state: 'refund_refused' })
  await world.work()
  expect(await (await world.as('tara')).memberships.standing()).toMatchObject({ tier: 'starter', state: 'active' })
  expect(world.sent.map(({ subject }) => subject)).toContain('O-2026-000001: no refund')
})

test('ROL-R4 SELF_APPROVAL: nobody decides on a refund that they asked for', async ({ world }) => {
  const orderId = await buy(world, 'tara', 'starter')
  await ask(world, orderId)
  const { personId } = (await world.actor('sam')) as { personId: string }
  await world.rows(`update fee_order set refund_asked_by = $1 where id = $2`, [personId, orderId])
  expect(await refusalOf(decide(world, orderId, 'approve'))).toMatchObject({ code: 'SELF_APPROVAL', rule: 'ROL-R4' })
})

test('MEM-R7 an approved certificate takes the tax off, and gives back the tax of up to a year before', async ({
  world,
}) => {
  const orderId = await buy(world, 'gwen', 'starter')
  const [{ country, tax }] = (await world.rows<{ country: string; tax: number }>(
    `select l.country, o.tax_minor::int as tax from fee_order o join location l on l.id = o.location_id`,
  )) as [{ country: string; tax: number }]
  expect(tax).toBeGreaterThan(0)
  const { memberships } = await world.as('gwen')
  const asked = { country, certificate: 'C-1', validFrom: '2025-01-01' }
  const { exemptionId } = await memberships.askExemption(asked)
  expect((await refusalOf(memberships.askExemption(asked))).code).toBe('EXEMPTION_OPEN')
  const { support } = (await world.as('sam')).memberships
  const approve = async () => {
    const { version } = (await support.exemptions({})).rows.find((each) => each.exemptionId === exemptionId)!
    return support.decideExemption({ exemptionId, verdict: 'approve', version })
  }
  expect((await refusalOf(approve())).code).toBe('EXEMPTION_PROOF')
  await world.rows(`update tax_exemption set proof = '{"fileName": "c.pdf", "bytes": 1, "at": "2026-11-02T09:00:00Z"}'`)
  expect(await approve()).toEqual({ state: 'approved', refunded: 1 })
  later(world, 0.1)
  await world.fire()
  expect((await memberships.getOrder({ orderId })).credits).toMatchObject([{ totalMinor: tax, number: '2026-000002' }])
  const { locationId } = await placeOf(world, 'gwen')
  const { offers } = await memberships.offers({ locationId, currency: 'USD' })
  expect(offers[0]!.quote).toMatchObject({ taxMinor: 0, exempt: true })
})
