import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { system } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { searchedDays } from './evidence.rules.ts'
import type { IntakePlace } from './intake.ts'
import { readableTypes, readPoints } from './preflight.reading.ts'
import type { PreflightFacts } from './preflight.rules.ts'

type Place = Pick<IntakePlace, 'folder' | 'files'>

interface Unread {
  id: string
  storageKey: string
  mime: string
  facts: PreflightFacts
}

/** At once in one program: each takes a thread and up to 256 MB. */
const lanes = 2
let busy = 0

/**
 * Reads a document that was just uploaded, so that its uploader sees the six points at once. Where two are being read
 * already it waits for {@link readUnread}.
 */
export const readUploaded = async (orm: MikroORM, place: Place, evidenceId: string): Promise<void> => {
  if (busy >= lanes) return
  busy++
  try {
    const [document] = await inReading(orm, system('preflight'), (call) => find(call, sql`e.id = ${evidenceId}`))
    if (document) await readOne(orm, place, document)
  } finally {
    busy--
  }
}

/**
 * Reads documents of open claims that nobody has read yet, and again those of claims that were edited since, newest
 * first and twenty at most. Answers how many were read.
 */
export const readUnread = async (
  orm: MikroORM,
  place: Place,
  report: (error: unknown, evidenceId: string) => void,
): Promise<number> => {
  let read = 0
  for (const document of await inReading(orm, system('preflight'), (call) => find(call, unreadAt(call.now)))) {
    try {
      await readOne(orm, place, document)
      read++
    } catch (error) {
      report(error, document.id)
    }
  }
  return read
}

/** By the time in the ids, which is their primary key: the documents of sixty days, never the whole table. */
const unreadAt = (now: Date): RawBuilder<unknown> => {
  const monthsAgo = (now.getTime() - searchedDays * 86_400_000).toString(16).padStart(12, '0')
  const oldest = `${monthsAgo.slice(0, 8)}-${monthsAgo.slice(8)}-7000-8000-000000000000`
  return sql`(c.status in ('draft', 'submitted', 'under_review', 'action_required')
      or (c.status = 'rejected' and c.disputable_until >= ${now.toISOString()}::timestamptz)) and (
    (e.preflight is null and e.id >= ${oldest}::uuid)
    or e.id in (select d.id from event v join evidence d on d.claim_id = v.aggregate_id
      where v.type = 'claim.edited' and v.at > ${now.toISOString()}::timestamptz - interval '2 days'
        and v.at > (d.preflight ->> 'at')::timestamptz))`
}

const find = async (call: Call, which: RawBuilder<unknown>): Promise<Unread[]> => {
  const { rows } = await sql<FactRow>`
    select e.id, e.storage_key as "storageKey", e.mime, c.vendor_id as "vendorId", c.customer_name as "customerName",
      c.domain, c.activity, jsonb_build_array(o.name, l.name) as "partnerNames",
      coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'name', i.name) order by i.position) from claim_item i
        where i.claim_id = c.id and i.decision <> 'removed'), '[]') as items,
      coalesce((select jsonb_agg(k.name) from claim_contact k where k.claim_id = c.id), '[]') as people
    from evidence e join claim c on c.id = e.claim_id join organization o on o.id = c.organization_id
      join location l on l.id = c.location_id
    where ${which} and e.removed_at is null and e.purged_at is null and e.scan_state in ('clean', 'not_scanned')
      and e.mime = any(${texts(Object.keys(readableTypes))})
    order by e.id desc limit 20
  `.execute(call.em.getKysely())
  const found: Unread[] = []
  for (const { id, storageKey, mime, vendorId, ...facts } of rows) {
    const { evidenceMaxAgeMonths: maxAgeMonths } = await readPolicy(call, vendorId)
    found.push({ id, storageKey, mime, facts: { ...facts, maxAgeMonths } })
  }
  return found
}

interface FactRow extends Omit<PreflightFacts, 'maxAgeMonths'> {
  id: string
  storageKey: string
  mime: string
  vendorId: string
  activity: ClaimActivity
}

/** The reader needs a file, and storage may be elsewhere. No transaction is open while a document is read. */
const readOne = async (orm: MikroORM, place: Place, { id, storageKey, mime, facts }: Unread): Promise<void> => {
  await mkdir(place.folder, { recursive: true, mode: 0o700 })
  const temporary = join(place.folder, `${crypto.randomUUID()}.part`)
  try {
    await pipeline(await place.files.getStream(storageKey), createWriteStream(temporary, { mode: 0o600 }))
    const now = await inReading(orm, system('preflight'), async (call) => call.now)
    const points = await readPoints({ path: temporary, mime }, facts, now)
    await inTransaction(orm, system('preflight'), async ({ em }) => {
      const preflight = JSON.stringify({ ...points, at: now.toISOString() })
      await sql`update evidence set preflight = ${preflight}::jsonb where id = ${id}`.execute(em.getKysely())
    })
  } finally {
    await rm(temporary, { force: true })
  }
}
