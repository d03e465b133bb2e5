import { defineEntity, p } from '@mikro-orm/core'
import type { Opt } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import type { OrganizationStatus, Tier } from './organization.rules.ts'

/** A company enrolled in the programme. Its global number is never used for claims (CLM-R4). */
export const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    globalNumber: () => p.integer(),
    name: () => text(),
    country: () => text(),
    /** Mail domains of the company: a customer's contact may not be in one of them (CLM-R14). */
    domains: () => p.array().$type<string[]>(),
    /** Shared by all its locations (HIE-R4). */
    tier: () => text().$type<Tier>().default('network'),
    status: () => text().$type<OrganizationStatus>().default('active'),
    /** The organisation it went into; its own rows that never change still name it (MRG-R1). */
    mergedIntoId: () => p.uuid().nullable().index(),
    mergedAt: () => instant().nullable(),
  },
  uniques: [{ name: 'organization_number_unique', properties: ['vendorId', 'globalNumber'] }],
  policies: organizationPolicy('organization_own', 'id'),
})
export class Organization extends OrganizationSchema.class {
  /** It owns its own events: nobody but its people and the vendor's staff reads them. */
  get organizationId(): Opt<string> {
    return this.id
  }
}
OrganizationSchema.setClass(Organization)
