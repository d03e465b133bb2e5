import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns, wholeList } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import type { SummaryFilters } from './competency.rules.ts'
import type { SummaryRow } from './shown.rules.ts'
import { readSummary } from './summary.queries.ts'

/**
 * The summary of competencies as a file, with its filters, its scope and its order: figures, and nobody's name (B.18). Days
 * are those of the vendor's desk. Refuses like its door.
 */
export const exportCompetencies = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: SummaryFilters,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'competencies.see')
  return exportList(context, actor, {
    list: 'competencies',
    filters,
    typed: [],
    pages: wholeList(async (call) => (await readSummary(call, scope, filters)).rows),
    ...inColumns(columns, locale),
  })
}

const stateKeys: Partial<Record<SummaryRow['state'], string>> = {
  active_earned: 'active',
  active_preapproved: 'preapproved',
}

/** The columns of the summary, one fact each. */
const columns: readonly ExportColumn<SummaryRow>[] = [
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
