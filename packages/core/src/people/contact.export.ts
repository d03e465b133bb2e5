import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList } from '../organisations/exporting.list.ts'
import type { Exported } from '../organisations/exporting.list.ts'
import type { ContactFilters, ContactRow } from './contact.queries.ts'
import { countContactLocations, placeOf, readContacts } from './contact.queries.ts'

/**
 * Program contacts as a file: one line for each role at a location that somebody holds, and for each required one that
 * nobody does; with the filters and the scope of the list, in its order. Refuses like its door.
 */
export const exportContacts = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: ContactFilters,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'people.see')
  return exportList(context, actor, {
    list: 'contacts',
    filters,
    typed: ['search'],
    count: (call) => countContactLocations(call, scope, filters),
    pages: {
      start: -1,
      read: (call, after, limit) => readContacts(call, scope, filters, after, limit),
      after: placeOf,
      // Six contacts at most are a location.
      size: 200,
    },
    heads: headsIn(locale),
    lines: (row: ContactRow) => linesOf(row, locale),
  })
}

const headsIn = (locale: Locale): string[] =>
  [
    m.people_column_location,
    m.people_column_location_number,
    m.people_column_country,
    m.access_column_role,
    m.people_column_name,
    m.people_column_email,
    m.access_column_state,
    m.people_column_since,
    m.access_column_mailbox,
  ].map((head) => head({}, { locale }))

const linesOf = (
  { locationName, locationNumber, country, contacts, missing }: ContactRow,
  locale: Locale,
): (string | number)[][] => {
  const place = [locationName, locationNumber, country]
  const held = contacts.map(({ role, name, email, state, since, bouncedAt }) => [
    ...place,
    textOf(`access_contact_role_${role}`, locale),
    name,
    email,
    textOf(`access_contact_state_${state}`, locale),
    since,
    bouncedAt ? m.access_mailbox_bouncing({}, { locale }) : m.access_mailbox_arriving({}, { locale }),
  ])
  const empty = missing.map((role) => [
    ...place,
    textOf(`access_contact_role_${role}`, locale),
    '',
    '',
    m.access_contact_state_missing({}, { locale }),
    '',
    '',
  ])
  return [...held, ...empty]
}
