import { sql } from 'kysely'
import { z } from 'zod'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

const pageSizes = [25, 50, 100] as const

export const NameChecksInput = z.strictObject({
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(400).nullable().default(null),
})

export interface NameCheckRow {
  credentialProfileId: string
  credentialId: string
  /** As the provider of the certifications has it, and as the person's own profile. */
  credentialName: string
  profileName: string
  personId: string
  email: string
  organizationId: string
  organizationName: string
  askedAt: string
  /** The end of the fifth business day at the vendor's desk. */
  dueAt: string
  isOverdue: boolean
}

const waiting = sql`credential_profile c join person p on p.id = c.person_id join organization o on o.id = c.organization_id
  join lateral (select m.fires_at from timer m where m.aggregate_id = c.id and m.kind = 'credential.nameCheck' and m.cancelled_at is null
    order by m.fires_at desc limit 1) m on true
  where c.state = 'pending_name_check'`

/** How many {@link listNameChecks} lists. */
export const countNameChecks = async (call: Call): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${waiting}`.execute(
    call.em.getKysely(),
  )
  return rows[0]?.count ?? 0
}

/** Credentials that wait for somebody to compare two names, the ones due first, by page. */
export const listNameChecks = async (
  call: Call,
  cursorKey: Uint8Array,
  { cursor, size }: z.infer<typeof NameChecksInput>,
): Promise<{ rows: NameCheckRow[]; nextCursor: string | null }> => {
  const binding = `nameChecks ${'personId' in call.actor ? call.actor.personId : ''}`
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const beyond = after ? sql`(m.fires_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<NameCheckRow>`
    select c.id as "credentialProfileId", c.credential_id as "credentialId", c.name as "credentialName", p.name as "profileName",
      p.id as "personId", p.email, o.id as "organizationId", o.name as "organizationName", c.state_at::text as "askedAt",
      m.fires_at::text as "dueAt", m.fires_at < ${call.now} as "isOverdue"
    from ${waiting} and ${beyond} order by m.fires_at, c.id limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map((row) => ({ ...row, askedAt: isoOf(row.askedAt), dueAt: isoOf(row.dueAt) })),
    nextCursor: last ? writeCursor(cursorKey, binding, [last.dueAt, last.credentialProfileId]) : null,
  }
}
