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
import type { SummaryFilters } from './competency.rules.ts'
import type { SummaryRow } from './shown.rules.ts'
import { readSummary } from './summary.queries.ts'

/**
 * The summary of competencies as CSV (GEN-R6), with its filters, its scope and its order: figures, and nobody's name
 * (B.18). UTF-8 with a byte order mark; cells that a spreadsheet would take for a formula begin with an apostrophe; days
 * are those of the vendor's desk. Who takes it and how many rows is written down before the first byte. Refuses with
 * `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportCompetencies = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: SummaryFilters,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const { summary, at } = await inReading(reader, actor, async (call) => ({
    summary: await readSummary(call, scope, filters),
    at: call.now,
  }))
  const data = { list: 'competencies', rows: summary.rows.length, filters }
  await noteExport(orm, actor, { what: 'listExported', data })
  const heads = columns.map(({ head }) => head({}, { locale }))
  const csv = stringify({ bom: true, header: true, columns: heads, escape_formulas: true })
  const records = Readable.from(summary.rows.map((row) => columns.map(({ cell }) => cell(row, locale))))
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

const exporterOf = (asker: Actor): { actor: PersonActor; scope: Scope } => {
  refuseBareSession(asker)
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = asker.side === 'partner' ? scopeOf(asker, 'competencies.see') : undefined
  return scope === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'competencies.see' } })
    : { actor: asker, scope }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: SummaryRow, locale: Locale) => string
}

const stateKeys: Partial<Record<SummaryRow['state'], string>> = {
  active_earned: 'active',
  active_preapproved: 'preapproved',
}

/** The columns of the summary, one fact each. */
const columns: readonly ExportColumn[] = [
  { head: m.competencies_column_competency, cell: ({ competency }) => competency.name },
  { head: m.competencies_column_held_at, cell: ({ location }) => location.name },
  { head: m.competencies_column_level, cell: ({ level }, locale) => textOf(`competencies_level_${level}`, locale) },
  {
    head: m.competencies_column_state,
    cell: ({ state }, locale) => textOf(`competencies_state_${stateKeys[state] ?? state}`, locale),
  },
  {
    head: m.competencies_column_anniversary,
    cell: ({ renewsOn, preapprovedUntil }) => preapprovedUntil ?? renewsOn ?? '',
  },
  { head: m.competencies_column_met, cell: ({ met, of }) => `${met} / ${of}` },
  { head: m.competencies_column_risks, cell: ({ risks }) => risks.map(riskText).join('; ') },
]

/** What will be left on the anniversary, of what is needed. */
const riskText = ({ name, have, expiring, needed }: SummaryRow['risks'][number]): string =>
  `${name}: ${have - expiring} / ${needed}`
