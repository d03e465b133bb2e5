import type { Call } from '@ofrecord/core/kernel/transaction'

type Cell = string | number | boolean | null | Date | readonly unknown[] | { readonly [key: string]: unknown }

/**
 * Writes rows of one table in one statement, by the names of its columns; all rows have those of the first. For what a
 * world has hundreds of and nobody tells a story about: an entity each would cost as much as the story.
 */
export const insertRows = async (
  { em }: Call,
  table: string,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<void> => {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!)
    .map((column) => `"${column}"`)
    .join(', ')
  await em.execute(
    `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", ?::jsonb)`,
    [JSON.stringify(rows)],
  )
}
