import { system } from '../packages/core/src/kernel/actor.ts'
import { connect } from '../packages/core/src/kernel/orm.ts'
import { installationOf } from '../packages/core/src/kernel/programs.ts'
import type { Settings } from '../packages/core/src/kernel/settings.ts'
import { readSettings, settingsOrExit } from '../packages/core/src/kernel/settings.ts'
import { currentSigner, readKeys, rotateKey } from '../packages/core/src/kernel/signing.ts'
import { inReading, inTransaction } from '../packages/core/src/kernel/transaction.ts'
import { VendorSchema } from '../packages/core/src/kernel/vendor.entity.ts'

// `npm run keys -- list`: every public key of this installation. `npm run keys -- rotate`: retires the one in use and
// makes the next; what it signed stays genuine. Needs DATABASE_URL and the OFRECORD_SECRET of the programs.

const usage = 'npm run keys -- list|rotate'

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

type Database = Awaited<ReturnType<typeof connect>>

const operator = system('keys')

const list = (orm: Database) =>
  inReading(orm, operator, async (call) => {
    const keys = await readKeys(call.em.getKysely())
    if (keys.length === 0) console.log('Nothing was signed yet: the first receipt makes the first key.')
    for (const { id, publicKey, createdAt, retiredAt } of keys)
      console.log(`${id}  ${publicKey}  since ${createdAt}  ${retiredAt ? `retired ${retiredAt}` : 'in use'}`)
  })

/** With another secret than the programs have, the next receipt would retire this key again. */
const rotate = (orm: Database, settings: Settings) =>
  inTransaction(orm, operator, async (call) => {
    const before = (await readKeys(call.em.getKysely())).find(({ retiredAt }) => retiredAt === null)
    const installation = installationOf(settings)
    const current = await currentSigner(call, installation)
    if (!before) return console.log(`${current.id} is the first key. From now on it signs.`)
    if (before.id !== current.id)
      throw new Stop('OFRECORD_SECRET is not the one that the key in use was made with. Nothing was changed.')
    const { id, epoch } = await rotateKey(call, installation)
    console.log(`${current.id} is retired. From now on ${id} signs, key ${epoch} of this installation.`)
  })

const main = async (words: readonly string[]): Promise<void> => {
  const [verb, ...more] = words
  if ((verb !== 'list' && verb !== 'rotate') || more.length > 0) throw new Stop(usage)
  const { env } = process
  const settings = settingsOrExit(() => readSettings({ ...env, OFRECORD_SCAN: env.OFRECORD_SCAN || 'off' }))
  const role = verb === 'list' ? 'ofrecord_read' : 'ofrecord_app'
  const orm = await connect({ url: settings.databaseUrl, role, entities: [VendorSchema], poolSize: 1 })
  try {
    await (verb === 'list' ? list(orm) : rotate(orm, settings))
  } finally {
    await orm.close(true)
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Stop ? error.message : `The keys could not be reached: ${(error as Error).message}`)
  process.exitCode = 1
})
