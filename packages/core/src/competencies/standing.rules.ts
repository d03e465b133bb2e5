import { assignedIn, isAvailable, peopleOf } from './assignment.rules.ts'
import type { Assigned } from './assignment.rules.ts'
import { countedShown } from './counting.rules.ts'
import type { Counted, ExclusiveCount, RequirementCount, RequirementUnit } from './counting.rules.ts'
import { exclusivePlace } from './exclusive.rules.ts'
import { closersOf } from './explaining.rules.ts'
import type { RequirementKind } from '../catalogue/requirement.rules.ts'
import { peopleTally, qualifiedFor } from './people.tally.rules.ts'
import { asksPeople, rootOf } from './plan.rules.ts'
import type { Ask, PeopleAsk, PlannedOption } from './plan.rules.ts'
import { isAt, neededOf, placeOf } from './scene.rules.ts'
import type { Place, Scene, Tally } from './scene.rules.ts'
import { isExclusive, tallyOf } from './tally.rules.ts'

/** An instant with its people dealt out. */
export interface Moment {
  scene: Scene
  assigned: Assigned
  /** What was counted already, by requirement, then by place. */
  counts: Map<number, Map<string, RequirementCount>>
}

export const momentOf = (scene: Scene): Moment => ({ scene, assigned: assignedIn(scene), counts: new Map() })

const unitOf: { [kind in RequirementKind]: RequirementUnit } = {
  people_certified: 'people',
  people_assessed: 'people',
  references: 'references',
  active_entitlements: 'entitlements',
  new_customers: 'customers',
  consumption: 'cents',
  revenue: 'cents',
  points: 'tenths',
  agreement: 'documents',
  satisfaction_survey: 'documents',
}

/** How one requirement stands at a location today, with what is known of it for the anniversary. */
export const countOf = (
  today: Moment,
  anniversary: Moment | null,
  option: PlannedOption,
  ask: Ask,
  locationId: string,
): RequirementCount => {
  const market = today.scene.locations.get(locationId)?.market
  const place = placeIn(option, ask, locationId)
  // A location has one market, and one anniversary of the competency.
  const key = place ?? `${market} ${anniversary?.scene.day}`
  let places = today.counts.get(ask.index)
  if (!places) today.counts.set(ask.index, (places = new Map<string, RequirementCount>()))
  let count = places.get(key)
  if (!count) places.set(key, (count = counted(today, anniversary, option, ask, locationId)))
  return count
}

const placeIn = (option: PlannedOption, ask: Ask, locationId: string): Place =>
  isExclusive(ask) ? exclusivePlace(option, locationId) : placeOf(ask, locationId)

/** What a requirement has at an instant, exclusive or not. */
export const haveOf = ({ scene, assigned }: Moment, option: PlannedOption, ask: Ask, locationId: string): Tally => {
  if (!isExclusive(ask)) return tallyOf(scene, ask, locationId)
  const qualified = qualifiedFor(scene, ask)
  const people = peopleOf(scene, assigned, option, exclusivePlace(option, locationId)).get(rootOf(ask).index) ?? []
  return peopleTally(people.flatMap((person) => qualified.get(person) ?? []))
}

export const isMet = (moment: Moment, option: PlannedOption, ask: Ask, locationId: string): boolean =>
  haveOf(moment, option, ask, locationId).have >= neededOf(moment.scene, ask, locationId)

const counted = (
  today: Moment,
  anniversary: Moment | null,
  option: PlannedOption,
  ask: Ask,
  locationId: string,
): RequirementCount => {
  const { requirement } = ask
  const tally = haveOf(today, option, ask, locationId)
  const then = anniversary && haveOf(anniversary, option, ask, locationId).have
  const needed = neededOf(today.scene, ask, locationId)
  const count: RequirementCount = {
    requirement: requirement.code,
    name: requirement.name,
    kind: requirement.kind,
    scope: requirement.scope,
    unit: unitOf[requirement.kind],
    needed,
    have: tally.have,
    missing: Math.max(0, needed - tally.have),
    met: tally.have >= needed,
    expiring: anniversary === null ? 0 : expiringOf(tally, anniversary.scene, ask, then ?? 0),
    onAnniversary: then,
    counted: tally.counted.slice(0, countedShown),
    countedOf: tally.counted.length,
    exclusive: isExclusive(ask) && ask.base === null ? othersOf(today, option, ask, locationId, tally) : null,
    closers: [],
  }
  const place = placeIn(option, ask, locationId)
  return { ...count, closers: closersOf({ today, anniversary, ask, place, locationId, tally, count }) }
}

/** How much of what counts today will be over; of what is counted over a time, how much less there will be. */
const expiringOf = ({ have, counted: all }: Tally, then: Scene, ask: Ask, left: number): number => {
  if (asksPeople(ask)) {
    const lasting = new Set([...qualifiedFor(then, ask).values()].map(({ id }) => id))
    return all.filter((each) => each.kind === 'person' && !lasting.has(each.id)).length
  }
  if (overTime.includes(ask.requirement.kind)) return Math.max(0, have - left)
  return all.filter((each) => endsBy(each, then)).reduce((sum, each) => sum + amountOf(each), 0)
}

/** Counted over a time, or by figures of a month: there is no thing that ends. */
const overTime: readonly RequirementKind[] = ['new_customers', 'consumption', 'revenue', 'points']

const endsBy = (counted: Counted, { at, day }: Scene): boolean => {
  if (counted.kind === 'reference') return Date.parse(counted.through) <= Date.parse(at)
  return 'through' in counted && counted.through !== null && counted.through < day
}

const amountOf = (counted: Counted): number => (counted.kind === 'association' ? counted.amount : 1)

/** Who else qualifies there: spare, or used by another competency. */
const othersOf = (
  { scene, assigned }: Moment,
  { competency }: PlannedOption,
  ask: PeopleAsk,
  locationId: string,
  { counted: taken }: Tally,
): ExclusiveCount => {
  const here = new Set(taken.map((each) => (each.kind === 'person' ? each.id : '')))
  const place = placeOf(ask, locationId)
  const others: ExclusiveCount = { spare: [], elsewhere: [] }
  for (const [number, { id, name, locationId: at }] of qualifiedFor(scene, ask)) {
    if (here.has(id) || !isAt(place, at)) continue
    const use = assigned.usedBy.get(number)
    const pin = assigned.pins.get(id)
    if (isAvailable(scene, assigned, number, competency, place)) others.spare.push({ id, name })
    else
      others.elsewhere.push({
        id,
        name,
        competency: use?.competency ?? pin?.competency ?? competency,
        locationId: use?.place ?? pin?.locationId ?? null,
        pinned: pin !== undefined,
      })
  }
  return { spare: others.spare.slice(0, countedShown), elsewhere: others.elsewhere.slice(0, countedShown) }
}
