import { parseArgs } from 'node:util'
import type { Rotated } from '../packages/core/src/consent/rotating.ts'
import { rotateConsentLinks } from '../packages/core/src/consent/rotating.ts'
import { entities } from '../packages/core/src/entities.ts'
import { connect } from '../packages/core/src/kernel/orm.ts'
import { installationOf } from '../packages/core/src/kernel/programs.ts'
import { readSettings, settingsOrExit } from '../packages/core/src/kernel/settings.ts'

// `npm run links -- rotate --purpose=consent [--rate=600]`: for the day on which links became known. Every live link gets
// a new token and a new letter; the old one still takes a no. A run that was cut off is continued by the next,
// and within a day no second rotation begins. Needs
// DATABASE_URL and the OFRECORD_SECRET of the programs.

const usage = 'npm run links -- rotate --purpose=consent [--rate=LETTERS_A_MINUTE]'

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

/** Letters a minute: what a relay takes from a sender that it knows. */
const usualRate = '600'

const readRate = (words: readonly string[]): number => {
  const { positionals, values } = parse(words)
  const rate = Number(values.rate)
  if (positionals.join(' ') !== 'rotate' || values.purpose !== 'consent') throw new Stop(usage)
  if (!Number.isInteger(rate) || rate < 1 || rate > 100_000)
    throw new Stop(`--rate is a whole number of letters a minute, 1 to 100000.\n${usage}`)
  return rate
}

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { purpose: { type: 'string' }, rate: { type: 'string', default: usualRate } },
    })
  } catch (error) {
    throw new Stop(`${(error as Error).message.split('\n')[0]}\n${usage}`, { cause: error })
  }
}

const tell = ({ vendor, since, continued, claims, letters, lastAt }: Rotated): void => {
  console.log(`${vendor}: ${continued ? 'went on with' : 'began'} the rotation of ${since}.`)
  console.log(`${claims} claims have new links, ${letters} letters wait in the outbox.`)
  if (lastAt) console.log(`The last of them leaves at ${lastAt}. Older links still take a no.`)
}

const main = async (words: readonly string[]): Promise<void> => {
  const rate = readRate(words)
  const { env } = process
  const settings = settingsOrExit(() => readSettings({ ...env, OFRECORD_SCAN: env.OFRECORD_SCAN || 'off' }))
  const orm = await connect({ url: settings.databaseUrl, role: 'ofrecord_app', entities, poolSize: 2 })
  try {
    for (const rotated of await rotateConsentLinks(orm, installationOf(settings), rate)) tell(rotated)
  } finally {
    await orm.close(true)
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Stop ? error.message : `The links could not be renewed: ${(error as Error).message}`)
  process.exitCode = 1
})
