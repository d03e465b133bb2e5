import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { nextHour } from '../kernel/calendar.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Digest } from './digest.entity.ts'
import type { DigestCadence } from './digest.rules.ts'
import { digestDays, usualCadence } from './digest.rules.ts'

interface Zones {
  vendorId: string
  own: string
  vendors: string
}

/**
 * When the next digest of a person comes: at the hour of the settings (B.0.4) on a clock of theirs, or of the vendor where
 * they have not said where they are; null for none.
 */
export const nextDigest = async (call: Call, personId: string, cadence: DigestCadence): Promise<Date | null> => {
  if (cadence === 'off') return null
  const { rows } = await sql<Zones>`
    select p.vendor_id as "vendorId", p.time_zone as own, v.time_zone as vendors
    from person p join vendor v on v.id = p.vendor_id where p.id = ${personId}
  `.execute(call.em.getKysely())
  const zones = rows[0]!
  const { digestHour } = await readPolicy(call, zones.vendorId)
  return nextHour(call.now, digestHour, digestDays[cadence], clockOf(zones))
}

/** UTC stands in every profile in which nobody chose a zone. */
const clockOf = ({ own, vendors }: Zones): string => (own !== 'UTC' && isZone(own) ? own : vendors)

const isZone = (timeZone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone }).format(0)
    return true
  } catch {
    return false
  }
}

/** Somebody's digest, locked; made, with the usual cadence and not planned yet, where there is none. */
export const lockDigest = async (
  call: Call,
  { personId, vendorId }: { personId: string; vendorId: string },
): Promise<Digest> => {
  await sql`
    insert into digest (id, vendor_id, person_id, cadence, told_until)
    values (${newId<'Digest'>(call.now)}, ${vendorId}, ${personId}, ${usualCadence}, ${call.now})
    on conflict (person_id) do nothing
  `.execute(call.em.getKysely())
  return call.em.findOneOrFail(Digest, { personId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** Plans the first digest of everybody with an account who has none; answers how many. */
export const planMissing = async (call: Call): Promise<number> => {
  const { rows } = await sql<{ personId: string; vendorId: string }>`
    select p.id as "personId", p.vendor_id as "vendorId" from person p
    where p.user_id is not null and not exists (select from digest d where d.person_id = p.id) order by p.id limit 200
  `.execute(call.em.getKysely())
  for (const one of rows) {
    const digest = await lockDigest(call, one)
    digest.dueAt ??= await nextDigest(call, one.personId, digest.cadence)
  }
  return rows.length
}
