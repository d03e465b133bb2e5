import { defineEntity, p } from '@mikro-orm/core'
import { organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { CompetencyLevel, EnrollmentState } from './enrollment.rules.ts'

/** A competency held by a location; it counts for the organisation (HIE-R4). */
export const CompetencyEnrollmentSchema = defineEntity({
  name: 'CompetencyEnrollment',
  tableName: 'competency_enrollment',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    competency: () => text(),
    level: () => text().$type<CompetencyLevel>(),
    state: () => text().$type<EnrollmentState>(),
    /** The year of the programme it belongs to. */
    programmeYear: () => p.integer(),
    /** The next renewal: its benefits stay until then, whatever happens to the organisation (MRG-R3). */
    renewsOn: () => p.date().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    {
      name: 'competency_enrollment_unique',
      properties: ['locationId', 'competency', 'programmeYear'],
    },
  ],
  policies: organizationPolicy('competency_enrollment_own'),
})
export class CompetencyEnrollment extends CompetencyEnrollmentSchema.class {}
CompetencyEnrollmentSchema.setClass(CompetencyEnrollment)
