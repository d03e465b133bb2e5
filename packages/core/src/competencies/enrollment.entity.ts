import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import type { Json } from '../kernel/canonical.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Person } from '../people/person.entity.ts'
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
    /** The level that is held, or worked for. */
    level: () => text().$type<CompetencyLevel>(),
    /** The option that met the level, or comes nearest to it. */
    option: () => text().nullable(),
    state: () => text().$type<EnrollmentState>(),
    stateAt: () => instant().defaultRaw('now()'),
    /** The highest level whose requirements are all met, as counted last; what its fee may be bought for (MEM-R3). */
    metLevel: () => text().$type<CompetencyLevel>().nullable(),
    /** Somebody set it as a goal, before anything counts for it. */
    goal: () => p.boolean().default(false),
    /** A requirement will not be met on the anniversary, by what is known today. */
    atRisk: () => p.boolean().default(false),
    /** The last day of a level that the vendor granted ahead of its requirements. */
    preapprovedUntil: () => p.date().nullable(),
    /** The last day that a settled fee covers. */
    paidThrough: () => p.date().nullable(),
    countedAt: () => instant().nullable(),
    countedFromEventId: () => p.uuid().nullable(),
    /** The year of the programme it belongs to: of its next anniversary. */
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

const ofEnrollment = () =>
  p.manyToOne(CompetencyEnrollment).mapToPk().joinColumn('enrollment_id').deleteRule('restrict').index()
const owned = {
  id: () => p.uuid().primary(),
  vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
  organizationId: () =>
    p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
}

/** How one requirement stands at a location, as counted last; rebuilt by every recount (CMP-R5). */
export const RequirementResultSchema = defineEntity({
  name: 'RequirementResult',
  tableName: 'requirement_result',
  properties: {
    ...owned,
    enrollmentId: ofEnrollment,
    level: () => text().$type<CompetencyLevel>(),
    option: () => text(),
    requirement: () => text(),
    /** In the requirement's own unit: people, references, seats, customers, cents, tenths of a point. */
    needed: () => p.bigint('number'),
    have: () => p.bigint('number'),
    /** How much of `have` ends before the anniversary, by what is known today. */
    expiring: () => p.bigint('number'),
    /** What counted, and what would close the gap: shown as it is. */
    detail: () => p.json().$type<{ [key: string]: Json }>(),
    computedFromEventId: () => p.uuid().nullable(),
  },
  uniques: [{ name: 'requirement_result_unique', properties: ['enrollmentId', 'level', 'option', 'requirement'] }],
  policies: organizationPolicy('requirement_result_own'),
})

/** One step of a competency at a location, dated with what caused it (CMP-R5): the history table. */
export const EnrollmentChangeSchema = defineEntity({
  name: 'EnrollmentChange',
  tableName: 'enrollment_change',
  properties: {
    ...owned,
    enrollmentId: ofEnrollment,
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    competency: () => text(),
    level: () => text().$type<CompetencyLevel>(),
    fromState: () => text().$type<EnrollmentState>().nullable(),
    toState: () => text().$type<EnrollmentState>(),
    at: () => instant(),
    causeEventId: () => p.uuid().nullable(),
    /** The type of the event that caused it, or the name of the deadline. */
    cause: () => text(),
  },
  indexes: [{ name: 'enrollment_change_time_index', properties: ['organizationId', 'at', 'id'] }],
  policies: organizationPolicy('enrollment_change_own'),
})

/** A person whom an administrator reserved for one exclusive competency; the matching leaves them there. */
export const PersonPinSchema = defineEntity({
  name: 'PersonPin',
  tableName: 'person_pin',
  properties: {
    ...owned,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    competency: () => text(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    pinnedAt: () => instant(),
    pinnedBy: () => p.uuid(),
  },
  uniques: [{ name: 'person_pin_unique', properties: ['organizationId', 'personId'] }],
  policies: organizationPolicy('person_pin_own'),
})
export class PersonPin extends PersonPinSchema.class {}
PersonPinSchema.setClass(PersonPin)

/** The figure of one indicator of a points model in one month, and documents that were handed in; from a feed. */
export const IndicatorFactSchema = defineEntity({
  name: 'IndicatorFact',
  tableName: 'indicator_fact',
  properties: {
    ...owned,
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    competency: () => text(),
    indicator: () => text(),
    /** First day of the month. */
    month: () => p.date(),
    value: () => p.bigint('number'),
    /** Where growth began, for indicators with bands. */
    baseline: () => p.bigint('number').nullable(),
  },
  uniques: [{ name: 'indicator_fact_unique', properties: ['locationId', 'competency', 'indicator', 'month'] }],
  policies: organizationPolicy('indicator_fact_own'),
})
