import type { ClaimPlan, ItemPlan } from './claims/plan.ts'
import { tenants } from './customers.ts'
import { workloadsIn, workloads } from './products.ts'
import type { WorkloadCode } from './products.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Subscription } from './subscriptions.ts'
import { monthOf } from './time.ts'

/** How much a customer used one item in one month: the two figures a partner may see, and nothing else. */
export interface UsageFact {
  tenant: string
  /** A workload code, or the key of a subscription. */
  item: string
  /** YYYY-MM, UTC. */
  month: string
  activeEntitlements: number
  qualifiedEntitlements: number
}

const TOTAL = 9_400
const MONTHS = 24
/** Items whose claim is not decided yet have a short history: enough to show figures when somebody approves. */
const MONTHS_OF_OPEN_CLAIMS = 3

/** A series of months of one item, with what the customer bought for it. */
interface Series {
  tenant: string
  item: string
  seats: number
  since: Date
}

const seriesOfTenant = (tenant: string, owned: readonly Subscription[]): Series[] => {
  const own = owned.filter((entry) => entry.tenant === tenant && entry.activatedAt !== null && entry.state !== 'ended')
  const suites = (code: WorkloadCode) => own.filter(({ product }) => workloadsIn(product).includes(code))
  return [
    ...workloads.flatMap(({ code }) => {
      const bought = suites(code)
      if (bought.length === 0) return []
      const since = bought.map(({ activatedAt }) => activatedAt!).reduce((a, b) => (a < b ? a : b))
      return [{ tenant, item: code, seats: bought.reduce((sum, { seats }) => sum + seats, 0), since }]
    }),
    ...own
      .filter(({ product }) => workloadsIn(product).length === 0)
      .map((entry) => ({
        tenant,
        item: entry.key,
        seats: entry.seats,
        since: entry.activatedAt!,
      })),
  ]
}

const monthsBetween = (from: Date, to: Date): number =>
  (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()

/** What is told about single items: three fell to zero, and one counts more users than seats, which is an error in the data. */
type Oddity = 'drop' | 'excess'

/** Seats stay and then step up; users follow an S, with some noise (F.10). Months count back from the one before T0. */
const history = ({ tenant, item, seats }: Series, oddity?: Oddity): { active: number; qualified: number }[] => {
  const draws = random(`usage:${tenant}:${item}`)
  const steps = seatSteps(draws)
  const middle = draws.int(3, 14)
  const slope = 0.2 + draws.next() * 0.3
  const floor = 0.03 + draws.next() * 0.15
  const ceiling = floor + 0.35 + draws.next() * 0.45
  return Array.from({ length: MONTHS }, (_, month) => {
    const qualified = Math.max(1, Math.round(seats * steps[month]!))
    const noise = 1 + (draws.next() - 0.5) * 0.06
    const grown = Math.round(
      qualified * (floor + (ceiling - floor) / (1 + Math.exp(-slope * (month - middle)))) * noise,
    )
    if (oddity === 'drop' && month >= MONTHS - 2) return { active: 0, qualified }
    if (oddity === 'excess' && month === MONTHS - 1)
      return { active: qualified + Math.max(3, Math.round(qualified * 0.04)), qualified }
    return { active: Math.min(qualified, Math.max(1, grown)), qualified }
  })
}

const seatSteps = (draws: Random): number[] => {
  let share = 0.7 + draws.next() * 0.15
  const at = new Set([draws.int(5, 9), draws.int(10, 15), draws.int(16, 21)])
  return Array.from({ length: MONTHS }, (_, month) => {
    if (at.has(month)) share = Math.min(1, share + 0.05 + draws.next() * 0.1)
    return month >= 22 ? 1 : share
  })
}

const itemCode = (item: ItemPlan): string => (item.kind === 'workload' ? item.workload : item.subscription)

const keyOf = (tenant: string, item: string): string => `${tenant}|${item}`

const undecided: ReadonlySet<ClaimPlan['status']> = new Set(['submitted', 'under_review', 'action_required'])

/** Items by how many months they have: the living and the told customers' all, those of other claims a few. */
const wishes = (plans: readonly ClaimPlan[], all: readonly Series[]): Map<string, number> => {
  const months = new Map<string, number>()
  for (const { tenant, item } of all)
    if (tenant === 'orchard' || tenant === 'weserhafen') months.set(keyOf(tenant, item), MONTHS)
  const wish = (plan: ClaimPlan, length: number): void => {
    for (const item of plan.items) {
      const key = keyOf(plan.tenant, itemCode(item))
      months.set(key, Math.max(length, months.get(key) ?? 0))
    }
  }
  for (const plan of plans) if (plan.status === 'approved') wish(plan, MONTHS)
  for (const plan of plans) if (undecided.has(plan.status)) wish(plan, MONTHS_OF_OPEN_CLAIMS)
  return months
}

/** The first three living items of other customers than those of the stories fall to zero; the fourth is wrong. */
const oddities = (plans: readonly ClaimPlan[]): Map<string, Oddity> => {
  const living = plans.filter(
    ({ key, phase, activity }) => phase === 'active' && activity === 'usage' && key.startsWith('drawn-'),
  )
  const perTenant = [...new Map(living.map((plan) => [plan.tenant, plan])).values()].slice(0, 4)
  return new Map(
    perTenant.map((plan, index) => [keyOf(plan.tenant, itemCode(plan.items[0]!)), index < 3 ? 'drop' : 'excess']),
  )
}

/** 9,400 monthly facts (F.2), the newest of the month before `t0`; every approved item has as many months as it is old, at most 24. */
export const usage = (t0: Date, owned: readonly Subscription[], plans: readonly ClaimPlan[]): UsageFact[] => {
  const all = tenants.flatMap(({ key }) => seriesOfTenant(key, owned))
  const lengths = wishes(plans, all)
  const odd = oddities(plans)
  const possible = (series: Series): number => Math.min(MONTHS, monthsBetween(series.since, t0))
  const chosen = all.filter(({ tenant, item }) => lengths.has(keyOf(tenant, item)))
  const months = chosen.map((series) => Math.min(possible(series), lengths.get(keyOf(series.tenant, series.item))!))
  lengthen(months, chosen.map(possible))
  return chosen.flatMap((series, index) => {
    const { tenant, item } = series
    return history(series, odd.get(keyOf(tenant, item)))
      .slice(MONTHS - months[index]!)
      .map(({ active, qualified }, nth) => ({
        tenant,
        item,
        month: monthOf(t0, nth - months[index]!),
        activeEntitlements: active,
        qualifiedEntitlements: qualified,
      }))
  })
}

/** Gives the short series one month more each, in turn, until the total is reached. */
const lengthen = (months: number[], possible: readonly number[]): void => {
  let left = TOTAL - months.reduce((sum, length) => sum + length, 0)
  if (left < 0) throw new Error(`The claims alone need ${TOTAL - left} usage facts`)
  while (left > 0) {
    for (const [index, length] of months.entries()) {
      if (left > 0 && length < possible[index]!) {
        months[index] = length + 1
        left -= 1
      }
    }
  }
}
