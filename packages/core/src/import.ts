import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { amountFeed, associationFeed } from './claims/recorded.feed.ts'
import { catalogueFeed } from './competencies/catalogue.feed.ts'
import { indicatorFeed } from './competencies/indicator.feed.ts'
import { feedNames as customerFeeds, takeFeed } from './customers/feed.ts'
import { system } from './kernel/actor.ts'
import { Refusal } from './kernel/errors.ts'
import type { RowError } from './kernel/feed.findings.ts'
import type { Feed, FeedReport } from './kernel/feed.ts'
import { takeRows } from './kernel/feed.ts'
import { connect } from './kernel/orm.ts'
import { readLaunchSettings, settingsOrExit } from './kernel/settings.ts'
import type { Call } from './kernel/transaction.ts'
import { inReading, inTransaction } from './kernel/transaction.ts'
import { VendorSchema } from './kernel/vendor.entity.ts'
import { refusalText } from './kernel/words.ts'
import { priceFeed, rateFeed, taxFeed } from './memberships/price.feed.ts'
import { companyFeed } from './organisations/register.feed.ts'

// `npm run import -- customers FILE.csv [--valid-only] [--vendor halcyon]`: takes a file of a feed in.

const programmeFeeds = ['competencies', 'prices', 'rates', 'taxes'] as const
const feedNames = [...customerFeeds, 'associations', 'amounts', 'indicators', ...programmeFeeds, 'companies'] as const
type FeedName = (typeof feedNames)[number]

const usage = `npm run import -- ${feedNames.join('|')} FILE.csv [--valid-only] [--vendor SLUG]`

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

interface Asked {
  feed: FeedName
  file: string
  validOnly: boolean
  vendor: string | undefined
}

const readArguments = (words: string[]): Asked => {
  const options = { 'valid-only': { type: 'boolean', default: false }, vendor: { type: 'string' } } as const
  const { values, positionals } = parsed(() => parseArgs({ args: words, options, allowPositionals: true }))
  const [feed, file, ...more] = positionals
  if (feed === undefined || file === undefined || more.length > 0) throw new Stop(`Give a feed and one file: ${usage}`)
  const name = feedNames.find((known) => known === feed)
  if (!name) throw new Stop(`There is no feed "${feed}". Give ${feedNames.join(', ')}: ${usage}`)
  return { feed: name, file, validOnly: values['valid-only'], vendor: values.vendor }
}

const parsed = <T>(parse: () => T): T => {
  try {
    return parse()
  } catch (error) {
    throw new Stop(`${(error as Error).message.split('\n')[0]} ${usage}`, { cause: error })
  }
}

/** npm changes into the folder of the package; a path is meant from where it was typed. */
const readText = async (file: string): Promise<string> => {
  const bytes = await readFile(resolve(process.env.INIT_CWD ?? '.', file)).catch((error: NodeJS.ErrnoException) => {
    const why: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'is a folder',
      EACCES: 'may not be read',
    }
    throw new Stop(`${file}: ${why[error.code ?? ''] ?? error.message}. Give the path of a CSV file.`, { cause: error })
  })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new Stop(`${file} is not UTF-8. Save it as "CSV UTF-8" and import it again.`, { cause: error })
  }
}

/** Only the database is needed here, so nothing else of the environment has to be there. */
const databaseUrl = (): string => {
  const { env } = process
  const settings = settingsOrExit(() => readLaunchSettings({ ...env, OFRECORD_SCAN: env.OFRECORD_SCAN || 'off' }))
  if (settings.databaseUrl === undefined)
    throw new Stop(
      'DATABASE_URL is missing. Give the database to import into: postgres://user:password@host:5432/database',
    )
  return settings.databaseUrl
}

const findVendor = async (orm: MikroORM, slug: string | undefined): Promise<string> => {
  const { rows } = await inReading(orm, system('feed'), ({ em }) =>
    sql<{ id: string; slug: string }>`select id, slug from vendor order by slug`.execute(em.getKysely()),
  )
  if (rows.length === 0) throw new Stop('This database has no vendor yet. Set it up before the first import.')
  const known = rows.map((vendor) => vendor.slug).join(', ')
  if (slug === undefined && rows.length > 1) throw new Stop(`Several vendors are here. Give one: --vendor ${known}`)
  const vendor = slug === undefined ? rows[0] : rows.find((each) => each.slug === slug)
  if (!vendor) throw new Stop(`There is no vendor "${slug}". Give one of ${known}.`)
  return vendor.id
}

const takeFile = async (asked: Asked, content: string): Promise<FeedReport> => {
  const orm = await connect({ url: databaseUrl(), role: 'ofrecord_app', entities: [VendorSchema], poolSize: 1 })
  try {
    const vendorId = await findVendor(orm, asked.vendor)
    return await inTransaction(orm, system('feed'), (call) => takeAny(call, vendorId, asked, content))
  } finally {
    await orm.close(true)
  }
}

/** Of every room: those of customers know nothing of what stands to their right. */
const takeAny = (call: Call, vendorId: string, { feed, validOnly }: Asked, content: string): Promise<FeedReport> => {
  const take = <Row>(kind: Feed<Row>) => takeRows(call, vendorId, kind, content, validOnly)
  switch (feed) {
    case 'associations':
      return take(associationFeed)
    case 'amounts':
      return take(amountFeed)
    case 'indicators':
      return take(indicatorFeed)
    case 'competencies':
      return take(catalogueFeed)
    case 'prices':
      return take(priceFeed)
    case 'rates':
      return take(rateFeed)
    case 'taxes':
      return take(taxFeed)
    case 'companies':
      return take(companyFeed)
    case 'customers':
    case 'subscriptions':
    case 'usage':
    case 'certifications':
    case 'skills':
      return takeFeed(call, vendorId, feed, content, validOnly)
  }
}

/** Control characters of a file must not reach the terminal. */
const printable = (value: string): string =>
  value.replaceAll(/[\p{Cc}\p{Cf}]/gu, (letter) => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`)

const cut = (value: string, width: number): string => (value.length > width ? `${value.slice(0, width - 1)}…` : value)

const tableOf = (errors: readonly RowError[]): string[] => {
  const rows = errors.map(({ line, column, value, message }) => [
    String(line),
    column,
    cut(printable(value), 36),
    printable(message),
  ])
  const all = [['Line', 'Column', 'Value', 'What is wrong'], ...rows]
  const widths = [0, 1, 2].map((at) => Math.max(...all.map((row) => row[at]!.length)))
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const print = ({ file, validOnly }: Asked, { rows, written, errors }: FeedReport): void => {
  if (errors.length > 0) console.log(`${tableOf(errors).join('\n')}\n`)
  const wrong = new Set(errors.map(({ line }) => line)).size
  const summary = `${file}: ${rows} rows, ${rows - wrong} right, ${wrong} wrong, ${written} written.`
  const advice = wrong > 0 && !validOnly ? ' Correct the wrong rows, or take the right ones with --valid-only.' : ''
  console.log(summary + advice)
}

/** The command, told by its words; answers what it ends with. */
export const importFile = async (words: string[]): Promise<0 | 1> => {
  try {
    const asked = readArguments(words)
    const report = await takeFile(asked, await readText(asked.file))
    print(asked, report)
    return report.errors.length === 0 || (asked.validOnly && report.written > 0) ? 0 : 1
  } catch (error) {
    console.error(lineOf(error))
    return 1
  }
}

const lineOf = (error: unknown): string => {
  if (error instanceof Stop) return error.message
  if (error instanceof Refusal) return refusalText(error.code, error.detail.params ?? {}, 'en', 'UTC')
  return `The import failed and nothing was written: ${(error as Error).message}`
}

if (import.meta.main) process.exitCode = await importFile(process.argv.slice(2))
