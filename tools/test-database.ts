import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from './postgres.ts'

/**
 * A PostgreSQL server for one run of tests, thrown away at its end, unless OFRECORD_TEST_DATABASE_URL names one.
 * Vitest calls it before its workers start and calls what it returns after they ended.
 */
export default async function testDatabase(): Promise<() => Promise<void>> {
  if (process.env.OFRECORD_TEST_DATABASE_URL) return async () => {}
  const dataDir = mkdtempSync(join(tmpdir(), 'ofrecord-tests-'))
  const server = await startPostgres({ dataDir, forTests: true })
  process.env.OFRECORD_TEST_DATABASE_URL = server.url
  return async () => {
    delete process.env.OFRECORD_TEST_DATABASE_URL
    await server.stop()
    rmSync(dataDir, { recursive: true })
  }
}
