import { join } from 'node:path'
import { builtQuietly, messages } from './built.ts'
import { runChecks } from './checks.ts'
import { runProject, type Tally } from './runners.ts'
import testDatabase from './test-database.ts'

// `npm test`: everything that must hold, ending in one line that sums it up. `npm test -- core` runs a part:
// checks, core, dashboard or story.

const parts: Record<string, () => Promise<Tally>> = {
  checks: runChecks,
  core: () => runProject('core'),
  dashboard: () => runProject('dashboard'),
  story: () => runProject('story'),
}

process.chdir(join(import.meta.dirname, '..'))
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`No part is called ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`)

await builtQuietly(messages)
const end = await testDatabase()
const sum: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }
try {
  for (const [name, run] of Object.entries(parts)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    console.log(`\n${name}`)
    const tally = await run()
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
