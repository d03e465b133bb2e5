import { countsThrough, skillCounts } from '../people/skill.rules.ts'
import type { Day, Skill } from '../people/skill.rules.ts'
import type { CountedPerson } from './counting.rules.ts'
import type { PersonFact } from './facts.rules.ts'
import type { PeopleAsk, PeopleRequirement } from './plan.rules.ts'
import { isAt, namedFor } from './scene.rules.ts'
import type { Place, Scene, Tally } from './scene.rules.ts'

/** Everybody in the organisation who has what a requirement asks for, by their number in the scene. */
export const qualifiedFor = (scene: Scene, ask: PeopleAsk): ReadonlyMap<number, CountedPerson> => {
  const key = wishKey(ask)
  let found = scene.qualified.get(key)
  if (!found) {
    const all = new Map<number, CountedPerson>()
    const among = ask.base && qualifiedFor(scene, ask.base)
    for (const number of holdersOf(scene, ask)) {
      if (among && !among.has(number)) continue
      const counted = countedPerson(scene.people[number]!, ask, scene.day)
      if (counted) all.set(number, counted)
    }
    found = all
    scene.qualified.set(key, found)
  }
  return found
}

/** Everybody who might, in the order of their numbers. */
const holdersOf = ({ holders }: Scene, { competency, requirement: { skills } }: PeopleAsk): number[] => {
  const keys = skills.codes.length === 0 ? [namedFor(competency)] : skills.codes
  return [...new Set(keys.flatMap((key) => [...(holders.get(key) ?? [])]))].toSorted((a, b) => a - b)
}

/** Requirements that ask for the same are counted once: the levels and options of a competency repeat themselves. */
const wishKey = ({ competency, requirement: { kind, skills }, base }: PeopleAsk): string => {
  const own = `${kind} ${skills.codes.length === 0 ? competency : ''} ${skills.match} ${skills.minimum} ${skills.codes.join(',')}`
  return base ? `${own} among ${wishKey(base)}` : own
}

const kindsOf: { [kind in PeopleRequirement['kind']]: readonly Skill['kind'][] } = {
  people_certified: ['exam', 'certification'],
  people_assessed: ['assessment'],
}

/** Whether a result is of those that a requirement names; without names, whether its certification names the competency. */
export const isNamed = ({ competency, requirement: { kind, skills } }: PeopleAsk, skill: Skill): boolean =>
  skills.codes.length > 0
    ? skills.codes.includes(skill.code)
    : skill.qualifiesFor.includes(competency) && kindsOf[kind].includes(skill.kind)

const countedPerson = (person: PersonFact, ask: PeopleAsk, day: Day): CountedPerson | null => {
  const { match, codes, minimum } = ask.requirement.skills
  const results = lastingResults(person, ask, day)
  const asked = match === 'all' && codes.length > 0 ? new Set(codes).size : minimum
  if (results.length < asked) return null
  // The one that they can lose last and still count: of two that they need it is the earlier end.
  const { code, through } = results[asked - 1]!
  const { id, name, locationId } = person
  const skills = results.map((result) => result.code).toSorted()
  return { kind: 'person', id, name, locationId, skills, through, ending: through === null ? null : code }
}

/** One for each code, the one that lasts longest; those that last longest in front. */
const lastingResults = ({ skills }: PersonFact, ask: PeopleAsk, day: Day): { code: string; through: Day | null }[] => {
  const results: { code: string; through: Day | null }[] = []
  for (const skill of skills) {
    if (!isNamed(ask, skill) || !skillCounts(skill, day)) continue
    const through = countsThrough(skill)
    const known = results.find(({ code }) => code === skill.code)
    if (!known) results.push({ code: skill.code, through })
    else if (longer(through, known.through) < 0) known.through = through
  }
  return results.length > 1
    ? results.toSorted((a, b) => longer(a.through, b.through) || (a.code < b.code ? -1 : 1))
    : results
}

/** Negative where the first lasts longer; null lasts for good. */
export const longer = (a: Day | null, b: Day | null): number => {
  if (a === b) return 0
  if (a === null) return -1
  return b === null || a < b ? 1 : -1
}

/** Who counts where anybody may be counted who qualifies. */
export const tallyPeople = (scene: Scene, ask: PeopleAsk, place: Place): Tally =>
  peopleTally([...qualifiedFor(scene, ask).values()].filter(({ locationId }) => isAt(place, locationId)))

/** Those that end first in front. */
export const peopleTally = (people: readonly CountedPerson[]): Tally => ({
  have: people.length,
  counted: people.toSorted((a, b) => longer(b.through, a.through) || (a.id < b.id ? -1 : 1)),
  places: new Set(people.map(({ locationId }) => locationId)),
})
