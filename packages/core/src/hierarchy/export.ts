import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import { stringify } from 'csv-stringify'
import type { Actor, PersonActor, Scope } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import type { LocationStatus } from '../organisations/location.rules.ts'
import { countTable, readBatchAfter } from './table.queries.ts'
import type { TableRow } from './table.queries.ts'
import type { LocationFilters } from './table.rules.ts'

/** Rows that are in memory at once. */
const batchSize = 500

/**
 * The table of locations as CSV (GEN-R6): UTF-8 with a byte order mark, the filters and the scope of the table, in the
 * order of the numbers, which never change. Each batch is a reading transaction of its own. Cells that a spreadsheet would
 * take for a formula begin with an apostrophe; dates are UTC. Who takes it, by which filters and how many rows, is written
 * down before the first byte. Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportLocations = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: LocationFilters,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const next = (after: number) =>
    inReading(reader, actor, (call) => readBatchAfter(call, scope, filters, { after, limit: batchSize }))
  const { rows, at } = await inReading(reader, actor, async (call) => ({
    rows: await countTable(call, scope, filters),
    at: call.now,
  }))
  const { search, ...others } = filters
  await noteExport(orm, actor, {
    what: 'listExported',
    data: { list: 'locations', rows, filters: others },
    personal: search === '' ? null : { search },
  })
  const first = await next(0)
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ head }) => head({}, { locale })),
    escape_formulas: true,
  })
  const records = Readable.from(recordsOf(first, next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

/** The door of the table itself. */
const exporterOf = (asker: Actor): { actor: PersonActor; scope: Scope } => {
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = asker.side === 'partner' ? scopeOf(asker, 'organisations.propose') : undefined
  return scope === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'organisations.propose' } })
    : { actor: asker, scope }
}

async function* recordsOf(first: TableRow[], next: (after: number) => Promise<TableRow[]>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch) yield columns.map(({ cell }) => cell(row, locale))
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next(last.number)
  }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: TableRow, locale: Locale) => string | number
}

const columns: readonly ExportColumn[] = [
  { head: m.organisations_column_number, cell: ({ number }) => number },
  { head: m.organisations_column_location, cell: ({ name }) => name },
  { head: m.organisations_column_legal_name, cell: ({ legalName }) => legalName },
  { head: m.organisations_column_path, cell: ({ above }) => above.map(({ name }) => name).join(' › ') },
  { head: m.organisations_column_level, cell: ({ level }) => level },
  { head: m.organisations_column_below, cell: ({ below }) => below },
  { head: m.organisations_column_city, cell: ({ city }) => city },
  { head: m.organisations_column_region, cell: ({ region }) => region },
  { head: m.organisations_column_country, cell: ({ country }) => country },
  { head: m.organisations_column_currency, cell: ({ currency }) => currency },
  { head: m.organisations_column_state, cell: ({ status }, locale) => textOf(statusKeys[status], locale) },
  {
    head: m.organisations_column_incentives,
    cell: ({ enrolled }, locale) =>
      enrolled ? m.organisations_enrolled({}, { locale }) : m.organisations_not_enrolled({}, { locale }),
  },
  { head: m.organisations_column_since, cell: ({ createdAt }) => createdAt },
]

const statusKeys: Record<LocationStatus, string> = {
  pending_verification: 'organisations_status_pending',
  verified: 'organisations_status_verified',
  verification_failed: 'organisations_status_failed',
  dissociated: 'organisations_status_dissociated',
  archived: 'organisations_status_archived',
}
