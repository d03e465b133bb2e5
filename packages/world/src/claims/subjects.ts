import { areas, regionOf } from '../catalogue.ts'
import type { ClaimActivity, PurchaseChannel } from '@ofrecord/core/catalogue/catalogue.rules'
import { tenants } from '../customers.ts'
import type { Tenant } from '../customers.ts'
import type { Location } from '../organisations.ts'
import { productOf, workloadsIn } from '../products.ts'
import type { WorkloadCode } from '../products.ts'
import type { Random } from '../random.ts'
import type { Subscription } from '../subscriptions.ts'
import { days } from '../time.ts'
import type { Bucket } from './buckets.ts'

/** What a claim is about: a customer and some of its workloads or subscriptions. */
export interface Subject {
  tenant: Tenant
  items: readonly string[]
}

/** An item that can be claimed, once: no two claims of the plan share one unless they are rivals (CNF-R8). */
interface Item {
  code: string
  since: Date
  endsAt: Date | null
  state: Subscription['state']
}

export interface Wish {
  /** The claim's. */
  key: string
  location: Location
  activity: ClaimActivity
  bucket: Bucket
  count: number
  /** The items must have been bought and activated by then. */
  boughtBy: Date
  tenant?: string
}

const channelsOf = (activity: ClaimActivity): readonly PurchaseChannel[] =>
  areas.flatMap(({ activities }) => activities).find(({ code }) => code === activity)!.channels

// Stories have these to themselves: a claim drawn at random must not spoil what a test expects to find there.
const reserved = new Set(['orchard', 'weserhafen', 'nordmark', 'thornbury'])

const oldest = (a: Item, b: Item): Item => (a.since <= b.since ? a : b)

const workloadItems = (owned: readonly Subscription[]): Item[] => {
  const found = new Map<WorkloadCode, Item>()
  for (const { product, state, activatedAt, endsAt, channel } of owned) {
    if (state !== 'active' || activatedAt === null || !channelsOf('usage').includes(channel)) continue
    for (const code of workloadsIn(product)) {
      const item = { code, since: activatedAt, endsAt, state }
      found.set(code, oldest(found.get(code) ?? item, item))
    }
  }
  return [...found.values()]
}

const subscriptionItems = (owned: readonly Subscription[]): Item[] =>
  owned.flatMap(({ key, product, state, activatedAt, endsAt, channel }) => {
    const { area, method } = productOf(product)
    const claimable = area === 'business_apps' && method === 'claim' && channelsOf('presales').includes(channel)
    return claimable && activatedAt !== null ? [{ code: key, since: activatedAt, endsAt, state }] : []
  })

/**
 * Whether the customer lets this partner ask (ACC-R2). Told claims stay away from customers with rules of their own:
 * a rival would follow to a customer whose list it is not on.
 */
const mayAsk = ({ key, location: { organisation } }: Wish, { consent: { allowed, blocked } }: Tenant): boolean => {
  if (!allowed && !blocked) return true
  return key.startsWith('drawn-') && (allowed?.includes(organisation) ?? !blocked?.includes(organisation))
}

/** Which customers a claim may be about: whether they let its partner ask, how they consent, and whether anybody there gets a copy. */
const fits = (wish: Wish, tenant: Tenant): boolean => {
  const { bucket } = wish
  const { consent, administrators, key } = tenant
  if (reserved.has(key) || !mayAsk(wish, tenant)) return false
  if (bucket === 'window.opt_in') return consent.mode === 'opt_in'
  if (bucket === 'window.bounced' || bucket === 'window.no_admin')
    return administrators.length === 0 && consent.mode === 'opt_out'
  if (bucket.startsWith('window.') && administrators.length === 0) return false
  return consent.mode !== 'opt_in' || bucket === 'active.confirmed'
}

const wanted =
  ({ bucket, boughtBy }: Wish, t0: Date) =>
  (item: Item): boolean => {
    if (item.since > boughtBy) return false
    if (bucket === 'ended.subscription')
      return item.state === 'ended' && item.endsAt!.getTime() > t0.getTime() - 150 * days
    if (item.state !== 'active') return false
    return bucket !== 'active.ends_soon' || (item.endsAt !== null && item.endsAt.getTime() - t0.getTime() <= 30 * days)
  }

/** Deals customers and items out, near the partner first: same country, else same region, else anywhere. */
export const subjects = (draws: Random, owned: readonly Subscription[], t0: Date) => {
  const byTenant = Map.groupBy(owned, ({ tenant }) => tenant)
  const items = (build: (owned: readonly Subscription[]) => Item[]): Map<string, Item[]> =>
    new Map(tenants.map(({ key }) => [key, build(byTenant.get(key) ?? [])]))
  const free = { workload: items(workloadItems), subscription: items(subscriptionItems) }
  const order = draws.shuffle(tenants)
  const used = new Map<string, number>()

  const freeAt = (tenant: Tenant, wish: Wish): Item[] =>
    free[wish.activity === 'usage' ? 'workload' : 'subscription'].get(tenant.key)!.filter(wanted(wish, t0))

  const nearness = ({ location }: Wish, { country }: Tenant): number =>
    country === location.country ? 0 : regionOf(country) === regionOf(location.country) ? 1 : 2

  // A clear yes comes first of all from those who have to give one (C57).
  const silence = ({ bucket }: Wish, { consent }: Tenant): number =>
    bucket === 'active.confirmed' && consent.mode !== 'opt_in' ? 1 : 0

  // Scarce items go last: subscriptions that end soon or have ended are kept for the buckets about them.
  const draw = (wish: Wish, found: readonly Item[]): string[] => {
    const scarce = (item: Item): boolean => item.endsAt !== null && item.endsAt.getTime() - t0.getTime() <= 30 * days
    const shuffled = draws.shuffle(found)
    return [...shuffled.filter((item) => !scarce(item)), ...shuffled.filter(scarce)]
      .slice(0, wish.count)
      .map(({ code }) => code)
  }

  return {
    /** Marks items that a story names as taken. */
    claim: (tenant: string, codes: readonly string[]): void => {
      for (const pool of Object.values(free))
        pool.set(
          tenant,
          pool.get(tenant)!.filter(({ code }) => !codes.includes(code)),
        )
      used.set(tenant, (used.get(tenant) ?? 0) + 1)
    },
    /** A customer that has enough free items, and the items, which are taken from then on. */
    take(wish: Wish): Subject {
      const candidates = order
        .filter((tenant) => (wish.tenant === undefined ? fits(wish, tenant) : tenant.key === wish.tenant))
        .filter((tenant) => freeAt(tenant, wish).length >= wish.count)
        .toSorted(
          (a, b) =>
            nearness(wish, a) - nearness(wish, b) ||
            silence(wish, a) - silence(wish, b) ||
            (used.get(a.key) ?? 0) - (used.get(b.key) ?? 0),
        )
      const tenant = candidates[0]
      if (!tenant) throw new Error(`No customer has ${wish.count} free items for ${wish.bucket}, ${wish.activity}`)
      const codes = draw(wish, freeAt(tenant, wish))
      this.claim(tenant.key, codes)
      return { tenant, items: codes }
    },
  }
}

export type Subjects = ReturnType<typeof subjects>
