import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import type { LocationFields } from './location.input.rules.ts'
import { locationMoves, verificationAttempts } from './location.rules.ts'
import type { LocationStatus, LocationVerb, VerificationReason } from './location.rules.ts'
import { Organization } from './organization.entity.ts'

/** A site or subsidiary with its own number; claims, competencies and benefits hang on it. */
export const LocationSchema = defineEntity({
  name: 'Location',
  tableName: 'location',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () => p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict'),
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
    /** Since when it has this state: how long it waits at the service desk. */
    statusAt: () => instant().defaultRaw('now()'),
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
  indexes: [
    // How high a location stands follows from the highest below it: the last row of this index (HIE-R1).
    { name: 'location_children_index', properties: ['parentId', 'height', 'number'] },
    { name: 'location_siblings_index', properties: ['parentId', 'number'] },
    { name: 'location_number_index', properties: ['organizationId', 'number'] },
    { name: 'location_name_index', properties: ['organizationId', 'name', 'id'] },
    {
      // What the desk looks at: three are the attempts of B.16.3.
      name: 'location_pending_index',
      expression: `create index "location_pending_index" on "location" ("vendor_id", "number") where "status" = 'pending_verification' or ("status" = 'verification_failed' and "verification_tries" >= 3)`,
    },
    {
      name: 'location_search_index',
      expression: `create index "location_search_index" on "location" using gin ("organization_id", (lower(' ' || "name" || ' ' || "city" || ' ' || "legal_name" || ' ' || "number")) gin_trgm_ops)`,
    },
  ],
  checks: [
    { name: 'location_root_check', expression: '("parent_id" is null) = "is_headquarters"' },
    // The deepest tree has its headquarters four levels above its leaves (HIE-R1).
    { name: 'location_depth_check', expression: '"height" >= 0 and "height" <= 4' },
  ],
  policies: organizationPolicy('location_own'),
})
export class Location extends LocationSchema.class {
  /** Goes under another location, with everything below it (HIE-R9); whether it may is decided before. */
  moveUnder(parentId: string): void {
    const from = this.parentId ?? null
    this.parentId = parentId
    happened(this, 'location.moved', { from, to: parentId })
  }

  /** Other fields. Another legal name or country is another legal entity, to be verified anew (B.16.3). */
  edit(fields: LocationFields, now: Date): void {
    const changed = (Object.keys(fields) as (keyof LocationFields)[]).filter((field) => this[field] !== fields[field])
    if (changed.length === 0) return
    const edited = next<LocationStatus, LocationVerb>(locationMoves, this.status, 'edit')
    if (changed.includes('legalName') || changed.includes('country')) {
      if (this.status === 'verified') this.verificationTries = 1
      this.become(edited, now)
    }
    for (const field of changed) this[field] = fields[field]
    happened(this, 'location.edited', { fields: changed, status: this.status })
  }

  /** The vendor found the legal entity at its address (HIE-R8). */
  verify(now: Date): void {
    this.become(next<LocationStatus, LocationVerb>(locationMoves, this.status, 'verify'), now)
    this.verificationReason = null
    happened(this, 'location.verified')
  }

  /** The vendor did not find it, or found something else; the partner mends it and hands it in again. */
  refuseVerification(reason: VerificationReason, now: Date): void {
    this.become(next<LocationStatus, LocationVerb>(locationMoves, this.status, 'fail'), now)
    this.verificationReason = reason
    happened(this, 'location.verificationRefused', { reason, attempt: this.verificationTries })
  }

  /** Hands it in again; refuses with `VERIFICATION_ATTEMPTS_USED` after the third time: the service desk helps then. */
  resubmit(now: Date): void {
    const status = next<LocationStatus, LocationVerb>(locationMoves, this.status, 'resubmit')
    if (this.verificationTries >= verificationAttempts)
      refuse('conflict', 'VERIFICATION_ATTEMPTS_USED', { rule: 'B.16.3', params: { attempts: verificationAttempts } })
    this.become(status, now)
    this.verificationTries += 1
    happened(this, 'location.resubmitted', { attempt: this.verificationTries })
  }

  private become(status: LocationStatus, now: Date): void {
    if (status === this.status) return
    this.status = status
    this.statusAt = now
  }
}
LocationSchema.setClass(Location)
