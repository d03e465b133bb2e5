import type { Pool } from 'pg'
import type { TestWorld } from '../packages/core/test/stage.ts'
import type { Planted } from '../packages/core/test/tree.ts'
import type { PersonActor } from '../packages/core/src/kernel/actor.ts'
import { system } from '../packages/core/src/kernel/actor.ts'
import { hoursAfter } from '../packages/core/src/kernel/time.ts'
import { inTransaction } from '../packages/core/src/kernel/transaction.ts'
import type { Change } from '../packages/core/src/hierarchy/engine.ts'
import { execute, rehearse } from '../packages/core/src/hierarchy/rehearsing.ts'
import { restore } from '../packages/core/src/hierarchy/restoring.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'

const seconds = { pairs: 3, calls: 1, warm: 0 }

const made = (kind: string) => `(lpad(to_hex(n), 8, '0') || '-0000-${kind}-8000-000000000000')::uuid`

/** 500 locations with 99 below each, under one that there is, with numbers from `first` on. */
export const locations = async (
  world: TestWorld,
  { organizationId, vendorId, ids }: Planted,
  parent: string,
  first: number,
): Promise<void> => {
  const idOf = (number: string): string => `(lpad(to_hex(${number}), 8, '0') || '-0000-7000-8000-000000000000')::uuid`
  await world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select ${idOf('n')}, $1, $2, n, 'Location ' || n, 'Location ' || n || ' Ltd', 'Town ' || n % 97, 'GB',
       case when n % 100 = 0 then $3::uuid else ${idOf('n - n % 100')} end, false, 'verified'
     from generate_series($4::int, $4::int + 49999) as n`,
    [vendorId, organizationId, ids[parent], first],
  )
}

/** 5,000 people for each 50,000 locations, each at home at a location of its own, its contact and its administrator. */
export const people = async (
  world: TestWorld,
  { organizationId, vendorId }: Planted,
  firsts: readonly number[],
): Promise<void> => {
  const from = `from unnest(array[${firsts.join(', ')}]) as first, generate_series(first, first + 49999, 10) as n`
  for (const [columns, values] of [
    [
      'person (id, vendor_id, name, email, email_normalised)',
      `${made('7001')}, $1, 'Person ' || n, n || '@trees.example', n || '@trees.example' ${from} where $2::uuid is not null`,
    ],
    [
      'affiliation (id, vendor_id, person_id, organization_id, location_id, status)',
      `${made('7002')}, $1, ${made('7001')}, $2, ${made('7000')}, 'active' ${from}`,
    ],
    [
      'contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)',
      `gen_random_uuid(), $1, $2, ${made('7000')}, 'primary_program', ${made('7002')}, ${made('7001')}, 'held', now() ${from}`,
    ],
    [
      'role_assignment (id, vendor_id, person_id, organization_id, role, location_id, source)',
      `gen_random_uuid(), $1, ${made('7001')}, $2, 'location_admin', ${made('7000')}, 'contact' ${from}`,
    ],
  ] as const) {
    await world.rows(`insert into ${columns} select ${values}`, [vendorId, organizationId])
    await world.rows(`vacuum analyze ${columns.split(' ')[0]}`)
  }
}

/** A branch of 50,000 in a table that keeps nothing. */
export const plainRows = async (pool: Pool, id: string, end: 'commit' | 'rollback', leaves: boolean): Promise<void> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `with recursive below as (select id from plain where id = $1 union all select p.id from below b join plain p on p.parent_id = b.id)
       update plain p set status = $2, left_at = case when $3 then now() end, version = version + 1 from below b where b.id = p.id`,
      [id, leaves ? 'dissociated' : 'verified', leaves],
    )
    await client.query(end)
  } finally {
    client.release()
  }
}

/**
 * What touches half of the tree or all of it: seconds, and most of them PostgreSQL's, which writes 50,000 rows with their
 * indexes. The floor writes as many in a table that keeps nothing; the rest is places, labels, history, events and people.
 */
export const large = async (
  world: TestWorld,
  pool: Pool,
  { ids }: Planted,
  actor: PersonActor,
): Promise<Comparison[]> => {
  // After everything that stands, and never twice in one instant: nothing stands anywhere for no time at all.
  const [{ now }] = (await world.rows<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }]
  let turn = 0
  const later = (): void => world.at(hoursAfter(now, ++turn))
  const rehearsed = (change: Change) => {
    later()
    return inTransaction(world.orm, actor, (call) => rehearse(call, null, change, ''))
  }
  const branch = ids['Branch']!
  const closing: Change = { kind: 'dissociated', locationId: branch, withChildren: true }
  const rows = (end: 'commit' | 'rollback', leaves: boolean) => () => plainRows(pool, branch, end, leaves)
  const [{ number }] = (await world.rows<{ number: number }>('select number from location where id = $1', [
    branch,
  ])) as [{ number: number }]
  const closed = async (): Promise<void> => {
    const { id: rehearsalId } = await rehearsed(closing)
    later()
    await inTransaction(world.orm, actor, (call) =>
      execute(call, { rehearsalId, reason: 'It closes.', confirmation: String(number) }),
    )
    later()
    await inTransaction(world.orm, system('bench'), (call) => restore(call, branch, 'Closed by mistake.'))
  }
  const floor = { name: '50,000 rows of a plain table, written and taken back', call: rows('rollback', true) }
  return [
    await compare(
      'rehearse the closing of 50,000',
      '≥ 0.15×',
      floor,
      { name: 'a report', call: () => rehearsed(closing) },
      seconds,
    ),
    await compare(
      'rehearse and close 50,000, and restore them',
      '≥ 0.15×',
      {
        name: '50,000 rows of a plain table, three times',
        call: async () => {
          await rows('rollback', true)()
          await rows('commit', true)()
          await rows('commit', false)()
        },
      },
      { name: 'rehearsed, closed and restored', call: closed },
      { ...seconds, pairs: 1 },
    ),
    await compare(
      'rehearse another headquarters over 100,000',
      '≥ 0.2×',
      floor,
      { name: 'a report', call: () => rehearsed({ kind: 'headquarters', locationId: ids['Leaf']! }) },
      seconds,
    ),
  ]
}
