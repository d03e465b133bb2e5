import { join } from 'node:path'
import { builtQuietly, messages } from './built.ts'
import { runChecks } from './checks.ts'
import { databaseFor } from './test-database.ts'

// `npm run check`: the checks of `npm test` without the tests.

process.chdir(join(import.meta.dirname, '..'))
await builtQuietly(messages)
const end = await databaseFor('tests')
try {
  const { failed } = await runChecks()
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  await end()
}
