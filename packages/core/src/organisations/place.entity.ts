import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from './location.entity.ts'

/**
 * Where a location stood in the tree, from when until when: the tree of any day is the rows that held then (B.7.7).
 * Kept by the database whenever a location's place, name or organisation changes; no verb writes it.
 */
export const LocationPlaceSchema = defineEntity({
  name: 'LocationPlace',
  tableName: 'location_place',
  properties: {
    id: () => p.uuid().primary().defaultRaw('gen_random_uuid()'),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () => p.uuid(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    parentId: () => p.uuid().nullable(),
    number: () => p.integer(),
    name: () => text(),
    country: () => text(),
    isHeadquarters: () => p.boolean(),
    since: () => instant(),
    /** null: it still stands there. */
    until: () => instant().nullable(),
  },
  uniques: [
    {
      name: 'location_place_open_unique',
      expression: `create unique index "location_place_open_unique" on "location_place" ("location_id") where "until" is null`,
    },
  ],
  indexes: [
    { name: 'location_place_days_index', properties: ['organizationId', 'since'] },
    { name: 'location_place_children_index', properties: ['parentId', 'number'] },
  ],
  checks: [{ name: 'location_place_time_check', expression: '"until" > "since"' }],
  policies: organizationPolicy('location_place_own'),
})
