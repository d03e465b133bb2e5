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
import { countPeople, readPeopleBatch } from './people.queries.ts'
import type { HeldRole, StayRow } from './people.queries.ts'
import type { PeopleExportInput } from './people.rules.ts'

/** Rows that are in memory at once. */
const batchSize = 500

/**
 * The organisation's people as CSV (GEN-R6): UTF-8 with a byte order mark, the filters and the scope of the list, in the
 * order in which they came. Each batch is a reading transaction of its own. Cells that a spreadsheet would take for a
 * formula begin with an apostrophe; instants are UTC. Who takes it and how many rows is written down before the first
 * byte. Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportPeople = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: PeopleExportInput,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const next = (after: string | null) =>
    inReading(reader, actor, (call) => readPeopleBatch(call, scope, filters, after, batchSize))
  const { rows, at } = await inReading(reader, actor, async (call) => ({
    rows: await countPeople(call, scope, filters),
    at: call.now,
  }))
  const { search, firstName, lastName, email, ...others } = filters
  const typed = { search, firstName, lastName, email }
  const named = Object.values(typed).some((text) => text !== '')
  await noteExport(orm, actor, {
    what: 'listExported',
    data: { list: 'people', rows, filters: others },
    personal: named ? typed : null,
  })
  const columnsIn = columns.map(({ head }) => head({}, { locale }))
  const csv = stringify({ bom: true, header: true, columns: columnsIn, escape_formulas: true })
  const records = Readable.from(recordsOf(await next(null), next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

/** The door of the lists of people: whoever sees them may take them away. */
export const exporterOf = (asker: Actor): { actor: PersonActor; scope: Scope } => {
  refuseBareSession(asker)
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = asker.side === 'partner' ? scopeOf(asker, 'people.see') : undefined
  return scope === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'people.see' } })
    : { actor: asker, scope }
}

async function* recordsOf(first: StayRow[], next: (after: string) => Promise<StayRow[]>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch) yield columns.map(({ cell }) => cell(row, locale))
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next(last.affiliationId)
  }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: StayRow, locale: Locale) => string | number
}

/** The columns of the list (B.18: work data), one fact each. */
const columns: readonly ExportColumn[] = [
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
