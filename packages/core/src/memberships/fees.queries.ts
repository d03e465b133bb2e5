import { sql } from 'kysely'
import { dayAt } from '../competencies/year.rules.ts'
import { isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { OfferCode } from './order.rules.ts'

/** A version of a price; amounts in minor units, days of the vendor's desk (both included; null: until further notice). */
export interface PriceVersion {
  id: string
  offer: OfferCode
  currency: string
  amountMinor: number
  validFrom: string
  validUntil: string | null
  /** By a file of prices, or by hand; then by whom. */
  via: 'file' | 'hand'
  setAt: string | null
  setByName: string | null
}

/** Price lists with their history, newest version first within an offer; rates and taxes by their days. */
export interface Fees {
  today: string
  prices: PriceVersion[]
  /** The newest of each currency, in units for one US dollar. */
  rates: { currency: string; day: string; perDollar: string }[]
  taxes: { country: string; name: string; basisPoints: number; validFrom: string }[]
}

export const readFees = async (call: Call, vendorId: string): Promise<Fees> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: vendorId })
  const { rows: rates } = await sql<Fees['rates'][number]>`
    select distinct on (currency) currency, day::text, per_dollar as "perDollar" from exchange_rate
    where vendor_id = ${vendorId} order by currency, day desc
  `.execute(call.em.getKysely())
  const { rows: taxes } = await sql<Fees['taxes'][number]>`
    select country, name, basis_points as "basisPoints", valid_from::text as "validFrom" from tax_rate
    where vendor_id = ${vendorId} order by country, valid_from desc
  `.execute(call.em.getKysely())
  return { today: dayAt(call.now, timeZone), prices: await readPrices(call, vendorId), rates, taxes }
}

/** All versions, by currency, then offer, the newest first. */
export const readPrices = async (call: Call, vendorId: string): Promise<PriceVersion[]> => {
  const { rows } = await sql<PriceVersion>`
    select x.id, x.offer, x.currency, x.amount_minor::float8 as "amountMinor", x.valid_from::text as "validFrom",
      x.valid_until::text as "validUntil", x.via, x.set_at::text as "setAt", p.name as "setByName"
    from price x left join person p on p.id = x.set_by where x.vendor_id = ${vendorId}
    order by x.currency, array_position(array['starter', 'silver', 'gold'], x.offer), x.valid_from desc
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, setAt: isoOrNull(row.setAt) }))
}
