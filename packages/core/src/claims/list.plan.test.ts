import { Client } from 'pg'
import { expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import { plantBranches } from '../../test/tree.ts'
import { statementsOf } from '../../test/statements.ts'
import { makeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { PersonActor } from '../kernel/actor.ts'

const copies = 4000

/** Half of the claims are one organisation's, so that a plan made for the small ones is wrong for the large. */
const fill = async (world: TestWorld): Promise<void> => {
  const { claimId } = await makeClaim(world)
  const columns = await world.rows<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'claim' order by ordinal_position`,
  )
  const changed: Record<string, string> = {
    id: 'gen_random_uuid()',
    number: 's.number + n',
    name: `s.name || n`,
    organization_id: `case when n % 2 = 0 then s.organization_id else o.organization_id end`,
    location_id: `case when n % 2 = 0 then s.location_id else o.id end`,
    status: `(array['submitted', 'under_review', 'approved', 'rejected', 'ended'])[1 + n % 5]`,
    consent_state: `case when n % 5 = 2 then 'window_open' else 'none' end`,
    submitted_at: `s.created_at - n * interval '1 minute'`,
    changed_at: `s.changed_at - n * interval '1 minute'`,
  }
  const names = columns.map(({ name }) => name)
  await world.rows(
    `insert into claim (${names.join(', ')}) select ${names.map((name) => changed[name] ?? `s.${name}`).join(', ')}
    from claim s, generate_series(1, ${copies}) n, (select id, organization_id from location order by organization_id, number limit 1) o
    where s.id = '${claimId}'`,
  )
  await plantBranches(world, await placeOf(world, 'leeds'), 1200)
  await world.rows('analyze location')
  await world.rows('analyze claim')
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** How the list's statement is carried out for this person, planned without its values, as a named one is in the end. */
const planOf = async (world: TestWorld, person: string, list: () => Promise<unknown>): Promise<Node[]> => {
  const statement = (await statementsOf(list)).find((text) => text.includes('select c.* from claim c'))!
  const { side, vendorId, organizationId } = (await world.actor(person)) as PersonActor
  const client = new Client({ connectionString: world.url, options: '-c role=ofrecord_read -c timezone=UTC' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('ofrecord.side', $1, true), set_config('ofrecord.vendor', $2, true),
        set_config('ofrecord.organization', $3, true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
      [side, vendorId, organizationId ?? ''],
    )
    const values = Math.max(...[...statement.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place)))
    await client.query(`prepare list as ${statement}`)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (format json) execute list (${Array.from({ length: values }, () => 'null').join(', ')})`,
    )
    return nodesOf(rows[0]!['QUERY PLAN'][0].Plan)
  } finally {
    await client.end()
  }
}

test('W1 B.1.9: every list of claims is found by index, never by reading or sorting all of them', async ({ world }) => {
  await fill(world)
  const [ines, rosa] = [await world.as('ines'), await world.as('rosa')]
  const lists: [string, string, () => Promise<unknown>][] = [
    ['newest first', 'ines', () => ines.claims.list({})],
    ['oldest first', 'ines', () => ines.claims.list({ direction: 'asc' })],
    ['by number', 'ines', () => ines.claims.list({ sort: 'number' })],
    ['of one status', 'ines', () => ines.claims.list({ statuses: ['window'] })],
    ['by word', 'ines', () => ines.claims.list({ search: 'orchard' })],
    ['of enrolled locations', 'ines', () => ines.claims.list({ enrolledOnly: true })],
    ['of a programme', 'ines', () => ines.claims.list({ programme: 'workplace_usage' })],
    ['unread', 'ines', () => ines.claims.list({ unread: true })],
    ['the queue', 'rosa', () => rosa.review.queue({})],
    ['the queue of one country', 'rosa', () => rosa.review.queue({ country: 'GB' })],
  ]
  for (const [name, person, list] of lists) {
    const nodes = await planOf(world, person, list)
    const onClaims = nodes.filter((node) => node['Relation Name'] === 'claim')
    expect(
      onClaims.map((node) => node['Node Type']),
      name,
    ).toEqual(['Index Scan'])
  }
})
