import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { namesAfter, wordsSaid } from './directory.rules.ts'
import type { Said } from './directory.rules.ts'
import { Person } from './person.entity.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')
const organizationId = () =>
  p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index()

/** What a company's directory shows to provision people of one organisation (B.6.1). Only the hash of it is kept. */
export const DirectoryTokenSchema = defineEntity({
  name: 'DirectoryToken',
  tableName: 'directory_token',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    name: () => text(),
    tokenHash: () => text().unique(),
    /** Where people are at home of whom the directory does not say it; the headquarters, once this one has left. */
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    madeBy: () => p.manyToOne(Person).mapToPk().joinColumn('made_by').deleteRule('restrict').index(),
    madeAt: () => instant(),
    /** To the minute. */
    lastUsedAt: () => instant().nullable(),
    revokedAt: () => instant().nullable(),
  },
  policies: organizationPolicy('directory_token_own'),
})
export class DirectoryToken extends DirectoryTokenSchema.class {}
DirectoryTokenSchema.setClass(DirectoryToken)

/**
 * Somebody as an organisation's directory speaks of them. It outlasts their stay, so that the directory finds whom it
 * ended and may let them in again; a DELETE takes it away.
 */
export const DirectoryUserSchema = defineEntity({
  name: 'DirectoryUser',
  tableName: 'directory_user',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    /** The directory's own number of them. */
    externalId: () => text().nullable(),
    /** The name as the directory says it, which need not be what they call themselves here. */
    givenName: () => text().default(''),
    familyName: () => text().default(''),
    fullName: () => text().default(''),
    /** Told back as they were said, so that a directory that compares has nothing to send again. */
    jobRole: () => text().default(''),
    language: () => text().default(''),
    country: () => text().default(''),
    createdAt: () => instant(),
    changedAt: () => instant(),
  },
  uniques: [
    { name: 'directory_user_person_unique', properties: ['organizationId', 'personId'] },
    { name: 'directory_user_external_unique', properties: ['organizationId', 'externalId'] },
  ],
  policies: organizationPolicy('directory_user_own'),
})
export class DirectoryUser extends DirectoryUserSchema.class {
  /** Keeps what is said now; of what is not said the last word stays. */
  note(now: Date, said: Said): void {
    if (said.externalId !== undefined) this.externalId = said.externalId
    Object.assign(this, namesAfter(this, said), wordsSaid(said))
    this.changedAt = now
  }
}
DirectoryUserSchema.setClass(DirectoryUser)

refuseOnConstraint('directory_user_external_unique', () =>
  refuse('conflict', 'DIRECTORY_EXTERNAL_TAKEN', { field: 'externalId', rule: 'B.6.1' }),
)
