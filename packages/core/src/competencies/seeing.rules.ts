import type { Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import type { Closer, Counted, RequirementCount } from './counting.rules.ts'
import type { Facts } from './facts.rules.ts'

/**
 * Whose names somebody may read in a result: people and references of locations within their scope, and customers, with
 * how much they use, only where they may see claims (B.18).
 */
export interface Sight {
  things: ReadonlySet<string>
}

export const sightOf = (facts: Facts, scope: Scope, claims: Scope | undefined): Sight => ({
  things: new Set([
    ...[...facts.people, ...facts.references].flatMap(({ id, locationId }) => (isWithin(scope, locationId) ? id : [])),
    ...facts.associations.flatMap(({ id, tenantId, locationId }) =>
      claims !== undefined && isWithin(scope, locationId) && isWithin(claims, locationId) ? [id, tenantId] : [],
    ),
  ]),
})

/** The figures as they are, with the names that may be read; how many there are in all stays said. */
export const asSeen = (count: RequirementCount, { things }: Sight): RequirementCount => {
  const isSeen = (one: Counted | Closer): boolean => !('id' in one) || things.has(one.id)
  return {
    ...count,
    counted: count.counted.filter(isSeen),
    exclusive: count.exclusive && {
      spare: count.exclusive.spare.filter(({ id }) => things.has(id)),
      elsewhere: count.exclusive.elsewhere.filter(({ id }) => things.has(id)),
    },
    closers: count.closers.filter(isSeen),
  }
}
