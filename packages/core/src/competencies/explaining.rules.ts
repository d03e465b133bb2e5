import type { Requirement } from '../catalogue/requirement.rules.ts'
import { skillCounts } from '../people/skill.rules.ts'
import type { Skill } from '../people/skill.rules.ts'
import type { Assigned } from './assignment.rules.ts'
import { isFreeFor } from './exclusive.rules.ts'
import type { Closer, RequirementCount } from './counting.rules.ts'
import type { ReferenceFact } from './facts.rules.ts'
import { isNamed, qualifiedFor } from './people.tally.rules.ts'
import type { Ask, PeopleAsk } from './plan.rules.ts'
import { asksPeople } from './plan.rules.ts'
import { isAt } from './scene.rules.ts'
import type { Place, Scene, Tally } from './scene.rules.ts'

/** At most this many people, references or exams are named. */
const namedMost = 5

export interface Gap {
  today: { scene: Scene; assigned: Assigned }
  anniversary: { scene: Scene } | null
  ask: Ask
  place: Place
  locationId: string
  tally: Tally
  count: RequirementCount
}

/** What would close a gap of today, or the one that the anniversary will find; nothing where there is none. */
export const closersOf = (gap: Gap): Closer[] => {
  const { ask, count } = gap
  const short = Math.max(count.missing, count.needed - (count.onAnniversary ?? count.needed))
  if (short === 0) return []
  if (asksPeople(ask)) return closedByPeople(gap, ask, short)
  return closedOtherwise(gap, ask.requirement as Exclude<Requirement, { kind: `people_${string}` }>, short)
}

const closedByPeople = (gap: Gap, ask: PeopleAsk, short: number): Closer[] => {
  const { match, minimum, codes } = ask.requirement.skills
  return [
    ...renewals(gap),
    ...unpinned(gap, ask),
    ...moves(gap, ask),
    ...nearest(gap, ask),
    { close: 'certify', count: short, match, minimum, codes: [...codes] },
  ]
}

/** Those who count today and will not on the anniversary. */
const renewals = ({ anniversary, tally, count }: Gap): Closer[] => {
  const before = anniversary?.scene.day
  if (!before || (count.onAnniversary ?? count.needed) >= count.needed) return []
  return tally.counted
    .flatMap((each): Closer[] =>
      each.kind === 'person' && each.through !== null && each.through < before && each.ending !== null
        ? [{ close: 'renewExam', id: each.id, name: each.name, code: each.ending, before: each.through }]
        : [],
    )
    .slice(0, namedMost)
}

const unpinned = ({ today: { scene, assigned }, place }: Gap, ask: PeopleAsk): Closer[] =>
  assigned.pins.size === 0
    ? []
    : [...qualifiedFor(scene, ask).values()]
        .flatMap(({ id, name, locationId }): Closer[] => {
          const pin = assigned.pins.get(id)
          if (!pin || !ask.requirement.exclusive || !isAt(place, locationId)) return []
          return isFreeFor(pin, ask.competency, place) ? [] : [{ close: 'unpin', id, name, competency: pin.competency }]
        })
        .slice(0, namedMost)

/** Who qualifies at another location, and is used by nobody there. */
const moves = ({ today: { scene, assigned }, place }: Gap, ask: PeopleAsk): Closer[] =>
  place === null
    ? []
    : [...qualifiedFor(scene, ask)]
        .filter(([number, { id, locationId }]) => {
          return locationId !== place && !assigned.usedBy.has(number) && !assigned.pins.has(id)
        })
        .map(([, { id, name, locationId }]): Closer => ({ close: 'movePerson', id, name, locationId }))
        .slice(0, namedMost)

/** Who lacks least: with a part of it, with a result that is over, or of the people whom a requirement builds on. */
const nearest = ({ today: { scene }, place }: Gap, ask: PeopleAsk): Closer[] => {
  const qualified = qualifiedFor(scene, ask)
  const among = ask.base && qualifiedFor(scene, ask.base)
  return scene.people
    .flatMap((person, number) => {
      if (qualified.has(number) || !isAt(place, person.locationId) || (among && !among.has(number))) return []
      const near = nearOf(scene, ask, person.skills)
      return near ? [{ ...near, id: person.id, name: person.name }] : []
    })
    .toSorted((a, b) => a.short - b.short)
    .slice(0, namedMost)
    .map((near): Closer => ({ close: 'passExam', ...near }))
}

const nearOf = (
  { plan, day }: Scene,
  ask: PeopleAsk,
  skills: readonly Skill[],
): { short: number; exams: { code: string; name: string }[] } | null => {
  const { match, codes, minimum } = ask.requirement.skills
  const named = skills.filter((skill) => isNamed(ask, skill))
  if (named.length === 0 && !ask.base) return null
  const has = new Set(named.filter((skill) => skillCounts(skill, day)).map(({ code }) => code))
  const every = codes.length > 0 ? codes : ownCodes(plan.certifications.values(), ask)
  const wanted = match === 'all' && codes.length > 0 ? codes.length : minimum
  const over = new Set(named.map(({ code }) => code))
  const exams = every
    .filter((code) => !has.has(code))
    // What they had once they pass again sooner.
    .toSorted((a, b) => Number(over.has(b)) - Number(over.has(a)))
    .slice(0, namedMost)
    .map((code) => ({ code, name: plan.certifications.get(code)?.name ?? code }))
  return exams.length === 0 ? null : { short: wanted - has.size, exams }
}

/** What the catalogue names the competency for, of the kinds that the requirement asks for. */
const ownCodes = (
  certifications: Iterable<{ code: string; kind: Skill['kind']; qualifiesFor: readonly string[] }>,
  ask: PeopleAsk,
): string[] => {
  const wanted = ask.requirement.kind === 'people_certified' ? ['exam', 'certification'] : ['assessment']
  return [...certifications]
    .filter(({ kind, qualifiesFor }) => wanted.includes(kind) && qualifiesFor.includes(ask.competency))
    .map(({ code }) => code)
}

const closedOtherwise = (
  gap: Gap,
  requirement: Exclude<Requirement, { kind: `people_${string}` }>,
  short: number,
): Closer[] => {
  switch (requirement.kind) {
    case 'references':
      return [...assignable(gap), { close: 'gainReferences', count: short }]
    case 'active_entitlements':
      return [{ close: 'moreEntitlements', count: short, products: [...requirement.products] }]
    case 'new_customers':
      return [{ close: 'moreCustomers', count: short, minSeats: requirement.minSeats, months: requirement.months }]
    case 'consumption':
    case 'revenue':
      return [{ close: 'moreAmount', measure: requirement.kind, cents: short, months: requirement.months }]
    case 'points':
      return [{ close: 'morePoints', tenths: short, indicators: gains(gap) }]
    case 'agreement':
    case 'satisfaction_survey':
      return [{ close: 'handIn', document: requirement.document }]
  }
}

/** Unassigned ones first, of them those of the location itself; then those that count for something else. */
const assignable = ({ today: { scene }, ask, place, locationId }: Gap): Closer[] => {
  const order = (each: ReferenceFact) => (each.assigned ? 2 : 0) + (each.locationId === locationId ? 0 : 1)
  return (scene.references.get(ask.competency) ?? [])
    .filter(({ competencies, assigned }) => {
      const counts = assigned?.competency === ask.competency && isAt(place, assigned.locationId)
      return competencies.includes(ask.competency) && !counts
    })
    .toSorted((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1))
    .slice(0, namedMost)
    .map(({ id, company, title, assigned }): Closer => {
      return { close: 'assignReference', id, name: company, title, from: assigned }
    })
}

/** What each indicator could still bring, and by how much more. */
const gains = ({ tally }: Gap): Extract<Closer, { close: 'morePoints' }>['indicators'] =>
  tally.counted
    .flatMap((each) => (each.kind === 'indicator' ? [each] : []))
    .map(({ code, name, tenths, maxTenths, value, threshold }) => ({
      code,
      name,
      tenths: maxTenths - tenths,
      value: threshold === null ? null : threshold - value,
    }))
    .filter(({ tenths }) => tenths > 0)
    .toSorted((a, b) => b.tenths - a.tenths)
