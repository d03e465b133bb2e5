import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type Purpose } from './postgres.ts'

/** Vitest calls it before its workers start and calls what it returns after they ended. */
export default (): Promise<() => Promise<void>> => databaseFor('tests')

/** A PostgreSQL server for one run, thrown away at its end, unless OFRECORD_TEST_DATABASE_URL names one. */
export async function databaseFor(purpose: Purpose): Promise<() => Promise<void>> {
  if (process.env.OFRECORD_TEST_DATABASE_URL) return async () => {}
  const dataDir = mkdtempSync(join(spareFolder(), 'ofrecord-tests-'))
  const server = await startPostgres({ dataDir, purpose })
  process.env.OFRECORD_TEST_DATABASE_URL = server.url
  return async () => {
    delete process.env.OFRECORD_TEST_DATABASE_URL
    await server.stop()
    rmSync(dataDir, { recursive: true })
  }
}

/**
 * Memory where there is plenty: many tests copy a database of 400 files and drop it again, and ext4 steps around
 * each inode that was freed in the last seconds, which made a copy eight times as slow (450 ms against 60 ms).
 */
function spareFolder() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 6e9 ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}
