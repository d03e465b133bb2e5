import { sql } from 'kysely'
import type { Reaction } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { nameKey, numberKey } from '../organisations/register.rules.ts'
import { verifyLocation } from './enrolling.ts'

/** So many at once that one import verifies; the rest wait for the desk, as before. */
const mostAtOnce = 5000

/** Verifies those of some locations that wait for it and are in the register by country, number and legal name (B.16.3). */
const verifyRegistered = async (call: Call, vendorId: string, locations: readonly Location[]): Promise<void> => {
  const asked = locations
    .filter(
      ({ status, registrationNumber }) => status === 'pending_verification' && numberKey(registrationNumber) !== '',
    )
    .map(({ id, country, registrationNumber, legalName }) => ({
      id,
      country,
      number: numberKey(registrationNumber),
      name: nameKey(legalName),
    }))
  if (asked.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select l.id from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as l (id uuid, country text, number text, name text)
    join registered_company r on r.vendor_id = ${vendorId} and r.country = l.country and r.number_key = l.number and r.name_key = l.name
  `.execute(call.em.getKysely())
  const known = new Set(rows.map(({ id }) => id))
  for (const location of locations.filter(({ id }) => known.has(id))) await verifyLocation(call, location)
}

const verifyOne: Reaction = async (call, { vendorId, aggregateId }) =>
  verifyRegistered(call, vendorId, await call.em.find(Location, { id: aggregateId }))

const verifyWaiting: Reaction = async (call, { vendorId, data }) => {
  if (data.feed !== 'companies') return
  const waiting = { vendorId, status: 'pending_verification' as const }
  await verifyRegistered(
    call,
    vendorId,
    await call.em.find(Location, waiting, { limit: mostAtOnce, orderBy: { number: 'asc' } }),
  )
}

/** A location is verified by itself where a register of companies knows its legal entity: at once, or with the next import. */
export const registerReactions: Readonly<Record<string, Reaction>> = {
  'location.created': verifyOne,
  'location.edited': verifyOne,
  'location.resubmitted': verifyOne,
  'vendor.feedImported': verifyWaiting,
}
