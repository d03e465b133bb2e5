import type { PartnerRole, VendorRole } from '@ofrecord/core/kernel/authority'
import type { Language, RegionCode, Text } from './catalogue.ts'
import { personaRows } from './personas.table.ts'

export type CustomerRole = 'tenant_admin' | 'care_admin' | 'notice_recipient'

/** Where a role holds: the whole organisation, a location (with or without those below), a region, or everywhere. */
export type RoleScope =
  | { at: 'organisation' }
  | { at: 'location'; location: string; andBelow: boolean }
  | { at: 'region'; region: RegionCode }
  | { at: 'everywhere' }

export interface RoleGrant<Role extends string = PartnerRole | VendorRole | CustomerRole> {
  role: Role
  scope: RoleScope
}

export interface Persona {
  key: string
  /** The address that signs in. */
  login: string
  name: string
  language: Language
  side: 'partner' | 'vendor' | 'customer'
  /** The key of the organisation, `halcyon`, or the key of the customer's tenant. */
  organisation: string
  roles: readonly RoleGrant[]
  /** What the sign-in page prints under the name. */
  scopeText: Text
  /** The second organisation of a person who works for two (ROL-R1). */
  also?: { organisation: string; roles: readonly RoleGrant[] }
}

/** The people one can be on the demo's sign-in page, one press each (F.9). */
export const personas: readonly Persona[] = personaRows

const byKey = new Map(personas.map((persona) => [persona.key, persona]))

/** A persona by its key; refuses an unknown one, since a demo that signs in nobody is a broken demo. */
export const personaOf = (key: string): Persona => {
  const found = byKey.get(key)
  if (!found) throw new Error(`No persona ${key}`)
  return found
}
