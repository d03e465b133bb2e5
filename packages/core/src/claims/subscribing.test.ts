import { tiny } from '@ofrecord/world/tiny'
import { expect, test } from 'vitest'
import { presales } from '../../test/inputs.ts'
import { sharedWorld } from '../../test/shared.ts'
import { goodInput } from '../../test/story.ts'
import type { ClaimInput } from './claim.rules.ts'

const world = sharedWorld()
const { orchard, nordmark, sunder } = tiny.tenants
const { subscriptions } = tiny

const nordmarkInput = (items: ClaimInput['items'], changes: Partial<ClaimInput> = {}) =>
  goodInput(world(), presales({ items, ...changes }))

const judge = async (input: ClaimInput) => (await world().as('ines')).claims.judge({ input })

/** What the wizard says about one subscription that was typed for one product. */
const typed = async (code: string, subscription: string, changes: Partial<ClaimInput> = {}) =>
  judge(await nordmarkInput([{ code, subscription }], changes))

test('C9: with two subscriptions of Sales Hub the identifier must be typed (CLM-R13)', async () => {
  expect(await typed('SALE', '')).toMatchObject([
    { code: 'SUBSCRIPTION_ID_REQUIRED', params: { count: 2 }, step: 'subscriptions' },
  ])
  expect(await typed('SALE', subscriptions.salesOnline.subscriptionId)).toEqual([])
})

test('C10: with one subscription its identifier is filled in, and may be left as it is (CLM-R12)', async () => {
  const tenant = { tenantId: orchard.tenantId, domain: orchard.domains[0]! }
  const input = await nordmarkInput([{ code: 'SALE', subscription: '' }], tenant)
  const { items } = await (await world().as('ines')).claims.items({ input })
  expect(items.find(({ code }) => code === 'SALE')).toMatchObject({
    prefill: subscriptions.orchardSales.subscriptionId,
    subscriptionCount: 1,
  })
  expect(await judge(input)).toEqual([])
})

test('C11: 47 hours and 59 minutes after activation it is SUBSCRIPTION_TOO_NEW and says from when; a minute later it is not', async () => {
  const { subscriptionId, activatedAt } = subscriptions.tooNew
  const claimableAt = new Date(activatedAt!.getTime() + 48 * 3_600_000)
  expect(await typed('FLDS', subscriptionId)).toMatchObject([
    { code: 'SUBSCRIPTION_TOO_NEW', rule: 'CLM-V6', params: { claimableAt: claimableAt.toISOString() } },
  ])
  world().at(claimableAt)
  expect(await typed('FLDS', subscriptionId)).toEqual([])
  world().at(tiny.t0)
})

test('C12: what a reseller manages is SUBSCRIPTION_RESELLER_MANAGED, typed or meant as the only one', async () => {
  for (const id of [subscriptions.resellerManaged.subscriptionId, ''])
    expect(await typed('RETA', id)).toMatchObject([{ code: 'SUBSCRIPTION_RESELLER_MANAGED', rule: 'CLM-V4' }])
})

test('C13: the GUID of a tenant is no subscription: SUBSCRIPTION_ID_MALFORMED', async () => {
  expect(await typed('SALE', nordmark.tenantId)).toMatchObject([
    { code: 'SUBSCRIPTION_ID_MALFORMED', rule: 'CLM-V1', step: 'subscriptions' },
  ])
})

test('C14: a subscription of another tenant reads exactly like a product that is not there: PRODUCT_NOT_ON_TENANT', async () => {
  const elsewhere = await typed('SALE', subscriptions.otherTenant.subscriptionId)
  const nowhere = await typed('FINA', '')
  expect(elsewhere).toEqual([
    { code: 'PRODUCT_NOT_ON_TENANT', field: 'items.0.subscription', rule: 'CLM-V2', step: 'subscriptions' },
  ])
  expect(nowhere).toEqual(elsewhere)
})

test('C15: suspended is SUBSCRIPTION_STATE, in grace is accepted, ended and not activated are not', async () => {
  const { suspended, grace, ended, notActivated } = subscriptions
  expect(await typed('PROJ', suspended.subscriptionId)).toMatchObject([
    { code: 'SUBSCRIPTION_STATE', params: { state: 'suspended' } },
  ])
  expect(await typed('PEOP', grace.subscriptionId)).toEqual([])
  expect(await typed('FLOW', ended.subscriptionId)).toMatchObject([{ code: 'SUBSCRIPTION_STATE' }])
  expect(await typed('MKTG', notActivated.subscriptionId)).toMatchObject([
    { code: 'SUBSCRIPTION_NOT_ACTIVATED', rule: 'CLM-V5' },
  ])
})

test('CLM-V3: a Sales Hub typed for another product is SUBSCRIPTION_WRONG_FAMILY, also within its family', async () => {
  for (const code of ['SERV', 'FINA'])
    expect(await typed(code, subscriptions.salesShowrooms.subscriptionId)).toMatchObject([
      { code: 'SUBSCRIPTION_WRONG_FAMILY', rule: 'CLM-V3' },
    ])
})

test('CLM-V19: a channel that the matrix excludes is CHANNEL_NOT_ELIGIBLE', async () => {
  const tenant = { tenantId: sunder.tenantId, domain: sunder.domains[0]! }
  expect(await typed('SALE', '', tenant)).toMatchObject([{ code: 'CHANNEL_NOT_ELIGIBLE', rule: 'CLM-V19' }])
})
