import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { TaxExemption } from './exemption.entity.ts'
import { takeTurn } from './order.door.ts'
import { TaxConfirmation } from './tax-confirmation.entity.ts'

/**
 * Asks for a yes to the tax data that came with a merge: of each location that is open, and each certificate that counts,
 * which takes no tax off until then (MRG-R9). Both are given by queries, `most` being how many locations there are.
 * Answers which certificates, for an undo.
 */
export const askTaxConfirmation = async (
  call: Call,
  organizationId: string,
  { locations, most, exemptions }: { locations: RawBuilder<unknown>; most: number; exemptions: RawBuilder<unknown> },
): Promise<string[]> => {
  const database = call.em.getKysely()
  const ids = Array.from({ length: most }, () => newId(call.now))
  await sql`
    insert into tax_confirmation (id, vendor_id, organization_id, location_id, asked_at)
    select a.id, l.vendor_id, ${organizationId}, l.id, ${call.now}
    from (select location_id, row_number() over () as n from ${locations} as came) c
      join unnest(${uuids(ids)}) with ordinality as a (id, n) using (n) join location l on l.id = c.location_id
    where l.left_at is null on conflict do nothing
  `.execute(database)
  const { rows } = await sql<{ id: string }>`
    update tax_exemption set confirm_asked_at = ${call.now}, version = version + 1
    where id in ${exemptions} and state <> 'refused' and confirm_asked_at is null returning id
  `.execute(database)
  return rows.map(({ id }) => id)
}

/** Takes back what {@link askTaxConfirmation} asked at that instant: the merge is undone. */
export const dropTaxConfirmation = async (
  call: Call,
  {
    askedAt,
    locations,
    exemptionIds,
  }: { askedAt: Date; locations: RawBuilder<unknown>; exemptionIds: readonly string[] },
): Promise<void> => {
  const database = call.em.getKysely()
  // By a hash: the database expects hardly any of what was asked since it counted, and would compare all with all.
  await sql`delete from tax_confirmation where (location_id in ${locations}) is true and asked_at = ${askedAt}`.execute(
    database,
  )
  await sql`update tax_exemption set confirm_asked_at = null, version = version + 1
    where id = any(${uuids(exemptionIds)}) and confirm_asked_at is not null`.execute(database)
}

/** What somebody says yes to: the tax data of a location, and the certificates of its country that came along. */
export interface OpenTaxConfirmation {
  askedAt: string
  legalName: string
  taxId: string
  certificates: string[]
}

const openColumns = sql`t.asked_at::text as "askedAt", l.legal_name as "legalName", l.tax_id as "taxId",
  array(select x.certificate from tax_exemption x where x.organization_id = l.organization_id and x.country = l.country
    and x.confirm_asked_at is not null order by x.valid_from, x.id) as certificates`

/** What waits for a yes before anything is ordered for a location; null: nothing. */
export const readTaxConfirmation = async (call: Call, locationId: string): Promise<OpenTaxConfirmation | null> => {
  const { rows } = await sql<OpenTaxConfirmation>`
    select ${openColumns} from tax_confirmation t join location l on l.id = t.location_id
    where t.location_id = ${locationId} and t.confirmed_at is null
  `.execute(call.em.getKysely())
  const [row] = rows
  return row ? { ...row, askedAt: isoOf(row.askedAt) } : null
}

/** A location whose tax data waits for a yes. */
export interface WaitingTax extends OpenTaxConfirmation {
  locationId: string
  name: string
  number: number
}

/** So many are shown at once; one that is confirmed lets the next in. */
const mostShown = 25

/** What waits for a yes in the whole organisation, the longest first: how many, and the first of them (MRG-R9). */
export const listWaitingTax = async (
  call: Call,
  organizationId: string,
): Promise<{ count: number; rows: WaitingTax[] }> => {
  const { rows } = await sql<WaitingTax & { count: number }>`
    select count(*) over ()::int as count, l.id as "locationId", l.name, l.number, ${openColumns}
    from tax_confirmation t join location l on l.id = t.location_id
    where t.organization_id = ${organizationId} and t.confirmed_at is null and l.left_at is null
    order by t.asked_at, l.number limit ${mostShown}
  `.execute(call.em.getKysely())
  return {
    count: rows[0]?.count ?? 0,
    rows: rows.map(({ count: _count, askedAt, ...row }) => ({ ...row, askedAt: isoOf(askedAt) })),
  }
}

/** Refuses with `TAX_UNCONFIRMED` an order for a location whose tax data came with a merge and was not looked at since. */
export const refuseUnconfirmedTax = async (call: Call, { id, name }: Location): Promise<void> => {
  if (await readTaxConfirmation(call, id))
    refuse('conflict', 'TAX_UNCONFIRMED', { field: 'locationId', rule: 'MRG-R9', params: { location: name } })
}

/**
 * Says that the tax data of a location is right after a merge, and that the certificates of its country that came along
 * hold (MRG-R9); where nothing waits, nothing changes. Answers as if there were no location outside of the scope.
 */
export const confirmTax = async (call: Call, scope: Scope, locationId: string): Promise<void> => {
  const location = await call.em.findOne(Location, { id: locationId })
  if (!location || !isWithin(scope, locationId)) return refuseAbsent()
  const { organizationId, country } = location
  await takeTurn(call, organizationId)
  const confirmation = await call.em.findOne(TaxConfirmation, { locationId, confirmedAt: null })
  if (!confirmation) return
  confirmation.confirmedAt = call.now
  confirmation.confirmedBy = (call.actor as PersonActor).personId
  happened(location, 'location.taxConfirmed')
  const waiting = await call.em.find(TaxExemption, { organizationId, country, confirmAskedAt: { $ne: null } })
  for (const exemption of waiting) exemption.confirm()
}
