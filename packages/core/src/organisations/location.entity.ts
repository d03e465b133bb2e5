import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
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
    /** What screens and letters call it. */
    name: () => text(),
    /** As the register of companies has it; with the country it names the legal entity. */
    legalName: () => text().default(''),
    street: () => text().default(''),
    postalCode: () => text().default(''),
    city: () => text(),
    /** State, province or prefecture, where the country's addresses have one. */
    region: () => text().default(''),
    /** ISO 3166. */
    country: () => text(),
    phone: () => text().default(''),
    registrationNumber: () => text().default(''),
    taxId: () => text().default(''),
    /** ISO 4217. */
    currency: () => text().default(''),
    /** The location above; null only at the headquarters. */
    parentId: () => p.uuid().nullable(),
    isHeadquarters: () => p.boolean(),
    status: () => text().$type<LocationStatus>(),
    /** Whether it is enrolled in incentives; without, only claims that do not pay (CLM-R5). */
    enrolled: () => p.boolean().default(false),
    /** Why the vendor could not verify it, by reason code; null while nobody said so (HIE-R8). */
    verificationReason: () => text().nullable(),
    /** How often it was handed in for verification; after the third time the service desk is asked. */
    verificationTries: () => p.integer().default(1),
    /** Levels and locations below it that have not left; kept by the database, so that a count is one row (HIE-R1). */
    height: () => p.integer().default(0),
    below: () => p.integer().default(0),
    createdAt: () => instant().defaultRaw('now()'),
    /** When it left, and the state it had, for whoever restores it (DIS-R5). */
    leftAt: () => instant().nullable(),
    statusBefore: () => text().$type<LocationStatus>().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    { name: 'location_number_unique', properties: ['vendorId', 'number'] },
    // What the composite reference to the parent points at: a parent is of the same organisation (HIE-R2).
    { name: 'location_own_unique', properties: ['id', 'organizationId'] },
  ],
  indexes: [{ name: 'location_children_index', properties: ['parentId', 'height', 'number'] }],
  checks: [
    { name: 'location_root_check', expression: '("parent_id" is null) = "is_headquarters"' },
    // The deepest tree has its headquarters four levels above its leaves (HIE-R1).
    { name: 'location_depth_check', expression: '"height" >= 0 and "height" <= 4' },
  ],
  policies: organizationPolicy('location_own'),
})
export class Location extends LocationSchema.class {}
LocationSchema.setClass(Location)
