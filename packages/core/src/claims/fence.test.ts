import { sql } from 'kysely'
import { expect } from 'vitest'
import { addEvidence, makeClaim, openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { Actor } from '../kernel/actor.ts'
import { nobody } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'

// The second fence: what the database lets the application's own role see when the code forgot to ask.

/** How many rows of a table somebody's session sees without any condition. */
const seen = async (world: TestWorld, who: Actor, table: string, where = 'true'): Promise<number> =>
  inTransaction(world.orm, who, async ({ em }) => {
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from ${sql.raw(table)} where ${sql.raw(where)}`.execute(em.getKysely())
    return rows[0]!.count
  })

const tablesOf = (world: TestWorld, column: string) =>
  world.rows<{ name: string; fenced: boolean }>(
    `select c.relname as name, c.relrowsecurity as fenced from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = $1 and not a.attisdropped`,
    [column],
  )

const idOf = async (world: TestWorld, organisation: string): Promise<string> =>
  (await world.rows<{ id: string }>(`select id from organization where name like $1`, [`${organisation}%`]))[0]!.id

/** A claim of Kestrel's in the customer's window, with a document and all that hangs on it. */
const kestrelsClaim = async (world: TestWorld) => {
  const claim = await openedWindow(world)
  const ines = await world.as('ines')
  await ines.claims.comment({ claimId: claim.claimId, body: 'to the vendor too', audience: 'shared' })
  await ines.claims.comment({ claimId: claim.claimId, body: 'among us', audience: 'partner_internal' })
  await (
    await world.as('rosa')
  ).review.comment({ claimId: claim.claimId, body: 'among reviewers', audience: 'vendor_internal' })
  await ines.claims.drafts.edit({
    claimId: (await makeClaim(world, { name: 'Draft', items: [{ code: 'SITE', subscription: '' }] })).claimId,
  })
  return claim
}

test('every table with an organisation stands behind the fence', async ({ world }) => {
  const tables = await tablesOf(world, 'organization_id')
  expect(tables.length).toBeGreaterThan(10)
  expect(tables.filter(({ fenced }) => !fenced)).toEqual([])
})

test('I9: another organisation’s session sees no row of Kestrel’s in any table, without any condition in the code', async ({
  world,
}) => {
  await kestrelsClaim(world)
  const kestrel = await idOf(world, 'Kestrel')
  const [ines, theo] = [await world.actor('ines'), await world.actor('theo')]
  const tables = (await tablesOf(world, 'organization_id')).map(({ name }) => name)
  const own = `organization_id = '${kestrel}'`
  for (const table of tables) expect(await seen(world, theo, table, own), table).toBe(0)
  for (const table of [
    'claim',
    'claim_item',
    'claim_contact',
    'claim_draft',
    'evidence',
    'association',
    'comment',
    'event',
    'location',
  ])
    expect(await seen(world, ines, table, own), table).toBeGreaterThan(0)
  expect(await seen(world, theo, 'organization')).toBe(1)
})

test('with nobody set there are no rows', async ({ world }) => {
  await kestrelsClaim(world)
  for (const { name } of [
    ...(await tablesOf(world, 'organization_id')),
    { name: 'organization' },
    { name: 'usage_fact' },
    { name: 'customer_tenant' },
    { name: 'subscription' },
  ]) {
    expect(await seen(world, nobody, name), name).toBe(0)
    const [row] = await world.orm.em.fork().execute<{ count: string }[]>(`select count(*) from ${name}`)
    expect(Number(row!.count), `${name} with nothing set`).toBe(0)
  }
})

test('B.1.10: comments have an audience that the database keeps: reviewers do not read what partners say among themselves, nor the other way round', async ({
  world,
}) => {
  const { claimId } = await kestrelsClaim(world)
  const audiences = async (person: string) => {
    const page =
      person === 'rosa'
        ? (await world.as(person)).review.get({ claimId })
        : (await world.as(person)).claims.get({ claimId })
    return (await page).comments.map(({ audience }) => audience).toSorted()
  }
  expect(await audiences('ines')).toEqual(['partner_internal', 'shared'])
  expect(await audiences('gwen')).toEqual(['partner_internal', 'shared'])
  expect(await audiences('rosa')).toEqual(['shared', 'vendor_internal'])
  expect(await seen(world, await world.actor('rosa'), 'comment', `audience = 'partner_internal'`)).toBe(0)
  expect(await seen(world, await world.actor('ines'), 'comment', `audience = 'vendor_internal'`)).toBe(0)
  expect(await seen(world, await world.actor('theo'), 'comment')).toBe(0)
})

test('B.1.10: of a vendor’s internal note the partner finds nothing in the history either', async ({ world }) => {
  const { claimId } = await kestrelsClaim(world)
  const { history } = await (await world.as('ines')).claims.get({ claimId })
  expect(JSON.stringify(history)).not.toContain('among reviewers')
  expect(history.filter(({ type }) => type === 'claim.commented')).toHaveLength(1)
})

test('B.18: usage figures are read only while an active association of one’s own covers the item, and by nobody else', async ({
  world,
}) => {
  const { claimId } = await kestrelsClaim(world)
  const people = async () =>
    Object.fromEntries(
      await Promise.all(
        ['ines', 'theo', 'rosa', 'aiko'].map(
          async (person) => [person, await seen(world, await world.actor(person), 'usage_fact')] as const,
        ),
      ),
    )
  expect(await people()).toEqual({ ines: 0, theo: 0, rosa: 0, aiko: 0 })
  world.at(new Date(world.now().getTime() + 8 * 86_400_000))
  await world.fire()
  // Mail and meetings, six months each; the tenant has sixty facts of ten items.
  expect(await people()).toEqual({ ines: 12, theo: 0, rosa: 0, aiko: 0 })
  expect((await (await world.as('ines')).claims.get({ claimId })).usage).toHaveLength(12)
  expect((await (await world.as('rosa')).review.get({ claimId })).usage).toEqual([])
})

test('a session cannot write into another organisation, and its changes reach none of its rows', async ({ world }) => {
  await kestrelsClaim(world)
  const theo = await world.actor('theo')
  const count = (statement: string) =>
    inTransaction(world.orm, theo, async ({ em }) =>
      Number((await sql.raw(statement).execute(em.getKysely())).numAffectedRows ?? 0n),
    )
  expect(await count(`update claim set name = 'mine'`)).toBe(0)
  expect(await count(`delete from evidence`)).toBe(0)
  expect(await count(`update association set status = 'ended'`)).toBe(0)
  await expect(
    count(
      `insert into comment select (jsonb_populate_record(null::comment, jsonb_build_object('id', gen_random_uuid(), 'vendor_id', vendor_id, 'organization_id', organization_id, 'claim_id', id, 'audience', 'shared', 'author_id', created_by, 'body', 'x', 'at', now()))).* from claim`,
    ),
  ).resolves.toBe(0)
  const kestrel = await idOf(world, 'Kestrel')
  const [vendor] = await world.rows<{ id: string }>('select id from vendor')
  await expect(
    count(
      `insert into organization (id, vendor_id, global_number, name, country, domains) values (gen_random_uuid(), '${vendor!.id}', 1, 'x', 'GB', '{}')`,
    ),
  ).rejects.toThrow(/row-level security/)
  await expect(
    count(
      `insert into claim_draft (id, vendor_id, organization_id, person_id, step, input, saved_at) select gen_random_uuid(), '${vendor!.id}', '${kestrel}', id, 'review', '{}', now() from person limit 1`,
    ),
  ).rejects.toThrow(/row-level security/)
})

test('what was said and decided stays: the application’s role can neither change nor delete it', async ({ world }) => {
  const { claimId } = await kestrelsClaim(world)
  await addEvidence(world, claimId)
  const rosa = await world.actor('rosa')
  for (const statement of [
    `update review_decision set verdict = 'rejected'`,
    'delete from review_decision',
    'delete from event',
    `update event set data = '{}'`,
  ])
    await expect(
      inTransaction(world.orm, rosa, ({ em }) => sql.raw(statement).execute(em.getKysely())),
      statement,
    ).rejects.toThrow(/permission denied|append-only/)
})
