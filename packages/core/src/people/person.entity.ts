import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text, vendorPolicy } from '../kernel/columns.ts'
import type { AffiliationState, InviteMethod, ProposedRole } from './affiliation.rules.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')

/** A human, once per vendor and mail address. */
export const PersonSchema = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    name: () => text(),
    email: () => text(),
    /** Lower case: the same address typed another way is the same person. */
    emailNormalised: () => text(),
    locale: () => text().default('en'),
    timeZone: () => text().default('UTC'),
    /** The sign-in identity, once there is one. */
    userId: () => p.uuid().nullable().index(),
    /** ISO 3166; with name, proven address, language and job role it makes a profile complete (AF9). */
    country: () => text().default(''),
    jobRole: () => text().default(''),
    phone: () => text().default(''),
    /** When somebody who reads this mailbox showed it: by a link from a letter or by the company's own sign-in. */
    emailProvenAt: () => instant().nullable(),
    /** When the last letter to it came back, until one arrives (CNT-R6). */
    bouncedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [{ name: 'person_email_unique', properties: ['vendorId', 'emailNormalised'] }],
  policies: vendorPolicy('person_vendor'),
})
export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person)

/** A person's place in an organisation, at one home location. */
export const AffiliationSchema = defineEntity({
  name: 'Affiliation',
  tableName: 'affiliation',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    status: () => text().$type<AffiliationState>(),
    /** How they came in (B.6.1). */
    method: () => text().$type<InviteMethod>().default('import'),
    /** Who invited them; null for a request or a feed. */
    invitedBy: () => p.uuid().nullable(),
    /** Roles that the invitation names, given when it ends well. */
    proposedRoles: () => p.json().$type<ProposedRole[]>().default([]),
    createdAt: () => instant().defaultRaw('now()'),
    /** When the state began. */
    statusAt: () => instant().defaultRaw('now()'),
    /** The last letter with a link, and when that link ends; a minute must lie between two (AF10). */
    sentAt: () => instant().nullable(),
    dueAt: () => instant().nullable(),
    /** Who said yes or no, and why not. */
    decidedBy: () => p.uuid().nullable(),
    reason: () => text().nullable(),
    endedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    {
      name: 'affiliation_live_unique',
      expression: `create unique index "affiliation_live_unique" on "affiliation" ("person_id", "organization_id") where "status" not in ('ended', 'deleted', 'denied', 'expired')`,
    },
  ],
  indexes: [{ name: 'affiliation_list_index', properties: ['organizationId', 'status', 'statusAt', 'id'] }],
  policies: organizationPolicy('affiliation_own'),
})
export class Affiliation extends AffiliationSchema.class {}
AffiliationSchema.setClass(Affiliation)

/** A role a person holds: in an organisation, perhaps at one location of it; or on the vendor's side. */
export const RoleAssignmentSchema = defineEntity({
  name: 'RoleAssignment',
  tableName: 'role_assignment',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    /** null on the vendor's side. */
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').nullable().index(),
    role: () => text(),
    /** null: the whole organisation. */
    locationId: () =>
      p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').nullable().index(),
    /** Somebody gave it, or it comes with being the primary program contact and goes with it (CNT-R5). */
    source: () => text().$type<'granted' | 'contact'>().default('granted'),
    grantedAt: () => instant().defaultRaw('now()'),
    grantedBy: () => p.uuid().nullable(),
    /** Came with a merge and waits until a global administrator of the organisation says yes: it opens no door (MRG-R2). */
    heldBack: () => p.boolean().default(false),
  },
  uniques: [
    {
      name: 'role_assignment_unique',
      expression: `create unique index "role_assignment_unique" on "role_assignment" ("person_id", "organization_id", "role", "location_id", "source") nulls not distinct`,
    },
  ],
  policies: organizationPolicy('role_assignment_own'),
})
export class RoleAssignment extends RoleAssignmentSchema.class {}
RoleAssignmentSchema.setClass(RoleAssignment)
