import { tiny } from '@ofrecord/world/tiny'
import { expect, test } from 'vitest'
import { presales } from '../../test/inputs.ts'
import { sharedWorld } from '../../test/shared.ts'
import { goodInput } from '../../test/story.ts'
import { createCaller } from '../router.ts'
import type { ClaimInput } from './claim.rules.ts'

const world = sharedWorld()
const { orchard, sunder } = tiny.tenants
const { subscriptions } = tiny

const nordmarkInput = (items: ClaimInput['items'], changes: Partial<ClaimInput> = {}) =>
  goodInput(world(), presales({ items, ...changes }))

const judge = async (input: ClaimInput) => (await world().as('ines')).claims.judge({ input })

/** What the wizard says about one subscription that was typed for one product. */
const typed = async (code: string, subscription: string, changes: Partial<ClaimInput> = {}) =>
  judge(await nordmarkInput([{ code, subscription }], changes))

test('C5: a tenant GUID in capitals, braces and spaces is normalised and accepted', async () => {
  const tenantId = `  { ${orchard.tenantId.toUpperCase()} } `
  expect(await judge(await goodInput(world(), { tenantId }))).toEqual([])
})

test('C6: a domain of another tenant reads exactly like a domain that nobody has: DOMAIN_TENANT_MISMATCH', async () => {
  const ofAnother = await judge(await goodInput(world(), { domain: sunder.domains[0]! }))
  const ofNobody = await judge(await goodInput(world(), { domain: 'nobody-has-this.example' }))
  expect(ofAnother).toEqual([{ code: 'DOMAIN_TENANT_MISMATCH', field: 'domain', rule: 'CLM-R6', step: 'customer' }])
  expect(ofNobody).toEqual(ofAnother)
})

test('CLM-R6: a well-formed GUID of no tenant is TENANT_NOT_FOUND', async () => {
  const input = await goodInput(world(), { tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d14' })
  expect(await judge(input)).toMatchObject([{ code: 'TENANT_NOT_FOUND', step: 'customer' }])
})

test('CLM-R6: a domain is read as people paste it', async () => {
  for (const domain of [
    'OrchardFoods.example',
    'https://www.orchardfoods.example/about?x=1#y',
    'orchardfoods.example.',
    'orchardfoods.example:443',
    'ｏrchardfoods.example',
  ])
    expect(await judge(await goodInput(world(), { domain })), domain).toEqual([])
  for (const domain of [
    'nora@orchardfoods.example',
    '192.0.2.1',
    'orchard_foods.example',
    'оrchardfoods.example',
    'example',
    '%',
    'a'.repeat(254),
  ])
    expect(await judge(await goodInput(world(), { domain })), domain).toMatchObject([
      { code: 'DOMAIN_TENANT_MISMATCH' },
    ])
})

test('CLM-R6: without one of its domains a tenant’s GUID does not tell what the tenant bought', async () => {
  const domain = 'nobody-has-this.example'
  const ines = await world().as('ines')
  for (const code of ['SALE', 'FINA']) {
    const problems = await typed(code, '', { domain })
    expect(problems.map(({ code }) => code)).toEqual(['DOMAIN_TENANT_MISMATCH'])
  }
  expect(await ines.claims.items({ input: await nordmarkInput([], { domain }) })).toMatchObject({
    customerName: null,
    items: [],
  })
})

test('C8: a product whose partner the customer designates is shown, blocked, and refused: PRODUCT_USES_DESIGNATION', async () => {
  const input = await nordmarkInput([{ code: 'INSI', subscription: subscriptions.designation.subscriptionId }])
  const { items } = await (await world().as('ines')).claims.items({ input })
  expect(items.find(({ code }) => code === 'INSI')).toMatchObject({ block: 'designation' })
  expect(await judge(input)).toMatchObject([{ code: 'PRODUCT_USES_DESIGNATION', rule: 'CLM-R11', step: 'items' }])
})

test('what counts as active use is told in the reader’s language, and in English where the vendor wrote no other', async () => {
  const input = await goodInput(world())
  const ines = await world().actor('ines')
  const helpIn = async (locale: 'en' | 'it') => {
    const { items } = await createCaller({ ...world().contextOf(ines), locale }).claims.items({ input })
    return items.find(({ code }) => code === 'MAIL')?.help
  }
  expect(await helpIn('en')).toBe('opened their mailbox in the last 28 days')
  expect(await helpIn('it')).toBe('ha aperto la casella negli ultimi 28 giorni')
  await world().rows(`update workload set active_use = active_use - 'it' where code = 'MAIL'`)
  expect(await helpIn('it')).toBe('opened their mailbox in the last 28 days')
})

test('C16: a customer contact in the partner’s own domain is an error on the e-mail field', async () => {
  const input = await goodInput(world())
  const customerContact = { ...input.customerContact, email: 'nora@kestrel-consulting.example' }
  expect(await judge({ ...input, customerContact })).toMatchObject([
    { code: 'CONTACT_DOMAIN_IS_PARTNER', field: 'customerContact.email', rule: 'CLM-R14', step: 'contacts' },
  ])
})
