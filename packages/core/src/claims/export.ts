import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { Actor, Scope } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported } from '../organisations/exporting.list.ts'
import { columns } from './export.words.ts'
import { claimConditions, ticked } from './filter.queries.ts'
import type { ClaimRow, Row } from './list.queries.ts'
import { claimColumns, countFiltered, shownRow, withNames } from './list.queries.ts'
import type { ClaimExportInput } from './list.rules.ts'

/**
 * The partner's list as a file, with its filters and its scope, in the order of the claims' numbers, which never change: a
 * claim that changes meanwhile is neither missed nor written twice. Days in status are whole days at the moment of the
 * export. Refuses like its door.
 */
export const exportClaims = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  input: ClaimExportInput,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'claims.see')
  return exportList(context, actor, {
    list: 'claims',
    filters: input,
    typed: ['search', 'customer'],
    count: (call) => countFiltered(call, scope, input),
    pages: {
      start: 0,
      read: (call, after, limit) => readBatch(call, scope, input, { after, limit }),
      after: ({ number }) => number,
    },
    ...inColumns(columns, locale),
  })
}

const readBatch = async (
  call: Call,
  scope: Scope,
  input: ClaimExportInput,
  { after, limit }: { after: number; limit: number },
): Promise<ClaimRow[]> => {
  const { rows } = await sql<Row>`
    select ${claimColumns} from ${withNames(sql`
      select c.* from claim c
      where ${claimConditions(call, scope, input)} and ${ticked(input.claimIds)} and c.number > ${after}
      order by c.number limit ${limit}`)}
    order by c.number
  `.execute(call.em.getKysely())
  return rows.map(shownRow)
}
