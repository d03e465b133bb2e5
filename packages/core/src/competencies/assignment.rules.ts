import { competencyLevels, heldStates } from './enrollment.rules.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import { byAsk, filledBy, isFreeFor, waysOf } from './exclusive.rules.ts'
import type { Way } from './exclusive.rules.ts'
import type { PinFact } from './facts.rules.ts'
import { match } from './matching.rules.ts'
import type { AssignedDemand, Assignment } from './matching.rules.ts'
import type { PlannedCompetency, PlannedOption } from './plan.rules.ts'
import { isAt } from './scene.rules.ts'
import type { Place, Scene } from './scene.rules.ts'
import { isElseMet } from './tally.rules.ts'

/** Who of an organisation is used where by requirements whose people count for no other competency. */
export interface Assigned {
  assignment: Assignment
  usedBy: ReadonlyMap<number, { competency: string; place: Place }>
  pins: ReadonlyMap<string, PinFact>
  /** Every demand that is met, in the order in which they were. */
  met: readonly MetDemand[]
  /** People of each option at each place, by the requirement that they are there for. */
  filled: Map<PlannedOption, Map<Place, ReadonlyMap<number, readonly number[]>>>
}

export interface MetDemand {
  rank: number
  option: PlannedOption
  place: Place
  way: Way
  /** In how many ways it could have been met: with more than one, others may be left when this one fails. */
  ways: number
}

/** A competency at a place: one demand, for the level that matters most there. */
interface Rivalry {
  competency: string
  place: Place
  levels: { rank: number; options: PlannedOption[] }[]
}

/**
 * What is held comes first, and within it as many as possible (CP-R8). Then what somebody works for and only waits for
 * its people, then the rest of what is worked for; then what could be had although nobody asked for it.
 */
const ranks = { held: 0, awaitingPeople: 1, workedFor: 2, possible: 3 } as const

export const assignedIn = (scene: Scene): Assigned => {
  const rivals = scene.plan.competencies.flatMap((competency) => rivalriesOf(scene, competency))
  const pins = new Map(scene.facts.pins.map((pin) => [pin.personId, pin]))
  for (;;) {
    const wanted = rivals.map((rivalry) => waysOfRivalry(scene, rivalry, pins))
    const matched = match(
      scene.people.length,
      rivals.map(({ levels }, index) => ({
        rank: levels[0]!.rank,
        options: wanted[index]!.map(({ way }) => way.slots),
        keepsPart: levels[0]!.rank <= ranks.workedFor,
      })),
    )
    // What cannot have its highest level may have the next: once more, with that one.
    const lowered = rivals.filter(({ levels }, index) => !matched.demands[index]!.met && levels.length > 1)
    if (lowered.length === 0) return dealtOut(scene, rivals, wanted, matched, pins)
    for (const { levels } of lowered) levels.shift()
  }
}

const rivalriesOf = (scene: Scene, { code, options }: PlannedCompetency): Rivalry[] => {
  const exclusive = options.filter((option) => option.exclusive.length > 0)
  return [true, false].flatMap((byLocation) => {
    const here = exclusive.filter((option) => option.byLocation === byLocation)
    if (here.length === 0) return []
    const places = byLocation ? scene.facts.locations.map(({ id }): Place => id) : [null]
    return places.flatMap((place) => rivalryAt(scene, code, place, here))
  })
}

/** At the level of the most weight, and those below it to fall back on. */
const rivalryAt = (scene: Scene, competency: string, place: Place, options: PlannedOption[]): Rivalry[] => {
  const levels = competencyLevels
    .toReversed()
    .map((level) => options.filter((option) => option.level === level))
    .filter((some) => some.length > 0)
    .map((some) => ({ rank: rankOf(scene, competency, place, some), options: some }))
    .flatMap(({ rank, options: some }) => (rank === null ? [] : [{ rank, options: some }]))
  const first = Math.min(...levels.map(({ rank }) => rank))
  const start = levels.findIndex(({ rank }) => rank === first)
  return levels.length === 0 ? [] : [{ competency, place, levels: levels.slice(start) }]
}

const rankOf = (scene: Scene, competency: string, place: Place, options: PlannedOption[]): number | null => {
  const atLeast = weightOf(options[0]!.level)
  const enrolled = scene.facts.enrollments.filter(
    (each) => each.competency === competency && isAt(place, each.locationId) && weightOf(each.level) >= atLeast,
  )
  if (enrolled.some(({ state }) => heldStates.includes(state))) return ranks.held
  const waitsForPeople = (locationId: string) => options.some((option) => isElseMet(scene, option, locationId))
  const workedFor = enrolled.filter(({ state }) => state === 'in_progress' || state === 'qualified')
  if (workedFor.some(({ locationId }) => waitsForPeople(locationId))) return ranks.awaitingPeople
  if (workedFor.length > 0) return ranks.workedFor
  // Of a day to come only what is held then is asked.
  if (scene.today) return null
  const locations = scene.facts.locations.filter(({ id }) => isAt(place, id))
  return locations.some(({ id }) => waitsForPeople(id)) ? ranks.possible : null
}

const weightOf = (level: CompetencyLevel): number => competencyLevels.indexOf(level)

type WayOfOption = { option: PlannedOption; way: Way }

const waysOfRivalry = (
  scene: Scene,
  { competency, place, levels }: Rivalry,
  pins: ReadonlyMap<string, PinFact>,
): WayOfOption[] => {
  const mayTake = (person: number) => isFreeFor(pins.get(scene.people[person]!.id), competency, place)
  return levels[0]!.options.flatMap((option) => waysOf(scene, option, place, mayTake).map((way) => ({ option, way })))
}

const dealtOut = (
  scene: Scene,
  rivals: readonly Rivalry[],
  wanted: readonly WayOfOption[][],
  matched: ReturnType<typeof match>,
  pins: ReadonlyMap<string, PinFact>,
): Assigned => {
  const usedBy = new Map<number, { competency: string; place: Place }>()
  const filled: Assigned['filled'] = new Map()
  const metDemands: MetDemand[] = []
  const demands = rivals.flatMap(({ competency, place, levels }, index): AssignedDemand[] => {
    const { option: taken, met, slots } = matched.demands[index]!
    const people = slots.flat()
    // Of what nobody asked for, only what would be met as a whole is worth a word.
    if (!met && levels[0]!.rank === ranks.possible) return []
    const { option, way } = wanted[index]![taken]!
    if (met) metDemands.push({ rank: levels[0]!.rank, option, place, way, ways: wanted[index]!.length })
    for (const person of people) usedBy.set(person, { competency, place })
    const places = filled.get(option) ?? new Map<Place, ReadonlyMap<number, readonly number[]>>()
    filled.set(option, places.set(place, byAsk(way, slots)))
    const needed = way.slots.reduce((sum, { count }) => sum + count, 0)
    const named = people
      .toSorted((a, b) => a - b)
      .map((person) => scene.people[person]!)
      .map(({ id, name }) => ({ id, name, pinned: pins.has(id) }))
    const { level, terms } = option
    const missing = needed - people.length
    return [{ competency, level, option: terms.option, locationId: place, needed, missing, people: named }]
  })
  return { assignment: { demands, exact: matched.exact }, usedBy, pins, filled, met: metDemands }
}

/** Whether a person may be counted for a competency at a place, as everything else has been dealt out. */
export const isAvailable = (
  scene: Scene,
  { usedBy, pins }: Assigned,
  person: number,
  competency: string,
  place: Place,
): boolean => {
  const use = usedBy.get(person)
  return use ? use.competency === competency : isFreeFor(pins.get(scene.people[person]!.id), competency, place)
}

/** Whom the requirements of an option have; where it was dealt nobody, whom it could have of those left over. */
export const peopleOf = (
  scene: Scene,
  assigned: Assigned,
  option: PlannedOption,
  place: Place,
): ReadonlyMap<number, readonly number[]> => {
  const places = assigned.filled.get(option) ?? new Map<Place, ReadonlyMap<number, readonly number[]>>()
  let people = places.get(place)
  if (!people) {
    people = filledBy(scene, option, place, (person) => isAvailable(scene, assigned, person, option.competency, place))
    assigned.filled.set(option, places.set(place, people))
  }
  return people
}
