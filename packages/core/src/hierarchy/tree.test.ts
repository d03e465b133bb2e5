import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { actingIn, callerIn, drawTree, plantTree, treeFaults } from '../../test/tree.ts'
import type { Planted } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { daysAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { applyChange } from './engine.ts'
import { exportLocations } from './export.ts'
import { LocationFilters } from './table.rules.ts'

type Caller = Awaited<ReturnType<typeof callerIn>>

const move = async (caller: Caller, { ids }: Planted, name: string, under: string) => {
  const { version } = await caller.hierarchy.get({ locationId: ids[name]! })
  return caller.hierarchy.move({ locationId: ids[name]!, parentId: ids[under]!, version, reason: 'Reorganised' })
}

const head = async (caller: Caller, { ids }: Planted, name: string) => {
  const { version } = await caller.hierarchy.get({ locationId: ids[name]! })
  return caller.hierarchy.makeHeadquarters({ locationId: ids[name]!, version, reason: 'Moved house' })
}

const numberOf = async (world: TestWorld, locationId: string): Promise<number> =>
  (await world.rows<{ number: number }>(`select number from location where id = $1`, [locationId]))[0]!.number

test('C95: a location with two levels below it moved under one of the third level is DEPTH_EXCEEDED and names the chain', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B), C(X(Y)))')
  const caller = await callerIn(world, tree)
  const refused = await refusalOf(move(caller, tree, 'C', 'B'))
  const chain: string[] = []
  for (const name of ['HQ', 'A', 'B', 'C', 'X', 'Y']) chain.push(`${name} (${await numberOf(world, tree.ids[name]!)})`)
  expect(refused).toMatchObject({ code: 'DEPTH_EXCEEDED', rule: 'HIE-R10' })
  expect(refused.params).toMatchObject({ levels: 6, chain: chain.join(' › ') })
  expect(await drawTree(world, tree.organizationId)).toBe('HQ(A(B), C(X(Y)))')
})

test('C96 HIE-R9: a location moves with its children, and nothing else changes place', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(M(N, O)), B(P))')
  const caller = await callerIn(world, tree)
  world.at(new Date(world.now().getTime() + 60_000))
  const { places } = await move(caller, tree, 'M', 'B')
  expect(places).toEqual([expect.objectContaining({ name: 'M', from: tree.ids['A'], to: tree.ids['B'] })])
  expect(await drawTree(world, tree.organizationId)).toBe('HQ(A, B(M(N, O), P))')
  const moved = await world.rows(`select from location_place where organization_id = $1 and since = $2`, [
    tree.organizationId,
    world.now(),
  ])
  expect(moved).toHaveLength(1)
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
})

test('C97, HIE-R12: X becomes the headquarters of HQ(A,B(C(X(Y)),D))', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A, B(C(X(Y)), D))')
  const caller = await callerIn(world, tree)
  await head(caller, tree, 'X')
  expect(await drawTree(world, tree.organizationId)).toBe('X(HQ, A, B(C, D), Y)')
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
  expect(await refusalOf(head(caller, tree, 'X'))).toMatchObject({ code: 'ALREADY_THERE' })
})

test('HIE-R10: HQ_CANNOT_MOVE and CYCLE through the door; a foreign place is not there (PRI-R1)', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(B))')
  const other = await plantTree(world, 'Head(Z)', 'Another')
  const caller = await callerIn(world, tree)
  expect(await refusalOf(move(caller, tree, 'HQ', 'A'))).toMatchObject({ code: 'HQ_CANNOT_MOVE' })
  expect(await refusalOf(move(caller, tree, 'A', 'B'))).toMatchObject({ code: 'CYCLE' })
  expect(await refusalOf(move(caller, tree, 'A', 'A'))).toMatchObject({ code: 'CYCLE' })
  const strange = { ...tree, ids: { ...tree.ids, ...other.ids, nowhere: '00000000-0000-7000-8000-000000000000' } }
  const answers = await Promise.all(['Z', 'nowhere'].map((name) => refusalOf(move(caller, strange, 'B', name))))
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ code: 'NOT_FOUND' })
})

test('HIE-R10: whoever sees both organisations is told OTHER_ORGANISATION', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A)')
  const other = await plantTree(world, 'Head(Z)', 'Another')
  const change = { kind: 'moved', locationId: tree.ids['A']!, parentId: other.ids['Z']! } as const
  const refused = inTransaction(world.orm, system('desk'), (call) => applyChange(call, change, { reason: '' }))
  await expect(refused).rejects.toMatchObject({ code: 'OTHER_ORGANISATION' })
})

test('MRG-R10: while a merge is open the tree holds still', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A, B)')
  const other = await plantTree(world, 'Head(Z)', 'Another')
  await world.rows(
    `insert into merge (id, vendor_id, organization_id, invited_organization_id, state, invited_at, invited_by, primary_contact_id, due_at)
     values (gen_random_uuid(), $1, $2, $3, 'invited', now(), gen_random_uuid(), gen_random_uuid(), now())`,
    [tree.vendorId, other.organizationId, tree.organizationId],
  )
  const caller = await callerIn(world, tree)
  expect(await refusalOf(move(caller, tree, 'A', 'B'))).toMatchObject({ code: 'HIERARCHY_FROZEN' })
  expect(await refusalOf(head(caller, tree, 'A'))).toMatchObject({ code: 'HIERARCHY_FROZEN' })
})

test('GEN-R5: of two who move the same location, the second is told what they saw has changed', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A, B, C)')
  const caller = await callerIn(world, tree)
  const { version } = await caller.hierarchy.get({ locationId: tree.ids['A']! })
  const moves = ['B', 'C'].map((name) =>
    caller.hierarchy.move({ locationId: tree.ids['A']!, parentId: tree.ids[name]!, version }),
  )
  expect((await codesOf(moves)).toSorted()).toEqual(['CONFLICT_STALE', 'done'])
})

test('B.7.7: the tree of any day, with the names of that day, and who changed it why', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(B), C)')
  const caller = await callerIn(world, tree)
  const begun = world.now().getTime()
  const laterBy = (days: number) => new Date(begun + days * 86_400_000)
  const drawnAt = async (asOf: Date | null): Promise<string> => {
    const level = async (parentId: string | null): Promise<string> => {
      const { rows } = await caller.hierarchy.tree({ parentId, asOf: asOf?.toISOString() ?? null })
      const drawn = await Promise.all(
        rows.map(async ({ id, name, hasChildren }) => (hasChildren ? `${name}(${await level(id)})` : name)),
      )
      return drawn.join(', ')
    }
    return level(null)
  }
  world.at(laterBy(1))
  await move(caller, tree, 'B', 'C')
  world.at(laterBy(2))
  await head(caller, tree, 'C')
  world.at(laterBy(3))
  const { version, ...kept } = await caller.hierarchy.get({ locationId: tree.ids['A']! })
  const { legalName, country } = kept
  const fields = {
    name: 'Aberdeen',
    legalName,
    street: '1 High Street',
    postalCode: 'AB10 1AA',
    city: 'Aberdeen',
    country,
  }
  await caller.hierarchy.edit({ locationId: kept.id, version, fields: { ...fields, registrationNumber: 'SC1' } })
  expect(await drawnAt(laterBy(-1))).toBe('')
  expect(await drawnAt(laterBy(0.5))).toBe('HQ(A(B), C)')
  expect(await drawnAt(laterBy(1.5))).toBe('HQ(A, C(B))')
  expect(await drawnAt(laterBy(2.5))).toBe('C(HQ, A, B)')
  expect(await drawnAt(laterBy(3.5))).toBe('C(HQ, Aberdeen, B)')
  expect(await drawnAt(null)).toBe('C(HQ, Aberdeen, B)')
  const { rows } = await caller.hierarchy.history({})
  expect(rows.map(({ kind, actorName, reason, placeCount }) => [kind, actorName, reason, placeCount])).toEqual([
    ['headquarters', 'Gwen Aldous', 'Moved house', 3],
    ['moved', 'Gwen Aldous', 'Reorganised', 1],
  ])
  expect((await caller.hierarchy.changeDays()).days).toHaveLength(2)
})

test('B.7.7: a location administrator sees the own branch and the names above it, and nothing beside it', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B(C)), D)')
  const caller = await callerIn(world, tree, 'location_admin', ['B', 'C'])
  const { rows } = await caller.hierarchy.tree({})
  expect(rows.map(({ name, above }) => [name, above.map((one) => one.name)])).toEqual([['B', ['HQ', 'A']]])
  expect((await caller.hierarchy.tree({ parentId: tree.ids['B']! })).rows.map(({ name }) => name)).toEqual(['C'])
  const beside = [
    caller.hierarchy.tree({ parentId: tree.ids['HQ']! }),
    caller.hierarchy.get({ locationId: tree.ids['D']! }),
    caller.hierarchy.history({ locationId: tree.ids['D']! }),
  ]
  expect(await codesOf(beside)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  expect((await caller.hierarchy.table({})).rows.map(({ name }) => name)).toEqual(['B', 'C'])
  expect(await refusalOf(move(caller, tree, 'C', 'B'))).toMatchObject({ code: 'FORBIDDEN' })
})

test('PRI-R1: of the tree of a day a location administrator opens no row on locations that are others’ by now', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B), C(D))')
  const own = await callerIn(world, tree, 'location_admin', ['A', 'C', 'D'])
  const then = daysAfter(world.now(), 1)
  world.at(daysAfter(world.now(), 2))
  await move(await callerIn(world, tree), tree, 'B', 'HQ')
  const { rows } = await own.hierarchy.tree({ asOf: then.toISOString() })
  expect(rows.map(({ name, hasChildren }) => [name, hasChildren])).toEqual([
    ['A', false],
    ['C', true],
  ])
})

test('B.7.7: the tree of a day begins for a location administrator where their locations began on that day', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B), C(D))')
  const own = await callerIn(world, tree, 'location_admin', ['A', 'B', 'D'])
  const then = daysAfter(world.now(), 1)
  world.at(daysAfter(world.now(), 2))
  const whole = await callerIn(world, tree)
  await move(whole, tree, 'B', 'HQ')
  await move(whole, tree, 'D', 'A')
  const drawn = async (asOf: string | null) => {
    const { hierarchy } = own
    const { rows } = await hierarchy.tree({ asOf })
    const below = await Promise.all(rows.map(({ id }) => hierarchy.tree({ parentId: id, asOf })))
    return rows.map(({ name }, at) => [name, ...below[at]!.rows.map((row) => row.name)])
  }
  expect(await drawn(null)).toEqual([['A', 'D'], ['B']])
  expect(await drawn(then.toISOString())).toEqual([['A', 'B'], ['D']])
})

test('B.18: of the history a location administrator reads their own places and the names above them, never what others lost or won', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B(C)), D, E)')
  const whole = await callerIn(world, tree)
  const own = await callerIn(world, tree, 'location_admin', ['B', 'C'])
  const noon = daysAfter(world.now(), 1)
  world.at(noon)
  await move(whole, tree, 'B', 'D')
  world.at(new Date(noon.getTime() + 1000))
  const change = { kind: 'headquarters', locationId: tree.ids['B']! } as const
  const { id: rehearsalId } = await whole.hierarchy.rehearse({ change })
  await whole.hierarchy.execute({ rehearsalId, reason: 'Moved house' })
  await move(whole, tree, 'E', 'A')
  world.at(daysAfter(world.now(), 1))
  await move(whole, tree, 'E', 'D')
  const { rows } = await own.hierarchy.history({})
  expect(rows.map(({ kind, placeCount, places, impact }) => ({ kind, placeCount, places, impact }))).toMatchObject([
    { kind: 'headquarters', placeCount: 1, places: [{ name: 'B', fromName: null, toName: null }], impact: {} },
    { kind: 'moved', placeCount: 1, places: [{ name: 'B', fromName: null, toName: null }] },
  ])
  expect(rows[0]!.impact).toEqual({})
  const all = await whole.hierarchy.history({ locationId: tree.ids['B']! })
  expect(all.rows[0]!.places.map(({ name }) => name)).toEqual(['B', 'HQ', 'A', 'D', 'E'])
  expect((await whole.hierarchy.changeDays()).days).toHaveLength(2)
  expect((await own.hierarchy.changeDays()).days).toHaveLength(1)
  const { impact } = await own.hierarchy.rehearse({ change: { kind: 'headquarters', locationId: tree.ids['C']! } })
  expect(impact.places.map(({ name }) => name)).toEqual(['C', 'B'])
})

test('PRI-R1: locations below are counted within the scope of whoever reads, in the tree and a search', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(Alba(Bra, Cuneo(Dronero)), Elva)')
  const own = await callerIn(world, tree, 'incentive_user', ['Alba', 'Cuneo'])
  const all = await callerIn(world, tree)
  for (const [caller, alba] of [
    [own, 1],
    [all, 3],
  ] as const) {
    const { hierarchy } = caller
    const read = [
      await hierarchy.tree({ parentId: caller === own ? null : tree.ids['HQ']! }),
      await hierarchy.search({ text: 'alb' }),
    ]
    expect(read.map(({ rows }) => rows.find(({ name }) => name === 'Alba')?.below)).toEqual([alba, alba])
  }
})

test('PRI-R1: whoever acts for a location without those below it sees no chevron, and none of them', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B), C(D))')
  const caller = await callerIn(world, tree, 'incentive_user', ['HQ', 'C'])
  const read = async (parentId: string | null) =>
    (await caller.hierarchy.tree({ parentId })).rows.map(({ name, hasChildren }) => [name, hasChildren])
  expect(await read(null)).toEqual([['HQ', true]])
  expect(await read(tree.ids['HQ']!)).toEqual([['C', false]])
  expect(await read(tree.ids['C']!)).toEqual([])
})

test('a search keeps what is above a hit, finds beginnings of words by two letters, and never looks elsewhere (PRI-R2)', async ({
  world,
}) => {
  const tree = await plantTree(world, 'Head(Northgate(Milford), Southgate)')
  await plantTree(world, 'Other(Milbank)', 'Another')
  const caller = await callerIn(world, tree)
  const found = async (text: string) =>
    (await caller.hierarchy.search({ text })).rows.map(({ name, above }) =>
      [...above.map((one) => one.name), name].join('/'),
    )
  expect(await found('ilf')).toEqual(['Head/Northgate/Milford'])
  expect(await found('mi')).toEqual(['Head/Northgate/Milford'])
  expect(await found('gate')).toEqual(['Head/Northgate', 'Head/Southgate'])
  expect(await found('m%d')).toEqual([])
  expect(await found(String(await numberOf(world, tree.ids['Southgate']!)))).toEqual(['Head/Southgate'])
})

test('the table pages through the same data in either order, filtered, each row with its path', async ({ world }) => {
  const tree = await plantTree(world, `HQ(A(${Array.from({ length: 60 }, (_, n) => `L${n}`).join(', ')}), B)`)
  const caller = await callerIn(world, tree)
  for (const sort of ['number', 'name'] as const) {
    const all: string[] = []
    for (let cursor: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof caller.hierarchy.table>> = await caller.hierarchy.table({
        sort,
        direction: 'desc',
        size: 25,
        cursor,
      })
      all.push(...page.rows.map(({ name }) => name))
      cursor = page.nextCursor
      more = cursor !== null
    }
    expect(new Set(all).size).toBe(63)
    if (sort === 'name') expect(all.slice(0, 2)).toEqual(['L9', 'L8'])
  }
  const under = { underId: tree.ids['A']!, search: 'L1' }
  expect(await caller.hierarchy.tableCount(under)).toBe(11)
  const { rows } = await caller.hierarchy.table({ ...under, size: 25 })
  expect(rows[0]).toMatchObject({ name: 'L1', level: 3, above: [{ name: 'HQ' }, { name: 'A' }] })
})

test('GEN-R6: the table as CSV is what the filters show, in the scope of whoever asks, and it is written down', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A(B), C)')
  const filters = LocationFilters.parse({})
  const csvOf = async (places: string[] | null): Promise<string[]> => {
    const actor = await actingIn(world, tree, places ? 'location_admin' : 'global_admin', places)
    return (await text((await exportLocations(world, actor, 'en', filters)).csv)).trim().split('\n')
  }
  const [head, ...all] = await csvOf(null)
  expect(head).toContain('Number,Location,Legal name,Above it,Level')
  expect(all.map((line) => line.split(',').slice(1, 5).join('|'))).toEqual([
    'HQ|HQ Ltd||1',
    'A|A Ltd|HQ|2',
    'B|B Ltd|HQ › A|3',
    'C|C Ltd|HQ|2',
  ])
  expect(await csvOf(['B'])).toHaveLength(2)
  const taken = await world.rows(
    `select data from event where aggregate_id = $1 and type = 'organization.listExported' order by seq`,
    [tree.organizationId],
  )
  expect(taken).toMatchObject([{ data: { list: 'locations', rows: 4 } }, { data: { list: 'locations', rows: 1 } }])
})

test('B.7.7: of a location administrator’s branches everything below is their own, from where it begins, with its count', async ({
  world,
}) => {
  await world.rows(
    `update location set parent_id = (select id from location where name = 'Milan') where name = 'Cologne'`,
  )
  const luca = await world.as('luca')
  const { rows } = await luca.hierarchy.tree({ parentId: null })
  const [milan] = rows
  expect(rows.map(({ name }) => name)).toEqual(['Milan'])
  const below = await luca.hierarchy.tree({ parentId: milan!.id })
  const all = await (await world.as('gwen')).hierarchy.tree({ parentId: milan!.id })
  expect(below.rows.map(({ name }) => name)).toEqual(all.rows.map(({ name }) => name))
  expect(milan!.below).toBe(all.rows.reduce((sum, row) => sum + 1 + (row.below ?? 0), 0))
  expect(milan!.below).toBeGreaterThan(0)
  expect((await luca.session.me()).roles).toEqual([{ role: 'location_admin', locations: { names: ['Milan'], all: 1 } }])
})
