import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { replayErasures } from '../packages/core/src/consent/erasure.replaying.ts'
import { eraseContact, lookForContact } from '../packages/core/src/consent/erasing.ts'
import { readVendors } from '../packages/core/src/consent/erasure.queries.ts'
import { entities } from '../packages/core/src/entities.ts'
import { system } from '../packages/core/src/kernel/actor.ts'
import { Refusal } from '../packages/core/src/kernel/errors.ts'
import { connect } from '../packages/core/src/kernel/orm.ts'
import { installationOf } from '../packages/core/src/kernel/programs.ts'
import { readSettings, settingsOrExit } from '../packages/core/src/kernel/settings.ts'
import { inReading, inTransaction } from '../packages/core/src/kernel/transaction.ts'
import { refusalText } from '../packages/core/src/kernel/words.ts'

// `npm run erase -- ADDRESS --reason TEXT [--dry-run]`: takes a customer's person out of the record and prints the signed
// certificate. `npm run erase -- --replay [CERTIFICATE.json …]`: after a restore, erases again whom the backup brought
// back. Needs DATABASE_URL and the OFRECORD_SECRET of the programs.

const usage = `npm run erase -- ADDRESS --reason TEXT [--dry-run] [--vendor SLUG]
npm run erase -- --replay [CERTIFICATE.json …]`

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

type Database = Awaited<ReturnType<typeof connect>>
type Installation = ReturnType<typeof installationOf>

const operator = system('erasure')

const readArguments = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        reason: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        replay: { type: 'boolean', default: false },
        vendor: { type: 'string' },
      },
    })
  } catch (error) {
    throw new Stop(`${(error as Error).message.split('\n')[0]}\n${usage}`, { cause: error })
  }
}

const findVendor = async (orm: Database, slug: string | undefined): Promise<string> => {
  const vendors = await inReading(orm, operator, readVendors)
  const [vendor, ...others] = vendors.filter((each) => slug === undefined || each.slug === slug)
  if (vendor && others.length === 0) return vendor.id
  throw new Stop(`Give one vendor of ${vendors.map((each) => each.slug).join(', ')}: --vendor SLUG`)
}

interface Asked {
  vendorId: string
  address: string
  reason: string
}

const look = async (orm: Database, installation: Installation, asked: Asked): Promise<void> => {
  const { tables, places } = await inTransaction(orm, operator, (call) => lookForContact(call, installation, asked))
  for (const [table, count] of Object.entries(tables)) console.log(`${String(count).padStart(6)}  ${table}`)
  console.log(`${places} rows would be changed. Nothing was.`)
}

const erase = async (orm: Database, installation: Installation, asked: Asked): Promise<void> => {
  const wanted = { ...asked, by: null }
  const { certificate } = await inTransaction(orm, operator, (call) => eraseContact(call, installation, wanted))
  console.log(certificate ?? 'Nothing is known of this address.')
}

/** The hash in a certificate; npm changes into the folder of the package, and a path is meant from where it was typed. */
const hashIn = async (file: string): Promise<string> => {
  const text = await readFile(resolve(process.env.INIT_CWD ?? '.', file), 'utf8').catch((error: Error) => {
    throw new Stop(`${file} cannot be read: ${error.message}`, { cause: error })
  })
  const hash = /"addressHash":"([0-9a-f]{64})"/.exec(text)?.[1]
  return hash ?? stop(`${file} is no certificate of an erasure.`)
}

const stop = (line: string): never => {
  throw new Stop(line)
}

const replay = async (orm: Database, installation: Installation, files: readonly string[]): Promise<void> => {
  const hashes = await Promise.all(files.map(hashIn))
  const { found, places, refused } = await replayErasures(orm, installation, hashes)
  console.log(`${found} people were back, ${places} rows were changed.`)
  for (const refusal of refused) console.error(linesOf(refusal))
  if (refused.length > 0) process.exitCode = 1
}

const linesOf = ({ code, detail }: Refusal): string => refusalText(code, detail.params ?? {}, 'en', 'UTC')

const main = async (words: readonly string[]): Promise<void> => {
  const { values, positionals } = readArguments(words)
  const [address, ...more] = positionals
  const isOne = address !== undefined && more.length === 0 && (values['dry-run'] || Boolean(values.reason?.trim()))
  if (!values.replay && !isOne) throw new Stop(usage)
  if (!values.replay && !/^[^@\s]+@[^@\s]+$/.test(address ?? '')) throw new Stop('Give one e-mail address.')
  const { env } = process
  const settings = settingsOrExit(() => readSettings({ ...env, OFRECORD_SCAN: env.OFRECORD_SCAN || 'off' }))
  const installation = installationOf(settings)
  const orm = await connect({ url: settings.databaseUrl, role: 'ofrecord_app', entities, poolSize: 1 })
  try {
    if (values.replay) return await replay(orm, installation, positionals)
    const vendorId = await findVendor(orm, values.vendor)
    const asked = { vendorId, address: address!, reason: values.reason?.trim() ?? '' }
    await (values['dry-run'] ? look : erase)(orm, installation, asked)
  } finally {
    await orm.close(true)
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof Refusal ? linesOf(error) : error instanceof Stop ? error.message : undefined
  console.error(known ?? `Nothing was erased: ${(error as Error).message}`)
  process.exitCode = 1
})
