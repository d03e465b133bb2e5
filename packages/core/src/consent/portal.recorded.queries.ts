import { sql } from 'kysely'
import type { RecordedMethod } from '../claims/recorded.entity.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

interface RecordedRow {
  method: RecordedMethod
  since: string
  endsAt: string | null
  partnerName: string
  number: number
  locationName: string
  city: string
  country: string
  items: { name: string; code: string }[]
}

/**
 * Partners that other systems have on record at the customer whose session is in hand, by partner: read only, so nothing
 * of it is stopped here, and no figures come with it (B.2.7).
 */
export const listRecorded = async (call: Call) => {
  const { rows } = await sql<RecordedRow>`
    select method, since::text, ends_at::text as "endsAt", partner_name as "partnerName", number, location_name as "locationName",
      city, country, items from site_recorded(${call.now.toISOString()}::timestamptz)
  `.execute(call.em.getKysely())
  return rows.map(({ partnerName, number, city, country, since, endsAt, ...row }) => ({
    ...row,
    partner: { number, name: partnerName, city, country },
    since: isoOf(since),
    endsAt: isoOrNull(endsAt),
  }))
}
