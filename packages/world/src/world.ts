import { claims } from './claims.ts'
import type { ClaimPlan } from './claims/plan.ts'
import { colleagues } from './colleagues.ts'
import { tenants } from './customers.ts'
import type { Tenant } from './customers.ts'
import { demoMembers } from './members.ts'
import type { Members } from './members.ts'
import { locations, organisations } from './organisations.ts'
import type { Location, Organisation } from './organisations.ts'
import { people, staff } from './people.ts'
import type { Person } from './people.ts'
import type { Persona } from './personas.ts'
import { subscriptions } from './subscriptions.ts'
import type { Subscription } from './subscriptions.ts'
import { usage } from './usage.ts'
import type { UsageFact } from './usage.ts'

/** Everything one profile holds; dates are counted from `t0`. */
export interface World {
  t0: Date
  organisations: readonly Organisation[]
  locations: readonly Location[]
  people: readonly Person[]
  staff: readonly Persona[]
  tenants: readonly Tenant[]
  subscriptions: readonly Subscription[]
  usage: readonly UsageFact[]
  claims: readonly ClaimPlan[]
  members: Members
}

/** The `demo` profile as data: no clock is read and nothing is drawn that another call would draw differently (SED-R2). */
export const demoWorld = (t0: Date): World => {
  const owned = subscriptions(t0)
  const plans = claims(t0, owned)
  return {
    t0,
    organisations,
    locations,
    people: [...people, ...colleagues],
    staff,
    tenants,
    subscriptions: owned,
    usage: usage(t0, owned, plans),
    claims: plans,
    members: demoMembers,
  }
}

/** The claim of a story by its fixture key, such as `fx.claim.due_in_one_hour`, or by its own (SED-R6). */
export const claimOf = (world: World, key: string): ClaimPlan => {
  const found = world.claims.find((claim) => claim.key === key || claim.fixtures.includes(key))
  if (!found) throw new Error(`No claim ${key}`)
  return found
}
