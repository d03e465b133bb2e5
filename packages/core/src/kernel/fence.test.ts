import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('..', import.meta.url).pathname

/** The modules that step out of the caller's rows. Whoever adds one says beside the call whose rows it reads, and why. */
const steppingOut = [
  'claims/conflict.leaving.ts',
  'claims/conflict.opening.ts',
  'competencies/facts.queries.ts',
  'hierarchy/merge.previewing.ts',
  'hierarchy/merge.queries.ts',
  'hierarchy/merge.undoing.ts',
  'hierarchy/merging.ts',
  'people/affiliation.ending.ts',
  'people/credential.queries.ts',
  'people/credential.ts',
  'people/digest.router.ts',
  'people/people.router.ts',
  'people/person.finding.ts',
  'people/person.profile.ts',
  'people/recovery.queries.ts',
  'people/recovery.ts',
  'people/request.asking.ts',
  'people/role.queries.ts',
  'references/returning.ts',
  'references/sending.ts',
]

const modulesWith = (pattern: RegExp): string[] =>
  globSync('**/*.ts', { cwd: folder })
    .filter((path) => !path.endsWith('.test.ts') && pattern.test(readFileSync(`${folder}${path}`, 'utf8')))
    .toSorted()

test('DBI-R2: rows are those of the caller’s vendor and organisation unless a listed module steps out of them', () => {
  expect(modulesWith(/^import .*\basApplication\b/m)).toEqual(steppingOut)
  // Nobody opens the fence by hand.
  expect(modulesWith(/set_config\('ofrecord\.side'/)).toEqual(['kernel/fence.ts', 'kernel/transaction.ts'])
})
