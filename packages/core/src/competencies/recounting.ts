import { sql } from 'kysely'
import type { MikroORM } from '@mikro-orm/postgresql'
import { system } from '../kernel/actor.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { lockCompetencies, readOwner } from './enrolled.queries.ts'
import type { Cause } from './enrollment.entity.ts'
import { CompetencyEnrollment, startEnrollment } from './enrollment.entity.ts'
import type { Evaluation, Standing } from './evaluation.rules.ts'
import { evaluate } from './evaluation.rules.ts'
import { readFacts, readProgramme } from './facts.queries.ts'
import type { EnrolledFact, Facts } from './facts.rules.ts'
import { follow, isRisked, noteRisk } from './following.ts'
import { failingOf, resultKey, resultsOf } from './result.rules.ts'
import { differencesOf, readResults, writeResults } from './results.ts'
import { dayAt } from './year.rules.ts'
import { ensureYearTimers, setYearTimer } from './year.jobs.ts'

/** The deadline that counts an organisation anew; its timer stands on the organisation. */
export const recountTimer = 'competencies.recount'

/**
 * Sees to it that an organisation is counted anew: one timer, however many events ask for it, due when the first of them
 * happened (CMP-R5). A recount that is under way has not seen what happened since: its row is waited for, and a new timer set.
 */
export const askRecount = async (call: Call, organizationIds: readonly string[], at: Date): Promise<void> => {
  const timers = organizationIds.toSorted().map((aggregate_id) => ({ id: newId(call.now), aggregate_id }))
  if (timers.length === 0) return
  await sql`
    insert into timer (id, aggregate_id, kind, fires_at)
    select id, aggregate_id, ${recountTimer}, ${at.toISOString()} from jsonb_to_recordset(${JSON.stringify(timers)}::jsonb) as row (id uuid, aggregate_id uuid)
    on conflict (aggregate_id, kind) where fired_at is null and cancelled_at is null do update set fires_at = timer.fires_at
  `.execute(call.em.getKysely())
}

/** The deadline: dated with the event that asked first. */
export const recountAsked = async (call: Call, organizationId: string, dueAt: Date): Promise<void> =>
  recount(call, organizationId, await causeOf(call, organizationId, dueAt))

const causeOf = async (call: Call, organizationId: string, at: Date): Promise<Cause> => {
  const { rows } = await sql<{ id: string; type: string }>`
    select id, type from event where organization_id = ${organizationId} and at = ${at.toISOString()} order by position limit 1
  `.execute(call.em.getKysely())
  const [event] = rows
  return { at, type: event?.type ?? recountTimer, eventId: event?.id ?? null }
}

/** Every organisation, one after the other, each in a transaction of its own: what ends by the calendar has no event. */
export const recountAll = async (orm: MikroORM, report: (error: unknown) => void): Promise<number> => {
  let [counted, after] = [0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const ids = await inTransaction(orm, system('competencies'), (call) => nextOrganizations(call, after))
    for (const id of ids)
      try {
        await inTransaction(orm, system('competencies'), (call) =>
          recount(call, id, { at: call.now, type: 'competencies.nightly', eventId: null }),
        )
        counted++
      } catch (error) {
        report(error)
      }
    if (ids.length < slice) return counted
    after = ids.at(-1)!
  }
}

const slice = 100

const nextOrganizations = async (call: Call, after: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from organization where id > ${after} order by id limit ${slice}
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}

/**
 * Counts an organisation anew (CMP-R5): results, the level that is met, what is at risk, and the states that follow from
 * it. Competencies for which something counts begin. What is as it was is not written, so a second recount writes nothing.
 */
export const recount = async (call: Call, organizationId: string, cause: Cause): Promise<void> => {
  await lockCompetencies(call, organizationId)
  const { vendorId, ...calendar } = await readOwner(call, organizationId)
  const programme = await readProgramme(call, vendorId)
  const facts = await readFacts(call, organizationId)
  const owner = { vendorId, organizationId }
  const enrolled = await call.em.find(
    CompetencyEnrollment,
    { organizationId },
    { refresh: true, orderBy: { id: 'asc' } },
  )
  const open = new Set(facts.locations.map(({ id }) => id))
  const enrollments = enrolled.filter(({ locationId }) => open.has(locationId))
  const stored = await readResults(call, organizationId)
  const failing = failingOf(stored)
  const today = dayAt(call.now, calendar.timeZone)
  const moved = new Set<CompetencyEnrollment>()
  let evaluation = evaluate(facts, programme, call.now.toISOString())
  // A state that changes may free people or ask for others, so that it is counted until nothing moves.
  for (let round = 0; round < rounds; round++) {
    const before = JSON.stringify(enrollments.map(factOf))
    for (const standing of newlyStarted(evaluation, enrollments, namedIn(facts)))
      enrollments.push(startEnrollment(call, { ...owner, ...placeOf(standing), level: lowestLevel(standing) }, cause))
    for (const enrollment of enrollments)
      if (follow(call, enrollment, standingOf(evaluation, enrollment), today, cause)) moved.add(enrollment)
    const after = enrollments.map(factOf)
    if (JSON.stringify(after) === before) break
    evaluation = evaluate({ ...facts, enrollments: after }, programme, call.now.toISOString())
  }
  for (const enrollment of enrollments) noteRisk(enrollment, standingOf(evaluation, enrollment), failing)
  await call.em.flush()
  await writeResults(call, owner, stored, resultsOf(evaluation, enrollments), cause)
  for (const enrollment of moved) await setYearTimer(call, enrollment, calendar)
  await ensureYearTimers(call, enrollments, calendar)
}

/** A change of a state can cause another once: qualified from nothing, and held from qualified. */
const rounds = 4

export const factOf = (enrollment: CompetencyEnrollment): EnrolledFact => {
  const { locationId, competency, level, state, renewsOn, preapprovedUntil } = enrollment
  return {
    locationId,
    competency,
    level,
    state,
    renewsOn: (state === 'active_preapproved' ? preapprovedUntil : renewsOn) ?? null,
  }
}

const standingOf = (
  { standings }: Evaluation,
  { locationId, competency }: CompetencyEnrollment,
): Standing | undefined => standings.find((one) => one.locationId === locationId && one.competency === competency)

const placeOf = ({ locationId, competency }: Standing) => ({ locationId, competency })

const lowestLevel = ({ options }: Standing) => (options.some(({ level }) => level === 'silver') ? 'silver' : 'gold')

const newlyStarted = (
  { standings }: Evaluation,
  enrollments: readonly CompetencyEnrollment[],
  named: ReadonlySet<string>,
): Standing[] => {
  const known = new Set(enrollments.map(placeKey))
  return standings.filter(
    (standing) => standing.options.length > 0 && named.has(placeKey(standing)) && !known.has(placeKey(standing)),
  )
}

/**
 * What somebody put somewhere for a competency: an assigned reference, a figure, a document. That begins it there. People,
 * customers and amounts count for many competencies at once, at every location that has one of them: of 120 locations
 * that would be eight hundred that nobody works for. Those begin as a goal (B.16.4).
 */
const namedIn = ({ references, figures, documents }: Facts): Set<string> =>
  new Set(
    [...references.flatMap(({ assigned }) => assigned ?? []), ...figures, ...documents].map((each) => placeKey(each)),
  )

const placeKey = ({ locationId, competency }: { locationId: string; competency: string }): string =>
  `${locationId} ${competency}`

/**
 * What of the stored results, met levels and flags is not as a count from scratch finds it, and what somebody put somewhere
 * that no count has begun; none, unless something was written past a recount. Nothing that a count stored is read to count:
 * only what is held, which is decided by fees and days, and what partners, customers and feeds put there.
 */
export const recountDifferences = async (call: Call, organizationId: string): Promise<string[]> => {
  const { vendorId } = await readOwner(call, organizationId)
  const programme = await readProgramme(call, vendorId)
  const facts = await readFacts(call, organizationId)
  const enrolled = await call.em.find(CompetencyEnrollment, { organizationId }, { refresh: true })
  const evaluation = evaluate(facts, programme, call.now.toISOString())
  const { changed, gone } = differencesOf(await readResults(call, organizationId), resultsOf(evaluation, enrolled))
  return [
    ...changed.map(resultKey),
    ...gone.map(resultKey),
    ...newlyStarted(evaluation, enrolled, namedIn(facts)).map((standing) => `${placeKey(standing)} not begun`),
    ...enrolled.flatMap((one) => differencesIn(one, standingOf(evaluation, one))),
  ]
}

const differencesIn = (enrollment: CompetencyEnrollment, standing: Standing | undefined): string[] => {
  if (!standing) return []
  const { id, metLevel, atRisk } = enrollment
  return [
    ...(standing.metLevel === (metLevel ?? null) ? [] : [`${id} metLevel`]),
    ...(isRisked(enrollment, standing) === atRisk ? [] : [`${id} atRisk`]),
  ]
}
