import { sql } from 'kysely'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { findEnrollment, readOwner } from './enrolled.queries.ts'
import type { CompetencyEnrollment } from './enrollment.entity.ts'
import type { Calendar, DueStep, YearFacts, YearStep } from './year.rules.ts'
import { nextYearStep } from './year.rules.ts'

/** The next day of a competency's year that brings something; its timer stands on the enrolment. */
export const yearTimer = 'competency.year'

const factsOf = ({ state, renewsOn, preapprovedUntil }: CompetencyEnrollment): YearFacts => ({
  state,
  renewsOn: renewsOn ?? null,
  preapprovedUntil: preapprovedUntil ?? null,
})

/** A letter of a day that is over a day past is not sent any more: the next one says what is true then. */
const dueNext = (enrollment: CompetencyEnrollment, after: Date, now: Date, calendar: Calendar): DueStep | null => {
  const found = nextYearStep(factsOf(enrollment), after, calendar)
  return found?.step === 'remind' && found.at < daysAfter(now, -1)
    ? dueNext(enrollment, found.at, now, calendar)
    : found
}

/**
 * Sets when the year of a competency goes on, after anything that moved its state or its anniversary. What opened before it
 * got there opens at once: a membership may run out sooner than the renewal of what it covers would have begun.
 */
export const setYearTimer = async (
  call: Call,
  enrollment: CompetencyEnrollment,
  calendar?: Calendar,
): Promise<void> => {
  const found = calendar ?? (await readOwner(call, enrollment.organizationId))
  await setNext(call, enrollment, dueNext(enrollment, beginningOf(enrollment), call.now, found))
}

/** Days before this state began are behind it; the window of what is held may have opened before it was bought. */
const beginningOf = ({ state, stateAt }: CompetencyEnrollment): Date =>
  state === 'active_earned' || state === 'withdrawn' ? new Date(0) : daysAfter(stateAt, -1)

const setNext = async (call: Call, { id }: CompetencyEnrollment, due: DueStep | null): Promise<void> =>
  due ? setTimer(call, id, yearTimer, due.at) : cancelTimer(call, id, yearTimer)

/** Sets the timers that are missing, as after an import: one statement, and none that waits already is touched. */
export const ensureYearTimers = async (
  call: Call,
  enrollments: readonly CompetencyEnrollment[],
  calendar: Calendar,
): Promise<void> => {
  const timers = enrollments.flatMap((enrollment) => {
    const due = dueNext(enrollment, beginningOf(enrollment), call.now, calendar)
    return due ? { id: newId(call.now), aggregate_id: enrollment.id, fires_at: due.at } : []
  })
  await sql`
    insert into timer (id, aggregate_id, kind, fires_at)
    select id, aggregate_id, ${yearTimer}, fires_at from jsonb_to_recordset(${JSON.stringify(timers)}::jsonb)
      as row (id uuid, aggregate_id uuid, fires_at timestamptz)
    on conflict (aggregate_id, kind) where fired_at is null and cancelled_at is null do nothing
  `.execute(call.em.getKysely())
}

/** The deadline: a day of the year has come (B.16.4, B.17). Dated with that day, also when the run was late. */
export const followYear = async (call: Call, enrollmentId: string, dueAt: Date): Promise<void> => {
  const enrollment = await findEnrollment(call, enrollmentId)
  if (!enrollment) return
  const calendar = await readOwner(call, enrollment.organizationId)
  // What was extended or withdrawn meanwhile has another day.
  const due = nextYearStep(factsOf(enrollment), new Date(dueAt.getTime() - 1), calendar)
  if (due?.at.getTime() === dueAt.getTime()) takeStep(call, enrollment, due.step, dueAt)
  // This timer counts as fired only when its transaction ends: the next one is another row.
  await sql`update timer set fired_at = ${call.now} where aggregate_id = ${enrollmentId} and kind = ${yearTimer} and fired_at is null and cancelled_at is null`.execute(
    call.em.getKysely(),
  )
  await setNext(call, enrollment, dueNext(enrollment, dueAt, call.now, calendar))
}

const takeStep = (call: Call, enrollment: CompetencyEnrollment, step: YearStep, at: Date): void => {
  const cause = { at, type: `competency.${step}`, eventId: null }
  if (step === 'remind') return remind(enrollment, at)
  if (step === 'openRenewal') return enrollment.openRenewal(call, cause)
  if (step === 'lapse') return enrollment.lapse(call, cause)
  if (enrollment.state === 'active_earned') enrollment.openRenewal(call, cause)
  enrollment.enterGrace(call, cause)
}

const remind = (enrollment: CompetencyEnrollment, at: Date): void => {
  const { locationId, competency, level, state, renewsOn, preapprovedUntil } = enrollment
  happened(enrollment, 'competency.reminded', {
    locationId,
    competency,
    level,
    state,
    endsOn: (state === 'active_preapproved' ? preapprovedUntil : renewsOn) ?? null,
    at: at.toISOString(),
  })
}
