import type { AssociationMethod, Requirement } from '@ofrecord/core/catalogue/requirement.rules'
import { marketOf } from '@ofrecord/core/catalogue/market.rules'
import type { ClaimPlan } from './claims/plan.ts'
import { enrollments, organisationOfPlace } from './enrollments.ts'
import type { EnrollmentPlan } from './enrollments.ts'
import { locationOf, locations } from './organisations.ts'
import { isMet, requirementsOf } from './qualifying.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Subscription } from './subscriptions.ts'
import type { UsageFact } from './usage.ts'

/** A partner that another system has on record at a customer. Days are counted from T0. */
export interface RecordedPlan {
  method: Exclude<AssociationMethod, 'claim'>
  reference: string
  location: string
  tenant: string
  /** A workload code, or the key of a subscription. */
  item: string
  sinceDays: number
}

/** F.11: imported and read only. */
const DELEGATED = 60

interface Customers {
  owned: readonly Subscription[]
  usage: readonly UsageFact[]
  claims: readonly ClaimPlan[]
}

/**
 * Sixty that customers gave rights to, and the sellers of the 150 reseller-managed subscriptions: enough users and new
 * customers for what F.5.3 says is met, and the others anywhere. Claims count as well, but no level depends on them.
 */
export const recorded = (customers: Customers): RecordedPlan[] => {
  const draws = random('recorded associations')
  return [...delegated(draws, customers), ...sold(draws, customers)]
}

const asked = <K extends Requirement['kind']>(kind: K) =>
  enrollments
    .filter(isMet)
    .flatMap((plan) =>
      requirementsOf(plan).flatMap((each) =>
        each.kind === kind ? [{ plan, requirement: each as Extract<Requirement, { kind: K }> }] : [],
      ),
    )

const marketAt = ({ location }: EnrollmentPlan) => marketOf(locationOf(location).country)

/** A tenth more than is asked for. */
const SPARE = 1.1

const delegated = (draws: Random, { usage, claims }: Customers): RecordedPlan[] => {
  const newest = usage
    .map(({ month }) => month)
    .toSorted()
    .at(-1)
  const claimed = new Set(
    claims.flatMap(({ tenant, items }) =>
      items.flatMap((item) => (item.kind === 'workload' ? [`${tenant} ${item.workload}`] : [])),
    ),
  )
  const free = usage
    .filter(({ item, month, activeEntitlements }) => month === newest && !item.includes('.') && activeEntitlements > 0)
    .toSorted((a, b) => b.activeEntitlements - a.activeEntitlements)
  // Nobody else is on record for these, so that no customer finds two partners for one service.
  const open = [...free.filter(({ tenant, item }) => !claimed.has(`${tenant} ${item}`)), ...free]
  const taken = new Set<UsageFact>()
  const plans: RecordedPlan[] = []
  const record = (location: string, fact: UsageFact): void => {
    taken.add(fact)
    const reference = `DR-${String(70_210 + 13 * plans.length)}`
    const { tenant, item } = fact
    plans.push({ method: 'delegated', reference, location, tenant, item, sinceDays: -draws.int(60, 900) })
  }
  for (const { plan, requirement } of asked('active_entitlements')) {
    let missing = requirement.threshold[marketAt(plan)] * SPARE
    for (const fact of open) {
      if (missing <= 0) break
      if (taken.has(fact) || !requirement.products.includes(fact.item)) continue
      record(plan.location, fact)
      missing -= fact.activeEntitlements
    }
    if (missing > 0) throw new Error(`${plan.location} finds too few users for ${plan.competency}`)
  }
  const others = draws.shuffle(open.filter((fact) => fact.activeEntitlements < 200))
  for (const fact of others) if (plans.length < DELEGATED && !taken.has(fact)) record(draws.pick(bystanders).key, fact)
  return plans
}

/** Locations at which nothing is worked for: what is recorded there changes no level. */
const bystanders = locations.filter(
  ({ organisation }) => !enrollments.some(({ location }) => organisationOfPlace(location) === organisation),
)

const sold = (draws: Random, { owned, claims }: Customers): RecordedPlan[] => {
  const left = draws.shuffle(owned.filter(({ channel }) => channel === 'reseller_managed'))
  const plans: RecordedPlan[] = []
  const sell = (location: string, subscription: Subscription, sinceDays: number): void => {
    left.splice(left.indexOf(subscription), 1)
    const reference = `SO-${String(410_330 + 17 * plans.length)}`
    const { tenant, key } = subscription
    plans.push({ method: 'transaction', reference, location, tenant, item: key, sinceDays })
  }
  for (const { plan, requirement } of asked('new_customers')) {
    const organisation = organisationOfPlace(plan.location)
    const known = new Set(claims.filter((claim) => claim.organisation === organisation).map(({ tenant }) => tenant))
    // One more than is asked for; recent enough to be new on the anniversary, too.
    const oldest = Math.max(-330, (plan.renewsDays ?? 0) - 355)
    for (let wanted = requirement.threshold[marketAt(plan)] + 1; wanted > 0; wanted--) {
      const found = left.find(({ tenant }) => !known.has(tenant))
      if (!found) throw new Error(`${plan.location} finds too few customers for ${plan.competency}`)
      known.add(found.tenant)
      sell(plan.location, found, draws.int(oldest, -8))
    }
  }
  for (const subscription of left.slice()) sell(draws.pick(bystanders).key, subscription, -draws.int(400, 1_000))
  return plans
}

/** What one customer consumed or bought in one month. */
export interface AmountPlan {
  location: string
  tenant: string
  product: string
  method: AssociationMethod
  measure: 'consumption' | 'revenue'
  /** Months before the one of T0. */
  monthsAgo: number
  cents: number
}

/** How much of what is asked is there where a level is not met yet. */
const partOf: Readonly<Record<string, number>> = {
  'kestrel.milan': 0.62,
  'tidewater.hamburg': 0.41,
  'hollowoak.linz': 0.7,
  'tamarind.nagpur': 0.35,
  'bluebell.denver': 0.8,
}

/** Fourteen full months of each, growing a little, spread over three customers. */
export const amounts = ({ owned }: Pick<Customers, 'owned'>): AmountPlan[] => {
  const draws = random('amounts')
  return enrollments.flatMap((plan) => {
    const part = isMet(plan) ? 1.15 : partOf[plan.location]
    if (part === undefined) return []
    return requirementsOf(plan).flatMap((requirement) => {
      if (requirement.kind !== 'consumption' && requirement.kind !== 'revenue') return []
      const { kind: measure, products, threshold } = requirement
      const customers = draws
        .shuffle(owned.filter(({ product, state }) => products.includes(product) && state === 'active'))
        .slice(0, 3)
      const monthly = (threshold[marketAt(plan)] * part) / 12
      return customers.flatMap(({ tenant, product }, customer) =>
        Array.from({ length: 14 }, (_, index) => ({
          location: plan.location,
          tenant,
          product,
          method: 'transaction' as const,
          measure,
          monthsAgo: index + 1,
          cents: Math.round(monthly * [0.5, 0.3, 0.2][customer]! * (1.03 - index * 0.004)),
        })),
      )
    })
  })
}
