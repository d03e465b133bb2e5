import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import { stringify } from 'csv-stringify'
import type { Actor } from '../kernel/actor.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import type { CertifiedFilters, CertifiedRow, Place } from './credential.lists.ts'
import { countCertified, readCertified } from './credential.lists.ts'
import { exporterOf } from './people.export.ts'

/** Rows that are in memory at once. */
const batchSize = 500

/**
 * The certified professionals as CSV (CP-R5, GEN-R6), with the filters, the scope and the order of the list. UTF-8 with a
 * byte order mark; cells that a spreadsheet would take for a formula begin with an apostrophe; instants are UTC. Who takes
 * it and how many rows is written down before the first byte. Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportCertified = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: CertifiedFilters,
): Promise<{ csv: Readable; at: Date }> => {
  const { actor, scope } = exporterOf(asker)
  const next = (after: Place | null) =>
    inReading(reader, actor, (call) => readCertified(call, scope, filters, after, batchSize))
  const { rows, at } = await inReading(reader, actor, async (call) => ({
    rows: await countCertified(call, scope, filters),
    at: call.now,
  }))
  const { name, credentialId, ...others } = filters
  await noteExport(orm, actor, {
    what: 'listExported',
    data: { list: 'professionals', rows, filters: others },
    personal: name === '' && credentialId === '' ? null : { name, credentialId },
  })
  const heads = columns.map(({ head }) => head({}, { locale }))
  const csv = stringify({ bom: true, header: true, columns: heads, escape_formulas: true })
  const records = Readable.from(recordsOf(await next(null), next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

async function* recordsOf(first: CertifiedRow[], next: (after: Place) => Promise<CertifiedRow[]>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch) yield columns.map(({ cell }) => cell(row, locale))
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next([last.name, last.linkId])
  }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: CertifiedRow, locale: Locale) => string
}

/** The columns of the list, one fact each; a certification with the last day on which it counts. */
const columns: readonly ExportColumn[] = [
  { head: m.people_column_name, cell: ({ name }) => name },
  { head: m.people_column_email, cell: ({ email }) => email },
  { head: m.access_column_credential, cell: ({ credentialId }) => credentialId ?? '' },
  { head: m.people_column_location, cell: ({ locationName }) => locationName },
  { head: m.access_column_state, cell: ({ status }, locale) => textOf(`access_professional_${status}`, locale) },
  { head: m.access_column_certifications, cell: ({ skills }) => skills.map(skillText).join('; ') },
  { head: m.access_column_qualifies, cell: ({ qualifiesFor }) => qualifiesFor.join('; ') },
  { head: m.access_column_ends, cell: ({ nextEndOn }) => nextEndOn ?? '' },
  { head: m.access_column_linked, cell: ({ linkedAt }) => linkedAt },
  { head: m.access_column_left, cell: ({ unlinkedAt }) => unlinkedAt ?? '' },
]

const skillText = ({ code, name, countsThrough }: CertifiedRow['skills'][number]): string =>
  countsThrough === null ? `${code} ${name}` : `${code} ${name} (${countsThrough})`
