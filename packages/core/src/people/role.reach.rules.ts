import type { PartnerRole } from '../kernel/authority.ts'

export const partnerRoles = [
  'global_admin',
  'location_admin',
  'membership_admin',
  'incentive_admin',
  'incentive_user',
  'care_admin',
  'order_user',
  'member',
] as const satisfies readonly PartnerRole[]

type Reach = 'organisation' | 'location' | 'either'

/** Where a role can hold (B.0.1): in the whole organisation, at locations, or as it is given. */
export const reachOf: Readonly<Record<PartnerRole, Reach>> = {
  global_admin: 'organisation',
  location_admin: 'location',
  membership_admin: 'organisation',
  incentive_admin: 'either',
  incentive_user: 'either',
  care_admin: 'organisation',
  order_user: 'location',
  member: 'location',
}

/** Who may give and take which role (B.0.1): a role in the key gives those in its list, within its own scope. */
export const grantableBy: Readonly<Partial<Record<PartnerRole, readonly PartnerRole[]>>> = {
  global_admin: partnerRoles,
  incentive_admin: ['incentive_user'],
  location_admin: ['order_user', 'member'],
}

const plain: ReadonlySet<string> = new Set<PartnerRole>(['incentive_user', 'order_user', 'member'])

/** Whether a role is there to decide about others' work, and not only one's own. */
export const isAdministering = (role: string): boolean => !plain.has(role)
