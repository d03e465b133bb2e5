import { claims } from './claims.ts'
import type { ClaimPlan } from './claims/plan.ts'
import { colleagues } from './colleagues.ts'
import { tenants } from './customers.ts'
import type { Tenant } from './customers.ts'
import { figures } from './figures.ts'
import type { FigurePlan } from './figures.ts'
import { demoMembers } from './members.ts'
import type { Members } from './members.ts'
import { locations, organisations } from './organisations.ts'
import type { Location, Organisation } from './organisations.ts'
import { orders } from './orders.ts'
import type { OrderPlan } from './orders.ts'
import { people, staff } from './people.ts'
import type { Person } from './people.ts'
import type { Persona } from './personas.ts'
import { demoProgramme } from './programme.ts'
import type { Programme } from './programme.ts'
import { amounts, recorded } from './recorded.ts'
import type { AmountPlan, RecordedPlan } from './recorded.ts'
import { references } from './references.ts'
import type { ReferencePlan } from './references.ts'
import { subscriptions } from './subscriptions.ts'
import type { Subscription } from './subscriptions.ts'
import { usage } from './usage.ts'
import type { UsageFact } from './usage.ts'

/** Everything one profile holds; dates are counted from `t0`. */
export interface World {
  t0: Date
  programme: Programme
  organisations: readonly Organisation[]
  locations: readonly Location[]
  people: readonly Person[]
  staff: readonly Persona[]
  tenants: readonly Tenant[]
  subscriptions: readonly Subscription[]
  usage: readonly UsageFact[]
  claims: readonly ClaimPlan[]
  members: Members
  /** What other systems recorded: where a partner is known at a customer, amounts, and figures of points models. */
  recorded: readonly RecordedPlan[]
  amounts: readonly AmountPlan[]
  figures: readonly FigurePlan[]
  references: readonly ReferencePlan[]
  orders: readonly OrderPlan[]
}

/** The `demo` profile as data: no clock is read and nothing is drawn that another call would draw differently (SED-R2). */
export const demoWorld = (t0: Date): World => {
  const owned = subscriptions(t0)
  const plans = claims(t0, owned)
  const used = usage(t0, owned, plans)
  return {
    t0,
    programme: demoProgramme,
    organisations,
    locations,
    people: [...people, ...colleagues],
    staff,
    tenants,
    subscriptions: owned,
    usage: used,
    claims: plans,
    members: demoMembers,
    recorded: recorded({ owned, usage: used, claims: plans }),
    amounts: amounts({ owned }),
    figures,
    references,
    orders,
  }
}

/** The claim of a story by its fixture key, such as `fx.claim.due_in_one_hour`, or by its own (SED-R6). */
export const claimOf = (world: World, key: string): ClaimPlan => {
  const found = world.claims.find((claim) => claim.key === key || claim.fixtures.includes(key))
  if (!found) throw new Error(`No claim ${key}`)
  return found
}
