import type { Json } from './canonical.ts'

/** An entity that events can be told of. */
export interface Aggregate {
  id: string
  vendorId?: string
  organizationId?: string | null | undefined
}

export interface Happening {
  aggregate: Aggregate
  type: string
  data: { [key: string]: Json }
  personal: { [key: string]: Json } | null
  order: number
  /** It goes with what happened to another entity, whose reactions are all there is to do: nobody is handed this one. */
  along?: true
}

const waiting = new WeakMap<object, Happening[]>()
let order = 0

/**
 * Says what happened to an entity. Kept until the transaction commits, where it becomes an event row; a refusal later
 * in the same call takes it back with everything else (I7).
 *
 * `personal` holds what identifies people (names, addresses, their words): see `event.entity.ts`.
 */
export const happened = (
  aggregate: Aggregate,
  type: string,
  data: { [key: string]: Json } = {},
  personal: { [key: string]: Json } | null = null,
): void => {
  const told = waiting.get(aggregate) ?? []
  told.push({ aggregate, type, data, personal, order: order++ })
  waiting.set(aggregate, told)
}

/**
 * Says the same of others that something happened to together with an entity: each has it in its own chain, and what
 * follows from it follows once, from the entity's own. Of 50,000 locations that close together, nobody is told 50,000 times.
 */
export const happenedAlong = (
  entity: Aggregate,
  others: readonly Aggregate[],
  type: string,
  data: { [key: string]: Json } = {},
  personal: { [key: string]: Json } | null = null,
): void => {
  const told = waiting.get(entity) ?? []
  for (const aggregate of others) told.push({ aggregate, type, data, personal, order: order++, along: true })
  waiting.set(entity, told)
}

/** Takes what was told of these entities, in the order it was told. */
export const takeHappenings = (entities: Iterable<object>): Happening[] => {
  const taken: Happening[] = []
  for (const entity of entities) {
    const told = waiting.get(entity)
    if (!told) continue
    // Not by spreading: as many arguments as a large tree has locations are too many for one call.
    for (const each of told) taken.push(each)
    waiting.delete(entity)
  }
  return taken.toSorted((a, b) => a.order - b.order)
}
