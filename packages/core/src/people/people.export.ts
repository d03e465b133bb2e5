import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import { countPeople, readPeopleBatch } from './people.queries.ts'
import type { HeldRole, StayRow } from './people.queries.ts'
import type { PeopleExportInput } from './people.rules.ts'

/**
 * The organisation's people as a file, with the filters and the scope of the list, in the order in which they came. Refuses
 * like its door.
 */
export const exportPeople = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: PeopleExportInput,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'people.see')
  return exportList(context, actor, {
    list: 'people',
    filters,
    typed: ['search', 'firstName', 'lastName', 'email'],
    count: (call) => countPeople(call, scope, filters),
    pages: {
      start: null,
      read: (call, after: string | null, limit) => readPeopleBatch(call, scope, filters, after, limit),
      after: ({ affiliationId }) => affiliationId,
    },
    ...inColumns(columns, locale),
  })
}

/** The columns of the list (B.18: work data), one fact each. */
const columns: readonly ExportColumn<StayRow>[] = [
  { head: m.people_column_name, cell: ({ name }) => name },
  { head: m.people_column_email, cell: ({ email }) => email },
  { head: m.people_column_job_role, cell: ({ jobRole }) => jobRole },
  { head: m.people_column_country, cell: ({ country }) => country },
  { head: m.people_column_location, cell: ({ locationName }) => locationName },
  { head: m.people_column_location_number, cell: ({ locationNumber }) => locationNumber },
  { head: m.people_column_roles, cell: ({ roles }, locale) => roles.map((role) => roleText(role, locale)).join('; ') },
  { head: m.people_column_state, cell: ({ status }, locale) => textOf(`people_state_${status}`, locale) },
  { head: m.people_column_since, cell: ({ since }) => since },
]

const roleText = ({ role, locationName }: HeldRole, locale: Locale): string => {
  const name = textOf(`account_role_${role}`, locale)
  return locationName === null ? name : `${name} (${locationName})`
}
