import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import { stringify } from 'csv-stringify'
import type { Actor, PersonActor } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { refuseBareSession } from '../kernel/trpc.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import type { TicketFilters } from './ticket.input.rules.ts'
import { countTickets, readTicketBatch } from './ticket.queries.ts'
import type { Side, TicketRow } from './ticket.queries.ts'
import { categoryOf, readTicketNumber } from './ticket.rules.ts'

/** Rows that are in memory at once. */
const batchSize = 500

/**
 * Tickets as CSV (GEN-R6), with the filters, the readers and the columns of the list, of the asker's side of the desk:
 * what was said is in none of them. Who takes it and how many rows is written down first. Refuses with
 * `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportTickets = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: TicketFilters,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, side } = exporterOf(asker)
  const next = (after: number) =>
    inReading(reader, actor, (call) => readTicketBatch(call, side, filters, after, batchSize))
  const { rows, at } = await inReading(reader, actor, async (call) => ({
    rows: await countTickets(call, side, filters),
    at: call.now,
  }))
  const { search, ...others } = filters
  await noteExport(orm, actor, {
    what: 'listExported',
    data: { list: 'tickets', rows, filters: others },
    personal: search === '' ? null : { search },
  })
  const columns = columnsOf[side]
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ head }) => head({}, { locale })),
    escape_formulas: true,
  })
  const records = Readable.from(recordsOf(columns, await next(0), next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

const exporterOf = (asker: Actor): { actor: PersonActor; side: Side } => {
  refuseBareSession(asker)
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const [side, privilege] =
    asker.side === 'vendor' ? (['desk', 'support.serve'] as const) : (['partner', 'support.ask'] as const)
  return scopeOf(asker, privilege) === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege } })
    : { actor: asker, side }
}

async function* recordsOf(
  columns: readonly ExportColumn[],
  first: TicketRow[],
  next: (after: number) => Promise<TicketRow[]>,
  locale: Locale,
) {
  for (let batch = first; ;) {
    for (const row of batch) yield columns.map(({ cell }) => cell(row, locale))
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next(readTicketNumber(last.number)!)
  }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: TicketRow, locale: Locale) => string | number
}

const common: readonly ExportColumn[] = [
  { head: m.support_column_number, cell: ({ number }) => number },
  { head: m.support_column_subject, cell: ({ subject }) => subject },
  {
    head: m.support_column_category,
    cell: ({ path }, locale) => textOf(`support_category_${categoryOf(path)}`, locale),
  },
  {
    head: m.support_column_topic,
    cell: ({ path }, locale) => textOf(`support_topic_${path.replace('/', '_')}`, locale),
  },
  { head: m.support_column_priority, cell: ({ priority }, locale) => textOf(`support_priority_${priority}`, locale) },
  { head: m.support_column_state, cell: ({ state }, locale) => textOf(`support_state_${state}`, locale) },
  { head: m.support_column_location, cell: ({ locationName }) => locationName },
  { head: m.support_column_location_number, cell: ({ locationNumber }) => locationNumber },
  { head: m.support_column_requester, cell: ({ createdByName }) => createdByName },
  { head: m.support_column_opened, cell: ({ createdAt }) => createdAt },
  { head: m.support_column_changed, cell: ({ stateAt }) => stateAt },
  { head: m.support_column_agent, cell: ({ agentName }) => agentName ?? '' },
  { head: m.support_column_due, cell: ({ slaDueAt }) => slaDueAt ?? '' },
]

/** The desk reads of many organisations. */
const columnsOf: Record<Side, readonly ExportColumn[]> = {
  partner: common,
  desk: [
    ...common.slice(0, 2),
    { head: m.support_column_organisation, cell: ({ organizationName }) => organizationName },
    ...common.slice(2),
  ],
}
