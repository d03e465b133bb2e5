import type { TestWorld } from '../packages/core/test/stage.ts'

interface Copying {
  table: string
  /** Columns that differ from the original, as SQL over `s`, the original, and `n`, the number of the copy. */
  changes: Record<string, string>
  /** Which rows of the table are copied, as SQL over `s`. */
  where: string
  /** Numbers of the copies. */
  from: number
  to: number
}

const batch = 50_000

/** Copies rows by the hundred thousand, all columns but those that are changed, and draws how far it is. */
export const copyRows = async (world: TestWorld, { table, changes, where, from, to }: Copying): Promise<void> => {
  const columns = await world.rows<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = $1 order by ordinal_position`,
    [table],
  )
  const list = columns.map(({ name }) => changes[name] ?? `s."${name}"`).join(', ')
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  for (let at = from; at <= to; at += batch) {
    const end = Math.min(to, at + batch - 1)
    await world.rows(
      `insert into ${table} (${names}) select ${list} from ${table} s, generate_series(${at}, ${end}) as n where ${where}`,
    )
    draw(table, end - from + 1, to - from + 1)
  }
}

const draw = (what: string, done: number, all: number): void => {
  if (!process.stderr.isTTY || all < batch) return
  const share = Math.round((done / all) * 40)
  process.stderr.write(
    `\r${what} ${'█'.repeat(share)}${'░'.repeat(40 - share)} ${done.toLocaleString('en')}${done === all ? '\n' : ''}`,
  )
}

/** An identifier for copy `n` of a row, the same every time, with the bits that make it a UUID. */
export const copyId = (column: string): string =>
  `overlay(overlay(md5(${column}::text || n) placing '7' from 13) placing '8' from 17)::uuid`
