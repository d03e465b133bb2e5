import { CsvError, parse } from 'csv-parse/sync'
import { refuse } from './errors.ts'

/** One row of a file as it was typed; `line` counts the header as 1, as an editor does. */
export interface FeedRecord {
  line: number
  values: Readonly<Record<string, string>>
}

/**
 * Reads a feed file with these columns as a table: commas, semicolons or tabs, any line ends, with or without a byte order mark. Refuses
 * with `FEED_UNREADABLE`, or with `FEED_COLUMNS` when the header lacks one that the feed needs.
 */
export const readRecords = (columns: readonly string[], content: string): FeedRecord[] => {
  const plain = content.replace(/^\uFEFF/, '')
  const preamble = /^sep=.(\r\n|\r|\n)/.exec(plain)?.[0] ?? ''
  const table = plain.slice(preamble.length)
  try {
    return parseTable(columns, table, preamble ? 1 : 0)
  } catch (error) {
    if (error instanceof CsvError) return refuse('invalid', 'FEED_UNREADABLE', { params: { reason: error.message } })
    throw error
  }
}

interface ParsedRow {
  record: Record<string, string>
  info: { lines: number }
}

const parseTable = (needed: readonly string[], table: string, linesBefore: number): FeedRecord[] => {
  const columns = (header: readonly string[]): string[] => judgeHeader(needed, header)
  const delimiter = delimiterOf(table)
  const rows = parse(table, { columns, delimiter, info: true, trim: true, skip_empty_lines: true }) as unknown
  if (table.trim() === '') judgeHeader(needed, [])
  return (rows as ParsedRow[]).map(({ record, info }) => ({
    line: linesBefore + info.lines - breaksIn(record),
    values: record,
  }))
}

const judgeHeader = (needed: readonly string[], header: readonly string[]): string[] => {
  const names = header.map((name) => name.trim().toLowerCase())
  const missing = needed.filter((column) => !names.includes(column))
  if (missing.length > 0) refuse('invalid', 'FEED_COLUMNS', { params: { missing: missing.join(', ') } })
  const again = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  if (again !== undefined)
    refuse('invalid', 'FEED_UNREADABLE', { params: { reason: `two columns are called ${again}` } })
  return names
}

/** Spreadsheets write commas, semicolons or tabs, by country: the header says which. */
const delimiterOf = (table: string): string => {
  const header = /^.*$/m.exec(table)?.[0] ?? ''
  return [',', ';', '\t'].toSorted((a, b) => header.split(b).length - header.split(a).length)[0]!
}

/** The parser counts lines at the end of a row; a quoted field may hold some. */
const breaksIn = (record: Readonly<Record<string, string>>): number =>
  Object.values(record).reduce((sum, value) => sum + value.split(/\r\n|\r|\n/).length - 1, 0)
