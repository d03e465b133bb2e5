import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { ContactRole, ContactState, ContactVerb } from './contact.rules.ts'
import { contactMoves, isRequiredRole } from './contact.rules.ts'
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
export class ContactAssignment extends ContactAssignmentSchema.class {
  /** Somebody looked at who was inherited and lets them be (CNT-R4). */
  confirm(): void {
    move(this, 'confirm')
    happened(this, 'contact.confirmed', aboutOf(this))
  }

  /** Somebody else takes the role from this instant. */
  replace(now: Date, by: { id: string; personId: string }): void {
    move(this, 'replace')
    this.endedAt = now
    happened(this, 'contact.replaced', { ...aboutOf(this), by: by.id, byPersonId: by.personId })
  }

  /** The role is empty from this instant. Refuses with `CONTACT_REQUIRED` where it may not be (CNT-R3). */
  remove(now: Date): void {
    if (isRequiredRole(this.role))
      refuse('invalid', 'CONTACT_REQUIRED', { field: 'role', rule: 'CNT-R3', params: { role: this.role } })
    move(this, 'remove')
    this.endedAt = now
    happened(this, 'contact.removed', aboutOf(this))
  }
}
ContactAssignmentSchema.setClass(ContactAssignment)

const move = (assignment: ContactAssignment, verb: ContactVerb): void => {
  assignment.state = next<ContactState, ContactVerb>(contactMoves, assignment.state, verb)
}

export const aboutOf = ({ locationId, role, personId }: ContactAssignment) => ({ locationId, role, personId })
