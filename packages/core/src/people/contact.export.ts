import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import { stringify } from 'csv-stringify'
import type { Actor } from '../kernel/actor.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import type { ContactFilters, ContactRow } from './contact.queries.ts'
import { countContactLocations, placeOf, readContacts } from './contact.queries.ts'
import { exporterOf } from './people.export.ts'

/** Locations that are in memory at once, each with six contacts at most. */
const batchSize = 200

/**
 * Program contacts as CSV (GEN-R6): one line for each role at a location that somebody holds, and for each required one
 * that nobody does; with the filters and the scope of the list, in its order. UTF-8 with a byte order mark; cells that a
 * spreadsheet would take for a formula begin with an apostrophe; instants are UTC. Who takes it is written down before
 * the first byte. Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportContacts = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: ContactFilters,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const next = (after: number) =>
    inReading(reader, actor, (call) => readContacts(call, scope, filters, after, batchSize))
  const { rows, at } = await inReading(reader, actor, async (call) => ({
    rows: await countContactLocations(call, scope, filters),
    at: call.now,
  }))
  const { search, ...others } = filters
  await noteExport(orm, actor, {
    what: 'listExported',
    data: { list: 'contacts', rows, filters: others },
    personal: search === '' ? null : { search },
  })
  const csv = stringify({ bom: true, header: true, columns: headsIn(locale), escape_formulas: true })
  const records = Readable.from(recordsOf(await next(-1), next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
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

async function* recordsOf(first: ContactRow[], next: (after: number) => Promise<ContactRow[]>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch) yield* linesOf(row, locale)
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next(placeOf(last))
  }
}

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
