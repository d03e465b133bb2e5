import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import { stringify } from 'csv-stringify'
import { sql } from 'kysely'
import type { Actor, Scope } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { cellsOf, headsOf } from './export.words.ts'
import { claimConditions, uuids } from './filter.queries.ts'
import type { ClaimRow, Row } from './list.queries.ts'
import { claimColumns, claimJoins, shownRow } from './list.queries.ts'
import type { ClaimExportInput } from './list.rules.ts'

/** Rows that are in memory at once: 500 are about 300 kB, and one statement of some 10 ms. */
const batchSize = 500

/**
 * The partner's list as CSV (GEN-R6): UTF-8 with a byte order mark, the filters and the scope of the list, in the order
 * of the claims' numbers, which never change: a claim that changes meanwhile is neither missed nor written twice. Each
 * batch is a reading transaction of its own, so that a slow download holds no connection. Cells that a spreadsheet would
 * take for a formula begin with an apostrophe. Days in status are whole days at the moment of the export; dates are UTC.
 * Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`, before the first byte.
 */
export const exportClaims = async (
  reader: MikroORM,
  actor: Actor,
  locale: Locale,
  input: ClaimExportInput,
): Promise<{ csv: Readable; at: Date }> => {
  const scope = scopeAt(actor)
  const next = (after: number) => inReading(reader, actor, (call) => readBatch(call, scope, input, after))
  const first = await next(0)
  const csv = stringify({ bom: true, header: true, columns: headsOf(locale), escape_formulas: true })
  const rows = Readable.from(recordsOf(first, next, locale), { highWaterMark: 1 })
  rows.on('error', (error) => csv.destroy(error))
  csv.on('close', () => rows.destroy())
  return { csv: rows.pipe(csv), at: first.at }
}

/** The door of the list itself: a partner's person who may see claims. */
const scopeAt = (actor: Actor): Scope => {
  if (!('personId' in actor)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = actor.side === 'partner' ? scopeOf(actor, 'claims.see') : undefined
  return scope === undefined
    ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'claims.see' } })
    : scope
}

interface Batch {
  rows: ClaimRow[]
  at: Date
}

const readBatch = async (call: Call, scope: Scope, input: ClaimExportInput, after: number): Promise<Batch> => {
  const { rows } = await sql<Row>`
    select ${claimColumns} from ${claimJoins}
    where ${claimConditions(call, scope, input)} and c.number > ${after}
      and ${input.claimIds.length > 0 ? sql`c.id = any(${uuids(input.claimIds)}::uuid[])` : sql`true`}
    order by c.number limit ${batchSize}
  `.execute(call.em.getKysely())
  return { rows: rows.map(shownRow), at: call.now }
}

async function* recordsOf(first: Batch, next: (after: number) => Promise<Batch>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch.rows) yield cellsOf(row, batch.at, locale)
    const last = batch.rows.at(-1)
    if (!last || batch.rows.length < batchSize) return
    batch = await next(last.number)
  }
}
