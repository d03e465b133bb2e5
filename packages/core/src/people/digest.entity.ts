import { defineEntity, p } from '@mikro-orm/core'
import { instant, personPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { DigestCadence, DigestChoiceWay } from './digest.rules.ts'
import { usualCadence } from './digest.rules.ts'
import { Person } from './person.entity.ts'

/** How often somebody gets a digest, whatever organisations they are of. Who has no row gets the usual one. */
export const DigestSchema = defineEntity({
  name: 'Digest',
  tableName: 'digest',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict').index(),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict'),
    cadence: () => text().$type<DigestCadence>().default(usualCadence),
    /** When the next one is written; null: none is. */
    dueAt: () => instant().nullable(),
    /** Until when the last one told what happened, whether or not there was anything to tell. */
    toldUntil: () => instant(),
  },
  uniques: [{ name: 'digest_person_unique', properties: ['personId'] }],
  indexes: [
    {
      name: 'digest_due_index',
      expression: `create index "digest_due_index" on "digest" ("due_at") where "due_at" is not null`,
    },
  ],
  policies: personPolicy('digest_own'),
})
export class Digest extends DigestSchema.class {
  /** Whether and when the next one comes. What it is already says nothing. */
  choose(cadence: DigestCadence, dueAt: Date | null, now: Date, by: DigestChoiceWay): void {
    if (cadence === this.cadence) return
    // Nobody wants to hear, after a year without, what happened in it.
    if (this.cadence === 'off') this.toldUntil = now
    happened(this, 'digest.chosen', { cadence, before: this.cadence, by })
    this.cadence = cadence
    this.dueAt = dueAt
  }

  /** One was written, or there was nothing to write; the next is planned in the same commit, so none comes twice. */
  turn(now: Date, dueAt: Date | null): void {
    this.toldUntil = now
    this.dueAt = dueAt
  }
}
DigestSchema.setClass(Digest)
