import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { presales } from '../../test/inputs.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { goodInput, makeClaim, submitClaim, addEvidence } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import { ClaimInput } from './claim.rules.ts'

const orchard = tiny.tenants.orchard

test('C4: after step 3 the browser may close; the draft holds everything of steps 1 to 3', async ({ world }) => {
  const ines = await world.as('ines')
  const complete = await goodInput(world)
  const typed = ClaimInput.parse({
    areaCode: 'workplace',
    activity: 'usage',
    locationId: complete.locationId,
    tenantId: ' {3F6A1C88-09BE-4D27-A5F1-6C20E4B97D13} ',
    domain: 'https://www.orchardfoods.example/about',
  })
  const { draftId } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'customer', input: typed })
  const back = await (await world.as('ines')).claims.drafts.get({ draftId })
  expect(back.input).toEqual(typed)
  expect(back.step).toBe('customer')
  expect(new Set(back.problems.map(({ step }) => step))).toEqual(new Set(['items', 'contacts']))
})

test('C4: what was typed wrong is kept as it was typed, too', async ({ world }) => {
  const ines = await world.as('ines')
  const typed = ClaimInput.parse({ tenantId: 'ask Nora', domain: '???', customerContact: { email: 'nora at orchard' } })
  const { draftId } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'activity', input: typed })
  expect((await ines.claims.drafts.get({ draftId })).input).toEqual(typed)
})

test('a draft is saved over and over, and its version counts the times', async ({ world }) => {
  const ines = await world.as('ines')
  const input = await goodInput(world)
  const first = await ines.claims.drafts.save({ draftId: null, version: null, step: 'activity', input })
  const second = await ines.claims.drafts.save({
    draftId: first.draftId,
    version: first.version,
    step: 'review',
    input: { ...input, name: 'Renamed' },
  })
  expect([first.version, second.version]).toEqual([1, 2])
  expect(await ines.claims.drafts.list()).toMatchObject([{ id: first.draftId, name: 'Renamed', step: 'review' }])
})

test('GEN-R5: a draft that was saved in another window since is CONFLICT_STALE, for saving, finishing and discarding', async ({
  world,
}) => {
  const ines = await world.as('ines')
  const input = await goodInput(world)
  const { draftId, version } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  await ines.claims.drafts.save({ draftId, version, step: 'review', input: { ...input, name: 'The other window' } })
  const acts = [
    () => ines.claims.drafts.save({ draftId, version, step: 'review', input }),
    () => ines.claims.drafts.save({ draftId, version: null, step: 'review', input }),
    () => ines.claims.drafts.finish({ draftId, version }),
    () => ines.claims.drafts.discard({ draftId, version }),
  ]
  for (const act of acts)
    expect(await refusalOf(act())).toMatchObject({
      transport: 'CONFLICT',
      code: 'CONFLICT_STALE',
      rule: 'GEN-R5',
      params: { version: 2 },
    })
  expect((await ines.claims.drafts.get({ draftId })).input.name).toBe('The other window')
})

test('of two windows that save one version at once, one wins and the other is told', async ({ world }) => {
  const ines = await world.as('ines')
  const input = await goodInput(world)
  const { draftId, version } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  const saves = ['left', 'right'].map((name) =>
    ines.claims.drafts.save({ draftId, version, step: 'review', input: { ...input, name } }),
  )
  expect((await codesOf(saves)).toSorted()).toEqual(['CONFLICT_STALE', 'done'])
})

test('PRI-R1: somebody else’s draft is absent, a colleague’s as much as a rival’s', async ({ world }) => {
  const ines = await world.as('ines')
  const input = await goodInput(world)
  const { draftId, version } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  const absent = await refusalOf(ines.claims.drafts.get({ draftId: '019a0000-0000-7000-8000-000000000001' }))
  for (const person of ['gwen', 'ugo', 'theo']) {
    const other = await world.as(person)
    expect(await refusalOf(other.claims.drafts.get({ draftId })), person).toEqual(absent)
    expect(await refusalOf(other.claims.drafts.save({ draftId, version, step: 'review', input }))).toEqual(absent)
    expect(await refusalOf(other.claims.drafts.finish({ draftId, version }))).toEqual(absent)
    expect(await refusalOf(other.claims.drafts.discard({ draftId, version }))).toEqual(absent)
    expect(await other.claims.drafts.list()).toEqual([])
  }
})

test('a discarded draft is gone', async ({ world }) => {
  const ines = await world.as('ines')
  const { draftId, version } = await ines.claims.drafts.save({
    draftId: null,
    version: null,
    step: 'review',
    input: await goodInput(world),
  })
  await ines.claims.drafts.discard({ draftId, version })
  expect((await refusalOf(ines.claims.drafts.get({ draftId }))).code).toBe('NOT_FOUND')
  expect(await ines.claims.drafts.list()).toEqual([])
})

test('a draft that has a problem stays a draft; finishing it says the first one', async ({ world }) => {
  const ines = await world.as('ines')
  const input = await goodInput(world, { items: [] })
  const { draftId, version } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  expect(await refusalOf(ines.claims.drafts.finish({ draftId, version }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'ITEM_REQUIRED',
    field: 'items',
    rule: 'CLM-R8',
  })
  expect((await ines.claims.drafts.get({ draftId })).version).toBe(version)
  expect(await world.rows('select from claim')).toEqual([])
})

test('CLM-R19: a claim in status draft is opened again, changed and saved; the vendor’s claims are not', async ({
  world,
}) => {
  const ines = await world.as('ines')
  const claim = await makeClaim(world)
  const { draftId } = await ines.claims.drafts.edit({ claimId: claim.claimId })
  expect(await ines.claims.drafts.edit({ claimId: claim.claimId })).toEqual({ draftId })
  const { input, version } = await ines.claims.drafts.get({ draftId })
  expect(input).toEqual(await goodInput(world, { tenantId: orchard.tenantId }))
  const changed = { ...input, name: 'Meetings only', items: [{ code: 'MEET', subscription: '' }] }
  const saved = await ines.claims.drafts.save({ draftId, version, step: 'review', input: changed })
  expect(await ines.claims.drafts.finish({ draftId, version: saved.version })).toEqual(claim)
  expect(await ines.claims.get({ claimId: claim.claimId })).toMatchObject({
    name: 'Meetings only',
    items: [{ code: 'MEET' }],
    number: claim.number,
  })

  await addEvidence(world, claim.claimId)
  const again = await ines.claims.drafts.edit({ claimId: claim.claimId })
  await submitClaim(world, claim)
  expect(await refusalOf(ines.claims.drafts.edit({ claimId: claim.claimId }))).toMatchObject({
    transport: 'CONFLICT',
    code: 'CLAIM_NOT_EDITABLE',
    params: { status: 'submitted' },
  })
  expect((await refusalOf(ines.claims.drafts.finish({ draftId: again.draftId, version: 1 }))).code).toBe(
    'CLAIM_NOT_EDITABLE',
  )
})

test('CLM-R20: a claim that was recalled keeps its customer, area and activity; everything else may be changed', async ({
  world,
}) => {
  const ines = await world.as('ines')
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await ines.claims.recall({
    claimId: claim.claimId,
    version: (await ines.claims.get({ claimId: claim.claimId })).version,
  })
  const { draftId } = await ines.claims.drafts.edit({ claimId: claim.claimId })
  const { input, ...draft } = await ines.claims.drafts.get({ draftId })
  const { nordmark } = tiny.tenants
  const others = [
    [{ domain: orchard.domains[1]! }, 'domain'],
    [
      presales({
        name: input.name,
        tenantId: input.tenantId,
        domain: input.domain,
        items: [{ code: 'SALE', subscription: '' }],
      }),
      'areaCode',
    ],
    [presales({ tenantId: nordmark.tenantId }), 'tenantId'],
  ] as const
  let { version } = draft
  for (const [changes, field] of others) {
    version = (await ines.claims.drafts.save({ draftId, version, step: 'review', input: { ...input, ...changes } }))
      .version
    expect(await refusalOf(ines.claims.drafts.finish({ draftId, version }))).toMatchObject({
      transport: 'CONFLICT',
      code: 'CLAIM_NOT_EDITABLE',
      rule: 'CLM-R20',
      field,
    })
  }
  const renamed = { ...input, name: 'Renamed', items: [{ code: 'SITE', subscription: '' }] }
  version = (await ines.claims.drafts.save({ draftId, version, step: 'review', input: renamed })).version
  expect(await ines.claims.drafts.finish({ draftId, version })).toEqual(claim)
})

test('a hostile draft is refused before it is stored: NUL and lone surrogates are INPUT_SHAPE, not a fault of the server', async ({
  world,
}) => {
  const ines = await world.as('ines')
  const input = await goodInput(world)
  for (const name of ['a\0b', '\ud800'])
    expect(
      await refusalOf(
        ines.claims.drafts.save({ draftId: null, version: null, step: 'review', input: { ...input, name } }),
      ),
    ).toMatchObject({ transport: 'BAD_REQUEST', code: 'INPUT_SHAPE', field: 'input.name' })
  const naughty = `"; drop table claim_draft; -- <script>alert(1)</script> {{7*7}} \${7*7} %0d%0aBcc: x`
  const { draftId } = await ines.claims.drafts.save({
    draftId: null,
    version: null,
    step: 'review',
    input: { ...input, name: naughty },
  })
  expect((await ines.claims.drafts.get({ draftId })).input.name).toBe(naughty)
})
