import type { PersonActor, Scope } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { readCompetencies } from '../catalogue/competency.queries.ts'
import { lockCompetencies } from './enrolled.queries.ts'
import type { Cause } from './enrollment.entity.ts'
import { CompetencyEnrollment, startEnrollment } from './enrollment.entity.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import { recount } from './recounting.ts'
import { findOwn, refuseUnknownPlace } from './standing.queries.ts'
import { setYearTimer } from './year.jobs.ts'

interface Place {
  locationId: string
  competency: string
}

/** What somebody did by hand; its event is written with the same transaction. */
export const causeNow = (call: Call, type: string): Cause => ({ at: call.now, type, eventId: null })

/**
 * A location works for a competency from now on, whatever counts for it (B.16.4); after a lapse it starts again in the same
 * row. Answers the enrolment. Absent outside the scope.
 */
export const setGoal = async (call: Call, scope: Scope, place: Place): Promise<{ enrollmentId: string }> => {
  await refuseUnknownPlace(call, scope, place)
  const { organizationId } = call.actor as PersonActor
  await lockCompetencies(call, organizationId!)
  const cause = causeNow(call, 'competency.goalSet')
  const enrollment = await findOrStart(call, place, cause)
  if (enrollment.state === 'lapsed') enrollment.startAgain(call, cause)
  if (!enrollment.goal) {
    enrollment.goal = true
    happened(enrollment, 'competency.goalSet', { locationId: enrollment.locationId, competency: enrollment.competency })
  }
  await recount(call, organizationId!, cause)
  return { enrollmentId: enrollment.id }
}

/** The row of a place, begun if there is none yet. Lock the organisation's competencies first. */
export const findOrStart = async (call: Call, place: Place, cause: Cause): Promise<CompetencyEnrollment> => {
  const found = await call.em.findOne(CompetencyEnrollment, place, { refresh: true })
  if (found) return found
  const { vendorId, organizationId } = call.actor as PersonActor
  const level = await lowestLevel(call, vendorId, place.competency)
  const enrollment = startEnrollment(call, { vendorId, organizationId: organizationId!, ...place, level }, cause)
  await call.em.flush()
  return enrollment
}

export const lowestLevel = async (call: Call, vendorId: string, competency: string): Promise<CompetencyLevel> => {
  const catalogue = await readCompetencies(call, vendorId)
  return catalogue.find(({ code }) => code === competency)?.levels[0]?.level ?? 'silver'
}

export const dropGoal = async (call: Call, scope: Scope, enrollmentId: string): Promise<void> => {
  const enrollment = await findOwn(call, scope, enrollmentId)
  if (!enrollment.goal) return
  enrollment.goal = false
  happened(enrollment, 'competency.goalDropped', {
    locationId: enrollment.locationId,
    competency: enrollment.competency,
  })
}

/** Gives it up: it lapses with its anniversary (B.16.4). Refuses with `ILLEGAL_TRANSITION` what is not held, or in grace. */
export const withdrawEnrollment = async (call: Call, scope: Scope, enrollmentId: string): Promise<void> => {
  await lockCompetencies(call, (call.actor as PersonActor).organizationId!)
  const enrollment = await findOwn(call, scope, enrollmentId)
  enrollment.withdraw(call, causeNow(call, 'competency.withdrawn'))
  await setYearTimer(call, enrollment)
}
