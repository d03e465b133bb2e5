import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { presales } from '../../test/inputs.ts'
import { organisationId } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { goodInput, makeClaim } from '../../test/story.ts'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import type { ClaimInput } from './claim.rules.ts'

// What depends on what the organisation already has, or on what has changed since.

const { orchard } = tiny.tenants
const { subscriptions } = tiny

const nordmarkInput = (world: TestWorld, items: ClaimInput['items'], changes: Partial<ClaimInput> = {}) =>
  goodInput(world, presales({ items, ...changes }))

const judge = async (world: TestWorld, input: ClaimInput) => (await world.as('ines')).claims.judge({ input })

/** What the wizard says about one subscription that was typed for one product. */
const typed = async (world: TestWorld, code: string, subscription: string, changes: Partial<ClaimInput> = {}) =>
  judge(world, await nordmarkInput(world, [{ code, subscription }], changes))

test('CLM-R7: the own organisation’s tenant is SELF_TENANT, whichever of its domains is typed', async ({ world }) => {
  await world.rows(
    `update organization set domains = '{kestrel.example,Orchardshops.example}' where name like 'Kestrel%'`,
  )
  for (const domain of orchard.domains) {
    const input = await goodInput(world, { domain })
    expect(await judge(world, input)).toMatchObject([{ code: 'SELF_TENANT', rule: 'CLM-R7' }])
    expect(await (await world.as('ines')).claims.items({ input })).toMatchObject({
      items: [],
      problems: [{ code: 'SELF_TENANT' }],
    })
  }
})

test('C7: what another location of the organisation has is greyed, with the place and the claim that have it (CLM-R9)', async ({
  world,
}) => {
  const { number } = await makeClaim(world)
  const input = await goodInput(world, { items: [{ code: 'MAIL', subscription: '' }] })
  const { items } = await (await world.as('gwen')).claims.items({ input })
  expect(items.find(({ code }) => code === 'MAIL')).toMatchObject({
    block: 'already_yours',
    heldBy: { claimNumber: number },
  })
  expect(items.find(({ code }) => code === 'SITE')).toMatchObject({ block: null, heldBy: null })
  expect(await judge(world, input)).toMatchObject([
    { code: 'SUBSCRIPTION_ALREADY_CLAIMED', field: 'items.0', rule: 'CLM-R9', params: { claim: number } },
  ])
})

test('C7: a rival’s claim greys nothing and is not mentioned (CNF-R6)', async ({ world }) => {
  await makeClaim(world, {}, 'theo')
  expect(await judge(world, await goodInput(world))).toEqual([])
  const { items } = await (await world.as('ines')).claims.items({ input: await goodInput(world) })
  expect(items.filter(({ block }) => block)).toEqual([])
})

test('C3: an activity of another area is ACTIVITY_NOT_IN_AREA (CLM-V18)', async ({ world }) => {
  const ines = await world.as('ines')
  const input = await nordmarkInput(
    world,
    [{ code: 'SALE', subscription: subscriptions.salesShowrooms.subscriptionId }],
    { activity: 'usage' },
  )
  const { draftId, version } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  expect(await refusalOf(ines.claims.drafts.finish({ draftId, version }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'ACTIVITY_NOT_IN_AREA',
    field: 'activity',
    rule: 'CLM-V18',
  })
})

test('CLM-R4: a location of another organisation, one outside the scope and one that is not there read alike: LOCATION_INACTIVE', async ({
  world,
}) => {
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

test('CLM-R4 GLOBAL_NUMBER_NOT_ALLOWED: the own organisation is no location; another one reads like any id', async ({
  world,
}) => {
  const ines = await world.as('ines')
  const input = await goodInput(world)
  const judged = async (name: string) =>
    ines.claims.judge({ input: { ...input, locationId: await organisationId(world, name) } })
  expect(await judged('Kestrel')).toEqual([
    { code: 'GLOBAL_NUMBER_NOT_ALLOWED', field: 'locationId', rule: 'CLM-R4', step: 'customer' },
  ])
  expect(await judged('Tidewater')).toMatchObject([{ code: 'LOCATION_INACTIVE' }])
  const locationId = await organisationId(world, 'Kestrel')
  const { draftId, version } = await ines.claims.drafts.save({
    draftId: null,
    version: null,
    step: 'review',
    input: { ...input, locationId },
  })
  expect(await refusalOf(ines.claims.drafts.finish({ draftId, version }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'GLOBAL_NUMBER_NOT_ALLOWED',
    rule: 'CLM-R4',
  })
})

test('CLM-V7: the own organisation’s claim on a subscription blocks it for the same activity and for no other', async ({
  world,
}) => {
  const item = { code: 'SALE', subscription: subscriptions.salesShowrooms.subscriptionId }
  const { number } = await makeClaim(world, await nordmarkInput(world, [item]))
  expect(await typed(world, 'SALE', item.subscription)).toMatchObject([
    { code: 'SUBSCRIPTION_ALREADY_CLAIMED', rule: 'CLM-V7', params: { claim: number } },
  ])
  expect(await typed(world, 'SALE', item.subscription, { activity: 'usage_recognition' })).toEqual([])
  expect(await typed(world, 'SALE', subscriptions.salesOnline.subscriptionId)).toEqual([])
})

test('CLM-V7: with nothing typed, the only subscription being one’s own is said, not "not on this tenant"', async ({
  world,
}) => {
  const tenant = { tenantId: orchard.tenantId, domain: orchard.domains[0]! }
  await makeClaim(world, await nordmarkInput(world, [{ code: 'SALE', subscription: '' }], tenant))
  expect(await typed(world, 'SALE', '', tenant)).toMatchObject([
    { code: 'SUBSCRIPTION_ALREADY_CLAIMED', rule: 'CLM-V7' },
  ])
})

test('C5: the tenant’s GUID is stored as the directory writes it, however it was typed', async ({ world }) => {
  const { claimId } = await makeClaim(world, { tenantId: `  { ${orchard.tenantId.toUpperCase()} } ` })
  expect((await (await world.as('ines')).claims.get({ claimId })).tenantId).toBe(orchard.tenantId)
})
