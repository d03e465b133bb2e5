import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import type { FeedReport } from '../kernel/feed.ts'
import { takeRows } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { certificationFeed, skillFeed } from './skill.feed.ts'

const sample = (name: string): string =>
  readFileSync(new URL(`../../../world/feeds/${name}.csv`, import.meta.url), 'utf8')

const take = async (world: TestWorld, feed: 'certifications' | 'skills', content: string, validOnly = false) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  return inTransaction(world.orm, system('feed'), (call) =>
    feed === 'skills'
      ? takeRows(call, vendor!.id, skillFeed, content, validOnly)
      : takeRows(call, vendor!.id, certificationFeed, content, validOnly),
  )
}

const said = ({ errors }: FeedReport): string[] =>
  errors.map(({ line, column, message }) => `${line} ${column} ${message}`)

const head = {
  certifications: 'code,name,kind,qualifies_for,retired_on,counts_until',
  skills: 'credential_id,name,code,passed_on,expires_on',
}

test('the sample files are taken whole, again without a change, and their import is noted (CP-R6)', async ({
  world,
}) => {
  expect(await take(world, 'certifications', sample('certifications'))).toMatchObject({ written: 24, errors: [] })
  for (const _again of [1, 2])
    expect(await take(world, 'skills', sample('skills'))).toMatchObject({ rows: 15, written: 15, errors: [] })
  const [counted] = await world.rows(`select (select count(*)::int from skill_record) as records,
    (select count(*)::int from credential_profile where state = 'unlinked' and person_id is null) as credentials,
    (select count(*)::int from skill_import) as imports, (select max(at) from skill_import) as at`)
  expect(counted).toEqual({ records: 15, credentials: 5, imports: 2, at: world.now() })
  expect(await world.rows(`select kind, count(*)::int from skill_record group by 1 order by 1`)).toEqual([
    { kind: 'certification', count: 7 },
    { kind: 'exam', count: 5 },
    { kind: 'training', count: 3 },
  ])
})

test('a wrong row is named with its column and keeps the file out, unless only the right rows are wanted', async ({
  world,
}) => {
  await take(world, 'certifications', sample('certifications'))
  const file = [
    head.skills,
    'HC-1,Ada Prior,HX-101,2026-10-01,2027-10-01',
    'HC-1,Ada Prior,HX-101,2026-10-01,',
    'HC-1,Ada Pryor,HX-210,2026-10-01,',
    'HC 2,Bo Lund,HX-101,2026-13-01,',
    'HC-3,Bo Lund,HX-999,2026-10-01,',
    'HC-3,Bo Lund,HX-101,2026-11-03,',
    'HC-3,Bo Lund,HX-101,2026-10-02,2026-10-01',
  ].join('\n')
  const report = await take(world, 'skills', file)
  expect(said(report)).toEqual([
    '3 passed_on stands in line 2 already: keep one of the two',
    '4 name is another name than in line 2 for the same credential: correct one',
    '5 credential_id holds a space',
    '5 passed_on is not a day, such as 2026-11-02',
    '6 code is not in the catalogue: import its certification first',
    '7 passed_on is in the future: correct it',
    '8 expires_on is before passed_on: correct one of the two',
  ])
  expect(report.written).toBe(0)
  expect(await world.rows('select 1 from skill_import')).toEqual([])
  expect(await take(world, 'skills', file, true)).toMatchObject({ written: 1 })
  expect(await world.rows('select code from skill_record')).toEqual([{ code: 'HX-101' }])
})

test('a certification that is retired says until when it counts', async ({ world }) => {
  const file = [
    head.certifications,
    'A-1,One,exam,app_dev,2026-01-01,',
    'A-2,Two,exam,app_dev,,2026-01-01',
    'A-3,Three,exam,app_dev;app_dev,2026-02-01,2026-01-01',
    'A-4,Four,quiz,App Dev,,',
  ].join('\n')
  expect(said(await take(world, 'certifications', file))).toEqual([
    '2 counts_until is empty, but it is retired: give the last day on which it counts',
    '3 retired_on is empty, but counts_until is given: give the day from which it is not given any more',
    '4 qualifies_for names app_dev twice: keep one of them',
    '5 kind is not one of training, assessment, exam, certification',
    "5 qualifies_for holds App Dev, which is not a competency's code, such as app_dev",
  ])
})

test('DBI-R1: plain SQL cannot write a result of a credential, a code and a day twice', async ({ world }) => {
  await take(world, 'certifications', sample('certifications'))
  await take(world, 'skills', sample('skills'))
  const copy = `insert into skill_record (id, vendor_id, credential_profile_id, kind, code, passed_on)
    select gen_random_uuid(), vendor_id, credential_profile_id, kind, code, passed_on from skill_record limit 1`
  await expect(world.rows(copy)).rejects.toMatchObject({ constraint: 'skill_record_unique' })
})
