import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope } from '../kernel/conditions.ts'
import { z } from 'zod'
import { skillKinds } from '../catalogue/catalogue.rules.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import { readLastImport, readToday, skillColumns } from './credential.queries.ts'
import type { Day, ShownSkill, Skill } from './skill.rules.ts'
import { competenciesOf, shownSkill } from './skill.rules.ts'

const pageSizes = [25, 50, 100] as const
const page = {
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(800).nullable().default(null),
}

/** What narrows the list of certified professionals (CP-R5). */
export const CertifiedFilters = z.strictObject({
  locationId: z.uuid().nullable().default(null),
  /** Code of a certification they hold, counting or not. */
  certification: line(40).nullable().default(null),
  name: line(120).default(''),
  credentialId: line(60).default(''),
  /** `left`: rows of people who were here, until an administrator removes them (CP-R1). */
  status: z.enum(['linked', 'left']).nullable().default(null),
  /** Something of theirs that counts today ends within so many days. */
  endsWithinDays: z.int().min(0).max(365).nullable().default(null),
})
export type CertifiedFilters = z.infer<typeof CertifiedFilters>

export const CertifiedInput = CertifiedFilters.extend(page)
type CertifiedInput = z.infer<typeof CertifiedInput>

interface Row {
  linkId: string
  personId: string
  name: string
  email: string
  /** null of somebody who left: what they hold is theirs alone. */
  credentialId: string | null
  locationId: string
  locationName: string
  linkedAt: string
  unlinkedAt: string | null
  skills: Skill[]
}

export interface CertifiedRow extends Omit<Row, 'skills'> {
  status: 'linked' | 'left'
  skills: ShownSkill[]
  /** Codes of competencies that something of theirs counts for today (CP-R6). */
  qualifiesFor: string[]
  /** The first day after which something that counts today does not any more. */
  nextEndOn: Day | null
}

/** The certified professionals of a scope with what they hold, by name, by page (CP-R5). */
export const listCertified = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size, ...filters }: CertifiedInput,
): Promise<{ rows: CertifiedRow[]; nextCursor: string | null; lastImportAt: string | null }> => {
  const binding = bindingOf(call, 'certified', { ...filters, size })
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const rows = await readCertified(call, scope, filters, after as Place | null, size + 1)
  const shown = rows.slice(0, size)
  const last = rows.length > size ? shown.at(-1) : undefined
  return {
    rows: shown,
    nextCursor: last ? writeCursor(cursorKey, binding, [last.name, last.linkId]) : null,
    lastImportAt: await readLastImport(call, (call.actor as PersonActor).vendorId),
  }
}

export const bindingOf = ({ actor }: Call, list: string, filters: object): string =>
  JSON.stringify([list, filters, 'personId' in actor ? [actor.personId, actor.organizationId] : []])

/** The name and the link of the last row before. */
export type Place = readonly [string, string]

export const readCertified = async (
  call: Call,
  scope: Scope,
  filters: CertifiedFilters,
  after: Place | null,
  limit: number,
): Promise<CertifiedRow[]> => {
  const today = await readToday(call, (call.actor as PersonActor).vendorId)
  const beyond = after ? sql`(p.name, k.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<Row>`
    select k.id as "linkId", p.id as "personId", p.name, p.email, c.credential_id as "credentialId", l.id as "locationId",
      l.name as "locationName", k.linked_at::text as "linkedAt", k.unlinked_at::text as "unlinkedAt",
      (select ${skillColumns} from skill_record s left join certification t on t.vendor_id = s.vendor_id and t.code = s.code
        where s.credential_profile_id = c.id and s.kind in ('exam', 'certification')) as skills
    from ${stays} where ${conditions(call, scope, filters, today)} and ${beyond} order by p.name, k.id limit ${limit}
  `.execute(call.em.getKysely())
  return rows.map((row) => shownRow(row, today))
}

/** How many professionals the filters let through: said before they are exported (GEN-R6). */
export const countCertified = async (call: Call, scope: Scope, filters: CertifiedFilters): Promise<number> => {
  const today = await readToday(call, (call.actor as PersonActor).vendorId)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${stays} where ${conditions(call, scope, filters, today)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

const shownRow = (row: Row, today: Day): CertifiedRow => {
  const skills = row.skills.map((skill) => shownSkill(skill, today))
  const ends = skills.flatMap(({ status, countsThrough }) =>
    (status === 'valid' || status === 'retired') && countsThrough !== null ? [countsThrough] : [],
  )
  return {
    ...row,
    linkedAt: isoOf(row.linkedAt),
    unlinkedAt: isoOrNull(row.unlinkedAt),
    status: row.unlinkedAt === null ? 'linked' : 'left',
    skills,
    qualifiesFor: competenciesOf(row.skills, today),
    nextEndOn: ends.toSorted()[0] ?? null,
  }
}

/** A stay with its person, its credential while it lasts, and the person's home, now or when they left. */
const stays = sql`credential_link k join person p on p.id = k.person_id
  left join credential_profile c on c.id = k.credential_profile_id and k.unlinked_at is null
  join lateral (select f.location_id from affiliation f where f.person_id = k.person_id and f.organization_id = k.organization_id
    order by f.status = 'active' desc, f.created_at desc limit 1) f on true
  join location l on l.id = f.location_id`

const conditions = (call: Call, scope: Scope, filters: CertifiedFilters, today: Day): RawBuilder<unknown> =>
  sql.join(
    [
      // Its owner reads a link wherever they act; this is the report of one organisation.
      sql`k.organization_id = ${(call.actor as PersonActor).organizationId} and k.removed_at is null`,
      // Who came back has one row, the newest.
      sql`(k.unlinked_at is null or not exists (select from credential_link n where n.credential_profile_id = k.credential_profile_id
        and n.organization_id = k.organization_id and n.linked_at > k.linked_at))`,
      inScope(scope, sql`l.id`),
      filters.locationId ? sql`l.id = ${filters.locationId}` : sql`true`,
      filters.status ? sql`(k.unlinked_at is null) = ${filters.status === 'linked'}` : sql`true`,
      filters.name === '' ? sql`true` : sql`p.name ilike ${containing(filters.name)}`,
      filters.credentialId === '' ? sql`true` : sql`c.credential_id ilike ${containing(filters.credentialId)}`,
      filters.certification ? holding(sql`s.code = ${filters.certification}`) : sql`true`,
      filters.endsWithinDays === null ? sql`true` : holding(endsWithin(today, filters.endsWithinDays)),
    ],
    sql` and `,
  )

const holding = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`exists (select from skill_record s left join certification t on t.vendor_id = s.vendor_id and t.code = s.code
    where s.credential_profile_id = c.id and ${condition})`

/** For `skill_record s` and `certification t`: it counts today, and not for longer than so many days. */
export const endsWithin = (today: Day, days: number): RawBuilder<unknown> =>
  sql`${lastDay} between ${today}::date and ${today}::date + ${days}::int`

/** The last day on which a result counts. */
export const lastDay = sql`least(s.expires_on, t.counts_until)`

export const TrainingsInput = z.strictObject({
  personId: z.uuid().nullable().default(null),
  locationId: z.uuid().nullable().default(null),
  kind: z.enum(skillKinds).nullable().default(null),
  /** A part of a person's name, or of what the result is of. */
  search: line(120).default(''),
  ...page,
})

export const RecertifyInput = z.strictObject({
  withinDays: z.literal([90, 180]).default(90),
  locationId: z.uuid().nullable().default(null),
  ...page,
})
