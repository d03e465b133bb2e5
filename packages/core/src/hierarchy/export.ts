import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import type { LocationStatus } from '../organisations/location.rules.ts'
import { countTable, readBatchAfter } from './table.queries.ts'
import type { TableRow } from './table.queries.ts'
import type { LocationFilters } from './table.rules.ts'

/**
 * The table of locations as a file, with its filters and its scope, in the order of the numbers, which never change. Refuses
 * like its door.
 */
export const exportLocations = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: LocationFilters,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'organisations.propose')
  return exportList(context, actor, {
    list: 'locations',
    filters,
    typed: ['search'],
    count: (call) => countTable(call, scope, filters),
    pages: {
      start: 0,
      read: (call, after, limit) => readBatchAfter(call, scope, filters, { after, limit }),
      after: ({ number }) => number,
    },
    ...inColumns(columns, locale),
  })
}

const columns: readonly ExportColumn<TableRow>[] = [
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
