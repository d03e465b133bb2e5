import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import type { ReferenceFilters } from './list.rules.ts'
import { countReferences, readReferenceBatch } from './reference.queries.ts'
import type { ReferenceRow } from './reference.queries.ts'

/**
 * The organisation's references as a file, with the filters, the scope and the columns of the list: what a customer wrote
 * for themselves is in none of them (B.5.2). Refuses like its door.
 */
export const exportReferences = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: ReferenceFilters,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'references.see')
  return exportList(context, actor, {
    list: 'references',
    filters,
    typed: ['search'],
    count: (call) => countReferences(call, scope, filters),
    pages: {
      start: null,
      read: (call, after: string | null, limit) => readReferenceBatch(call, scope, filters, after, limit),
      after: ({ referenceId }) => referenceId,
    },
    ...inColumns(columns, locale),
  })
}

/** The columns of the list, one fact each; instants are UTC. */
const columns: readonly ExportColumn<ReferenceRow>[] = [
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
