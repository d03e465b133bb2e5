import { defineEntity, p } from '@mikro-orm/core'
import { instant, text } from './columns.ts'
import type { Json } from './canonical.ts'

/**
 * What happened: append-only, one chain of hashes per aggregate (GEN-R4, I8). The row is also the job: `dispatchedAt`
 * and the lease are the only columns that ever change, and they are not part of the hash.
 *
 * `data` never holds personal data. What identifies a person stands in `personal`, of which only a salted hash is
 * chained, so that it can be erased and the chain still verifies (GEN-R7).
 */
export const EventSchema = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    id: () => p.uuid().primary(),
    position: () => p.bigint('number').autoincrement().unique(),
    vendorId: () => p.uuid().nullable(),
    organizationId: () => p.uuid().nullable(),
    aggregateType: () => text(),
    aggregateId: () => p.uuid(),
    seq: () => p.integer(),
    type: () => text(),
    at: () => instant(),
    actorSide: () => text(),
    actorId: () => p.uuid().nullable(),
    actorRole: () => text().nullable(),
    data: () => p.json().$type<{ [key: string]: Json }>(),
    personal: () => p.json().$type<{ [key: string]: Json }>().nullable(),
    personalSalt: () => text().nullable(),
    personalHash: () => text().nullable(),
    prevHash: () => text(),
    hash: () => text(),
    dispatchedAt: () => instant().nullable(),
    leaseUntil: () => instant().nullable(),
    attempts: () => p.integer().default(0),
    lastError: () => text().nullable(),
    /** Its place in the tree of checkpoints, given once, when a checkpoint first covers it. */
    leafIndex: () => p.bigint('number').nullable().unique(),
  },
  uniques: [{ name: 'event_aggregate_seq_unique', properties: ['aggregateId', 'seq'] }],
  indexes: [
    {
      name: 'event_waiting_index',
      expression: 'create index "event_waiting_index" on "event" ("position") where "dispatched_at" is null',
    },
    { name: 'event_at_index', properties: ['at'] },
  ],
  rowLevelSecurity: true,
  policies: [
    {
      name: 'event_insert',
      command: 'insert',
      check: `(select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))`,
    },
    {
      name: 'event_read',
      command: 'select',
      using: `(select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))`,
    },
    {
      name: 'event_dispatch',
      command: 'update',
      using: `(select current_setting('ofrecord.side', true)) = 'system'`,
    },
  ],
})

export class Event extends EventSchema.class {}
EventSchema.setClass(Event)
