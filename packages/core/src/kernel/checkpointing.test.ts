import { Client } from 'pg'
import { expect } from 'vitest'
import { isConsistent } from '@ofrecord/verify/merkle'
import { installation } from '../../test/stage.ts'
import { makeClaim } from '../../test/story.ts'
import { disarm } from '../../test/unguarded.ts'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import { system } from './actor.ts'
import { auditChains } from './audit.queries.ts'
import { isSigned } from './checkpoint.ts'
import { proveConsistency } from './checkpoint.proof.ts'
import { readCheckpoint } from './checkpoint.queries.ts'
import { freshTree, writeCheckpoints } from './checkpointing.ts'
import { eventHash, genesis } from './record.ts'
import { readKeys, rotateKey } from './signing.ts'
import { inReading, inTransaction } from './transaction.ts'

const cover = (world: TestWorld, tree = freshTree()) => writeCheckpoints(world.orm, installation, tree)

const latest = (world: TestWorld, size?: number) =>
  inReading(world.reader, system('test'), (call) => readCheckpoint(call, size))

const audit = (world: TestWorld, ...kept: NonNullable<Awaited<ReturnType<typeof latest>>>[]) =>
  auditChains(world.reader, async () => [], kept)

const places = async (world: TestWorld): Promise<number[]> =>
  (
    await world.rows<{ place: string }>('select leaf_index as place from event where leaf_index is not null order by 1')
  ).map(({ place }) => Number(place))

/** So many events of histories of their own, as the programs would have written them. */
const tell = async (
  world: TestWorld,
  count: number,
  write: (statement: string, values: unknown[]) => Promise<unknown> = world.rows,
): Promise<void> => {
  const rows = Array.from({ length: count }, (_, n) => {
    const id = crypto.randomUUID()
    const event = {
      id,
      vendorId: null,
      organizationId: null,
      aggregateType: 'claim',
      aggregateId: id,
      seq: 1,
      type: 'claim.told',
      at: world.now().toISOString(),
      actorSide: 'system',
      actorId: null,
      actorRole: null,
      data: { n },
      personalHash: null,
    }
    return { id, at: event.at, n, hash: eventHash(event, genesis) }
  })
  await write(
    `insert into event (id, aggregate_type, aggregate_id, seq, type, at, actor_side, data, prev_hash, hash, attempts)
    select r.id, 'claim', r.id, 1, 'claim.told', r.at, 'system', jsonb_build_object('n', r.n), $2, r.hash, 0
    from jsonb_to_recordset($1::jsonb) as r (id uuid, at timestamptz, n int, hash text)`,
    [JSON.stringify(rows), genesis],
  )
}

test('I8: a checkpoint covers every event so far, is signed with a published key, and is written only when something happened', async ({
  world,
}) => {
  await makeClaim(world)
  const tree = freshTree()
  expect([await cover(world, tree), await cover(world, tree), await cover(world)]).toEqual([1, 0, 0])
  const checkpoint = (await latest(world))!
  const [count] = await world.rows<{ events: number }>('select count(*)::int as events from event')
  expect(checkpoint).toMatchObject({ schema: 'ofrecord-checkpoint/1', size: count!.events, previousSize: 0 })
  expect(checkpoint.at).toBe(world.now().toISOString())
  const keys = await readKeys(world.reader.em.fork().getKysely())
  expect(isSigned(checkpoint, keys)).toBe(true)
  expect(isSigned({ ...checkpoint, size: checkpoint.size + 1 }, keys)).toBe(false)
  expect(await audit(world)).toMatchObject({ checkpoints: 1, flaws: [], treeFlaws: [] })
})

test('I8: 2,300 events that waited are covered by one checkpoint for each 1,000, without a gap and in the order they were written', async ({
  world,
}) => {
  await tell(world, 2300)
  expect(await cover(world)).toBe(3)
  const sizes = await world.rows<{ size: string }>('select size from checkpoint order by size')
  const [{ events } = { events: 0 }] = await world.rows<{ events: number }>('select count(*)::int as events from event')
  expect(sizes.map(({ size }) => Number(size))).toEqual([1000, 2000, events])
  expect(await places(world)).toEqual(Array.from({ length: events }, (_, n) => n))
  const [order] = await world.rows<{ same: boolean }>(
    'select bool_and(here.leaf_index = there.rank - 1) as same from event here join (select id, row_number() over (order by position) as rank from event) there using (id)',
  )
  expect(order!.same).toBe(true)
  expect(await audit(world)).toMatchObject({ checkpoints: 3, flaws: [], treeFlaws: [] })
})

test('I8: an event whose transaction ends late comes after what was published meanwhile, and leaves no gap', async ({
  world,
}) => {
  await cover(world)
  const late = new Client({ connectionString: world.lentUrl })
  await late.connect()
  try {
    await late.query('begin')
    await late.query(
      `insert into event (id, aggregate_type, aggregate_id, seq, type, at, actor_side, data, prev_hash, hash, attempts)
      values ($1, 'claim', $1, 1, 'claim.late', $2, 'system', '{}', $3, $3, 0)`,
      [crypto.randomUUID(), world.now(), genesis],
    )
    await tell(world, 3)
    await cover(world)
    const published = (await latest(world))!
    await late.query('commit')
    await tell(world, 2)
    expect(await cover(world)).toBe(1)
    const [found] = await world.rows<{ place: string }>(
      `select leaf_index as place from event where type = 'claim.late'`,
    )
    expect(Number(found!.place)).toBe(published.size)
    expect(await places(world)).toEqual(Array.from({ length: published.size + 3 }, (_, n) => n))
    expect((await audit(world)).treeFlaws).toEqual([])
  } finally {
    await late.end()
  }
})

test('I8: four workers that cover at once, while three others write, make one tree', async ({ world }) => {
  const writers = Array.from({ length: 3 }, () => new Client({ connectionString: world.lentUrl }))
  const covering = Array.from({ length: 4 }, async () => {
    const tree = freshTree()
    for (let round = 0; round < 10; round++) await cover(world, tree)
  })
  const writing = writers.map(async (client) => {
    await client.connect()
    for (let round = 0; round < 10; round++) await tell(world, 20, (text, values) => client.query(text, values))
    await client.end()
  })
  await Promise.all([...covering, ...writing])
  await cover(world)
  const [count] = await world.rows<{ events: number }>('select count(*)::int as events from event')
  expect(await places(world)).toEqual(Array.from({ length: count!.events }, (_, n) => n))
  expect((await audit(world)).treeFlaws).toEqual([])
})

test('I8: a key that was rotated away keeps its checkpoints genuine', async ({ world }) => {
  await cover(world)
  await inTransaction(world.orm, system('test'), (call) => rotateKey(call, installation))
  await tell(world, 1)
  await cover(world)
  const signed = await world.rows<{ keys: number }>('select count(distinct key_id)::int as keys from checkpoint')
  expect(signed).toEqual([{ keys: 2 }])
  expect((await audit(world)).treeFlaws).toEqual([])
})

test('RFC 9162: each published tree is shown to be the beginning of the last one', async ({ world }) => {
  const sizes: number[] = []
  for (const count of [1030, 5, 1100]) {
    await tell(world, count)
    await cover(world)
    sizes.push((await latest(world))!.size)
  }
  const last = (await latest(world))!
  for (const size of sizes) {
    const first = (await latest(world, size))!
    const path = await proveConsistency(world.reader, first, last)
    expect(isConsistent(first.size, first.root, last.size, last.root, path)).toBe(true)
  }
})

/** As somebody who owns the tables and takes the guards away. */
const unguarded = async (world: TestWorld): Promise<void> => {
  for (const table of ['event', 'checkpoint', 'signing_key']) await disarm(world, table)
}

test('F42: a row that was edited as superuser, and its whole history hashed anew, is found by the checkpoint over it', async ({
  world,
}) => {
  await tell(world, 5)
  await cover(world)
  const before = (await latest(world))!
  await tell(world, 40)
  await cover(world)
  const [row] = await world.rows<{ id: string; place: string }>(
    `select id, leaf_index as place from event where leaf_index >= ${before.size} order by random() limit 1`,
  )
  await unguarded(world)
  const [edited] = await world.rows<{ event: Parameters<typeof eventHash>[0]; at: Date }>(
    `update event set data = '{"n": 99}' where id = $1 returning at, jsonb_build_object('id', id, 'vendorId', vendor_id,
      'organizationId', organization_id, 'aggregateType', aggregate_type, 'aggregateId', aggregate_id, 'seq', seq,
      'type', type, 'actorSide', actor_side, 'actorId', actor_id, 'actorRole', actor_role, 'data', data,
      'personalHash', personal_hash) as event`,
    [row!.id],
  )
  expect((await audit(world)).flaws).toEqual([{ aggregateId: row!.id, seq: 1, type: 'claim.told', damage: 'changed' }])
  const hash = eventHash({ ...edited!.event, at: edited!.at.toISOString() }, genesis)
  await world.rows('update event set hash = $2 where id = $1', [row!.id, hash])
  const { size, at } = (await latest(world))!
  expect(await audit(world)).toMatchObject({
    flaws: [],
    treeFlaws: [{ damage: 'rewritten', from: before.size, to: size - 1, checkpoint: { size, at } }],
  })
  await expect(cover(world)).rejects.toThrow('npm run audit -- verify')
})

test('F43: a tail that was cut off below a checkpoint is named, and nothing is signed over the gap', async ({
  world,
}) => {
  const tree = freshTree()
  await tell(world, 30)
  await cover(world, tree)
  const { size, at } = (await latest(world))!
  await unguarded(world)
  await world.rows('delete from event where leaf_index >= $1', [size - 8])
  expect(await audit(world)).toMatchObject({
    treeFlaws: [{ damage: 'lost', from: size - 8, to: size - 1, checkpoint: { size, at } }],
  })
  await tell(world, 2)
  await expect(cover(world)).rejects.toThrow('npm run audit -- verify')
})

test('F43: a tail that was cut off with its checkpoints is found by one that was kept', async ({ world }) => {
  await cover(world)
  await tell(world, 4)
  await cover(world)
  const kept = (await latest(world))!
  await unguarded(world)
  await world.rows('delete from event where leaf_index >= $1', [kept.previousSize])
  await world.rows('delete from checkpoint where size = $1', [kept.size])
  expect((await audit(world)).treeFlaws).toEqual([])
  const { size, at, previousSize } = kept
  expect((await audit(world, kept)).treeFlaws).toEqual([
    { damage: 'withdrawn', size },
    { damage: 'lost', from: previousSize, to: size - 1, checkpoint: { size, at } },
  ])
})

test('I8: a checkpoint that was taken out of the row, or off its end, is missed', async ({ world }) => {
  for (let written = 0; written < 4; written++) {
    await tell(world, 3)
    await cover(world)
  }
  const last = (await latest(world))!
  const before = (await latest(world, last.previousSize))!
  await unguarded(world)
  await world.rows('delete from checkpoint where size = $1', [before.previousSize])
  expect((await audit(world)).treeFlaws).toEqual([{ damage: 'withdrawn', size: before.previousSize }])
  await world.rows('delete from checkpoint where size = $1', [last.size])
  expect((await audit(world)).treeFlaws).toMatchObject([
    { damage: 'withdrawn', size: before.previousSize },
    { damage: 'beyond', from: before.size, to: last.size - 1 },
  ])
})

test.for([
  'update event set leaf_index = 900 where leaf_index = 0',
  'update event set leaf_index = null where leaf_index = 0',
  `update checkpoint set root = repeat('0', 64)`,
  'delete from checkpoint',
  'delete from event where leaf_index = 0',
])('DBI-R1 I8: neither the programs nor the owner may say: %s', async (statement, { world }) => {
  await cover(world)
  await expect(world.rows(statement)).rejects.toThrow()
  const app = new Client({ connectionString: world.lentUrl, options: '-c role=ofrecord_app -c ofrecord.side=system' })
  await app.connect()
  await expect(app.query(statement)).rejects.toThrow()
  await app.end()
})
