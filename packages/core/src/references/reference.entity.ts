import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { ReferenceRejectReason, ReferenceState, ReferenceSuggestion } from './reference.rules.ts'

const owned = {
  id: () => p.uuid().primary(),
  vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
  organizationId: () =>
    p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
}

/** A project that a customer confirms: the partner fills it in, the customer says yes or no (B.5). */
export const CustomerReferenceSchema = defineEntity({
  name: 'CustomerReference',
  tableName: 'customer_reference',
  properties: {
    ...owned,
    /** The location that did the work. */
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    createdBy: () => p.uuid(),
    createdAt: () => instant(),
    state: () => text().$type<ReferenceState>(),
    stateAt: () => instant(),
    company: () => text(),
    contactName: () => text(),
    contactTitle: () => text(),
    contactEmail: () => text(),
    contactLanguage: () => text(),
    projectTitle: () => text(),
    description: () => text(),
    startedOn: () => p.date().nullable(),
    /** When the project ended or went live (REF-R7). */
    endedOn: () => p.date().nullable(),
    /** Codes of products and services that were used. */
    products: () => p.array().$type<string[]>(),
    /** Codes of the competencies that it may be assigned to. */
    competencies: () => p.array().$type<string[]>(),
    outcome: () => text(),
    /** Whether the partner asks to quote it; only the customer's own tick allows it. */
    quotingAsked: () => p.boolean().default(false),
    quotingAllowed: () => p.boolean().default(false),
    sentAt: () => instant().nullable(),
    lastSentAt: () => instant().nullable(),
    /** Until when the customer may answer (60 days). */
    dueAt: () => instant().nullable(),
    answeredAt: () => instant().nullable(),
    /** As typed by whoever confirmed or rejected. */
    answeredName: () => text().nullable(),
    answeredRole: () => text().nullable(),
    rejectReason: () => text().$type<ReferenceRejectReason>().nullable(),
    /** Private to the customer and the vendor, unless shared. */
    comment: () => text().nullable(),
    commentShared: () => p.boolean().default(false),
    suggestion: () => p.json().$type<ReferenceSuggestion>().nullable(),
    /** What made the answer look like a program's: for the reviewer, never a refusal (L9). */
    signals: () => p.array().$type<string[]>(),
    approvedAt: () => instant().nullable(),
    /** Written once: 24 calendar months after the approval (REF-R4). */
    expiresAt: () => instant().nullable(),
    revokedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  indexes: [
    { name: 'customer_reference_state_index', properties: ['organizationId', 'state', 'id'] },
    {
      name: 'customer_reference_contact_index',
      expression: `create index "customer_reference_contact_index" on "customer_reference" ("organization_id", lower("contact_email"))`,
    },
  ],
  policies: organizationPolicy('customer_reference_own'),
})
export class CustomerReference extends CustomerReferenceSchema.class {}
CustomerReferenceSchema.setClass(CustomerReference)

/** Where a reference counts: at one location for one competency, and nowhere else (REF-R5). */
export const ReferenceAssignmentSchema = defineEntity({
  name: 'ReferenceAssignment',
  tableName: 'reference_assignment',
  properties: {
    ...owned,
    referenceId: () =>
      p.manyToOne(CustomerReference).mapToPk().joinColumn('reference_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    competency: () => text(),
    assignedAt: () => instant(),
    assignedBy: () => p.uuid().nullable(),
    endedAt: () => instant().nullable(),
    endReason: () => text().nullable(),
  },
  uniques: [
    {
      name: 'reference_assignment_current_unique',
      expression: `create unique index "reference_assignment_current_unique" on "reference_assignment" ("reference_id") where "ended_at" is null`,
    },
  ],
  policies: organizationPolicy('reference_assignment_own'),
})
export class ReferenceAssignment extends ReferenceAssignmentSchema.class {}
ReferenceAssignmentSchema.setClass(ReferenceAssignment)
