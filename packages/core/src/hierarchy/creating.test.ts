import { expect } from 'vitest'
import { completeProfiles, locationId, personId } from '../../test/access.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { callerIn, drawTree, plantTree, treeFaults, york } from '../../test/tree.ts'
import type { Planted } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import { hoursAfter } from '../kernel/time.ts'

const under = ({ ids }: Planted, name: string, changes: Partial<typeof york> = {}) => ({
  ...york,
  ...changes,
  parentId: ids[name]!,
  reason: 'A new office',
})

test('B.7.2, B.16.3: a new location has a number of its own, its country’s currency, and waits for verification', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A)')
  const caller = await callerIn(world, tree)
  const { locationId, number } = await caller.hierarchy.create(under(tree, 'A'))
  const made = await caller.hierarchy.get({ locationId })
  expect(made).toMatchObject({ number, status: 'pending_verification', currency: 'GBP', isHeadquarters: false })
  expect(made.above.map(({ name }) => name)).toEqual(['HQ', 'A'])
  const taken = await world.rows(
    `select from location where number = $1 union all select from organization where global_number = $1`,
    [number],
  )
  expect(taken).toHaveLength(1)
  expect((await caller.hierarchy.history({ locationId })).rows).toMatchObject([
    { kind: 'created', reason: 'A new office' },
  ])
  expect(await drawTree(world, tree.organizationId)).toBe('HQ(A(York))')
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
})

test('HIE-R1: a sixth level is DEPTH_EXCEEDED, for new locations too', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(B(C(D))))')
  const caller = await callerIn(world, tree)
  expect(await refusalOf(caller.hierarchy.create(under(tree, 'D')))).toMatchObject({ code: 'DEPTH_EXCEEDED' })
  expect(await codesOf([caller.hierarchy.create(under(tree, 'C', { postalCode: '1' }))])).toEqual([
    'POSTAL_CODE_MALFORMED',
  ])
})

test('HIE-R7: the same legal name in the same country is a warning, LOCATION_DUPLICATE, and no more', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A)')
  const caller = await callerIn(world, tree)
  await caller.hierarchy.create(under(tree, 'A'))
  const warned = await caller.hierarchy.check({ ...york, legalName: 'TEST trees york LTD' })
  expect(warned).toMatchObject([{ code: 'LOCATION_DUPLICATE', field: 'legalName', warning: true }])
  expect(await caller.hierarchy.check({ ...york, country: 'IE', postalCode: 'D02 X285' })).toEqual([])
  await caller.hierarchy.create(under(tree, 'HQ'))
})

test('two organisations that make locations at once get different numbers', async ({ world }) => {
  const trees = [await plantTree(world, 'HQ(A)'), await plantTree(world, 'Head(A)', 'Another')]
  const callers = await Promise.all(trees.map((tree) => callerIn(world, tree)))
  const made = await Promise.all(
    callers.flatMap((caller, index) => [0, 1, 2].map(() => caller.hierarchy.create(under(trees[index]!, 'A')))),
  )
  expect(new Set(made.map(({ number }) => number)).size).toBe(6)
})

test('HIE-R8 B.16.3: verified, edited, refused three times, then VERIFICATION_ATTEMPTS_USED', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A)')
  const caller = await callerIn(world, tree)
  const desk = await world.as('sam')
  const { locationId } = await caller.hierarchy.create(under(tree, 'A'))
  const current = async () => {
    const { version, status } = await caller.hierarchy.get({ locationId })
    return { version, status }
  }
  const here = async () => ({ locationId, version: (await current()).version })
  expect((await desk.hierarchy.pending({})).rows.map(({ id }) => id)).toContain(locationId)
  await desk.hierarchy.verify(await here())
  await caller.hierarchy.edit({ ...(await here()), fields: { ...york, phone: '' } })
  expect((await current()).status).toBe('verified')
  await caller.hierarchy.edit({ ...(await here()), fields: { ...york, legalName: 'York Trees Ltd' } })
  expect((await current()).status).toBe('pending_verification')
  await desk.hierarchy.verify(await here())
  const munich = { legalName: 'York Trees Ltd', country: 'DE', postalCode: '80331', city: 'Munich' }
  await caller.hierarchy.edit({ ...(await here()), fields: { ...york, ...munich, phone: '' } })
  expect((await current()).status).toBe('pending_verification')
  for (const attempt of [1, 2, 3]) {
    await desk.hierarchy.refuseVerification({ ...(await here()), reason: 'legal_name_unknown' })
    if (attempt < 3) await caller.hierarchy.resubmit(await here())
  }
  expect(await refusalOf(caller.hierarchy.resubmit(await here()))).toMatchObject({ code: 'VERIFICATION_ATTEMPTS_USED' })
  const now = await here()
  const refuseAgain = desk.hierarchy.refuseVerification({ ...now, reason: 'other' })
  expect(await codesOf([desk.hierarchy.verify({ ...now, version: 1 }), refuseAgain])).toEqual([
    'CONFLICT_STALE',
    'ILLEGAL_TRANSITION',
  ])
})

test('HIE-R8: the desk counts what it lists, and is told since when each location waits', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A)')
  const caller = await callerIn(world, tree)
  const desk = await world.as('sam')
  const { count: before } = await desk.hierarchy.pendingCount()
  const made = world.now()
  const { locationId } = await caller.hierarchy.create(under(tree, 'A'))
  const since = async () =>
    new Date((await desk.hierarchy.pending({ size: 100 })).rows.find(({ id }) => id === locationId)!.statusAt)
  expect([await desk.hierarchy.pendingCount(), await since()]).toEqual([{ count: before + 1 }, made])
  const edited = async (fields: object) => {
    world.at(hoursAfter(world.now(), 1))
    const { version } = await caller.hierarchy.get({ locationId })
    await caller.hierarchy.edit({ locationId, version, fields: { ...york, ...fields } })
    return since()
  }
  // It waits already: other words do not put it at the end.
  expect(await edited({ legalName: 'York Trees Ltd' })).toEqual(made)
  await desk.hierarchy.verify({ locationId, version: (await caller.hierarchy.get({ locationId })).version })
  expect(await edited({ legalName: 'York Woods Ltd' })).toEqual(world.now())
})

test('B.16.3: after three attempts the service desk still sees the location, and it alone can verify it', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A)')
  const caller = await callerIn(world, tree)
  const desk = await world.as('sam')
  const { locationId } = await caller.hierarchy.create(under(tree, 'A'))
  const here = async () => ({ locationId, version: (await desk.hierarchy.inspect({ locationId })).version })
  const isListed = async () => (await desk.hierarchy.pending({})).rows.some(({ id }) => id === locationId)
  const seen: boolean[] = []
  for (const attempt of [1, 2, 3]) {
    await desk.hierarchy.refuseVerification({ ...(await here()), reason: 'address_unknown' })
    seen.push(await isListed())
    if (attempt < 3) await caller.hierarchy.resubmit(await here())
  }
  expect(seen).toEqual([false, false, true])
  await desk.hierarchy.verify(await here())
  expect([await isListed(), (await caller.hierarchy.get({ locationId })).status]).toEqual([false, 'verified'])
})

test('B.16.3: incentives of a location with another legal name run on for 30 days, and end unless it was verified', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A, B)')
  const caller = await callerIn(world, tree)
  const desk = await world.as('sam')
  await world.rows(`update location set enrolled = true where organization_id = $1`, [tree.organizationId])
  const states = async () =>
    world.rows(
      `select name, enrolled from location where organization_id = $1 and not is_headquarters order by number`,
      [tree.organizationId],
    )
  for (const name of ['A', 'B']) {
    const { version } = await caller.hierarchy.get({ locationId: tree.ids[name]! })
    await caller.hierarchy.edit({ locationId: tree.ids[name]!, version, fields: { ...york, name } })
  }
  const { version } = await desk.hierarchy.inspect({ locationId: tree.ids['B']! })
  await desk.hierarchy.verify({ locationId: tree.ids['B']!, version })
  world.at(new Date(world.now().getTime() + 30 * 86_400_000 + 1))
  await world.fire()
  expect(await states()).toEqual([
    { name: 'A', enrolled: false },
    { name: 'B', enrolled: true },
  ])
})

test('HIE-R3: the service desk renames an organisation; its own people may not', async ({ world }) => {
  const tree = await plantTree(world, 'HQ')
  const renamed = { organizationId: tree.organizationId, name: 'Grown Trees', reason: 'Register of 2 November' }
  const caller = await callerIn(world, tree)
  expect(await refusalOf(caller.hierarchy.renameOrganisation(renamed))).toMatchObject({ code: 'FORBIDDEN' })
  await (await world.as('sam')).hierarchy.renameOrganisation(renamed)
  const [row] = await world.rows(`select name from organization where id = $1`, [tree.organizationId])
  expect(row).toEqual({ name: 'Grown Trees' })
})

test('C94 HIE-R6: a new location has the contacts of the one above it from its first moment, marked inherited', async ({
  world,
}) => {
  await completeProfiles(world)
  const gwen = await world.as('gwen')
  const parentId = await locationId(world, 'Bristol')
  await gwen.contacts.assign({ locationId: parentId, role: 'executive', personId: await personId(world, 'mina') })
  const made = await gwen.hierarchy.create({ ...york, parentId, reason: 'A new office' })
  const { rows } = await gwen.contacts.list({ state: 'inherited' })
  expect(rows).toMatchObject([
    { locationId: made.locationId, contacts: [{ role: 'executive', name: 'Mina Okafor', state: 'inherited' }] },
  ])
})
