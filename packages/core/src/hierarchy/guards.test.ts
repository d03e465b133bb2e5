import { expect } from 'vitest'
import { completeProfiles, locationId, personId } from '../../test/access.ts'
import { drawTree, plantTree, randomFrom, treeFaults } from '../../test/tree.ts'
import type { Planted } from '../../test/tree.ts'
import { makeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

// DBI-R1: every statement here goes around the code, as somebody with a database console would.

const constraintOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'nothing refused it',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  )

const under = (world: TestWorld, { ids }: Planted, name: string, parent: string): Promise<unknown> =>
  world.rows(`update location set parent_id = $2 where id = $1`, [ids[name], ids[parent]])

const leave = (world: TestWorld, { ids }: Planted, ...names: string[]): Promise<unknown> =>
  world.rows(`update location set left_at = now(), status = 'dissociated' where id = any($1)`, [
    names.map((name) => ids[name]),
  ])

test('DBI-R1: a location is never below itself', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(B(C)), D)')
  expect(await constraintOf(under(world, tree, 'A', 'C'))).toBe('location_cycle')
  expect(await constraintOf(under(world, tree, 'A', 'A'))).toBe('location_cycle')
  const ring = world.rows(
    `update location set parent_id = case id when $1::uuid then $2::uuid else $1::uuid end where id in ($1, $2)`,
    [tree.ids['A'], tree.ids['D']],
  )
  expect(await constraintOf(ring)).toBe('location_cycle')
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
})

test('DBI-R1, HIE-R1: no chain has more than five locations', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(B(C(X))), D(E(F(G))))')
  expect(await constraintOf(under(world, tree, 'D', 'B'))).toBe('location_depth_check')
  await expect(plantTree(world, 'HQ(A(B(C(X(Y)))))', 'Too Deep')).rejects.toMatchObject({
    constraint: 'location_depth_check',
  })
  await under(world, tree, 'G', 'A')
  expect(await drawTree(world, tree.organizationId)).toBe('HQ(A(B(C(X)), G), D(E(F)))')
})

test('DBI-R1, HIE-R2: a location above belongs to the same organisation', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A)')
  const other = await plantTree(world, 'Head(Z)', 'Another')
  const across = world.rows(`update location set parent_id = $2 where id = $1`, [tree.ids['A'], other.ids['Z']])
  expect(await constraintOf(across)).toBe('location_parent_foreign')
})

test('DBI-R1, B.20: a claim, a place, a role, a contact and a privilege are at locations of their own organisation', async ({
  world,
}) => {
  const other = await plantTree(world, 'Head(Z)', 'Another')
  await makeClaim(world)
  await completeProfiles(world)
  const { contacts, privileges } = await world.as('gwen')
  const theirs = { locationId: await locationId(world, 'Leeds'), personId: await personId(world, 'mina') }
  await contacts.assign({ ...theirs, role: 'technical_3' })
  await privileges.grant({ ...theirs, privilege: 'license_statement' })
  const tables = ['claim', 'affiliation', 'role_assignment', 'contact_assignment', 'privilege_grant']
  const refused = await Promise.all(
    tables.map(async (table) =>
      constraintOf(
        world.rows(
          `update ${table} set location_id = $1 where id = (select id from ${table} where location_id is not null limit 1)`,
          [other.ids['Z']],
        ),
      ),
    ),
  )
  expect(refused).toEqual(tables.map((table) => `${table}_location_own_foreign`))
})

test('DBI-R1, B.20: a contact and a privilege belong to whose place in the organisation they name', async ({
  world,
}) => {
  await completeProfiles(world)
  const { contacts, privileges } = await world.as('gwen')
  const theirs = { locationId: await locationId(world, 'Leeds'), personId: await personId(world, 'mina') }
  await contacts.assign({ ...theirs, role: 'technical_3' })
  await privileges.grant({ ...theirs, privilege: 'license_statement' })
  const refused = []
  for (const table of ['contact_assignment', 'privilege_grant'])
    refused.push(
      await constraintOf(
        world.rows(
          `update ${table} set person_id = $2 where person_id = $1 and (select true from affiliation where person_id = $2 limit 1)`,
          [theirs.personId, await personId(world, 'gwen')],
        ),
      ),
    )
  expect(refused).toEqual(['contact_assignment_affiliation_own_foreign', 'privilege_grant_affiliation_own_foreign'])
})

test('DBI-R1, HIE-R5, I14: an organisation has one headquarters, neither none nor two', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A, B)')
  const second = world.rows(`update location set parent_id = null, is_headquarters = true where id = $1`, [
    tree.ids['A'],
  ])
  expect(await constraintOf(second)).toBe('location_one_headquarters')
  expect(await constraintOf(leave(world, tree, 'HQ', 'A', 'B'))).toBe('organization_headquarters')
  const none = world.rows(
    `insert into organization (id, vendor_id, global_number, name, country, domains) values (gen_random_uuid(), $1, 1, 'x', 'GB', '{}')`,
    [tree.vendorId],
  )
  expect(await constraintOf(none)).toBe('organization_headquarters')
  expect(await constraintOf(world.rows(`update location set parent_id = null where id = $1`, [tree.ids['A']]))).toBe(
    'location_root_check',
  )
})

test('DBI-R1, DIS-R2: nothing that stayed is below what left', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A(B), C)')
  expect(await constraintOf(leave(world, tree, 'A'))).toBe('location_left_whole')
  await leave(world, tree, 'A', 'B')
  expect(await constraintOf(under(world, tree, 'C', 'A'))).toBe('location_left_whole')
  const back = world.rows(`update location set left_at = null where id = $1`, [tree.ids['B']])
  expect(await constraintOf(back)).toBe('location_left_whole')
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
})

test('DBI-R1: nobody writes the labels, the places or what was written down', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(A)')
  const labels = world.rows(`update location set below = 7 where id = $1`, [tree.ids['HQ']])
  expect(await constraintOf(labels)).toBe('location_labels')
  const many = world.rows(`update location set height = height + 1, name = name || '!' where organization_id = $1`, [
    tree.organizationId,
  ])
  expect(await constraintOf(many)).toBe('location_labels')
  await world.rows(
    `insert into structure_change (id, vendor_id, organization_id, kind, location_id, at, actor_name, places, impact)
     values (gen_random_uuid(), $1, $2, 'moved', $3, now(), 'Gwen', '[]', '{}')`,
    [tree.vendorId, tree.organizationId, tree.ids['A']],
  )
  await expect(world.rows(`update structure_change set reason = 'another'`)).rejects.toThrow('append-only')
  await expect(world.rows(`delete from structure_change`)).rejects.toThrow('append-only')
  const [may] = await world.rows(
    `select has_table_privilege('ofrecord_app', 'location_place', 'insert, update, delete') as places,
       has_table_privilege('ofrecord_app', 'structure_change', 'update, delete') as changes`,
  )
  expect(may).toEqual({ places: false, changes: false })
})

test('several changes of a location in one instant are one place: it stood nowhere for no time at all', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(A, B, C)')
  const { A, B, C } = tree.ids
  await world.rows(`begin; set local ofrecord.clock = '2031-01-01T00:00:00Z';
    update location set parent_id = '${A}' where id = '${C}'; update location set parent_id = '${B}', name = 'D' where id = '${C}'; commit`)
  expect(await treeFaults(world, tree.organizationId)).toEqual([])
  const places = await world.rows(
    `select parent_id as parent, name, until::text from location_place where location_id = $1 order by since`,
    [C],
  )
  expect(places).toEqual([
    { parent: tree.ids['HQ'], name: 'C', until: '2031-01-01 00:00:00+00' },
    { parent: B, name: 'D', until: null },
  ])
})

test('labels and places are right after any statement, with many locations at once', async ({ world }) => {
  const seed = Number(process.env['OFRECORD_SEED'] ?? Math.floor(Math.random() * 1e9))
  console.log(`seed ${seed}`)
  const draw = randomFrom(seed)
  const turns = Number(process.env['OFRECORD_TURNS'] ?? 60)
  const names = Array.from({ length: 14 }, (_, index) => `L${index}`)
  const tree = await plantTree(world, `HQ(${names.join(', ')})`)
  const ids = names.map((name) => tree.ids[name]!)
  for (let turn = 0; turn < turns; turn++) {
    const rows = Array.from({ length: 1 + draw(draw(3) === 0 ? 12 : 2) }, () => ids[draw(ids.length)]!)
    const change = JSON.stringify(
      [...new Set(rows)].map((id) => ({ id, parent: draw(4) === 0 ? tree.ids['HQ'] : ids[draw(ids.length)] })),
    )
    await world
      .rows(
        draw(4) === 0
          ? `update location l set left_at = case when left_at is null then now() end from jsonb_to_recordset($1) as c(id uuid) where l.id = c.id`
          : `update location l set parent_id = c.parent from jsonb_to_recordset($1) as c(id uuid, parent uuid) where l.id = c.id`,
        [change],
      )
      .catch((error: { constraint?: string }) => {
        if (!error.constraint) throw error
      })
    expect(await treeFaults(world, tree.organizationId), `seed ${seed}, turn ${turn}`).toEqual([])
  }
})

test('locations may be written before the one above them, and a whole tree in one statement', async ({ world }) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor limit 1`)
  const insert = (id: string, parent: string | null, number: number) =>
    `insert into location (id, vendor_id, organization_id, number, name, city, country, parent_id, is_headquarters, status)
     values ('${id}', '${vendor!.id}', '${id0}', ${number}, 'n${number}', 'c', 'GB', ${parent ? `'${parent}'` : 'null'}, ${parent === null}, 'verified')`
  const [id0, a, b, c] = ['0', '1', '2', '3'].map((digit) => `00000000-0000-7000-8000-00000000000${digit}`) as [
    string,
    string,
    string,
    string,
  ]
  await world.rows(`begin;
    insert into organization (id, vendor_id, global_number, name, country, domains) values ('${id0}', '${vendor!.id}', 2, 'x', 'GB', '{}');
    ${insert(c, b, 9000003)}; ${insert(b, a, 9000002)}; ${insert(a, null, 9000001)}; commit`)
  expect(await treeFaults(world, id0)).toEqual([])
  expect(await drawTree(world, id0)).toBe('n9000001(n9000002(n9000003))')
})
