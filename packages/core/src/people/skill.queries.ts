import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope } from '../kernel/conditions.ts'
import type { z } from 'zod'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import type { Call } from '../kernel/transaction.ts'
import type { RecertifyInput, TrainingsInput } from './credential.lists.ts'
import { bindingOf, endsWithin, lastDay } from './credential.lists.ts'
import { qualifiesFor, readLastImport, readToday } from './credential.queries.ts'
import type { Day, ShownSkill, Skill } from './skill.rules.ts'
import { shownSkill } from './skill.rules.ts'

interface Owned {
  personId: string
  personName: string
  locationId: string
  locationName: string
}

export type TrainingRow = ShownSkill & Owned

export interface RecertifyRow extends TrainingRow {
  /** Its last day; from the next on it does not count. */
  endsOn: Day
  /** `retired`: it is given to nobody any more, so another certification has to take its place. */
  because: 'expires' | 'retired'
}

/** Results of the professionals who are linked here, newest first, with what they count for (CP-R7). */
export const listTrainings = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size, ...filters }: z.infer<typeof TrainingsInput>,
): Promise<{ rows: TrainingRow[]; nextCursor: string | null; lastImportAt: string | null }> => {
  const binding = bindingOf(call, 'trainings', { ...filters, size })
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const { vendorId } = call.actor as PersonActor
  const today = await readToday(call, vendorId)
  const part = containing(filters.search)
  const conditions = sql.join(
    [
      after ? sql`(s.passed_on, s.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`,
      filters.personId ? sql`p.id = ${filters.personId}` : sql`true`,
      filters.kind ? sql`s.kind = ${filters.kind}` : sql`true`,
      filters.search === '' ? sql`true` : sql`(p.name ilike ${part} or s.code ilike ${part} or t.name ilike ${part})`,
    ],
    sql` and `,
  )
  const order = sql`s.passed_on desc, s.id desc`
  const rows = await readSkills(call, scope, filters.locationId, conditions, order, size + 1)
  const shown = rows.slice(0, size).map((row) => ({ ...row, ...shownSkill(row, today) }))
  const last = rows.length > size ? shown.at(-1) : undefined
  return {
    rows: shown,
    nextCursor: last ? writeCursor(cursorKey, binding, [last.passedOn, last.id]) : null,
    lastImportAt: await readLastImport(call, vendorId),
  }
}

/** Who has to certify again within so many days, soonest first (CP-R7). What was passed anew meanwhile is not listed. */
export const listRecertifying = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size, ...filters }: z.infer<typeof RecertifyInput>,
): Promise<{ rows: RecertifyRow[]; nextCursor: string | null; lastImportAt: string | null }> => {
  const binding = bindingOf(call, 'recertify', { ...filters, size })
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const { vendorId } = call.actor as PersonActor
  const today = await readToday(call, vendorId)
  const conditions = sql.join(
    [
      after ? sql`(${lastDay}, s.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql`true`,
      endsWithin(today, filters.withinDays),
      sql`not exists (select from skill_record n where n.credential_profile_id = s.credential_profile_id and n.code = s.code
        and coalesce(n.expires_on, 'infinity') > s.expires_on and t.counts_until is null)`,
    ],
    sql` and `,
  )
  const rows = await readSkills(call, scope, filters.locationId, conditions, sql`${lastDay}, s.id`, size + 1)
  const shown = rows.slice(0, size).map((row) => recertifyRow({ ...row, ...shownSkill(row, today) }))
  const last = rows.length > size ? shown.at(-1) : undefined
  return {
    rows: shown,
    nextCursor: last ? writeCursor(cursorKey, binding, [last.endsOn, last.id]) : null,
    lastImportAt: await readLastImport(call, vendorId),
  }
}

const recertifyRow = (row: TrainingRow): RecertifyRow => ({
  ...row,
  endsOn: row.countsThrough!,
  because: row.countsUntil === row.countsThrough ? 'retired' : 'expires',
})

const readSkills = async (
  call: Call,
  scope: Scope,
  locationId: string | null,
  conditions: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<(Skill & Owned)[]> => {
  const { rows } = await sql<Skill & Owned>`
    select s.id, s.kind, s.code, coalesce(t.name, s.code) as name, s.passed_on::text as "passedOn", s.expires_on::text as "expiresOn",
      t.retired_on::text as "retiredOn", t.counts_until::text as "countsUntil", ${qualifiesFor} as "qualifiesFor",
      p.id as "personId", p.name as "personName", l.id as "locationId", l.name as "locationName"
    from skill_record s join credential_profile c on c.id = s.credential_profile_id and c.state = 'linked'
      join person p on p.id = c.person_id
      join affiliation f on f.person_id = p.id and f.organization_id = s.organization_id and f.status = 'active'
      join location l on l.id = f.location_id
      left join certification t on t.vendor_id = s.vendor_id and t.code = s.code
    where s.organization_id = ${(call.actor as PersonActor).organizationId} and ${conditions}
      and ${inScope(scope, sql`l.id`)}
      and ${locationId ? sql`l.id = ${locationId}` : sql`true`}
    order by ${order} limit ${limit}
  `.execute(call.em.getKysely())
  return rows
}
