import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import { countRoles, readRoleBatch } from './role.queries.ts'
import type { RoleRow } from './role.queries.ts'
import type { RoleFilters } from './role.rules.ts'

/** Who holds which role as a file, with the filters of the list, in the order in which they were given. Refuses like its door. */
export const exportRoles = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: RoleFilters,
): Promise<Exported> => {
  const { actor } = exporterOf(asker, 'partner', 'roles.grant')
  return exportList(context, actor, {
    list: 'roles',
    filters,
    typed: ['search'],
    count: (call) => countRoles(call, filters),
    pages: {
      start: null,
      read: (call, after: string | null, limit) => readRoleBatch(call, filters, after, limit),
      after: ({ roleId }) => roleId,
    },
    ...inColumns(columns, locale),
  })
}

const columns: readonly ExportColumn<RoleRow>[] = [
  { head: m.people_column_name, cell: ({ name }) => name },
  { head: m.people_column_email, cell: ({ email }) => email },
  { head: m.people_column_role, cell: ({ role }, locale) => textOf(`account_role_${role}`, locale) },
  {
    head: m.people_column_where,
    cell: ({ locationName }, locale) => locationName ?? m.account_all_locations({}, { locale }),
  },
  { head: m.people_column_location_number, cell: ({ locationNumber }) => locationNumber ?? '' },
  { head: m.people_column_since, cell: ({ grantedAt }) => grantedAt },
]
