import { join } from 'node:path'
import { builtQuietly, messages } from './built.ts'
import { runChecks } from './checks.ts'
import { runProjects, type Tally } from './runners.ts'
import { databaseFor } from './test-database.ts'

// `npm test`: everything that must hold, ending in one line that sums it up. `npm test -- core` runs a part:
// checks, core, dashboard or story.

const parts = ['checks', 'core', 'dashboard', 'story']

process.chdir(join(import.meta.dirname, '..'))
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !parts.includes(name))
if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(', ')}. There are ${parts.join(', ')}.`)

await builtQuietly(messages)
const end = await databaseFor('tests')
const sum: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }
try {
  const isWanted = (name: string) => chosen.length === 0 || chosen.includes(name)
  const add = (tally: Tally) => {
    sum.passed += tally.passed
    sum.failed += tally.failed
    sum.skipped += tally.skipped
    sum.failures.push(...tally.failures)
  }
  // Two parts at a time keep two cores busy to the end: the story waits for its programs and for a browser half of the
  // time, which the checks use.
  const projects = (['core', 'dashboard'] as const).filter(isWanted)
  if (projects.length > 0) add(await runProjects(projects))
  const [checks, story] = await Promise.all([
    isWanted('checks') ? runChecks() : undefined,
    isWanted('story') ? runProjects(['story']) : undefined,
  ])
  for (const tally of [checks, story]) if (tally) add(tally)
} finally {
  await end()
}
for (const failure of sum.failures) console.log(`✗ ${failure}`)
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed === 0 ? 0 : 1
