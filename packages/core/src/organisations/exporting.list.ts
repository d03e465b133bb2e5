import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import { stringify } from 'csv-stringify'
import type { Actor, PersonActor, Scope } from '../kernel/actor.ts'
import type { Privilege } from '../kernel/authority.ts'
import { heldScope } from '../kernel/authority.ts'
import type { Json } from '../kernel/canonical.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading } from '../kernel/transaction.ts'
import { refuseBareSession } from '../kernel/trpc.ts'
import type { Locale } from '../kernel/words.ts'
import { noteExport } from './exporting.ts'

/** Rows that are in memory at once: 500 are about 300 kB, and one statement of some 10 ms. */
const batchSize = 500

export interface Exporter {
  actor: PersonActor
  scope: Scope
}

/** A list as a file, and the instant it was taken. */
export interface Exported {
  csv: Readable
  at: Date
}

/** How a list is read from one row to the next, in an order that no change meanwhile can alter. */
interface Pages<Row, After> {
  /** Before the first row. */
  start: After
  read: (call: Call, after: After, limit: number) => Promise<Row[]>
  after: (row: Row) => After
  /** Rows that fit: each may be several lines. */
  size?: number
}

/** A list that is one page, in its own order. */
export const wholeList = <Row>(read: (call: Call) => Promise<Row[]>): Pages<Row, null> => ({
  start: null,
  read,
  after: () => null,
  size: Number.POSITIVE_INFINITY,
})

type Cell = string | number

interface Exportable<Row, After, Filters> {
  /** The list's name in the record. */
  list: string
  filters: Filters
  /** The filters into which something was typed: it may be somebody's name, and is kept apart. */
  typed: readonly (keyof Filters & string)[]
  /** How many rows; left out for a whole list. */
  count?: (call: Call) => Promise<number>
  pages: Pages<Row, After>
  heads: string[]
  lines: (row: Row, at: Date) => Cell[][]
}

/**
 * The door of an export is the door of its list (GEN-R6): a person of that side who may see it, with their part of the
 * organisation. Refuses with `SECOND_FACTOR_REQUIRED`, `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exporterOf = (asker: Actor, side: PersonActor['side'], privilege: Privilege): Exporter => {
  refuseBareSession(asker)
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  return { actor: asker, scope: heldScope(asker, side, privilege) }
}

/**
 * A list as CSV (GEN-R6): UTF-8 with a byte order mark; cells that a spreadsheet would take for a formula begin with an
 * apostrophe; instants are UTC. Each batch is a reading transaction of its own, so that a slow download holds no
 * connection. Who takes it, by which filters and how many rows, is written down before the first byte.
 */
export const exportList = async <Row, After, Filters extends { [key: string]: Json }>(
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  actor: PersonActor,
  { list, filters, typed, count, pages, heads, lines }: Exportable<Row, After, Filters>,
): Promise<Exported> => {
  const { first, rows, at } = await inReading(reader, actor, async (call) => {
    const first = await pages.read(call, pages.start, pages.size ?? batchSize)
    return { first, rows: count ? await count(call) : first.length, at: call.now }
  })
  await noteExport(orm, actor, { what: 'listExported', ...takenOf(list, rows, filters, typed) })
  const next = (after: After) => inReading(reader, actor, (call) => pages.read(call, after, pages.size ?? batchSize))
  const csv = stringify({ bom: true, header: true, columns: heads, escape_formulas: true })
  const records = Readable.from(
    recordsOf(pages, first, next, (row) => lines(row, at)),
    { highWaterMark: 1 },
  )
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

const takenOf = (list: string, rows: number, filters: { [key: string]: Json }, typed: readonly string[]) => {
  const entries = Object.entries(filters)
  const chosen = Object.fromEntries(entries.filter(([name]) => !typed.includes(name)))
  const written = Object.fromEntries(entries.filter(([name]) => typed.includes(name)))
  const isNamed = Object.values(written).some((text) => text !== '')
  return { data: { list, rows, filters: chosen }, personal: isNamed ? written : null }
}

async function* recordsOf<Row, After>(
  { after, size = batchSize }: Pages<Row, After>,
  first: Row[],
  next: (after: After) => Promise<Row[]>,
  lines: (row: Row) => Cell[][],
) {
  for (let batch = first; ;) {
    for (const row of batch) yield* lines(row)
    const last = batch.at(-1)
    if (!last || batch.length < size) return
    batch = await next(after(last))
  }
}

/** One fact of a row. */
export interface ExportColumn<Row> {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: Row, locale: Locale, at: Date) => Cell
}

/** A line for each row. */
export const inColumns = <Row>(columns: readonly ExportColumn<Row>[], locale: Locale) => ({
  heads: columns.map(({ head }) => head({}, { locale })),
  lines: (row: Row, at: Date) => [columns.map(({ cell }) => cell(row, locale, at))],
})
