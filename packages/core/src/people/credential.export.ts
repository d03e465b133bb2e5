import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import type { CertifiedFilters, CertifiedRow, Place } from './credential.lists.ts'
import { countCertified, readCertified } from './credential.lists.ts'

/**
 * The certified professionals as a file (CP-R5), with the filters, the scope and the order of the list. Refuses like its
 * door.
 */
export const exportCertified = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: CertifiedFilters,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'people.see')
  return exportList(context, actor, {
    list: 'professionals',
    filters,
    typed: ['name', 'credentialId'],
    count: (call) => countCertified(call, scope, filters),
    pages: {
      start: null,
      read: (call, after: Place | null, limit) => readCertified(call, scope, filters, after, limit),
      after: ({ name, linkId }): Place => [name, linkId],
    },
    ...inColumns(columns, locale),
  })
}

/** The columns of the list, one fact each; a certification with the last day on which it counts. */
const columns: readonly ExportColumn<CertifiedRow>[] = [
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
