import type { MikroORM } from '@mikro-orm/postgresql'
import { system } from '../kernel/actor.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Installation } from '../kernel/installation.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { eraseContact, hashAddress } from './erasing.ts'
import { readAddresses, readErasedHashes } from './erasure.queries.ts'

export interface Replayed {
  /** How many addresses were back. */
  found: number
  /** Rows that were changed. */
  places: number
  /** Why somebody who was back could not be erased again. */
  refused: Refusal[]
}

/**
 * Erases again whom a restored backup brought back (I18, I19): every address that is kept is hashed and compared with the
 * hashes of table `erasure` and with those given, which come from certificates that are newer than the backup. Each in
 * a transaction of its own.
 */
export const replayErasures = async (
  orm: MikroORM,
  installation: Installation,
  given: readonly string[],
): Promise<Replayed> => {
  const hashes = new Set([...(await inReading(orm, system('erasure'), readErasedHashes)), ...given])
  const kept = await inReading(orm, system('erasure'), readAddresses)
  const back = kept.filter(({ address }) => hashes.has(hashAddress(installation, address)))
  const replayed: Replayed = { found: back.length, places: 0, refused: [] }
  for (const each of back) {
    try {
      const wanted = { ...each, reason: 'restored from a backup', by: null }
      const { places } = await inTransaction(orm, system('erasure'), (call) => eraseContact(call, installation, wanted))
      replayed.places += places
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      replayed.refused.push(error)
    }
  }
  return replayed
}
