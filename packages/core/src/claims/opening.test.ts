import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { goodInput, makeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { ClaimInput } from './claim.rules.ts'

const draftOf = async (world: TestWorld, changes: Partial<ClaimInput>, person = 'ines') => {
  const caller = await world.as(person)
  const input = await goodInput(world, changes, person)
  const { draftId, version } = await caller.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  return { draftId, version, finish: () => caller.claims.drafts.finish({ draftId, version }) }
}

/** Claims of one item each, so that many of one organisation can be made at once. */
const workloads = ['MAIL', 'MEET', 'SITE', 'SYNC', 'DESK', 'COMM', 'VOIC', 'DEVM', 'IDPR', 'INFO']

test('GEN-R1: twenty claims created at once have the numbers 1000001 to 1000020, without gap or double', async ({
  world,
}) => {
  const drafts = await Promise.all(
    ['ines', 'theo'].flatMap((person) =>
      workloads.map((code) =>
        draftOf(world, { name: `${person} ${code}`, items: [{ code, subscription: '' }] }, person),
      ),
    ),
  )
  const made = await Promise.all(drafts.map(({ finish }) => finish()))
  expect(made.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, at) => 1_000_001 + at),
  )
})

test('GEN-R1: a creation that is refused takes no number', async ({ world }) => {
  const [first, second] = [
    await draftOf(world, {}),
    await draftOf(world, { items: [{ code: 'SITE', subscription: '' }] }),
  ]
  await first.finish()
  expect((await refusalOf(second.finish())).code).toBe('CLAIM_NAME_TAKEN')
  expect((await makeClaim(world, { name: 'Another', items: [{ code: 'SITE', subscription: '' }] })).number).toBe(
    1_000_002,
  )
})

test('B.1.2: the name of an open claim of the organisation, in any capitals, is CLAIM_NAME_TAKEN', async ({
  world,
}) => {
  await makeClaim(world, { name: 'Mail for Orchard' })
  const { finish } = await draftOf(
    world,
    { name: 'MAIL FOR ORCHARD ', items: [{ code: 'SITE', subscription: '' }] },
    'gwen',
  )
  expect(await refusalOf(finish())).toMatchObject({
    transport: 'CONFLICT',
    code: 'CLAIM_NAME_TAKEN',
    field: 'name',
    rule: 'B.1.2',
  })
  expect(await world.rows('select from claim')).toHaveLength(1)
})

test('B.1.2: another organisation may use the same name, and learns nothing of it', async ({ world }) => {
  await makeClaim(world, { name: 'Mail for Orchard' })
  expect((await makeClaim(world, { name: 'Mail for Orchard' }, 'theo')).number).toBe(1_000_002)
})

test('B.1.2: of two claims created at once under one name exactly one is, the other is CLAIM_NAME_TAKEN', async ({
  world,
}) => {
  const drafts = await Promise.all(
    workloads.slice(0, 4).map((code) => draftOf(world, { items: [{ code, subscription: '' }] })),
  )
  expect((await codesOf(drafts.map(({ finish }) => finish()))).toSorted()).toEqual([
    'CLAIM_NAME_TAKEN',
    'CLAIM_NAME_TAKEN',
    'CLAIM_NAME_TAKEN',
    'done',
  ])
})

test('C39: of colleagues who claim one item at once exactly one does, the others are told it is theirs already', async ({
  world,
}) => {
  const drafts = await Promise.all(
    ['ines', 'gwen', 'rhys'].map((person) => draftOf(world, { name: `by ${person}` }, person)),
  )
  expect((await codesOf(drafts.map(({ finish }) => finish()))).toSorted()).toEqual([
    'SUBSCRIPTION_ALREADY_CLAIMED',
    'SUBSCRIPTION_ALREADY_CLAIMED',
    'done',
  ])
  expect(await world.rows('select from claim')).toHaveLength(1)
})

test('CNF-R1: a rival may claim the same item at the same time; both claims stand', async ({ world }) => {
  const drafts = [await draftOf(world, {}), await draftOf(world, {}, 'theo')]
  expect(await codesOf(drafts.map(({ finish }) => finish()))).toEqual(['done', 'done'])
})

test('an item chosen twice, its identifier in two shapes, is chosen once', async ({ world }) => {
  const twice = [
    { code: 'MAIL', subscription: '' },
    { code: 'MEET', subscription: '' },
    { code: 'MAIL', subscription: '' },
  ]
  const { claimId } = await makeClaim(world, { items: twice })
  const page = await (await world.as('ines')).claims.get({ claimId })
  expect(page.items.map(({ code }) => code)).toEqual(['MAIL', 'MEET'])
  const [stored] = await world.rows<{ item_count: number }>('select item_count from claim')
  expect(stored!.item_count).toBe(2)

  const id = tiny.subscriptions.orchardSales.subscriptionId
  const sales = await makeClaim(world, {
    name: 'Sales',
    areaCode: 'business_apps',
    activity: 'presales',
    technicalContact: {
      name: 'Idris Falconer',
      title: 'Lead',
      email: 'i.falconer@orchardfoods.example',
      language: 'en',
      phone: '',
    },
    items: [
      { code: 'SALE', subscription: id },
      { code: 'SALE', subscription: `{${id.toUpperCase()}}` },
      { code: 'SALE', subscription: '' },
    ],
  })
  expect((await (await world.as('ines')).claims.get({ claimId: sales.claimId })).items).toHaveLength(1)
})

test('CLM-R15: a technical contact left over from another area was never judged and is not kept', async ({ world }) => {
  const technicalContact = {
    name: 'Ines',
    title: '',
    email: 'ines.incentive@kestrel.example',
    language: 'en',
    phone: '',
  }
  const { claimId } = await makeClaim(world, { technicalContact })
  const { contacts } = await (await world.as('ines')).claims.get({ claimId })
  expect(contacts.map(({ kind }) => kind).toSorted()).toEqual(['customer', 'partner'])
})

test('CLM-R5: opting out is kept for usage; a tick left over from it is not kept for another activity', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world, { incentiveOptOut: true })
  expect((await (await world.as('ines')).claims.get({ claimId })).incentiveOptOut).toBe(true)
})

test('T1: the number, the content and the event are there together, and the draft is gone', async ({ world }) => {
  const { claimId, number } = await makeClaim(world)
  const ines = await world.as('ines')
  expect(await ines.claims.get({ claimId })).toMatchObject({
    number,
    status: 'draft',
    shownStatus: 'draft',
    standing: { waitsOn: 'partner', until: null },
    moves: ['submit', 'delete'],
    history: [{ type: 'claim.created', actorName: 'Ines Marchetti', data: { number, items: 2 } }],
  })
  expect(await ines.claims.drafts.list()).toEqual([])
})

test('finishing one draft twice at once makes one claim', async ({ world }) => {
  const { finish } = await draftOf(world, {})
  expect((await codesOf([finish(), finish(), finish()])).toSorted()).toEqual(['NOT_FOUND', 'NOT_FOUND', 'done'])
  expect(await world.rows('select from claim')).toHaveLength(1)
})
