import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { organizationPolicy, text } from '../kernel/columns.ts'
import type { LocationStatus } from './location.rules.ts'
import { Organization } from './organization.entity.ts'

/** A site or subsidiary with its own number; claims, competencies and benefits hang on it. */
export const LocationSchema = defineEntity({
  name: 'Location',
  tableName: 'location',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    number: () => p.integer(),
    name: () => text(),
    city: () => text(),
    country: () => text(),
    /** The location above; null only at the headquarters. */
    parentId: () => p.uuid().nullable().index(),
    isHeadquarters: () => p.boolean(),
    status: () => text().$type<LocationStatus>(),
    /** Whether it is enrolled in incentives; without, only claims that do not pay (CLM-R5). */
    enrolled: () => p.boolean().default(false),
  },
  uniques: [
    { name: 'location_number_unique', properties: ['vendorId', 'number'] },
    {
      name: 'location_headquarters_unique',
      expression:
        'create unique index "location_headquarters_unique" on "location" ("organization_id") where "is_headquarters"',
    },
  ],
  checks: [{ name: 'location_root_check', expression: '("parent_id" is null) = "is_headquarters"' }],
  policies: organizationPolicy('location_own'),
})
export class Location extends LocationSchema.class {}
LocationSchema.setClass(Location)
