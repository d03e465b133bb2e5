import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import type { Call } from '../kernel/transaction.ts'

export interface Page<Row> {
  rows: Row[]
  nextCursor: string | null
}

interface Listed {
  name: string
  input: { size: number; cursor: string | null }
  cursorKey: Uint8Array
  columns: RawBuilder<unknown>
  from: RawBuilder<unknown>
  where: RawBuilder<unknown>
  /** A text that sorts, then the id: newest first. */
  key: RawBuilder<unknown>
  id: RawBuilder<unknown>
}

/** One page of a list, the highest key first, bound to its reader and its filters. */
export const readPage = async <Row>(call: Call, list: Listed): Promise<Page<Row>> => {
  const { cursor, size } = list.input
  const bound = JSON.stringify([list.name, (call.actor as PersonActor).personId, list.input], (key, value: unknown) =>
    key === 'cursor' ? undefined : value,
  )
  const after = cursor ? readCursor(list.cursorKey, bound, cursor) : null
  const beyond = after ? sql`(${list.key}, ${list.id}) < (${after[0]}::text, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<Row & { pageKey: string; pageId: string }>`
    select ${list.columns}, ${list.key} as "pageKey", ${list.id} as "pageId" from ${list.from}
    where ${list.where} and ${beyond} order by ${list.key} desc, ${list.id} desc limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map(({ pageKey: _key, pageId: _id, ...row }) => row as unknown as Row),
    nextCursor: last ? writeCursor(list.cursorKey, bound, [last.pageKey, last.pageId]) : null,
  }
}
