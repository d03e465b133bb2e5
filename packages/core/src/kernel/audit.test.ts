import fc from 'fast-check'
import { expect } from 'vitest'
import { sayNo } from '../../test/customer.ts'
import { makeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { unguard } from '../../test/unguarded.ts'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import { findWitnesses } from '../consent/witnesses.ts'
import { auditChains } from './audit.queries.ts'

const audit = (world: TestWorld) => auditChains(world.reader, findWitnesses)

/** A claim from its first click to the customer's no, and another one that was only made. */
const story = async (world: TestWorld, { claimId }: MadeClaim): Promise<string> => {
  await sayNo(world, { comment: 'We never met them', shareComment: true })
  await world.work()
  await makeClaim(world, { name: 'Another one', items: [{ code: 'SITE', subscription: '' }] })
  return claimId
}

const places = async (world: TestWorld) =>
  (await audit(world)).flaws.map(({ aggregateId, seq, damage }) => ({ aggregateId, seq, damage }))

test('I8: the honest chains of a whole story pass, counted', async ({ opened: { world, claim } }) => {
  await story(world, claim)
  const [count] = await world.rows<{ events: number; chains: number }>(
    'select count(*)::int as events, count(distinct aggregate_id)::int as chains from event',
  )
  expect(await audit(world)).toEqual({ ...count, checkpoints: 0, flaws: [], treeFlaws: [] })
})

test.for([
  ['an edited fact', `update event set data = data || '{"n": 9}' where HERE and seq = 3`, 3, 'changed'],
  ['an edited time', `update event set at = at + interval '1 ms' where HERE and seq = 3`, 3, 'changed'],
  ['another actor', `update event set actor_id = gen_random_uuid() where HERE and seq = 3`, 3, 'changed'],
  ['an edited hash', `update event set hash = repeat('0', 64) where HERE and seq = 3`, 3, 'changed'],
  ['a deleted event', `delete from event where HERE and seq = 3`, 3, 'missing'],
  ['a deleted beginning', `delete from event where HERE and seq = 1`, 1, 'missing'],
  ['a renamed type', `update event set type = 'claim.approved' where HERE and seq = 3`, 3, 'changed'],
] as const)('GEN-R4 I8: %s is found at its place', async ([, statement, seq, damage], { opened: { world, claim } }) => {
  const aggregateId = await story(world, claim)
  await unguard(world)
  await world.rows(statement.replace('HERE', `aggregate_id = '${aggregateId}'`))
  expect((await places(world))[0]).toEqual({ aggregateId, seq, damage })
})

test('GEN-R4 I8: a deleted event is told once, and the chain after it is not blamed', async ({
  opened: { world, claim },
}) => {
  const aggregateId = await story(world, claim)
  await unguard(world)
  await world.rows(`delete from event where aggregate_id = $1 and seq in (3, 4)`, [aggregateId])
  expect(await places(world)).toEqual([{ aggregateId, seq: 3, damage: 'missing' }])
})

test('GEN-R4 I8: two events exchanged are both found', async ({ opened: { world, claim } }) => {
  const aggregateId = await story(world, claim)
  await unguard(world)
  await world.rows(`update event set seq = 7 - seq where aggregate_id = $1 and seq in (3, 4)`, [aggregateId])
  expect([...new Set((await places(world)).map(({ seq }) => seq))]).toEqual([3, 4, 5])
})

test('GEN-R4 I8: an event that was put in twice is found', async ({ opened: { world, claim } }) => {
  const aggregateId = await story(world, claim)
  await unguard(world)
  await world.rows(
    `insert into event (id, vendor_id, organization_id, aggregate_type, aggregate_id, seq, type, at, actor_side, actor_id,
      actor_role, data, personal_hash, prev_hash, hash, attempts)
    select gen_random_uuid(), vendor_id, organization_id, aggregate_type, aggregate_id, seq, type, at, actor_side, actor_id,
      actor_role, data, personal_hash, prev_hash, hash, 0 from event where aggregate_id = $1 and seq = 3`,
    [aggregateId],
  )
  expect(await places(world)).toContainEqual({ aggregateId, seq: 3, damage: 'repeated' })
})

test('GEN-R7 I8: edited words of a person are found, erased ones are not blamed', async ({
  opened: { world, claim },
}) => {
  const aggregateId = await story(world, claim)
  await world.rows(`update event set personal = null, personal_salt = null where type = 'claim.created'`)
  expect(await places(world)).toEqual([])
  await world.rows(`update event set personal = '{"comment": "We love them"}' where type = 'claim.denied'`)
  const [denied] = await world.rows<{ seq: number }>(`select seq from event where type = 'claim.denied'`)
  expect(await places(world)).toEqual([{ aggregateId, seq: denied!.seq, damage: 'personal' }])
})

test('I8: a tail that was cut off is found, because a letter and a receipt name it', async ({
  opened: { world, claim },
}) => {
  const aggregateId = await story(world, claim)
  await unguard(world)
  const [denied] = await world.rows<{ seq: number }>(`select seq from event where type = 'claim.denied'`)
  await world.rows('delete from event where aggregate_id = $1 and seq >= $2', [aggregateId, denied!.seq])
  const { flaws } = await audit(world)
  expect(flaws.map(({ aggregateId, seq, damage }) => ({ aggregateId, seq, damage }))).toContainEqual({
    aggregateId,
    seq: denied!.seq,
    damage: 'missing',
  })
  expect(flaws.map(({ namedBy }) => namedBy?.split(' ')[0])).toEqual(expect.arrayContaining(['letter', 'receipt']))
})

const columns = {
  id: 'gen_random_uuid()',
  vendor_id: 'gen_random_uuid()',
  organization_id: 'gen_random_uuid()',
  aggregate_type: `aggregate_type || 's'`,
  aggregate_id: 'gen_random_uuid()',
  seq: 'seq + 1000',
  type: `type || 'ed'`,
  at: `at + interval '1 ms'`,
  actor_side: `actor_side || 's'`,
  actor_id: 'gen_random_uuid()',
  actor_role: `coalesce(actor_role, '') || 'x'`,
  data: `data || '{"added": true}'`,
  personal: `'{"name": "Mallory"}'`,
  personal_hash: `coalesce(personal_hash, '') || '0'`,
  prev_hash: `translate(prev_hash, '0123456789abcdef', '123456789abcdef0')`,
  hash: `translate(hash, '0123456789abcdef', '123456789abcdef0')`,
} as const

test(
  'I8: 100 single mutations of the database at random places are all found, each while nothing else is damaged',
  { timeout: 120_000 },
  async ({ opened: { world, claim } }) => {
    await story(world, claim)
    await unguard(world)
    const rows = await world.rows<{ id: string; last: boolean }>(
      `select id, seq = max(seq) over (partition by aggregate_id) as last from event order by aggregate_id, seq`,
    )
    const seed = Number(process.env.OFRECORD_SEED ?? Math.floor(Math.random() * 2 ** 31))
    console.log(`mutations with OFRECORD_SEED=${seed}`)
    // The last event of a chain that no other row names can be cut off unseen; every other deletion shows.
    const mutation = fc.record({
      row: fc.nat({ max: rows.length - 1 }),
      column: fc.constantFrom(...(Object.keys(columns) as (keyof typeof columns)[]), 'delete' as const),
    })
    const missed: string[] = []
    for (const { row, column } of fc.sample(mutation, { seed, numRuns: 100 })) {
      const { id, last } = rows[row]!
      const how = column === 'delete' && last ? 'hash' : column
      await world.rows('create temporary table kept as select * from event where id = $1', [id])
      if (how === 'delete') await world.rows('delete from event where id = $1', [id])
      else await world.rows(`update event set ${how} = ${columns[how]} where id = $1`, [id])
      const { flaws } = await audit(world)
      if (flaws.length === 0) missed.push(`${how} of ${id}`)
      await world.rows(`delete from event e using kept where e.position = kept.position`)
      await world.rows('insert into event overriding system value select * from kept')
      await world.rows('drop table kept')
    }
    expect(missed).toEqual([])
    expect((await audit(world)).flaws).toEqual([])
  },
)
