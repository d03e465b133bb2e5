import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import type { Json } from '../kernel/canonical.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { next } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Person } from '../people/person.entity.ts'
import type { Day } from '../people/skill.rules.ts'
import type { CompetencyLevel, EnrollmentState, EnrollmentVerb } from './enrollment.rules.ts'
import { enrollmentMoves, lowerLevel } from './enrollment.rules.ts'
import { firstAnniversary, nextAnniversary, upgradedAnniversary } from './year.rules.ts'

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
    /** The level that the fee was settled for, and the last day that it covers; ahead of what it waits for, if it does. */
    paidLevel: () => text().$type<CompetencyLevel>().nullable(),
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
/** What moved a competency: the type of an event with its id, or the name of a deadline, and when that was (CMP-R5). */
export interface Cause {
  at: Date
  type: string
  eventId: string | null
}

/** A fee that was settled. `paidOn` is the day at the vendor's desk. */
export interface Settled {
  level: CompetencyLevel
  paidOn: Day
  cause: Cause
  /** The anniversary that the fee runs to, where a membership that is paid already covers it; absent: by CMP-R1. */
  renewsOn?: Day
}

/**
 * Lock the organisation's competencies first, by `findEnrollment` of `enrolled.queries.ts`, and set the timer of the year
 * afterwards, by `setYearTimer` of `year.jobs.ts`.
 */
export class CompetencyEnrollment extends CompetencyEnrollmentSchema.class {
  /** Every requirement of an option is met: the fee can be bought (MEM-R3). */
  qualify(call: Call, level: CompetencyLevel, cause: Cause): void {
    this.level = level
    move(call, this, 'qualify', cause)
    happened(this, 'competency.qualified', { ...aboutOf(this), level })
  }

  /** A requirement is not met any more, before the fee was paid. */
  lose(call: Call, cause: Cause): void {
    move(call, this, 'lose', cause)
  }

  /**
   * The fee is settled (C104): held until the anniversary, one year after the purchase (CMP-R1). The level is the lower of
   * the one that was paid and the one that is met. Refuses with `COMPETENCY_NOT_MET` while none is met, and with
   * `ILLEGAL_TRANSITION` unless it is qualified or was granted ahead.
   */
  earn(call: Call, settled: Settled): void {
    const level = metOf(this, settled.level)
    pay(this, settled, settled.renewsOn ?? firstAnniversary(settled.paidOn))
    hold(this, this.paidThrough!, level)
    move(call, this, 'earn', settled.cause)
  }

  /**
   * The next year's fee is settled, in the window or in grace: the anniversary moves by one year from the old one
   * (CMP-R1, C106). Of gold that meets silver only, or that paid silver only, silver goes on. Answers false where no level
   * is met: the fee is noted, and a recount renews it as soon as one is.
   */
  renew(call: Call, settled: Settled): boolean {
    next<EnrollmentState, EnrollmentVerb>(enrollmentMoves, this.state, 'renew')
    pay(this, settled, settled.renewsOn ?? nextAnniversary(this.renewsOn!))
    return this.followFee(call, settled.cause)
  }

  /** Renews what was paid for ahead of its requirements, once they are met. Answers whether it did. */
  followFee(call: Call, cause: Cause): boolean {
    const { metLevel, paidLevel, paidThrough } = this
    if (!metLevel || !paidLevel || !paidThrough || paidThrough <= this.renewsOn!) return false
    hold(this, paidThrough, lowerLevel(paidLevel, metLevel))
    move(call, this, 'renew', cause)
    return true
  }

  /**
   * Gold instead of silver in the same row; the anniversary stays, unless the vendor sells gold as a new year (CMP-R4).
   * Refuses with `COMPETENCY_NOT_MET` unless gold is met, and with `ILLEGAL_TRANSITION` unless silver is held and paid.
   */
  upgrade(call: Call, settled: Settled, asNewYear: boolean): void {
    if (metOf(this, 'gold') !== 'gold') refuse('conflict', 'COMPETENCY_NOT_MET', { rule: 'MEM-R3' })
    const from = this.state
    if ((from !== 'active_earned' && from !== 'in_renewal') || this.level !== 'silver' || !this.renewsOn)
      refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'CMP-R4', params: { from, verb: 'upgrade' } })
    pay(this, settled, settled.renewsOn ?? upgradedAnniversary(this.renewsOn!, settled.paidOn, asNewYear))
    const opened = from === 'in_renewal' && asNewYear
    hold(this, this.paidThrough!, 'gold')
    if (opened) move(call, this, 'renew', settled.cause)
    else change(call, this, from, settled.cause)
  }

  /** The vendor grants a level ahead of its requirements, until the end of a day. */
  preapprove(call: Call, level: CompetencyLevel, until: Day, cause: Cause): void {
    this.level = level
    this.preapprovedUntil = until
    move(call, this, 'preapprove', cause)
  }

  /** What was granted ahead is met: it is held like one that was bought, for a year from then on. */
  fulfil(call: Call, today: Day, cause: Cause): void {
    const level = metOf(this, this.level)
    hold(this, this.paidThrough && this.paidThrough > today ? this.paidThrough : firstAnniversary(today), level)
    move(call, this, 'earn', cause)
  }

  openRenewal(call: Call, cause: Cause): void {
    move(call, this, 'openRenewal', cause)
  }

  enterGrace(call: Call, cause: Cause): void {
    move(call, this, 'enterGrace', cause)
  }

  /** It counts no more; what hangs on it ends (CMP-R7). */
  lapse(call: Call, cause: Cause): void {
    move(call, this, 'lapse', cause)
    this.atRisk = false
    happened(this, 'competency.lapsed', { ...aboutOf(this), level: this.level })
  }

  /** Given up: benefits end at the anniversary, not at once (B.16.4). */
  withdraw(call: Call, cause: Cause): void {
    move(call, this, 'withdraw', cause)
  }

  /** After a lapse, in the same row: nothing of the old years is left in it but its history. */
  startAgain(call: Call, cause: Cause): void {
    move(call, this, 'startAgain', cause)
    Object.assign(this, { preapprovedUntil: null, paidLevel: null, paidThrough: null, renewsOn: null })
  }

  /** The vendor moved the anniversary of what this belongs to; everything tied to it follows (ABT-11). */
  extend(renewsOn: Day): void {
    const from = this.renewsOn ?? null
    if (from === renewsOn) return
    hold(this, renewsOn, this.level)
    this.paidThrough = renewsOn
    happened(this, 'competency.extended', { ...aboutOf(this), from, to: renewsOn })
  }

  /** The fee was paid back: it is qualified again, and what hangs on it ends. */
  unpay(call: Call, cause: Cause): void {
    move(call, this, 'unpay', cause)
    Object.assign(this, { paidLevel: null, paidThrough: null, renewsOn: null })
  }
}
CompetencyEnrollmentSchema.setClass(CompetencyEnrollment)

// Functions and no private methods: the mapper makes its rows without the constructor that would give them those.
const metOf = ({ metLevel }: CompetencyEnrollment, paid: CompetencyLevel): CompetencyLevel =>
  metLevel ? lowerLevel(paid, metLevel) : refuse('conflict', 'COMPETENCY_NOT_MET', { rule: 'MEM-R3' })

const pay = (enrollment: CompetencyEnrollment, { level }: Settled, through: Day): void => {
  enrollment.paidLevel = level
  enrollment.paidThrough = through
}

const hold = (enrollment: CompetencyEnrollment, renewsOn: Day, level: CompetencyLevel): void => {
  Object.assign(enrollment, { renewsOn, level, preapprovedUntil: null, programmeYear: Number(renewsOn.slice(0, 4)) })
}

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

const aboutOf = ({ locationId, competency }: CompetencyEnrollment) => ({ locationId, competency })

/** One step: the state, its row of the history, dated with the cause, and its event. */
const move = (call: Call, enrollment: CompetencyEnrollment, verb: EnrollmentVerb, cause: Cause): void => {
  const from = enrollment.state
  enrollment.state = next<EnrollmentState, EnrollmentVerb>(enrollmentMoves, from, verb)
  change(call, enrollment, from, cause)
}

/** How many steps a competency took in this transaction: of one instant, they are in the order of their ids. */
const steps = new WeakMap<CompetencyEnrollment, number>()

const change = (call: Call, enrollment: CompetencyEnrollment, from: EnrollmentState | null, cause: Cause): void => {
  const { id, vendorId, organizationId, locationId, competency, level, state } = enrollment
  enrollment.stateAt = cause.at
  const step = steps.get(enrollment) ?? 0
  steps.set(enrollment, step + 1)
  call.em.persist(
    call.em.create(EnrollmentChangeSchema, {
      id: newId(new Date(cause.at.getTime() + step)),
      vendorId,
      organizationId,
      enrollmentId: id,
      locationId,
      competency,
      level,
      fromState: from,
      toState: state,
      at: cause.at,
      causeEventId: cause.eventId,
      cause: cause.type,
    }),
  )
  happened(enrollment, 'competency.stateChanged', {
    locationId,
    competency,
    level,
    from,
    to: state,
    at: cause.at.toISOString(),
  })
}

/** A competency that a location begins to work for: the first row of its history. */
export const startEnrollment = (
  call: Call,
  owner: { vendorId: string; organizationId: string; locationId: string; competency: string; level: CompetencyLevel },
  cause: Cause,
): CompetencyEnrollment => {
  const enrollment = call.em.create(CompetencyEnrollment, {
    ...owner,
    id: newId(cause.at),
    option: null,
    state: 'in_progress',
    stateAt: cause.at,
    metLevel: null,
    goal: false,
    atRisk: false,
    preapprovedUntil: null,
    paidLevel: null,
    paidThrough: null,
    countedAt: null,
    countedFromEventId: null,
    programmeYear: cause.at.getUTCFullYear(),
    renewsOn: null,
  })
  call.em.persist(enrollment)
  change(call, enrollment, null, cause)
  return enrollment
}
