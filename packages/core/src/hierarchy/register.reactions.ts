import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Reaction } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { nameKey, numberKey } from '../organisations/register.rules.ts'
import { verifyLocation } from './enrolling.ts'

/** So many locations are compared with the register in one statement. */
const batch = 5000

interface Waiting {
  id: string
  number: number
  country: string
  registrationNumber: string
  legalName: string
}

/** Some of the locations that wait for verification, from a number on. */
const readWaiting = async (
  call: Call,
  vendorId: string,
  which: RawBuilder<unknown>,
  after: number,
): Promise<Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select l.id, l.number, l.country, l.registration_number as "registrationNumber", l.legal_name as "legalName" from location l
    where l.vendor_id = ${vendorId} and l.status = 'pending_verification' and ${which} and l.number > ${after}
    order by l.number limit ${batch}
  `.execute(call.em.getKysely())
  return rows
}

/** Verifies those of some locations that are in the register by country, number and legal name (B.16.3). */
const verifyRegistered = async (call: Call, vendorId: string, waiting: readonly Waiting[]): Promise<void> => {
  const asked = waiting
    .filter(({ registrationNumber }) => numberKey(registrationNumber) !== '')
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
  const known = await call.em.find(Location, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { number: 'asc' } })
  for (const location of known) await verifyLocation(call, location)
}

const verifyOne: Reaction = async (call, { vendorId, aggregateId }) =>
  verifyRegistered(call, vendorId, await readWaiting(call, vendorId, sql`l.id = ${aggregateId}`, 0))

const verifyWaiting: Reaction = async (call, { vendorId, data }) => {
  if (data.feed !== 'companies') return
  let waiting: Waiting[] = []
  do {
    waiting = await readWaiting(call, vendorId, sql`true`, waiting.at(-1)?.number ?? 0)
    await verifyRegistered(call, vendorId, waiting)
  } while (waiting.length === batch)
}

/** A location is verified by itself where a register of companies knows its legal entity: at once, or with the next import. */
export const registerReactions: Readonly<Record<string, Reaction>> = {
  'location.created': verifyOne,
  'location.edited': verifyOne,
  'location.resubmitted': verifyOne,
  'vendor.feedImported': verifyWaiting,
}
