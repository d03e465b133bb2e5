import type { PinFact } from './facts.rules.ts'
import { match } from './matching.rules.ts'
import type { Slot } from './matching.rules.ts'
import { longer, qualifiedFor } from './people.tally.rules.ts'
import type { PeopleAsk, PlannedOption } from './plan.rules.ts'
import { isAt, neededOf } from './scene.rules.ts'
import type { Place, Scene } from './scene.rules.ts'

/** The slots of an option, in one of the ways in which the people of its requirements may overlap. */
export interface Way {
  slots: Slot[]
  /** The requirement that each slot belongs to. */
  asks: PeopleAsk[]
}

/** More ways than this are not tried: five requirements of the same people, each for some of them. */
const waysTried = 24

/** What is asked of one competency's people at a place; a location-bound requirement makes all of its option so. */
export const exclusivePlace = (option: PlannedOption, locationId: string): Place =>
  option.byLocation ? locationId : null

/**
 * Every way to fill an option. Of four people, two with a further exam, two slots are for people with both and two for
 * people with the first; where several requirements ask for the same people, each way lays them over each other
 * differently. `mayTake` says who is there for it.
 */
export const waysOf = (
  scene: Scene,
  option: PlannedOption,
  place: Place,
  mayTake: (person: number) => boolean,
): Way[] => {
  const ways = option.exclusive.map(({ ask, same }) => waysOfOne(scene, ask, same, place, mayTake))
  return ways.reduce<Way[]>(
    (all, more) =>
      all
        .flatMap((way) =>
          more.map((next) => ({ slots: [...way.slots, ...next.slots], asks: [...way.asks, ...next.asks] })),
        )
        .slice(0, waysTried),
    [{ slots: [], asks: [] }],
  )
}

const waysOfOne = (
  scene: Scene,
  ask: PeopleAsk,
  same: readonly PeopleAsk[],
  place: Place,
  mayTake: (person: number) => boolean,
): Way[] => {
  const counts = same.map((other) => neededOf(scene, other, ''))
  const count = Math.max(neededOf(scene, ask, ''), ...counts)
  const otherwise = peopleFor(scene, [ask], place, mayTake)
  const unique = new Map<string, Way>()
  for (const shifts of shiftsOf(count, same.length)) {
    const seats = Array.from({ length: count }, (_each, seat) =>
      same.filter((_other, at) => (seat - shifts[at]! + count) % count < counts[at]!),
    )
    const alike = Map.groupBy(seats, (others) => others.map(({ index }) => index).join(' '))
    const slots = [...alike.values()]
      .toSorted((a, b) => b[0]!.length - a[0]!.length)
      .map((group): Slot => ({
        count: group.length,
        people: group[0]!.length === 0 ? otherwise : peopleFor(scene, [ask, ...group[0]!], place, mayTake),
        ...(group[0]!.length > 0 && { otherwise }),
      }))
    const signature = [...alike].map(([key, { length }]) => `${key}:${length}`).toSorted()
    const known = signature.join(';')
    if (!unique.has(known)) unique.set(known, { slots, asks: slots.map(() => ask) })
  }
  return [...unique.values()]
}

/** Where each of the requirements begins in the circle of seats; the first stays where it is. */
const shiftsOf = (count: number, length: number): number[][] => {
  let shifts: number[][] = [[]]
  for (let at = 0; at < length; at++)
    shifts = shifts
      .flatMap((some) => Array.from({ length: at === 0 ? 1 : count }, (_each, shift) => [...some, shift]))
      .slice(0, waysTried)
  return shifts
}

/** Who has all of it there: reserved ones first, then those who last longest, then by id. */
const peopleFor = (
  scene: Scene,
  asks: readonly PeopleAsk[],
  place: Place,
  mayTake: (person: number) => boolean,
): number[] => {
  const [first, ...others] = asks.map((ask) => qualifiedFor(scene, ask))
  const pinned = new Set(scene.facts.pins.map(({ personId }) => personId))
  return [...first!]
    .filter(
      ([number, { locationId }]) =>
        isAt(place, locationId) && mayTake(number) && others.every((some) => some.has(number)),
    )
    .toSorted(
      ([a, x], [b, y]) => Number(pinned.has(y.id)) - Number(pinned.has(x.id)) || longer(x.through, y.through) || a - b,
    )
    .map(([number]) => number)
}

/** Whether a person may be used for a competency at a place: nobody else may use whom an administrator reserved. */
export const isFreeFor = (pin: PinFact | undefined, competency: string, place: Place): boolean =>
  !pin || (pin.competency === competency && (place === null || pin.locationId === place))

/** Who would fill an option if these were there for it alone. */
export const filledBy = (
  scene: Scene,
  option: PlannedOption,
  place: Place,
  mayTake: (person: number) => boolean,
): Map<number, number[]> => {
  const ways = waysOf(scene, option, place, mayTake)
  const { demands } = match(scene.people.length, [
    { rank: 0, options: ways.map(({ slots }) => slots), keepsPart: true },
  ])
  const { option: way, slots } = demands[0]!
  return byAsk(ways[way]!, slots)
}

/** People by the number of the requirement that they are there for. */
export const byAsk = ({ asks }: Way, slots: readonly (readonly number[])[]): Map<number, number[]> => {
  const people = new Map<number, number[]>()
  for (const [at, ask] of asks.entries())
    people.set(ask.index, [...(people.get(ask.index) ?? []), ...(slots[at] ?? [])])
  return people
}
