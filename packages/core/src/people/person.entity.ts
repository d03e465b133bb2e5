import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { organizationPolicy, text, vendorPolicy } from '../kernel/columns.ts'
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
    status: () => text().$type<'active' | 'ended'>(),
  },
  uniques: [
    {
      name: 'affiliation_live_unique',
      expression: `create unique index "affiliation_live_unique" on "affiliation" ("person_id", "organization_id") where "status" = 'active'`,
    },
  ],
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
  },
  uniques: [
    {
      name: 'role_assignment_unique',
      expression: `create unique index "role_assignment_unique" on "role_assignment" ("person_id", "organization_id", "role", "location_id") nulls not distinct`,
    },
  ],
  policies: organizationPolicy('role_assignment_own'),
})
export class RoleAssignment extends RoleAssignmentSchema.class {}
RoleAssignmentSchema.setClass(RoleAssignment)
