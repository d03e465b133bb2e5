import type { Actor, Grant, PersonActor, Scope } from './actor.ts'
import { refuse } from './errors.ts'

/** What a door may ask for. A privilege is a plural noun of a room and a verb of it. */
export type Privilege =
  | 'claims.see'
  | 'claims.create'
  | 'claims.withdraw'
  | 'claims.review'
  | 'claims.lead'
  | 'events.read'
  | 'policy.see'
  | 'policy.change'
  | 'people.see'
  | 'people.manage'
  | 'people.erase'
  | 'roles.grant'
  | 'organisations.see'
  | 'organisations.change'
  | 'organisations.propose'
  | 'organisations.support'
  | 'people.support'
  | 'references.see'
  | 'references.manage'
  | 'references.review'
  | 'competencies.see'
  | 'competencies.manage'
  | 'competencies.support'
  | 'memberships.see'
  | 'memberships.manage'
  | 'memberships.support'
  | 'programme.see'
  /** Asks the service desk, and reads what one asked. */
  | 'support.ask'
  /** Reads what others asked at the locations one administers. */
  | 'support.oversee'
  | 'support.serve'
  /** Reads every ticket, and gives them to others. */
  | 'support.lead'
  | 'programme.manage'

export type PartnerRole =
  | 'global_admin'
  | 'location_admin'
  | 'membership_admin'
  | 'incentive_admin'
  | 'incentive_user'
  | 'care_admin'
  | 'order_user'
  | 'member'

export type VendorRole = 'reviewer' | 'review_lead' | 'ops_agent' | 'service_agent' | 'programme_admin' | 'auditor'

/** The permission matrix (B.14.3): one table that doors and screens share. */
export const privilegesOf: Record<PartnerRole | VendorRole, readonly Privilege[]> = {
  global_admin: [
    'claims.see',
    'claims.create',
    'claims.withdraw',
    'people.see',
    'people.manage',
    'roles.grant',
    'organisations.see',
    'organisations.change',
    'organisations.propose',
    'references.see',
    'references.manage',
    'competencies.see',
    'competencies.manage',
    'memberships.see',
    'memberships.manage',
    'support.ask',
    'support.oversee',
  ],
  location_admin: [
    'people.see',
    'people.manage',
    'roles.grant',
    'organisations.see',
    'organisations.propose',
    'references.see',
    'references.manage',
    'competencies.see',
    'memberships.see',
    'support.ask',
    'support.oversee',
  ],
  membership_admin: [
    'organisations.see',
    'references.see',
    'references.manage',
    'competencies.see',
    'competencies.manage',
    'memberships.see',
    'memberships.manage',
    'support.ask',
  ],
  incentive_admin: [
    'claims.see',
    'claims.create',
    'claims.withdraw',
    'roles.grant',
    'organisations.see',
    'support.ask',
  ],
  incentive_user: ['claims.see', 'claims.create', 'organisations.see', 'support.ask'],
  care_admin: ['organisations.see', 'support.ask'],
  order_user: ['organisations.see', 'support.ask'],
  member: ['organisations.see', 'support.ask'],
  reviewer: ['claims.review', 'references.review'],
  review_lead: ['claims.review', 'claims.lead', 'references.review'],
  ops_agent: [],
  service_agent: [
    'organisations.support',
    'people.support',
    'competencies.support',
    'memberships.support',
    'support.serve',
  ],
  programme_admin: [
    'policy.see',
    'policy.change',
    'people.erase',
    'programme.see',
    'programme.manage',
    'support.serve',
    'support.lead',
  ],
  auditor: ['events.read', 'policy.see'],
}

const rolePrivileges = (role: string): readonly Privilege[] => privilegesOf[role as keyof typeof privilegesOf] ?? []

/** The roles that hold a privilege. */
export const rolesWith = (privilege: Privilege): string[] =>
  Object.entries(privilegesOf)
    .filter(([, privileges]) => privileges.includes(privilege))
    .map(([role]) => role)

/** Every privilege a person has somewhere, for menus: what a role may not use is absent, not greyed. */
export const privilegesIn = (grants: readonly Grant[]): Privilege[] =>
  [...new Set(grants.flatMap(({ role }) => rolePrivileges(role)))].toSorted()

/** Where an actor holds a privilege: null is everywhere in the organisation, undefined is nowhere. */
export const scopeOf = (actor: Actor, privilege: Privilege): Scope | undefined => {
  if (!('grants' in actor)) return undefined
  const scopes = actor.grants.filter(({ role }) => rolePrivileges(role).includes(privilege)).map(({ scope }) => scope)
  if (scopes.length === 0) return undefined
  return scopes.some((scope) => scope === null) ? null : [...new Set(scopes.flatMap((scope) => scope ?? []))]
}

/** As {@link scopeOf}, of a person of that side; refuses with `FORBIDDEN` who holds it nowhere (ROL-R5). */
export const heldScope = (actor: PersonActor, side: PersonActor['side'], privilege: Privilege): Scope => {
  const scope = actor.side === side ? scopeOf(actor, privilege) : undefined
  return scope === undefined ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege } }) : scope
}

/** Whether a location lies in a scope. */
export const isWithin = (scope: Scope, locationId: string): boolean => scope === null || scope.includes(locationId)
