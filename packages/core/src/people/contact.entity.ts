import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { ContactRole, ContactState } from './contact.rules.ts'
import { Affiliation, Person } from './person.entity.ts'

/** Who holds a program contact role at a location: one person a role, who is affiliated with the organisation (CNT-R1, CNT-R2). */
export const ContactAssignmentSchema = defineEntity({
  name: 'ContactAssignment',
  tableName: 'contact_assignment',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    role: () => text().$type<ContactRole>(),
    affiliationId: () => p.manyToOne(Affiliation).mapToPk().joinColumn('affiliation_id').deleteRule('restrict').index(),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    state: () => text().$type<ContactState>(),
    since: () => instant(),
    assignedBy: () => p.uuid().nullable(),
    endedAt: () => instant().nullable(),
  },
  uniques: [
    {
      name: 'contact_assignment_current_unique',
      expression: `create unique index "contact_assignment_current_unique" on "contact_assignment" ("location_id", "role") where "ended_at" is null`,
    },
  ],
  policies: organizationPolicy('contact_assignment_own'),
})
export class ContactAssignment extends ContactAssignmentSchema.class {}
ContactAssignmentSchema.setClass(ContactAssignment)
