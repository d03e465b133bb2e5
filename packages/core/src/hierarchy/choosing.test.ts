import { expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { callerIn, plantBranches, plantTree } from '../../test/tree.ts'
import { test } from '../../test/world.ts'

test('a form is offered the first fifty locations, headquarters first, and every other one by its name or number', async ({
  world,
}) => {
  const { organizationId, ids, vendorId } = await plantTree(world, 'HQ(North, South)')
  const branches = await plantBranches(world, ids['North']!, 600)
  await world.rows(`update location set number = number + 5000 where id = $1`, [ids['HQ']])
  const { hierarchy } = await callerIn(world, { organizationId, ids, vendorId })
  const first = await hierarchy.choices({ privilege: 'people.manage' })
  expect(first.rows.map(({ name }) => name).slice(0, 4)).toEqual(['HQ', 'North', 'South', 'Branch 001'])
  expect(first.rows).toHaveLength(50)
  expect(first.more).toBe(true)
  const found = await hierarchy.choices({ privilege: 'people.manage', search: 'branch 599' })
  expect(found).toMatchObject({ rows: [{ id: branches[598], name: 'Branch 599', city: 'Hull' }], more: false })
  const number = String(found.rows[0]!.number)
  expect((await hierarchy.choices({ privilege: 'people.manage', search: number })).rows).toEqual(found.rows)
  expect(await hierarchy.named({ privilege: 'people.manage', locationIds: [branches[598]!, branches[0]!] })).toEqual([
    expect.objectContaining({ name: 'Branch 001' }),
    { id: branches[598], name: 'Branch 599', number: found.rows[0]!.number },
  ])
})

test('B.7.7 PRI-R1: what is offered and named lies where the privilege holds, and is refused to whoever holds it nowhere', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(North(Leeds), South)')
  const { ids } = tree
  const { hierarchy } = await callerIn(world, tree, 'incentive_user', ['North', 'Leeds'])
  const offered = await hierarchy.choices({ privilege: 'claims.create' })
  expect(offered.rows.map(({ name }) => name)).toEqual(['North', 'Leeds'])
  expect((await hierarchy.choices({ privilege: 'claims.create', search: 'south' })).rows).toEqual([])
  const foreign = await placeOf(world, 'leeds')
  const locationIds = [ids['South']!, ids['Leeds']!, foreign]
  expect((await hierarchy.named({ privilege: 'claims.create', locationIds })).map(({ name }) => name)).toEqual([
    'Leeds',
  ])
  for (const asked of [
    hierarchy.choices({ privilege: 'people.manage' }),
    hierarchy.named({ privilege: 'people.manage', locationIds }),
  ])
    expect(await refusalOf(asked)).toMatchObject({ code: 'FORBIDDEN', params: { privilege: 'people.manage' } })
})

test('a location that left is not offered, and has its name where it was chosen before', async ({ world }) => {
  const tree = await plantTree(world, 'HQ(North, South)')
  await world.rows(`update location set status = 'dissociated', left_at = now() where id = $1`, [tree.ids['South']])
  const { hierarchy } = await callerIn(world, tree)
  const { rows } = await hierarchy.choices({ privilege: 'organisations.see' })
  expect(rows.map(({ name }) => name)).toEqual(['HQ', 'North'])
  const named = await hierarchy.named({ privilege: 'organisations.see', locationIds: [tree.ids['South']!] })
  expect(named).toMatchObject([{ name: 'South' }])
})

test('of a role at many places a session tells the branches of a location’s administrator, and counts what it does not name', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(North, South)')
  const branches = await plantBranches(world, tree.ids['North']!, 30)
  const everywhere = { ...tree.ids, ...Object.fromEntries(branches.map((id) => [id, id])) }
  const below = ['North', ...branches]
  const whole = { ...tree, ids: everywhere }
  const admin = await callerIn(world, whole, 'location_admin', below)
  expect((await admin.session.me()).roles).toEqual([
    { role: 'location_admin', locations: { names: ['North'], all: 1 } },
  ])
  const seller = await callerIn(world, whole, 'incentive_user', below)
  const [role] = (await seller.session.me()).roles
  expect(role).toMatchObject({ role: 'incentive_user', locations: { all: 31 } })
  expect(role?.locations?.names).toHaveLength(10)
  expect((await (await callerIn(world, whole)).session.me()).roles).toEqual([{ role: 'global_admin', locations: null }])
})

test('an organisation is told in short: how many locations, how many enrolled, and which could not be verified', async ({
  world,
}) => {
  const tree = await plantTree(world, 'HQ(North, South)')
  await plantBranches(world, tree.ids['North']!, 600)
  await world.rows(`update location set status = 'verification_failed' where id = $1`, [tree.ids['South']])
  const { organisations } = await callerIn(world, tree)
  expect(await organisations.get()).toMatchObject({
    locations: { all: 603, enrolled: 600 },
    failed: [{ id: tree.ids['South'], name: 'South' }],
  })
})
