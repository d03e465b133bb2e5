import { expect, test } from 'vitest'
import { paymentCounts } from '../orders.ts'
import { headOf } from '../stories.ts'
import { stage, counts, codeOf } from './ground.ts'

test('224 payments, 210 invoices and six refunds stand as F.13 says; credit notes come in the same series', async () => {
  expect(await counts('select state as of, count(*) as n from payment group by 1')).toEqual(paymentCounts)
  expect(await counts('select method as of, count(*) as n from payment group by 1')).toEqual({
    card: 171,
    transfer: 53,
  })
  expect(
    await counts(
      `select case when credits_id is null then state else 'note' end as of, count(*) as n from invoice group by 1`,
    ),
  ).toEqual({ pending: 1, issued: 206, credited: 3, note: 3 })
  expect(
    await counts(`select state as of, count(*) as n from fee_order where refund_asked_at is not null group by 1`),
  ).toEqual({
    refunded: 3,
    refund_refused: 3,
  })
  expect(await counts('select state as of, count(*) as n from tax_exemption group by 1')).toEqual({
    pending: 1,
    approved: 1,
  })
})

test('fx.fee.transfer: one euro is missing on the twenty-ninth day, and Sam sees it; Max has an order open (MEM-R5)', async () => {
  const { rows } = await (await stage.as('sam')).memberships.support.transfers({ states: ['short'] })
  expect(rows).toMatchObject([{ organizationName: 'Rheinfels Beratung', currency: 'EUR', paymentState: 'short' }])
  expect(rows.map(({ totalMinor, receivedMinor }) => totalMinor - receivedMinor)).toEqual([100])
  const { memberships } = await stage.as('max')
  expect((await memberships.payments({ standings: ['outstanding'] })).rows).toMatchObject([
    { offer: 'gold', renewal: true },
  ])
})

test('fx.fee.refund_key: bought five days ago, and a key was viewed (REFUND_KEY_VIEWED)', async () => {
  const { memberships } = await stage.as(headOf('stoneweir'))
  const { rows } = await memberships.payments({ offer: 'starter', orderedFrom: '2026-10-20' })
  const [{ orderId }] = rows as [(typeof rows)[number]]
  expect(await codeOf(memberships.askRefund({ orderId, reason: 'Not needed.' }))).toBe('REFUND_KEY_VIEWED')
})
