import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { presales } from '../../test/inputs.ts'
import { refusalOf } from '../../test/refusals.ts'
import type { TestWorld } from '../../test/world.ts'
import { goodInput, makeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { ClaimInput } from './claim.rules.ts'

const { orchard, nordmark, sunder } = tiny.tenants
const { subscriptions } = tiny

const nordmarkInput = (world: TestWorld, items: ClaimInput['items'], changes: Partial<ClaimInput> = {}) =>
  goodInput(world, presales({ items, ...changes }))

const judge = async (world: TestWorld, input: ClaimInput) => (await world.as('ines')).claims.judge({ input })

/** What the wizard says about one subscription that was typed for one product. */
const typed = async (world: TestWorld, code: string, subscription: string, changes: Partial<ClaimInput> = {}) =>
  judge(world, await nordmarkInput(world, [{ code, subscription }], changes))

test('C5: a tenant GUID in capitals, braces and spaces is normalised and accepted', async ({ world }) => {
  const tenantId = `  { ${orchard.tenantId.toUpperCase()} } `
  expect(await judge(world, await goodInput(world, { tenantId }))).toEqual([])
  const { claimId } = await makeClaim(world, { tenantId })
  expect((await (await world.as('ines')).claims.get({ claimId })).tenantId).toBe(orchard.tenantId)
})

test('C6: a domain of another tenant reads exactly like a domain that nobody has: DOMAIN_TENANT_MISMATCH', async ({ world }) => {
  const ofAnother = await judge(world, await goodInput(world, { domain: sunder.domains[0]! }))
  const ofNobody = await judge(world, await goodInput(world, { domain: 'nobody-has-this.example' }))
  expect(ofAnother).toEqual([{ code: 'DOMAIN_TENANT_MISMATCH', field: 'domain', rule: 'CLM-R6', step: 'customer' }])
  expect(ofNobody).toEqual(ofAnother)
})

test('CLM-R6: a well-formed GUID of no tenant is TENANT_NOT_FOUND', async ({ world }) => {
  const input = await goodInput(world, { tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d14' })
  expect(await judge(world, input)).toMatchObject([{ code: 'TENANT_NOT_FOUND', step: 'customer' }])
})

test('CLM-R6: a domain is read as people paste it', async ({ world }) => {
  for (const domain of ['OrchardFoods.example', 'https://www.orchardfoods.example/about?x=1#y', 'orchardfoods.example.', 'orchardfoods.example:443', 'ｏrchardfoods.example'])
    expect(await judge(world, await goodInput(world, { domain })), domain).toEqual([])
  for (const domain of ['nora@orchardfoods.example', '192.0.2.1', 'orchard_foods.example', 'оrchardfoods.example', 'example', '%', 'a'.repeat(254)])
    expect(await judge(world, await goodInput(world, { domain })), domain).toMatchObject([{ code: 'DOMAIN_TENANT_MISMATCH' }])
})

test('CLM-R6: without one of its domains a tenant’s GUID does not tell what the tenant bought', async ({ world }) => {
  const domain = 'nobody-has-this.example'
  const ines = await world.as('ines')
  for (const code of ['SALE', 'FINA']) {
    const problems = await typed(world, code, '', { domain })
    expect(problems.map(({ code }) => code)).toEqual(['DOMAIN_TENANT_MISMATCH'])
  }
  expect(await ines.claims.items({ input: await nordmarkInput(world, [], { domain }) })).toMatchObject({ customerName: null, items: [] })
})

test('CLM-R7: the own organisation’s tenant is SELF_TENANT, whichever of its domains is typed', async ({ world }) => {
  await world.rows(`update organization set domains = '{kestrel.example,Orchardshops.example}' where name like 'Kestrel%'`)
  for (const domain of orchard.domains) {
    const input = await goodInput(world, { domain })
    expect(await judge(world, input)).toMatchObject([{ code: 'SELF_TENANT', rule: 'CLM-R7' }])
    expect(await (await world.as('ines')).claims.items({ input })).toMatchObject({ items: [], problems: [{ code: 'SELF_TENANT' }] })
  }
})

test('C7: what another location of the organisation has is greyed, with the place and the claim that have it (CLM-R9)', async ({ world }) => {
  const { number } = await makeClaim(world)
  const input = await goodInput(world, { items: [{ code: 'MAIL', subscription: '' }] })
  const { items } = await (await world.as('gwen')).claims.items({ input })
  expect(items.find(({ code }) => code === 'MAIL')).toMatchObject({ block: 'already_yours', heldBy: { claimNumber: number } })
  expect(items.find(({ code }) => code === 'SITE')).toMatchObject({ block: null, heldBy: null })
  expect(await judge(world, input)).toMatchObject([{ code: 'SUBSCRIPTION_ALREADY_CLAIMED', field: 'items.0', rule: 'CLM-R9', params: { claim: number } }])
})

test('C7: a rival’s claim greys nothing and is not mentioned (CNF-R6)', async ({ world }) => {
  await makeClaim(world, {}, 'theo')
  expect(await judge(world, await goodInput(world))).toEqual([])
  const { items } = await (await world.as('ines')).claims.items({ input: await goodInput(world) })
  expect(items.filter(({ block }) => block)).toEqual([])
})

test('C8: a product whose partner the customer designates is shown, blocked, and refused: PRODUCT_USES_DESIGNATION', async ({ world }) => {
  const input = await nordmarkInput(world, [{ code: 'INSI', subscription: subscriptions.designation.subscriptionId }])
  const { items } = await (await world.as('ines')).claims.items({ input })
  expect(items.find(({ code }) => code === 'INSI')).toMatchObject({ block: 'designation' })
  expect(await judge(world, input)).toMatchObject([{ code: 'PRODUCT_USES_DESIGNATION', rule: 'CLM-R11', step: 'items' }])
})

test('C9: with two subscriptions of Sales Hub the identifier must be typed (CLM-R13)', async ({ world }) => {
  expect(await typed(world, 'SALE', '')).toMatchObject([{ code: 'SUBSCRIPTION_ID_REQUIRED', params: { count: 2 }, step: 'subscriptions' }])
  expect(await typed(world, 'SALE', subscriptions.salesOnline.subscriptionId)).toEqual([])
})

test('C10: with one subscription its identifier is filled in, and may be left as it is (CLM-R12)', async ({ world }) => {
  const tenant = { tenantId: orchard.tenantId, domain: orchard.domains[0]! }
  const input = await nordmarkInput(world, [{ code: 'SALE', subscription: '' }], tenant)
  const { items } = await (await world.as('ines')).claims.items({ input })
  expect(items.find(({ code }) => code === 'SALE')).toMatchObject({ prefill: subscriptions.orchardSales.subscriptionId, subscriptionCount: 1 })
  expect(await judge(world, input)).toEqual([])
})

test('C11: 47 hours and 59 minutes after activation it is SUBSCRIPTION_TOO_NEW and says from when; a minute later it is not', async ({ world }) => {
  const { subscriptionId, activatedAt } = subscriptions.tooNew
  const claimableAt = new Date(activatedAt!.getTime() + 48 * 3_600_000)
  expect(await typed(world, 'FLDS', subscriptionId)).toMatchObject([{ code: 'SUBSCRIPTION_TOO_NEW', rule: 'CLM-V6', params: { claimableAt: claimableAt.toISOString() } }])
  world.at(claimableAt)
  expect(await typed(world, 'FLDS', subscriptionId)).toEqual([])
})

test('C12: what a reseller manages is SUBSCRIPTION_RESELLER_MANAGED, typed or meant as the only one', async ({ world }) => {
  for (const id of [subscriptions.resellerManaged.subscriptionId, ''])
    expect(await typed(world, 'RETA', id)).toMatchObject([{ code: 'SUBSCRIPTION_RESELLER_MANAGED', rule: 'CLM-V4' }])
})

test('C13: the GUID of a tenant is no subscription: SUBSCRIPTION_ID_MALFORMED', async ({ world }) => {
  expect(await typed(world, 'SALE', nordmark.tenantId)).toMatchObject([{ code: 'SUBSCRIPTION_ID_MALFORMED', rule: 'CLM-V1', step: 'subscriptions' }])
})

test('C14: a subscription of another tenant reads exactly like a product that is not there: PRODUCT_NOT_ON_TENANT', async ({ world }) => {
  const elsewhere = await typed(world, 'SALE', subscriptions.otherTenant.subscriptionId)
  const nowhere = await typed(world, 'FINA', '')
  expect(elsewhere).toEqual([{ code: 'PRODUCT_NOT_ON_TENANT', field: 'items.0.subscription', rule: 'CLM-V2', step: 'subscriptions' }])
  expect(nowhere).toEqual(elsewhere)
})

test('C15: suspended is SUBSCRIPTION_STATE, in grace is accepted, ended and not activated are not', async ({ world }) => {
  const { suspended, grace, ended, notActivated } = subscriptions
  expect(await typed(world, 'PROJ', suspended.subscriptionId)).toMatchObject([{ code: 'SUBSCRIPTION_STATE', params: { state: 'suspended' } }])
  expect(await typed(world, 'PEOP', grace.subscriptionId)).toEqual([])
  expect(await typed(world, 'FLOW', ended.subscriptionId)).toMatchObject([{ code: 'SUBSCRIPTION_STATE' }])
  expect(await typed(world, 'MKTG', notActivated.subscriptionId)).toMatchObject([{ code: 'SUBSCRIPTION_NOT_ACTIVATED', rule: 'CLM-V5' }])
})

test('CLM-V3: a Sales Hub typed for another product is SUBSCRIPTION_WRONG_FAMILY, also within its family', async ({ world }) => {
  for (const code of ['SERV', 'FINA'])
    expect(await typed(world, code, subscriptions.salesShowrooms.subscriptionId)).toMatchObject([{ code: 'SUBSCRIPTION_WRONG_FAMILY', rule: 'CLM-V3' }])
})

test('CLM-V19: a channel that the matrix excludes is CHANNEL_NOT_ELIGIBLE', async ({ world }) => {
  const tenant = { tenantId: sunder.tenantId, domain: sunder.domains[0]! }
  expect(await typed(world, 'SALE', '', tenant)).toMatchObject([{ code: 'CHANNEL_NOT_ELIGIBLE', rule: 'CLM-V19' }])
})

test('CLM-V7: the own organisation’s claim on a subscription blocks it for the same activity and for no other', async ({ world }) => {
  const item = { code: 'SALE', subscription: subscriptions.salesShowrooms.subscriptionId }
  const { number } = await makeClaim(world, await nordmarkInput(world, [item]))
  expect(await typed(world, 'SALE', item.subscription)).toMatchObject([{ code: 'SUBSCRIPTION_ALREADY_CLAIMED', rule: 'CLM-V7', params: { claim: number } }])
  expect(await typed(world, 'SALE', item.subscription, { activity: 'usage_recognition' })).toEqual([])
  expect(await typed(world, 'SALE', subscriptions.salesOnline.subscriptionId)).toEqual([])
})

test('CLM-V7: with nothing typed, the only subscription being one’s own is said, not "not on this tenant"', async ({ world }) => {
  const tenant = { tenantId: orchard.tenantId, domain: orchard.domains[0]! }
  await makeClaim(world, await nordmarkInput(world, [{ code: 'SALE', subscription: '' }], tenant))
  expect(await typed(world, 'SALE', '', tenant)).toMatchObject([{ code: 'SUBSCRIPTION_ALREADY_CLAIMED', rule: 'CLM-V7' }])
})

test('C3: an activity of another area is ACTIVITY_NOT_IN_AREA (CLM-V18)', async ({ world }) => {
  const ines = await world.as('ines')
  const input = await nordmarkInput(world, [{ code: 'SALE', subscription: subscriptions.salesShowrooms.subscriptionId }], { activity: 'usage' })
  const { draftId, version } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  expect(await refusalOf(ines.claims.drafts.finish({ draftId, version }))).toMatchObject({ transport: 'BAD_REQUEST', code: 'ACTIVITY_NOT_IN_AREA', field: 'activity', rule: 'CLM-V18' })
})

test('C16: a customer contact in the partner’s own domain is an error on the e-mail field', async ({ world }) => {
  const input = await goodInput(world)
  const customerContact = { ...input.customerContact, email: 'nora@kestrel-consulting.example' }
  expect(await judge(world, { ...input, customerContact })).toMatchObject([
    { code: 'CONTACT_DOMAIN_IS_PARTNER', field: 'customerContact.email', rule: 'CLM-R14', step: 'contacts' },
  ])
})

test('CLM-R4: a location of another organisation, one outside the scope and one that is not there read alike: LOCATION_INACTIVE', async ({ world }) => {
  const [cologne] = await world.rows<{ id: string }>(`select id from location where name = 'Cologne'`)
  const [leeds] = await world.rows<{ id: string }>(`select id from location where name = 'Leeds'`)
  const [boston] = await world.rows<{ id: string }>(`select id from location where name = 'Boston'`)
  const ugo = await world.as('ugo')
  const input = await goodInput(world, { locationId: cologne!.id }, 'ugo')
  expect(await ugo.claims.judge({ input })).toEqual([])
  for (const locationId of [leeds!.id, boston!.id, '019a0000-0000-7000-8000-000000000001'])
    expect(await ugo.claims.judge({ input: { ...input, locationId } })).toEqual([
      { code: 'LOCATION_INACTIVE', field: 'locationId', rule: 'CLM-R4', step: 'customer' },
    ])
  await world.rows(`update location set status = 'dissociated' where id = $1`, [cologne!.id])
  expect(await ugo.claims.judge({ input })).toMatchObject([{ code: 'LOCATION_INACTIVE' }])
})
