import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { auditHistory, HistoryFile } from '../packages/core/src/claims/history.ts'
import { findWitnesses } from '../packages/core/src/consent/witnesses.ts'
import type { Damage, Flaw } from '../packages/core/src/kernel/audit.ts'
import { auditChains } from '../packages/core/src/kernel/audit.queries.ts'
import { connect } from '../packages/core/src/kernel/orm.ts'
import { readLaunchSettings, settingsOrExit } from '../packages/core/src/kernel/settings.ts'
import { VendorSchema } from '../packages/core/src/kernel/vendor.entity.ts'

// `npm run audit -- verify [FILE.json]`: checks every chain of events in the database, or a history that was downloaded.
// Ends with 0 when all is whole, with 1 when something was edited, taken out or could not be read.

const usage = 'npm run audit -- verify [FILE.json]'

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

const damages: Readonly<Record<Damage, string>> = {
  missing: 'is missing',
  repeated: 'stands at a place that is taken',
  unlinked: 'does not follow the event before it: its previous hash is another one',
  changed: 'is not what was hashed: a field of it, or its hash, was changed',
  personal: 'has other words of people than were hashed',
}

const lineOf = ({ aggregateId, seq, type, damage, namedBy }: Flaw): string =>
  `${aggregateId} event ${seq}${type ? ` (${type})` : ''} ${damages[damage]}${namedBy ? `, and is named by ${namedBy}` : ''}`

const verifyDatabase = async (): Promise<Flaw[]> => {
  const { env } = process
  const settings = settingsOrExit(() => readLaunchSettings({ ...env, OFRECORD_SCAN: env.OFRECORD_SCAN || 'off' }))
  if (settings.databaseUrl === undefined)
    throw new Stop('DATABASE_URL is missing. Give the database to check: postgres://user:password@host:5432/database')
  const orm = await connect({ url: settings.databaseUrl, role: 'ofrecord_read', entities: [VendorSchema], poolSize: 1 })
  try {
    const { events, chains, flaws } = await auditChains(orm, findWitnesses)
    console.log(`${events} events in ${chains} chains, ${flaws.length} damaged places.`)
    return flaws
  } finally {
    await orm.close(true)
  }
}

/** npm changes into the folder of the package; a path is meant from where it was typed. */
const verifyFile = async (file: string): Promise<Flaw[]> => {
  const text = await readFile(resolve(process.env.INIT_CWD ?? '.', file), 'utf8').catch((error: Error) => {
    throw new Stop(`${file} cannot be read: ${error.message}`, { cause: error })
  })
  const history = HistoryFile.safeParse(parsed(text))
  if (!history.success) throw new Stop(`${file} is not a history of a claim as it was downloaded.`)
  const { events, sealed, flaws } = auditHistory(history.data)
  const unseen =
    sealed > 0 ? `, ${sealed} of them sealed: their content is not in the file, their place was checked` : ''
  console.log(`Claim ${history.data.claim.number}: ${events} events${unseen}. ${flaws.length} damaged places.`)
  console.log(`The last event has the hash ${history.data.head.hash}.`)
  return flaws
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const main = async ([verb, file, ...more]: string[]): Promise<number> => {
  if (verb !== 'verify' || more.length > 0) throw new Stop(usage)
  const flaws = await (file === undefined ? verifyDatabase() : verifyFile(file))
  for (const flaw of flaws) console.log(lineOf(flaw))
  return flaws.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Stop ? error.message : `The check could not be made: ${(error as Error).message}`)
  return 1
})
