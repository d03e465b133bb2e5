import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { plantBranches } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { exportRoles } from './role.export.ts'
import { RoleFilters } from './role.rules.ts'

/** Mina orders at every one of so many branches below Leeds. */
const spread = async (world: TestWorld, count: number): Promise<void> => {
  const branches = await plantBranches(world, await placeOf(world, 'leeds'), count)
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role, location_id)
     select gen_random_uuid(), a.vendor_id, a.person_id, a.organization_id, 'order_user', b.id
     from affiliation a join person p on p.id = a.person_id, unnest($1::uuid[]) as b(id)
     where p.name = 'Mina Okafor' and a.status = 'active'`,
    [branches],
  )
}

test('GEN-R3: roles come by page, each once, however many there are', async ({ world }) => {
  await spread(world, 1200)
  const { people } = await world.as('gwen')
  const seen: string[] = []
  for (let cursor: string | null = null; ;) {
    const page = await people.roles.list({ role: 'order_user', size: 100, cursor })
    seen.push(...page.rows.map(({ roleId }) => roleId))
    cursor = page.nextCursor
    if (cursor === null) break
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(await people.roles.exportCount({ role: 'order_user' })).toBe(seen.length)
  expect(seen.length).toBeGreaterThanOrEqual(1200)
})

test('B.0.1: a list of roles narrows by name, role and person, and a cursor belongs to its filters', async ({
  world,
}) => {
  await spread(world, 60)
  const { people } = await world.as('gwen')
  const { rows, nextCursor } = await people.roles.list({ search: 'mina o', size: 25 })
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['Mina Okafor']))
  const { affiliationId } = rows[0]!
  const hers = await people.roles.list({ affiliationId, size: 100 })
  expect(new Set(hers.rows.map(({ name }) => name))).toEqual(new Set(['Mina Okafor']))
  const carried = people.roles.list({ search: 'gwen', size: 25, cursor: nextCursor })
  expect((await refusalOf(carried)).code).toBe('CURSOR_INVALID')
})

test('GEN-R6: who gives roles takes the list along as a file, of the roles and places that are theirs to give', async ({
  world,
}) => {
  await spread(world, 3)
  const gwen = await world.actor('gwen')
  const file = await exportRoles(world, gwen, 'en', RoleFilters.parse({ role: 'order_user' }))
  const lines = (await text(file.csv)).trim().split('\n')
  expect(lines.filter((line) => line.includes('Mina Okafor')).map((line) => line.split(',')[3])).toEqual(
    expect.arrayContaining(['Branch 001', 'Branch 002', 'Branch 003']),
  )
  const luca = await exportRoles(world, await world.actor('luca'), 'en', RoleFilters.parse({}))
  expect(await text(luca.csv)).not.toContain('Branch')
  expect(
    (await refusalOf(world.actor('rosa').then((rosa) => exportRoles(world, rosa, 'en', RoleFilters.parse({}))))).code,
  ).toBe('FORBIDDEN')
})
