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

/** Takes what was told of these entities, in the order it was told. */
export const takeHappenings = (entities: Iterable<object>): Happening[] => {
  const taken: Happening[] = []
  for (const entity of entities) {
    const told = waiting.get(entity)
    if (!told) continue
    taken.push(...told)
    waiting.delete(entity)
  }
  return taken.toSorted((a, b) => a.order - b.order)
}
