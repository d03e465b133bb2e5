import { join } from 'node:path'
import { builtQuietly, messages } from './built.ts'
import { runChecks } from './checks.ts'
import { runProject, type Tally } from './runners.ts'
import testDatabase from './test-database.ts'

// `npm test`: everything that must hold, ending in one line that sums it up. `npm test -- core` runs a part:
// checks, core, dashboard or story.

/** The story has the machine to itself: it starts four programs and a browser, and waits for them. */
const parts = ['checks', 'core', 'dashboard', 'story']

process.chdir(join(import.meta.dirname, '..'))
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !parts.includes(name))
if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(', ')}. There are ${parts.join(', ')}.`)

await builtQuietly(messages)
const end = await testDatabase()
const sum: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }
try {
  const wanted = chosen.length > 0 ? parts.filter((name) => chosen.includes(name)) : parts
  for (const name of wanted) {
    console.log(`\n${name}`)
    const tally = await (name === 'checks' ? runChecks() : runProject(name))
    sum.passed += tally.passed
    sum.failed += tally.failed
    sum.skipped += tally.skipped
    sum.failures.push(...tally.failures)
  }
} finally {
  await end()
}
for (const failure of sum.failures) console.log(`✗ ${failure}`)
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed === 0 ? 0 : 1
