import type { EnrollmentState } from '@ofrecord/core/competencies/enrollment.rules'
import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { organisationOfPlace } from './enrollments.ts'
import type { EnrollmentPlan } from './enrollments.ts'
import type { Floor } from './ground.members.ts'
import { insertRows } from './rows.ts'

/** What happened to a competency before T0, in days from it. */
interface Step {
  to: EnrollmentState
  day: number
  cause: string
}

/** Before the anniversary a competency can be renewed, after it benefits go on for a while. */
const WINDOW = 90
const GRACE = 30
const YEAR = 365

/** Competencies as they stand, with the steps that led there. What counts for them is laid beside, and counted then. */
export const layEnrollments = async (call: Call, { laid, members, day, at }: Floor): Promise<void> => {
  const owner = (location: string) => ({
    vendor_id: laid.vendorId,
    organization_id: laid.organisations.get(organisationOfPlace(location))!,
    location_id: laid.locations.get(location)!,
  })
  const rows = members.enrollments.map((plan) => {
    const { location, competency, level, state, renewsDays, aheadDays } = plan
    const steps = stepsOf(plan)
    const anniversary = renewsDays === null ? null : day(renewsDays)
    const paid = anniversary !== null
    const row = {
      id: newId(call.now) as string,
      ...owner(location),
      competency,
      level,
      option: null,
      state,
      state_at: at(steps.at(-1)!.day),
      met_level: null,
      goal: state === 'in_progress' || state === 'active_preapproved',
      at_risk: false,
      preapproved_until: aheadDays === null ? null : day(aheadDays),
      paid_level: paid ? level : null,
      paid_through: anniversary,
      programme_year: Number((anniversary ?? day(0)).slice(0, 4)),
      renews_on: anniversary,
      version: 1,
    }
    return { plan, steps, row }
  })
  await insertRows(
    call,
    'competency_enrollment',
    rows.map(({ row }) => row),
  )
  await insertRows(
    call,
    'enrollment_change',
    rows.flatMap(({ plan, steps, row }) =>
      steps.map((step, index) => ({
        id: newId(at(step.day)) as string,
        ...owner(plan.location),
        enrollment_id: row.id,
        competency: plan.competency,
        level: plan.level,
        from_state: index === 0 ? null : steps[index - 1]!.to,
        to_state: step.to,
        at: at(step.day),
        cause_event_id: null,
        cause: step.cause,
      })),
    ),
  )
}

const stepsOf = ({ state, sinceDays, renewsDays, aheadDays }: EnrollmentPlan): Step[] => {
  const begun: Step = { to: 'in_progress', day: sinceDays, cause: 'competency.goalSet' }
  if (aheadDays !== null)
    return [begun, { to: 'active_preapproved', day: aheadDays - YEAR / 4, cause: 'competency.preapproved' }]
  if (state === 'in_progress') return [begun]
  const met = (day: number): Step => ({ to: 'qualified', day, cause: 'vendor.feedImported' })
  if (renewsDays === null) return [begun, met(sinceDays / 2)]
  const bought = renewsDays - YEAR
  const held: Step[] = [begun, met(bought - 30), { to: 'active_earned', day: bought, cause: 'order.paid' }]
  const opened: Step = { to: 'in_renewal', day: renewsDays - WINDOW, cause: 'competency.openRenewal' }
  const late: Step = { to: 'grace', day: renewsDays + 1, cause: 'competency.anniversary' }
  switch (state) {
    case 'in_renewal':
      return [...held, opened]
    case 'grace':
      return [...held, opened, late]
    case 'lapsed':
      return [...held, opened, late, { to: 'lapsed', day: renewsDays + GRACE + 1, cause: 'competency.lapse' }]
    case 'withdrawn':
      return [...held, { to: 'withdrawn', day: -20, cause: 'competency.withdrawn' }]
    case 'active_earned':
    case 'active_preapproved':
    case 'qualified':
      return held
  }
}
