import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { LockMode } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import type { ClamdPlace } from '../kernel/addresses.ts'
import { scanFile } from '../kernel/scanner.ts'
import type { ScanVerdict } from '../kernel/scanner.ts'
import { isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { lockClaim } from './deciding.ts'
import { becomeHead } from './evidence.editing.ts'
import { Evidence } from './evidence.entity.ts'
import type { IntakePlace } from './intake.ts'

/** Thirty days of silence after a claim was sent back (T10): rejected, and not to be disputed. */
export const lapseClaim = async (call: Call, claimId: string, dueAt: Date): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (claim.status === 'action_required' && claim.actionDueAt && isPast(claim.actionDueAt, call.now)) claim.lapse(dueAt)
  await leaveConflicts(call, claim)
}

interface Waiting {
  id: string
  claimId: string
  storageKey: string
}

/** A run ends with the document it is at after this time: deadlines wait their turn behind it. */
const runMs = 20_000

/**
 * Has documents scanned that were uploaded while the scanner was away, oldest first: each becomes `clean`, or `infected`
 * and its bytes are deleted (CLM-V12, C19). A document that cannot be read or scanned is reported and waits for the next
 * run, without keeping back those behind it. Answers how many were settled.
 */
export const rescanPending = async (
  orm: MikroORM,
  place: IntakePlace,
  report: (error: unknown, evidenceId: string) => void,
): Promise<number> => {
  if (!place.clamd) return 0
  const began = performance.now()
  let settled = 0
  for (const document of await inReading(orm, system('scanner'), findWaiting)) {
    if (performance.now() - began > runMs) break
    const verdict = await scanStored(place, place.clamd, document).catch((error: unknown) => {
      report(error, document.id)
      return undefined
    })
    if (!verdict) continue
    if (await inTransaction(orm, system('scanner'), (call) => settle(call, document, verdict))) settled++
    if (verdict === 'infected') await place.files.delete(document.storageKey)
  }
  return settled
}

const findWaiting = async ({ em }: Call): Promise<Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select id, claim_id as "claimId", storage_key as "storageKey" from evidence
    where scan_state = 'pending' and removed_at is null order by uploaded_at, id limit 50
  `.execute(em.getKysely())
  return rows
}

/** The scanner reads a file, and storage may be elsewhere: the bytes come by way of the folder of uploads. */
const scanStored = async (place: IntakePlace, clamd: ClamdPlace, { storageKey }: Waiting): Promise<ScanVerdict> => {
  await mkdir(place.folder, { recursive: true, mode: 0o700 })
  const temporary = join(place.folder, `${crypto.randomUUID()}.part`)
  try {
    await pipeline(await place.files.getStream(storageKey), createWriteStream(temporary, { mode: 0o600 }))
    return await scanFile(clamd, temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** False when another worker, or the person who uploaded it, was quicker. */
const settle = async (call: Call, { id, claimId }: Waiting, verdict: ScanVerdict): Promise<boolean> => {
  const claim = await lockClaim(call, claimId)
  const waiting = { id, scanState: 'pending', removedAt: null } as const
  const evidence = await call.em.findOne(Evidence, waiting, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!evidence) return false
  evidence.settle(claim, verdict, await becomeHead(call, claim, { id, scanState: verdict }))
  return true
}
