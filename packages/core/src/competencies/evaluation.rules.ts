import type { RequirementCount } from './counting.rules.ts'
import { competencyLevels, heldStates } from './enrollment.rules.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import type { EnrolledFact, Facts, Programme } from './facts.rules.ts'
import type { Assignment } from './matching.rules.ts'
import { planOf } from './plan.rules.ts'
import type { PlannedCompetency, PlannedOption } from './plan.rules.ts'
import { sceneOf } from './scene.rules.ts'
import { countOf, isMet, momentOf } from './standing.rules.ts'
import type { Moment } from './standing.rules.ts'
import { tallyOf } from './tally.rules.ts'

/** How an organisation stands at an instant: plain JSON, in the order of its locations and of the programme. */
export interface Evaluation {
  at: string
  standings: Standing[]
  /** Who is used where by requirements whose people count for no other (CP-R8). */
  assignment: Assignment
}

/** One competency at one location. */
export interface Standing {
  locationId: string
  competency: string
  /** The highest level all of whose requirements are met by one option; null: none. */
  metLevel: CompetencyLevel | null
  metOption: string | null
  /** Something of this location itself counts for it already. */
  started: boolean
  options: OptionStanding[]
  /** Of the level that is held, on its anniversary, by what is known today; null: nothing is held. */
  outlook: Outlook | null
}

/** One option of one level. */
export interface OptionStanding {
  level: CompetencyLevel
  option: string
  name: string
  met: boolean
  requirements: RequirementCount[]
}

/** What an anniversary will find (B.8.2). `atRisk`: none of the options of the level will be met. */
export interface Outlook {
  on: string
  level: CompetencyLevel
  option: string
  atRisk: boolean
  /** Codes of requirements of the option that will not be met; the newly failing ones are met today. */
  failing: string[]
  newlyFailing: string[]
}

/** Which locations and competencies are looked at; the matching looks at all of them whatever is asked. */
export interface Asked {
  locationIds?: readonly string[]
  competencies?: readonly string[]
}

/**
 * Counts every requirement of every option at every location (CMP-R2, CMP-R3), with the outlook to the anniversary of
 * what is held. `at` is an ISO instant; days are those of UTC.
 */
export const evaluate = (facts: Facts, programme: Programme, at: string, asked: Asked = {}): Evaluation => {
  const plan = planOf(programme)
  const today = momentOf(sceneOf(facts, plan, at))
  const days = new Map<string, Moment>()
  const enrolled = new Map(facts.enrollments.map((each) => [`${each.locationId} ${each.competency}`, each]))
  const locations = facts.locations.filter(({ id }) => asked.locationIds?.includes(id) ?? true)
  const competencies = plan.competencies.filter(({ code }) => asked.competencies?.includes(code) ?? true)
  const standings = locations.flatMap(({ id }) =>
    competencies.map((competency) => {
      const enrollment = enrolled.get(`${id} ${competency.code}`)
      return standingOf(today, anniversaryOf(today, days, enrollment), competency, id, enrollment)
    }),
  )
  return { at, standings, assignment: today.assigned.assignment }
}

/** The first instant of an anniversary; one that has passed already is today. Each is counted once. */
const anniversaryOf = (today: Moment, days: Map<string, Moment>, enrolled: EnrolledFact | undefined): Moment | null => {
  const day = enrolled?.renewsOn
  if (!day || enrolled.state === 'lapsed') return null
  const { facts, plan, at } = today.scene
  const then = day <= today.scene.day ? at : `${day}T00:00:00.000Z`
  let moment = days.get(then)
  if (!moment) {
    moment = momentOf(sceneOf(facts, plan, then, today.scene))
    days.set(then, moment)
  }
  return moment
}

const standingOf = (
  today: Moment,
  anniversary: Moment | null,
  { code, options }: PlannedCompetency,
  locationId: string,
  enrolled: EnrolledFact | undefined,
): Standing => {
  const standings = options.map((option): OptionStanding => {
    const requirements = option.asks.map((ask) => countOf(today, anniversary, option, ask, locationId))
    const { level, option: name } = option.terms
    return { level, option: name, name: option.terms.name, met: requirements.every(({ met }) => met), requirements }
  })
  const met = competencyLevels
    .toReversed()
    .flatMap((level) => standings.filter((each) => each.level === level && each.met))
    .at(0)
  return {
    locationId,
    competency: code,
    metLevel: met?.level ?? null,
    metOption: met?.option ?? null,
    started: options.some((option) => isStarted(today, option, locationId)),
    options: standings,
    outlook: anniversary && outlookOf(anniversary, options, standings, locationId, enrolled),
  }
}

/** Something that sits at the location counts for it, or could if it was not used elsewhere. */
const isStarted = ({ scene }: Moment, { asks }: PlannedOption, locationId: string): boolean =>
  asks.some((ask) => tallyOf(scene, ask, locationId).places.has(locationId))

const outlookOf = (
  anniversary: Moment,
  options: readonly PlannedOption[],
  standings: readonly OptionStanding[],
  locationId: string,
  enrolled: EnrolledFact | undefined,
): Outlook | null => {
  if (!enrolled || !heldStates.includes(enrolled.state)) return null
  const outlooks = options.flatMap((option, index) => {
    const now = standings[index]!
    if (option.level !== enrolled.level) return []
    const failing = option.asks
      .filter((ask) => !isMet(anniversary, option, ask, locationId))
      .map(({ requirement }) => requirement.code)
    const failsNow = now.requirements.filter(({ met }) => !met).map(({ requirement }) => requirement)
    return [{ option: now.option, failing, failsNow }]
  })
  // The option that lacks least then, and of several the one that lacks least today.
  const best = outlooks
    .toSorted((a, b) => a.failing.length - b.failing.length || a.failsNow.length - b.failsNow.length)
    .at(0)
  if (!best) return null
  return {
    on: anniversary.scene.day,
    level: enrolled.level,
    option: best.option,
    atRisk: best.failing.length > 0,
    failing: best.failing,
    newlyFailing: best.failing.filter((code) => !best.failsNow.includes(code)),
  }
}
