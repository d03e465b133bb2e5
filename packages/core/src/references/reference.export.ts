import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import { stringify } from 'csv-stringify'
import type { Actor, PersonActor, Scope } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { refuseBareSession } from '../kernel/trpc.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import type { ReferenceFilters } from './list.rules.ts'
import { countReferences, readReferenceBatch } from './reference.queries.ts'
import type { ReferenceRow } from './reference.queries.ts'

/** Rows that are in memory at once. */
const batchSize = 500

/**
 * The organisation's references as CSV (GEN-R6), with the filters and the scope of the list and its columns: what a
 * customer wrote for themselves is in none of them (B.5.2). Each batch is a reading transaction of its own. Who takes it
 * and how many rows is written down before the first byte. Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportReferences = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: ReferenceFilters,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const next = (after: string | null) =>
    inReading(reader, actor, (call) => readReferenceBatch(call, scope, filters, after, batchSize))
  const { rows, at } = await inReading(reader, actor, async (call) => ({
    rows: await countReferences(call, scope, filters),
    at: call.now,
  }))
  const { search, ...others } = filters
  await noteExport(orm, actor, {
    what: 'listExported',
    data: { list: 'references', rows, filters: others },
    personal: search === '' ? null : { search },
  })
  const columnsIn = columns.map(({ head }) => head({}, { locale }))
  const csv = stringify({ bom: true, header: true, columns: columnsIn, escape_formulas: true })
  const records = Readable.from(recordsOf(await next(null), next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

const exporterOf = (asker: Actor): { actor: PersonActor; scope: Scope } => {
  refuseBareSession(asker)
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = asker.side === 'partner' ? scopeOf(asker, 'references.see') : undefined
  return scope === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'references.see' } })
    : { actor: asker, scope }
}

async function* recordsOf(first: ReferenceRow[], next: (after: string) => Promise<ReferenceRow[]>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch) yield columns.map(({ cell }) => cell(row, locale))
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next(last.referenceId)
  }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: ReferenceRow, locale: Locale) => string | number
}

/** The columns of the list, one fact each; instants are UTC. */
const columns: readonly ExportColumn[] = [
  { head: m.references_column_company, cell: ({ company }) => company },
  { head: m.references_column_project, cell: ({ projectTitle }) => projectTitle },
  { head: m.references_column_state, cell: ({ state }, locale) => textOf(`references_state_${state}`, locale) },
  {
    head: m.references_column_location,
    cell: ({ assignment, locationName }) => assignment?.locationName ?? locationName,
  },
  {
    head: m.people_column_location_number,
    cell: ({ assignment, locationNumber }) => assignment?.locationNumber ?? locationNumber,
  },
  { head: m.references_column_competency, cell: ({ assignment }) => assignment?.competencyName ?? '' },
  { head: m.references_column_sent, cell: ({ lastSentAt }) => lastSentAt ?? '' },
  { head: m.references_column_approved, cell: ({ approvedAt }) => approvedAt ?? '' },
  { head: m.references_column_expires, cell: ({ expiresAt }) => expiresAt ?? '' },
  { head: m.references_column_days_left, cell: ({ daysLeft }) => daysLeft ?? '' },
]
