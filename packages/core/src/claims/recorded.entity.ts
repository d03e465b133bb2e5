import { defineEntity, p } from '@mikro-orm/core'
import type { AssociationMethod } from '../catalogue/requirement.rules.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'

/** How other systems come to have a partner on record; a claim is ours. */
export type RecordedMethod = Exclude<AssociationMethod, 'claim'>

const owned = {
  id: () => p.uuid().primary(),
  vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
  organizationId: () =>
    p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
  locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
  customerTenantId: () =>
    p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('restrict').index(),
}

/**
 * A partner that another system of the vendor's has on record at a customer: by designation, by delegated rights or by a
 * sale. Taken in as it is and only read here; a claim makes an `Association`.
 */
export const RecordedAssociationSchema = defineEntity({
  name: 'RecordedAssociation',
  tableName: 'recorded_association',
  properties: {
    ...owned,
    method: () => text().$type<RecordedMethod>(),
    /** What the other system calls it. */
    reference: () => text(),
    itemKey: () => text(),
    since: () => instant(),
    endedAt: () => instant().nullable(),
  },
  uniques: [{ name: 'recorded_association_unique', properties: ['vendorId', 'method', 'reference'] }],
  policies: organizationPolicy('recorded_association_own'),
})
export class RecordedAssociation extends RecordedAssociationSchema.class {}
RecordedAssociationSchema.setClass(RecordedAssociation)

/** What a partner's customer consumed, or what a sale brought, in one month; in cents of the US dollar (GEN-R9). */
export const AmountFactSchema = defineEntity({
  name: 'AmountFact',
  tableName: 'amount_fact',
  properties: {
    ...owned,
    productCode: () => text(),
    method: () => text().$type<AssociationMethod>(),
    measure: () => text().$type<'consumption' | 'revenue'>(),
    /** First day of the month. */
    month: () => p.date(),
    amountMinor: () => p.bigint('number'),
  },
  uniques: [
    {
      name: 'amount_fact_unique',
      properties: ['locationId', 'customerTenantId', 'productCode', 'method', 'measure', 'month'],
    },
  ],
  policies: organizationPolicy('amount_fact_own'),
})
export class AmountFact extends AmountFactSchema.class {}
AmountFactSchema.setClass(AmountFact)
