import { z } from 'zod'
import type { Grant } from '../kernel/actor.ts'
import type { PartnerRole } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import { grantableBy, partnerRoles, reachOf } from './role.reach.rules.ts'

export const RoleInput = z.strictObject({
  role: z.enum(partnerRoles),
  /** null: the whole organisation. */
  locationId: z.uuid().nullable().default(null),
})
export type RoleInput = z.infer<typeof RoleInput>

/** What narrows the list of roles. */
export const RoleFilters = z.strictObject({
  /** A part of a name or an address. */
  search: line(120).default(''),
  role: z.enum(partnerRoles).nullable().default(null),
  /** The roles of one person. */
  affiliationId: z.uuid().nullable().default(null),
})
export type RoleFilters = z.infer<typeof RoleFilters>

export const RoleListInput = RoleFilters.extend({
  size: z.union([z.literal(25), z.literal(50), z.literal(100)]).default(50),
  cursor: z.string().max(800).nullable().default(null),
})
export type RoleListInput = z.infer<typeof RoleListInput>

/** Whether these grants let somebody give or take a role at a place. */
export const mayGrant = (grants: readonly Grant[], { role, locationId }: RoleInput): boolean =>
  grants.some(
    (grant) =>
      (grantableBy[grant.role as PartnerRole] ?? []).includes(role) &&
      (grant.scope === null || (locationId !== null && grant.scope.includes(locationId))),
  )

/** Refuses with `ROLE_SCOPE` where the role cannot hold, and with `FORBIDDEN` who may not give it. */
export const decideGrant = (grants: readonly Grant[], wanted: RoleInput): void => {
  const reach = reachOf[wanted.role]
  if ((reach === 'organisation' && wanted.locationId !== null) || (reach === 'location' && wanted.locationId === null))
    refuse('invalid', 'ROLE_SCOPE', { field: 'locationId', rule: 'B.0.1', params: { reach } })
  decideTake(grants, wanted)
}

/** Refuses with `FORBIDDEN` who may not take it. Where it can hold is no question any more: a feed may have put it anywhere. */
export const decideTake = (grants: readonly Grant[], held: RoleInput): void => {
  if (!mayGrant(grants, held)) refuse('forbidden', 'FORBIDDEN', { field: 'role', rule: 'B.0.1' })
}

/** The roles somebody can give somewhere: what a form offers. */
export const rolesToGive = (grants: readonly Grant[]): PartnerRole[] =>
  partnerRoles.filter((role) => grants.some((grant) => grantableBy[grant.role as PartnerRole]?.includes(role)))
