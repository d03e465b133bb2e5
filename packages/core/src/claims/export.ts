import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import { stringify } from 'csv-stringify'
import { sql } from 'kysely'
import type { Actor, PersonActor, Scope } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import { cellsOf, headsOf } from './export.words.ts'
import { claimConditions, ticked } from './filter.queries.ts'
import type { ClaimRow, Row } from './list.queries.ts'
import { claimColumns, countFiltered, shownRow, withNames } from './list.queries.ts'
import type { ClaimExportInput } from './list.rules.ts'

/** Rows that are in memory at once: 500 are about 300 kB, and one statement of some 10 ms. */
const batchSize = 500

/**
 * The partner's list as CSV (GEN-R6): UTF-8 with a byte order mark, the filters and the scope of the list, in the order
 * of the claims' numbers, which never change: a claim that changes meanwhile is neither missed nor written twice. Each
 * batch is a reading transaction of its own, so that a slow download holds no connection. Cells that a spreadsheet would
 * take for a formula begin with an apostrophe. Days in status are whole days at the moment of the export; dates are UTC.
 * Who takes it, by which filters and how many rows, is written down before the first byte. Refuses with
 * `SIGN_IN_REQUIRED` and `FORBIDDEN`, before the first byte as well.
 */
export const exportClaims = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  input: ClaimExportInput,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const next = (after: number) => inReading(reader, actor, (call) => readBatch(call, scope, input, after))
  const first = await next(0)
  const rows = await inReading(reader, actor, (call) => countFiltered(call, scope, input))
  await noteExport(orm, actor, takenOf(input, rows))
  const csv = stringify({ bom: true, header: true, columns: headsOf(locale), escape_formulas: true })
  const records = Readable.from(recordsOf(first, next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at: first.at }
}

/** The door of the list itself: a partner's person who may see claims. */
const exporterOf = (asker: Actor): { actor: PersonActor; scope: Scope } => {
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = asker.side === 'partner' ? scopeOf(asker, 'claims.see') : undefined
  return scope === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'claims.see' } })
    : { actor: asker, scope }
}

/** What is written down of an export. What was typed into a search may be somebody's name. */
const takenOf = ({ search, customer, ...filters }: ClaimExportInput, rows: number) => ({
  what: 'listExported' as const,
  data: { list: 'claims', rows, filters },
  personal: search === '' && customer === '' ? null : { search, customer },
})

interface Batch {
  rows: ClaimRow[]
  at: Date
}

const readBatch = async (call: Call, scope: Scope, input: ClaimExportInput, after: number): Promise<Batch> => {
  const { rows } = await sql<Row>`
    select ${claimColumns} from ${withNames(sql`
      select c.* from claim c
      where ${claimConditions(call, scope, input)} and ${ticked(input.claimIds)} and c.number > ${after}
      order by c.number limit ${batchSize}`)}
    order by c.number
  `.execute(call.em.getKysely())
  return { rows: rows.map(shownRow), at: call.now }
}

async function* recordsOf(first: Batch, next: (after: number) => Promise<Batch>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch.rows) yield cellsOf(row, batch.at, locale)
    const last = batch.rows.at(-1)
    if (!last || batch.rows.length < batchSize) return
    batch = await next(last.number)
  }
}
