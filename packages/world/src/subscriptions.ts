import type { PurchaseChannel } from '@ofrecord/core/catalogue/catalogue.rules'
import type { SubscriptionState } from '@ofrecord/core/customers/customer.rules'
import type { CountryCode } from './catalogue.ts'
import { tenantOf, tenants } from './customers.ts'
import type { Tenant } from './customers.ts'
import { products } from './products.ts'
import type { ProductCode, SuiteCode } from './products.ts'
import { deck, guid, random } from './random.ts'
import type { Random } from './random.ts'
import { namedSubscriptions } from './subscriptions.table.ts'
import type { NamedSubscription } from './subscriptions.table.ts'
import { after, days, hours } from './time.ts'

/** A purchased instance of a product on a tenant. */
export interface Subscription {
  key: string
  subscriptionId: string
  tenant: string
  product: ProductCode
  channel: PurchaseChannel
  state: SubscriptionState
  seats: number
  country: CountryCode
  /** Null while the customer has not activated it. */
  activatedAt: Date | null
  /** Null for consumption, which has no term. */
  endsAt: Date | null
}

const TOTAL = 900
const channelCounts = {
  enterprise_agreement: 260,
  enterprise_subscription: 110,
  education_agreement: 60,
  online_agreement: 120,
  open_license: 80,
  web_direct: 120,
  reseller_managed: 150,
} as const satisfies Record<PurchaseChannel, number>
const stateCounts = { active: 780, grace: 30, suspended: 30, ended: 40, not_activated: 20 } as const satisfies Record<
  SubscriptionState,
  number
>
const TENANTS_WITH_SEVERAL_OF_ONE_PRODUCT = 25
const YOUNGER_THAN_TWO_DAYS = 6

const claimable = products
  .filter(({ area, method }) => area === 'business_apps' && method === 'claim')
  .map(({ code }) => code)
const workSuites: readonly ProductCode[] = ['WRK1', 'WRK3', 'WRK5'] satisfies SuiteCode[]

/** A subscription in the making: what is still open is drawn from the decks of F.10. */
interface Making extends Partial<NamedSubscription> {
  tenant: string
  product: ProductCode
  fixed: boolean
}

const bought = (tenant: Tenant, product: ProductCode): Making => ({ tenant: tenant.key, product, fixed: false })

const basics = (draws: Random, tenant: Tenant): Making[] => [
  bought(tenant, draws.pick(['WRK1', 'WRK3', 'WRK3', 'WRK5'] as const)),
  ...(draws.chance(0.5) ? [bought(tenant, 'MOBS')] : []),
  ...(draws.chance(0.5) ? [bought(tenant, 'SECS')] : []),
  ...(draws.chance(0.05) ? [bought(tenant, 'VOIA')] : []),
  ...(draws.chance(0.25) ? [bought(tenant, 'CMPT')] : []),
  ...(draws.chance(0.25) ? [bought(tenant, 'INSI')] : []),
]

const owns = (made: readonly Making[], tenant: string, product: ProductCode): boolean =>
  made.some((entry) => entry.tenant === tenant && entry.product === product)

/** Adds a business product that the tenant does not own yet; a tenant that has ten of them wants no more. */
const addProduct = (draws: Random, made: Making[], tenant: Tenant): void => {
  const missing = claimable.filter((product) => !owns(made, tenant.key, product))
  if (missing.length > 3) made.push(bought(tenant, draws.pick(missing)))
}

const purchases = (draws: Random): Making[] => {
  const drawn = tenants.filter(({ key }) => !namedSubscriptions.some(({ tenant }) => tenant === key))
  const made: Making[] = [
    ...namedSubscriptions.map((entry) => ({ ...entry, fixed: true })),
    ...drawn.flatMap((tenant) => basics(draws, tenant)),
  ]
  for (const tenant of drawn.filter(({ sector }) => sector === 'education')) {
    while (made.filter((entry) => entry.tenant === tenant.key).length < 4) addProduct(draws, made, tenant)
  }
  // Nordmark Möbel is one of the tenants with several subscriptions of one product.
  const several = draws.shuffle(drawn).slice(0, TENANTS_WITH_SEVERAL_OF_ONE_PRODUCT - 1)
  for (const tenant of several) {
    addProduct(draws, made, tenant)
    const product = made.findLast((entry) => entry.tenant === tenant.key && claimable.includes(entry.product))!.product
    made.push(bought(tenant, product))
  }
  while (made.length < TOTAL) addProduct(draws, made, draws.pick(drawn))
  return made
}

const remaining = <T extends string>(
  counts: Readonly<Record<T, number>>,
  held: readonly (T | undefined)[],
): Record<T, number> => {
  const left: Record<T, number> = { ...counts }
  for (const card of held) if (card !== undefined) left[card] -= 1
  return left
}

/** Schools buy under the education agreement, large customers under enterprise ones, the others in any other way. */
const dealChannels = (draws: Random, made: Making[]): void => {
  const left = remaining(
    channelCounts,
    made.map(({ channel }) => channel),
  )
  const open = draws.shuffle(made.filter(({ channel }) => channel === undefined))
  const schools = open
    .filter(({ tenant }) => tenantOf(tenant).sector === 'education')
    .slice(0, left.education_agreement)
  for (const entry of schools) entry.channel = 'education_agreement'
  const size = new Map(open.map((entry) => [entry, tenantOf(entry.tenant).seats * draws.logNormal(1, 0.7)]))
  const others = open.filter(({ channel }) => channel === undefined).toSorted((a, b) => size.get(b)! - size.get(a)!)
  const {
    enterprise_agreement,
    enterprise_subscription,
    online_agreement,
    open_license,
    web_direct,
    reseller_managed,
  } = left
  const cards = [
    ...deck({ enterprise_agreement, enterprise_subscription }),
    ...draws.shuffle(deck({ online_agreement, open_license, web_direct, reseller_managed })),
  ]
  others.forEach((entry, index) => {
    entry.channel = cards[index]!
  })
}

// A customer's first suite stays active: without it a tenant would have no workload that anybody could claim.
const dealStates = (draws: Random, made: Making[]): void => {
  const basic = (entry: Making): boolean => entry.fixed || workSuites.includes(entry.product)
  for (const entry of made.filter(basic)) entry.state ??= 'active'
  const open = made.filter(({ state }) => state === undefined)
  const cards = draws.shuffle(
    deck(
      remaining(
        stateCounts,
        made.map(({ state }) => state),
      ),
    ),
  )
  open.forEach((entry, index) => {
    entry.state = cards[index]!
  })
  const young = open.filter(({ state, product }) => state === 'active' && claimable.includes(product))
  for (const entry of draws.shuffle(young).slice(0, YOUNGER_THAN_TWO_DAYS - 1))
    entry.activated = -draws.int(2, 46) * hours
}

const activatedAgo = (draws: Random, { product, state, fixed }: Making): number => {
  const suite = workSuites.includes(product) || product === 'MOBS' || product === 'SECS'
  const age = suite ? draws.int(26 * 30, 60 * 30) : draws.int(state === 'active' && !fixed ? 40 : 500, 48 * 30)
  return -(age * days + draws.int(0, 23) * hours)
}

/** Terms are years: an active subscription ends on its next anniversary, a lapsed one ended some time ago. */
const endsIn = (draws: Random, state: SubscriptionState, activated: number): number => {
  switch (state) {
    case 'grace':
      return -draws.int(1, 25) * days
    case 'suspended':
      return -draws.int(31, 80) * days
    case 'ended':
      return -draws.int(5, 400) * days
    case 'not_activated':
      return draws.int(300, 360) * days
    case 'active':
      return activated + Math.ceil((1 * days - activated) / (365 * days)) * 365 * days
  }
}

const seatsOf = (draws: Random, { tenant, product }: Making): number => {
  const share = workSuites.includes(product)
    ? 0.7 + draws.next() * 0.3
    : product === 'MOBS' || product === 'SECS'
      ? 0.4 + draws.next() * 0.6
      : 0.04 + draws.next() * 0.3
  return product === 'CMPT' ? 1 : Math.max(3, Math.round(tenantOf(tenant).seats * share))
}

interface Offset extends Omit<Subscription, 'activatedAt' | 'endsAt'> {
  activated: number | null
  ends: number | null
}

const finished = (draws: Random, entry: Making, key: string): Offset => {
  const state = entry.state!
  const activated = entry.activated ?? activatedAgo(draws, entry)
  return {
    key,
    subscriptionId: guid(`subscription:${key}`),
    tenant: entry.tenant,
    product: entry.product,
    channel: entry.channel!,
    state,
    seats: entry.seats ?? seatsOf(draws, entry),
    country: tenantOf(entry.tenant).country,
    activated: state === 'not_activated' ? null : activated,
    ends: entry.product === 'CMPT' ? null : (entry.ends ?? endsIn(draws, state, activated)),
  }
}

const offsets = (): Offset[] => {
  const draws = random('subscriptions')
  const made = purchases(draws)
  dealChannels(draws, made)
  dealStates(draws, made)
  const seen = new Map<string, number>()
  return made.map((entry) => {
    const base = `${entry.tenant}.${entry.product.toLowerCase()}`
    const nth = (seen.get(base) ?? 0) + 1
    seen.set(base, nth)
    return finished(draws, entry, nth === 1 ? base : `${base}.${nth}`)
  })
}

const drawn = offsets()

/**
 * 900 subscriptions by channel, state and product (F.10); dates are counted from `t0`.
 * `nordmark.flds.2` was activated 47 hours and 59 minutes before, so it can be claimed one minute later (CLM-V6).
 */
export const subscriptions = (t0: Date): Subscription[] =>
  drawn.map(({ activated, ends, ...rest }) => ({
    ...rest,
    activatedAt: activated === null ? null : after(t0, activated),
    endsAt: ends === null ? null : after(t0, ends),
  }))
