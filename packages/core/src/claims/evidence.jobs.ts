import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LockMode } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import type { Files } from '../kernel/files.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { lockClaim } from './deciding.ts'
import { Evidence } from './evidence.entity.ts'

interface Expired {
  id: string
  claimId: string
  storageKey: string
}

/**
 * Deletes the bytes of documents 24 months after the last association of their claim ended, or after the claim closed
 * without one (B.1.8); the row and the hash stay. First the bytes, then the note that they are gone: a run that breaks
 * off between the two does both again. A claim that is held keeps everything (B.17). Answers how many were purged.
 */
export const purgeExpired = async (
  orm: MikroORM,
  files: Pick<Files, 'delete'>,
  report: (error: unknown, evidenceId: string) => void,
): Promise<number> => {
  let purged = 0
  for (const document of await inReading(orm, system('retention'), findExpired)) {
    try {
      if (await inTransaction(orm, system('retention'), (call) => purge(call, files, document))) purged++
    } catch (error) {
      report(error, document.id)
    }
  }
  return purged
}

/** Documents with a virus never had bytes in storage. A day's run takes 10,000; what is left comes the next day. */
const findExpired = async ({ em, now }: Call): Promise<Expired[]> => {
  const { rows } = await sql<Expired>`
    select e.id, e.claim_id as "claimId", e.storage_key as "storageKey"
    from evidence e join claim c on c.id = e.claim_id
    where e.purged_at is null and c.held_at is null and e.scan_state <> 'infected'
      and not exists (select from association a where a.claim_id = c.id and a.status <> 'ended')
      and coalesce((select max(a.ended_at) from association a where a.claim_id = c.id), c.closed_at)
        < ${now.toISOString()}::timestamptz - interval '24 months'
    order by e.id limit 10000
  `.execute(em.getKysely())
  return rows
}

/** Under the claim's lock: a hold that was put on it since the run began is in time. */
const purge = async (
  call: Call,
  files: Pick<Files, 'delete'>,
  { id, claimId, storageKey }: Expired,
): Promise<boolean> => {
  const claim = await lockClaim(call, claimId)
  if (claim.heldAt) return false
  await files.delete(storageKey)
  const evidence = await call.em.findOne(Evidence, { id, purgedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  evidence?.purge(claim, call.now)
  return evidence !== null
}

/** Pieces of uploads that a killed program left behind; no upload takes a day. Answers how many were removed. */
export const sweepUploads = async (folder: string, now: Date): Promise<number> => {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names.filter((name) => name.endsWith('.part'))) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found || found.mtime > hoursAfter(now, -24)) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
