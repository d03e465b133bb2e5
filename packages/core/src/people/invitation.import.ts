import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { InviteRow, Wanted } from './invitation.rules.ts'
import { importColumns, importLimit, refuseTooMany } from './invitation.rules.ts'
import type { InviteReport, Outgoing } from './inviting.ts'
import { judge, once, sendInvitations } from './inviting.ts'

interface ReadLine extends Wanted {
  location: string
  language: string
}

/**
 * Takes in a file of people (B.6.1), who are in as soon as their profile is done. Each good line goes out, whatever is
 * wrong with the others; a location that is none of the scope is `INVITE_LOCATION`. The same key again answers the first
 * report. Refuses with `TOO_MANY` more than a thousand lines, and with `IMPORT_UNREADABLE` what is no such file.
 */
export const importPeople = (
  call: Call,
  scope: Scope,
  { csv, language, key }: { csv: string; language: string; key: string },
): Promise<InviteReport> =>
  once(call, key, async () => {
    const lines = readLines(csv, language)
    const places = await readPlaces(call, scope)
    const rows = (await judge(call, lines)).map((row, index) => withPlace(row, places.get(lines[index]!.location)))
    const outgoing = lines.flatMap((each, index): Outgoing[] => {
      const locationId = places.get(each.location)
      if (rows[index]!.outcome === 'left_out' || locationId === undefined) return []
      return [{ email: each.email, name: each.name, language: each.language, locationId, roles: [] }]
    })
    await sendInvitations(call, 'import', outgoing)
    return rows
  })

const withPlace = (row: InviteRow, locationId: string | undefined): InviteRow =>
  row.code || locationId !== undefined ? row : { ...row, outcome: 'left_out', code: 'INVITE_LOCATION', warnings: [] }

const readLines = (csv: string, language: string): ReadLine[] => {
  const records = readRecords(csv)
  refuseTooMany('csv', records.length, importLimit)
  return records.map((record, index) => ({
    // The first line of the file says what the columns are.
    line: index + 2,
    typed: record.email ?? '',
    email: (record.email ?? '').trim(),
    name: line(120).safeParse(record.name ?? '').data ?? '',
    location: (record.location ?? '').trim(),
    language: /^[a-z]{2}$/.test(record.language ?? '') ? record.language! : language,
  }))
}

type Column = (typeof importColumns)[number]

const readRecords = (csv: string): Partial<Record<Column, string>>[] => {
  const columns = (heads: string[]) => heads.map((head) => head.trim().toLowerCase())
  const options = { bom: true, columns, skip_empty_lines: true, relax_column_count: true, trim: true }
  try {
    const delimiter = csv.split(/\r?\n/, 1)[0]!.includes(';') ? ';' : ','
    const records = parse<Partial<Record<Column, string>>>(csv, { ...options, delimiter })
    if (records.length > 0 && 'email' in records[0]! && 'location' in records[0]) return records
  } catch {
    // It is told below, as what is no file of people at all.
  }
  return refuse('invalid', 'IMPORT_UNREADABLE', {
    field: 'csv',
    rule: 'B.6.1',
    params: { columns: importColumns.join(', ') },
  })
}

/** Locations of the scope by their partner number. */
const readPlaces = async (call: Call, scope: Scope): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; number: number }>`
    select id, number from location where organization_id = ${(call.actor as PersonActor).organizationId}
      and status not in ('dissociated', 'archived')
  `.execute(call.em.getKysely())
  return new Map(rows.filter(({ id }) => isWithin(scope, id)).map(({ id, number }) => [String(number), id]))
}
