import type { z } from 'zod'
import type { FeedRecord } from './feed.records.ts'

/** One thing wrong with one row; `line` counts the header as 1, as an editor does. */
export interface RowError {
  line: number
  column: string
  value: string
  message: string
}

export interface Judged<Row> {
  line: number
  row: Row
}

/** What is wrong so far, by line. */
export class Findings {
  readonly #errors: RowError[]
  readonly #wrong: Set<number>

  constructor(errors: RowError[]) {
    this.#errors = errors
    this.#wrong = new Set(errors.map(({ line }) => line))
  }

  say(line: number, column: string, value: string, message: string): void {
    this.#errors.push({ line, column, value, message })
    this.#wrong.add(line)
  }

  isWrong(line: number): boolean {
    return this.#wrong.has(line)
  }

  inOrder(): RowError[] {
    return this.#errors.toSorted((a, b) => a.line - b.line)
  }
}

const shown = (value: string | undefined): string => (value ?? '').slice(0, 80)

/** A row as its columns say; or what is wrong with each of them. */
export const judgeShape = <Row>(
  shape: z.ZodType<Row>,
  { line, values }: FeedRecord,
): { row?: Judged<Row>; errors: RowError[] } => {
  // PostgreSQL cannot store this character, in no text at all.
  const nul = Object.keys(values).filter((column) => values[column]!.includes('\0'))
  if (nul.length > 0)
    return {
      errors: nul.map((column) => ({
        line,
        column,
        value: shown(values[column]),
        message: 'holds a NUL character: take it out',
      })),
    }
  const result = shape.safeParse(values)
  if (result.success) return { row: { line, row: result.data }, errors: [] }
  const errors = result.error.issues.map(({ path, message }) => {
    const column = String(path[0] ?? '')
    return { line, column, value: shown(values[column]), message }
  })
  return { errors }
}

/** Says of a key that stands in a second row where it stood first. */
export const judgeTwice = <Row>(
  rows: readonly Judged<Row>[],
  keyOf: (row: Row) => string,
  column: string,
  found: Findings,
): void => {
  const seen = new Map<string, number>()
  for (const { line, row } of rows) {
    const key = keyOf(row)
    const first = seen.get(key)
    if (first === undefined) seen.set(key, line)
    else found.say(line, column, key, `stands in line ${first} already: keep one of the two`)
  }
}
