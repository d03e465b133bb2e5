import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { statementsOf } from '../../test/statements.ts'
import { addEvidence, makeClaim, submitClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { Locale } from '../kernel/words.ts'
import { inReading } from '../kernel/transaction.ts'
import { exportClaims } from './export.ts'
import { ClaimExportInput } from './list.rules.ts'

const exported = async (world: TestWorld, person: string, filters: object = {}, locale: Locale = 'en') => {
  const input = ClaimExportInput.parse(filters)
  const { csv } = await exportClaims(world, await world.actor(person), locale, input)
  return text(csv)
}

const recordsOf = (csv: string): string[][] => parse(csv, { bom: true })

/** Copies of the first claim, numbered from 2000001. */
const multiply = (world: TestWorld, copies: number) =>
  world.rows(
    `insert into claim select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 2000000 + n,
      'name', 'Copy ' || n))).* from claim c, generate_series(1, $1::int) n where c.number = 1000001`,
    [copies],
  )

test('GEN-R6: the filtered list as CSV, in the reader’s words', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await makeClaim(world, { name: 'Draft', items: [{ code: 'SITE', subscription: '' }] })
  const csv = await exported(world, 'ines', { statuses: ['submitted'] })
  expect(recordsOf(csv)).toEqual([
    [
      'Number',
      'Name',
      'Customer',
      'Customer domain',
      'Location',
      'Location number',
      'Area',
      'Activity',
      'Items',
      'Status',
      'Days in status',
      'Due',
      'Flags',
      'Last change',
    ],
    [
      String(claim.number),
      'Mail and meetings for Orchard',
      'Orchard Foods',
      'orchardfoods.example',
      'Bristol',
      expect.any(String),
      expect.any(String),
      'usage',
      '2',
      'Submitted',
      '0',
      expect.stringMatching(/^2026-11-\d\dT/),
      '',
      '2026-11-02T09:00:00Z',
    ],
  ])
  const italian = recordsOf(await exported(world, 'ines', {}, 'it'))
  expect(italian.map((row) => row[9])).toEqual(['Stato', 'Inviata', 'Bozza'])
  expect(await world.rows(`select from event where type like '%export%'`)).toEqual([])
})

test('a cell that a spreadsheet would take for a formula begins with an apostrophe', async ({ world }) => {
  await makeClaim(world)
  const starts = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']
  await multiply(world, starts.length)
  for (const [at, start] of starts.entries())
    await world.rows('update claim set name = $1, customer_name = $1 where number = $2', [
      `${start}HYPERLINK("https://evil.example","x"),"y"`,
      2_000_001 + at,
    ])
  const rows = recordsOf(await exported(world, 'ines', { search: 'HYPERLINK' })).slice(1)
  expect(rows.map((row) => row[1])).toEqual(starts.map((start) => `'${start}HYPERLINK("https://evil.example","x"),"y"`))
  expect(rows.map((row) => row[2])).toEqual(rows.map((row) => row[1]))
})

test('1,201 claims come whole and once, in batches of 500 and in the order of their numbers', async ({ world }) => {
  await makeClaim(world)
  await multiply(world, 1200)
  let rows: string[][] = []
  const asked = await statementsOf(async () => {
    rows = recordsOf(await exported(world, 'ines')).slice(1)
  })
  expect(asked.filter((statement) => statement.includes('order by c.number'))).toHaveLength(3)
  const numbers = rows.map((row) => Number(row[0]))
  expect(new Set(numbers).size).toBe(1201)
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
})

test('only what was ticked is exported, and of that only what the person may see', async ({ world }) => {
  const leeds = await makeClaim(world)
  await makeClaim(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  const rival = await makeClaim(world, {}, 'theo')
  const claimIds = [leeds.claimId, rival.claimId]
  const rows = recordsOf(await exported(world, 'ines', { claimIds })).slice(1)
  expect(rows.map((row) => row[0])).toEqual([String(leeds.number)])
})

test('C1: an export holds the claims of the person’s locations and no others', async ({ world }) => {
  await makeClaim(world)
  expect(recordsOf(await exported(world, 'ugo'))).toHaveLength(1)
  expect(recordsOf(await exported(world, 'ines'))).toHaveLength(2)
})

const noted = (world: TestWorld) =>
  world.rows<{ type: string; data: object; personal: object | null }>(
    `select type, data, personal from event where type like '%Exported' order by position`,
  )

test('GEN-R6: an export is written down with who, the filters and the number of rows, before its first byte', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  await makeClaim(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  await exported(world, 'ines', { statuses: ['draft'] })
  await exported(world, 'ines', { claimIds: [claimId], search: 'Orchard' })
  expect(await noted(world)).toMatchObject([
    { type: 'organization.listExported', data: { rows: 2, filters: { statuses: ['draft'] } }, personal: null },
    { data: { rows: 1, filters: { claimIds: [claimId] } }, personal: { search: 'Orchard', customer: '' } },
  ])
})

test('GEN-R6: what is refused is not written down, and what one organisation exports no other reads', async ({
  world,
}) => {
  await expect(exported(world, 'luca')).rejects.toThrow('FORBIDDEN')
  expect(await noted(world)).toEqual([])
  await exported(world, 'ines')
  const seen = await inReading(world.reader, await world.actor('theo'), async ({ em }) =>
    sql`select from event where type like '%Exported'`.execute(em.getKysely()),
  )
  expect(seen.rows).toEqual([])
})

test('colleagues who export at once are all written down', async ({ world }) => {
  await Promise.all(Array.from({ length: 4 }, () => exported(world, 'ines')))
  expect(await noted(world)).toHaveLength(4)
})
