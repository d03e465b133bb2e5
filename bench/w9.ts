import { Pool } from 'pg'
import { openWorld } from '../packages/core/test/stage.ts'
import type { TestWorld } from '../packages/core/test/stage.ts'
import { actingIn, plantTree, treeFaults } from '../packages/core/test/tree.ts'
import type { Planted } from '../packages/core/test/tree.ts'
import type { PersonActor } from '../packages/core/src/kernel/actor.ts'
import type { Call } from '../packages/core/src/kernel/transaction.ts'
import { inReading, inTransaction } from '../packages/core/src/kernel/transaction.ts'
import { applyChange } from '../packages/core/src/hierarchy/engine.ts'
import { readTree } from '../packages/core/src/hierarchy/tree.queries.ts'
import { TreeInput } from '../packages/core/src/hierarchy/table.rules.ts'
import { compare } from './pairs.ts'
import type { Comparison, Side } from './pairs.ts'
import { large, locations, people } from './w9.large.ts'
import { merging } from './w9.merging.ts'

const cursorKey = new Uint8Array(32)
const few = { pairs: 11, calls: 100, warm: 100 }

/**
 * W9: an organisation of 100,000 locations on five levels. What moves is a branch of 50,000 or a single location, by one
 * statement with everything that the database keeps by itself: labels of those above, places, the check against circles.
 * The floor is the same update of the same column in a table of the same rows and indexes that keeps nothing. Half of it
 * closes, comes back, and gets another headquarters above it (`w9.large.ts`); an organisation of 50,000 goes into it.
 */
export const w9 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const { world, close } = await openWorld()
  const pool = new Pool({ connectionString: world.url, options: '-c timezone=UTC', max: 2 })
  try {
    const tree = await plantTree(world, 'HQ(East(Branch), West(Leaf))', 'A Hundred Thousand')
    const took = await grow(world, tree)
    const actor = await actingIn(world, tree)
    const comparisons = [
      ...(await moves(pool, tree)),
      await verb(world, tree, actor),
      await page(world, pool, tree, actor),
    ]
    comparisons.push(await half(pool, tree))
    await people(world, tree, [6_000_000, 7_000_000])
    comparisons.push(...(await large(world, pool, tree, actor)))
    comparisons.push(...(await merging(world, pool, tree, actor)))
    const faults = await treeFaults(world, tree.organizationId)
    if (faults.length > 0) throw new Error(`The tree is broken: ${faults.slice(0, 3).join('; ')}`)
    const [{ below }] = (await world.rows<{ below: number }>(`select below from location where id = $1`, [
      tree.ids['HQ'],
    ])) as [{ below: number }]
    const data = `${(below + 1).toLocaleString('en')} locations, inserted in ${(took / 1000).toFixed(1)} s with their labels and places, and 10,000 people`
    return { data, comparisons }
  } finally {
    await pool.end()
    await close()
  }
}

/** 500 locations with 99 below each under Branch, and as many under the headquarters. */
const grow = async (world: TestWorld, tree: Planted): Promise<number> => {
  const start = performance.now()
  await locations(world, tree, 'Branch', 6_000_000)
  await locations(world, tree, 'HQ', 7_000_000)
  const took = performance.now() - start
  await world.rows('create table plain (like location including defaults including indexes)')
  await world.rows('insert into plain select * from location')
  for (const table of ['location', 'plain', 'location_place']) await world.rows(`vacuum analyze ${table}`)
  return took
}

const moves = async (pool: Pool, { ids }: Planted): Promise<Comparison[]> => {
  const between = (table: string, name: string): Side['call'] => {
    const values = [ids[name], ids['East'], ids['West']]
    const text = `update ${table} set parent_id = case parent_id when $2::uuid then $3::uuid else $2::uuid end where id = $1`
    return () => pool.query({ name: `move ${table}`, text, values })
  }
  const floor = { name: 'one row of a plain table', call: between('plain', 'Branch') }
  const branch = { name: 'a branch of 50,000', call: between('location', 'Branch') }
  const leaf = { name: 'a single location', call: between('location', 'Leaf') }
  return [
    await compare('move a branch of 50,000', 'subject ≤ 1,000 µs', floor, branch, few),
    await compare(
      'move a branch of 50,000 against a single location',
      '≥ 0.8×: the size does not matter',
      leaf,
      branch,
      few,
    ),
  ]
}

/** The whole verb: decided, moved, told, written down, committed. */
const verb = async (world: TestWorld, { ids }: Planted, actor: PersonActor): Promise<Comparison> => {
  let turn = 0
  const asked = (name: string) => () =>
    inTransaction(world.orm, actor, async (call) => {
      const parents = [ids['East']!, ids['West']!]
      const at = (
        await call.em.execute<{ parent_id: string }[]>('select parent_id from location where id = ?', [ids[name]])
      )[0]!
      const parentId = parents.find((id) => id !== at.parent_id)!
      return applyChange(call, { kind: 'moved', locationId: ids[name]!, parentId }, { reason: `turn ${turn++}` })
    })
  return compare(
    'the whole verb, a branch of 50,000 against a single location',
    '≥ 0.8×',
    { name: 'a single location', call: asked('Leaf') },
    { name: 'a branch of 50,000', call: asked('Branch') },
    { pairs: 9, calls: 20, warm: 20 },
  )
}

/** Fifty children of one with 500, somewhere in the middle, through row-level security. */
const page = async (world: TestWorld, pool: Pool, { ids }: Planted, actor: PersonActor): Promise<Comparison> => {
  const text = `select id, parent_id, number, name, city, country, status, enrolled, version, below, height from location
    where parent_id = $1 and left_at is null and number > $2 order by number limit $3`
  const input = TreeInput.parse({ parentId: ids['Branch'] })
  return inReading(world.reader, actor, (call: Call) =>
    compare(
      'a page of 50 children of 500',
      'subject ≤ 300 µs, and ≥ 0.8× by hand',
      {
        name: 'by hand, without a fence',
        call: () => pool.query({ name: 'page', text, values: [ids['Branch'], 0, 51] }),
      },
      { name: 'ofrecord', call: () => readTree(call, null, cursorKey, input) },
      // A server has compiled what it does with each branch that is opened: both sides have, before they are timed.
      { ...few, warm: 1000 },
    ),
  )
}

/** How many are below: the label, against walking down. */
const half = async (pool: Pool, { ids }: Planted): Promise<Comparison> => {
  const values = [ids['Branch']]
  const counted = `with recursive below as (
    select id from location where id = $1 union all select l.id from below b join location l on l.parent_id = b.id)
    select count(*) - 1 as below from below`
  return compare(
    'count half of the tree',
    'subject ≤ 10,000 µs',
    { name: 'walking down', call: () => pool.query({ name: 'walk', text: counted, values }) },
    {
      name: 'the label',
      call: () => pool.query({ name: 'label', text: 'select below from location where id = $1', values }),
    },
    { pairs: 5, calls: 3, warm: 2 },
  )
}
