import { defineEntity, p } from '@mikro-orm/core'
import { instant, text, vendorPolicy } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { OfferCode } from './order.rules.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')

/** A price of an offer, from a day on. Older versions stay: an order keeps the price of its day (MEM-R4). */
export const PriceSchema = defineEntity({
  name: 'Price',
  tableName: 'price',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    offer: () => text().$type<OfferCode>(),
    /** ISO 4217. The dollar list is the base; where a currency has no price, the base is converted. */
    currency: () => text(),
    /** In the currency's minor unit, before tax. */
    amountMinor: () => p.bigint('number'),
    validFrom: () => p.date(),
    validUntil: () => p.date().nullable(),
    /** How it came into the list, when, and by whom; the first lists were laid without either. */
    via: () => text().$type<'file' | 'hand'>().default('file'),
    setAt: () => instant().nullable(),
    setBy: () => p.uuid().nullable(),
  },
  uniques: [{ name: 'price_unique', properties: ['vendorId', 'offer', 'currency', 'validFrom'] }],
  checks: [{ name: 'price_amount_check', expression: '"amount_minor" >= 0' }],
  policies: vendorPolicy('price_vendor'),
})
export class Price extends PriceSchema.class {
  /** Somebody set it by hand; what held before ends the day before (MEM-R4). */
  set(ended: Price | null): void {
    const { offer, currency, amountMinor, validFrom } = this
    const validUntil = this.validUntil ?? null
    happened(this, 'price.set', {
      offer,
      currency,
      amountMinor,
      validFrom,
      validUntil,
      before: ended?.amountMinor ?? null,
    })
  }
}
PriceSchema.setClass(Price)

/** Units of a currency for one US dollar on a day, as a decimal text; printed beside what it converts (GEN-R9). */
export const ExchangeRateSchema = defineEntity({
  name: 'ExchangeRate',
  tableName: 'exchange_rate',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    currency: () => text(),
    day: () => p.date(),
    perDollar: () => text(),
  },
  uniques: [{ name: 'exchange_rate_unique', properties: ['vendorId', 'currency', 'day'] }],
  policies: vendorPolicy('exchange_rate_vendor'),
})

/** What a country adds to a price. */
export const TaxRateSchema = defineEntity({
  name: 'TaxRate',
  tableName: 'tax_rate',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    country: () => text(),
    name: () => text(),
    /** 2000 is 20 %. */
    basisPoints: () => p.integer(),
    validFrom: () => p.date(),
  },
  uniques: [{ name: 'tax_rate_unique', properties: ['vendorId', 'country', 'validFrom'] }],
  policies: vendorPolicy('tax_rate_vendor'),
})
