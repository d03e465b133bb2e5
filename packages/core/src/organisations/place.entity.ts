import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
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
    // Copied from its location, whose own reference keeps it: a second one would lock the vendor with each move.
    vendorId: () => p.uuid(),
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
    // Where the tree of a day begins, and since when there is one.
    {
      name: 'location_place_headquarters_index',
      expression: `create index "location_place_headquarters_index" on "location_place" ("organization_id", "since") where "is_headquarters"`,
    },
    { name: 'location_place_children_index', properties: ['parentId', 'number'] },
  ],
  checks: [{ name: 'location_place_time_check', expression: '"until" > "since"' }],
  policies: organizationPolicy('location_place_own'),
})
