import { sql } from 'kysely'
import { unguard } from '../../test/unguarded.ts'
import { expect } from 'vitest'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { system } from './actor.ts'
import type { Json } from './canonical.ts'
import { happened } from './happened.ts'
import type { ChainedEvent } from './record.ts'
import { eventHash, genesis, personalHash } from './record.ts'
import { inTransaction } from './transaction.ts'

interface Row extends ChainedEvent {
  personal: { [key: string]: Json } | null
  personalSalt: string | null
  prevHash: string
  hash: string
}

const readEvents = async (world: TestWorld): Promise<Row[]> => {
  const rows = await world.rows<Omit<Row, 'at'> & { at: Date }>(`
    select id, vendor_id as "vendorId", organization_id as "organizationId", aggregate_type as "aggregateType",
      aggregate_id as "aggregateId", seq, type, at, actor_side as "actorSide", actor_id as "actorId",
      actor_role as "actorRole", data, personal, personal_salt as "personalSalt", personal_hash as "personalHash",
      prev_hash as "prevHash", hash
    from event order by aggregate_id, seq`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** What is wrong with the chains, as somebody finds out who has nothing but the rows. */
const brokenLinks = (rows: readonly Row[]): string[] => {
  const heads = new Map<string, { seq: number; hash: string }>()
  return rows.flatMap((row) => {
    const { personal, personalSalt, prevHash, hash, ...chained } = row
    const before = heads.get(row.aggregateId) ?? { seq: 0, hash: genesis }
    heads.set(row.aggregateId, { seq: row.seq, hash })
    const isWhole =
      row.seq === before.seq + 1 &&
      prevHash === before.hash &&
      hash === eventHash(chained, prevHash) &&
      (personal === null || personalHash(personal, personalSalt ?? '') === row.personalHash)
    return isWhole ? [] : [`${row.type} ${row.seq}`]
  })
}

/** As the application does it: a verb says it, the commit writes it. */
const tell = (
  world: TestWorld,
  type: string,
  data: { [key: string]: Json } = {},
  personal: { [key: string]: Json } | null = null,
) =>
  inTransaction(world.orm, system('test'), async ({ em }) => {
    happened(await em.findOneOrFail(Organization, { name: 'Kestrel Consulting Group' }), type, data, personal)
  })

test('I8: the chains of a whole story are unbroken, recomputed from the rows alone', async ({ opened: { world } }) => {
  const rows = await readEvents(world)
  expect(rows.length).toBeGreaterThan(10)
  expect(brokenLinks(rows)).toEqual([])
})

test('I8: data of every shape survives the database and still has its hash', async ({ world }) => {
  const data = {
    'ü–€😀': 'é e\u0301 \u2028',
    b: [1e21, 0.1, -0, 1 / 3, null],
    a: { nested: { '': '' }, list: [[]] },
    long: 'x'.repeat(10_000),
  }
  await tell(world, 'organization.tested', data, { name: 'Renée “Zoë” O’Hara', at: 1.5 })
  expect(brokenLinks(await readEvents(world))).toEqual([])
})

test.for([
  ['an edited fact', `update event set data = '{"n": 9}' where TESTED and seq = 2`],
  ['an edited time', `update event set at = at + interval '1 ms' where TESTED and seq = 2`],
  ['another actor', `update event set actor_side = 'vendor' where TESTED and seq = 2`],
  ['an edited name', `update event set personal = '{"name": "Mallory"}' where TESTED and seq = 2`],
  ['a deleted event', `delete from event where TESTED and seq = 2`],
  ['two events exchanged', `update event set seq = 5 - seq where TESTED and seq in (2, 3)`],
  [
    'an event twice',
    `update event set seq = 3, data = (select data from event where TESTED and seq = 3) where TESTED and seq = 2`,
  ],
] as const)(
  'I8: %s breaks the chain, even by somebody who switched the trigger off',
  async ([, statement], { world }) => {
    for (const n of [1, 2, 3, 4]) await tell(world, 'organization.tested', { n }, { name: `person ${n}` })
    await unguard(world)
    await world.rows(statement.replaceAll('TESTED', `type = 'organization.tested'`))
    expect(brokenLinks(await readEvents(world))).not.toEqual([])
  },
)

test('GEN-R7: erasing what identifies people keeps the chain whole', async ({ world }) => {
  await tell(world, 'organization.tested', { n: 1 }, { name: 'Nora Castellane' })
  await tell(world, 'organization.tested', { n: 2 })
  await world.rows('update event set personal = null, personal_salt = null')
  expect(brokenLinks(await readEvents(world))).toEqual([])
})

test('GEN-R7: the same words under two salts have two hashes, so a hash says nothing about a guessed name', async ({
  world,
}) => {
  await tell(world, 'organization.tested', {}, { name: 'Nora Castellane' })
  await tell(world, 'organization.tested', {}, { name: 'Nora Castellane' })
  const told = (await readEvents(world)).filter(({ type }) => type === 'organization.tested')
  const hashes = told.map((event) => event.personalHash)
  expect(new Set(hashes).size).toBe(2)
})

test('GEN-R7: no fact of a whole story holds a name, an address or what somebody typed', async ({
  opened: { world },
}) => {
  const facts = (await readEvents(world)).map(({ data }) => JSON.stringify(data)).join('\n')
  expect(facts).not.toMatch(/@|Nora|Ines|Rosa|Castellane|Marchetti|orchardfoods|Mail and meetings/)
})

test.for([
  ['a fact', `update event set data = '{}'`],
  ['the time', `update event set at = now()`],
  ['the hash', `update event set hash = repeat('0', 64)`],
  ['the place in the chain', `update event set seq = seq + 100`],
  ['the row', `delete from event`],
] as const)('I8: not even the owner of the tables changes %s of an event', async ([, statement], { world }) => {
  await tell(world, 'organization.tested')
  await expect(world.rows(statement)).rejects.toThrow('event is append-only')
})

test('I8: the application’s own role may not even try', async ({ world }) => {
  await tell(world, 'organization.tested')
  const edit = inTransaction(world.orm, system('test'), async ({ em }) => {
    await sql`update event set data = '{}'`.execute(em.getKysely())
  })
  await expect(edit).rejects.toThrow('permission denied for table event')
})
