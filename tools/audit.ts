import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { auditHistory, HistoryFile } from '../packages/core/src/claims/history.ts'
import { findWitnesses } from '../packages/core/src/consent/witnesses.ts'
import { auditChains } from '../packages/core/src/kernel/audit.queries.ts'
import { SignedCheckpoint } from '../packages/core/src/kernel/checkpoint.ts'
import { connect } from '../packages/core/src/kernel/orm.ts'
import { readLaunchSettings, settingsOrExit } from '../packages/core/src/kernel/settings.ts'
import { VendorSchema } from '../packages/core/src/kernel/vendor.entity.ts'
import { lineOfFlaw, lineOfTreeFlaw } from './audit.words.ts'

// `npm run audit -- verify`: checks every chain of events in the database and the tree of checkpoints over them, also
// against a checkpoint that was kept outside; or, with a file, the history of a claim as it was downloaded.
// Ends with 0 when all is whole, with 2 when something is damaged, with 1 when it could not be checked.

const usage = 'npm run audit -- verify [--checkpoint FILE.json]... or npm run audit -- verify HISTORY.json'

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

const verifyDatabase = async (files: readonly string[]): Promise<string[]> => {
  const kept = await Promise.all(files.map(readCheckpointFile))
  const { env } = process
  const settings = settingsOrExit(() => readLaunchSettings({ ...env, OFRECORD_SCAN: env.OFRECORD_SCAN || 'off' }))
  if (settings.databaseUrl === undefined)
    throw new Stop('DATABASE_URL is missing. Give the database to check: postgres://user:password@host:5432/database')
  const orm = await connect({ url: settings.databaseUrl, role: 'ofrecord_read', entities: [VendorSchema], poolSize: 1 })
  try {
    const { events, chains, checkpoints, flaws, treeFlaws } = await auditChains(orm, findWitnesses, kept)
    const lines = [...flaws.map(lineOfFlaw), ...treeFlaws.map(lineOfTreeFlaw)]
    console.log(`${events} events in ${chains} chains, ${checkpoints} checkpoints, ${lines.length} damaged places.`)
    return lines
  } finally {
    await orm.close(true)
  }
}

/** A checkpoint as it was published, or a receipt that holds one. */
const readCheckpointFile = async (file: string): Promise<SignedCheckpoint> => {
  const content = parsed(await readText(file)) as { checkpoint?: unknown } | null | undefined
  const checkpoint = SignedCheckpoint.safeParse(content?.checkpoint ?? content)
  if (!checkpoint.success) throw new Stop(`${file} is neither a checkpoint nor a receipt that holds one.`)
  return checkpoint.data
}

const verifyFile = async (file: string): Promise<string[]> => {
  const history = HistoryFile.safeParse(parsed(await readText(file)))
  if (!history.success) throw new Stop(`${file} is not a history of a claim as it was downloaded.`)
  const { events, sealed, flaws } = auditHistory(history.data)
  const unseen =
    sealed > 0 ? `, ${sealed} of them sealed: their content is not in the file, their place was checked` : ''
  console.log(`Claim ${history.data.claim.number}: ${events} events${unseen}. ${flaws.length} damaged places.`)
  console.log(`The last event has the hash ${history.data.head.hash}.`)
  return flaws.map(lineOfFlaw)
}

/** npm changes into the folder of the package; a path is meant from where it was typed. */
const readText = (file: string): Promise<string> =>
  readFile(resolve(process.env.INIT_CWD ?? '.', file), 'utf8').catch((error: Error) => {
    throw new Stop(`${file} cannot be read: ${error.message}`, { cause: error })
  })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readArguments = (given: string[]) => {
  try {
    const options = { checkpoint: { type: 'string', multiple: true } } as const
    return parseArgs({ args: given, options, allowPositionals: true })
  } catch {
    throw new Stop(usage)
  }
}

const main = async (given: string[]): Promise<number> => {
  const { positionals, values } = readArguments(given)
  const [verb, file, ...more] = positionals
  const kept = values.checkpoint ?? []
  if (verb !== 'verify' || more.length > 0 || (file !== undefined && kept.length > 0)) throw new Stop(usage)
  const lines = await (file === undefined ? verifyDatabase(kept) : verifyFile(file))
  for (const line of lines) console.log(line)
  return lines.length === 0 ? 0 : 2
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Stop ? error.message : `The check could not be made: ${(error as Error).message}`)
  return 1
})
