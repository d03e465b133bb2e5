import type { SubscriptionState } from '@ofrecord/core/customers/customer.rules'
import type { PurchaseChannel } from '@ofrecord/core/catalogue/catalogue.rules'
import { tenantOf } from './customers.ts'
import type { Tenant } from './customers.ts'
import type { ProductCode, WorkloadCode } from './products.ts'
import { guid } from './random.ts'
import type { Subscription } from './subscriptions.ts'
import { after, days, hours, minutes, monthOf } from './time.ts'
import type { UsageFact } from './usage.ts'

/** Five customers; Okeford has no administrator, Orchard Foods has two and two domains. */
export const tinyTenants = () =>
  ({
    orchard: tenantOf('orchard'),
    weserhafen: tenantOf('weserhafen'),
    nordmark: tenantOf('nordmark'),
    okeford: tenantOf('okeford'),
    sunder: tenantOf('sunder'),
  }) satisfies Record<string, Tenant>

interface Row {
  tenant: string
  product: ProductCode
  channel?: PurchaseChannel
  state?: SubscriptionState
  seats?: number
  /** Milliseconds from T0; null when never activated. */
  activated?: number | null
  ends?: number
}

const YEAR = 365 * days

const subscription = (t0: Date, key: string, row: Row): Subscription => ({
  key: `tiny.${key}`,
  subscriptionId: guid(`subscription:tiny.${key}`),
  tenant: row.tenant,
  product: row.product,
  channel: row.channel ?? 'enterprise_agreement',
  state: row.state ?? 'active',
  seats: row.seats ?? 50,
  country: tenantOf(row.tenant).country,
  activatedAt: row.activated === null ? null : after(t0, row.activated ?? -2 * YEAR),
  endsAt: after(t0, row.ends ?? YEAR / 2),
})

/** Fourteen subscriptions, one for each thing the wizard must say about one (C5 to C15). */
export const tinySubscriptions = (t0: Date) => {
  const of = (key: string, row: Row): Subscription => subscription(t0, key, row)
  return {
    /** Mail, meetings, sites, files, desktop and community for Orchard Foods. */
    orchardSuite: of('orchardSuite', { tenant: 'orchard', product: 'WRK3', seats: 1_240 }),
    /** The only Sales Hub there: prefilled (C10). */
    orchardSales: of('orchardSales', { tenant: 'orchard', product: 'SALE', seats: 85 }),
    /** Devices, identity and information protection. */
    weserhafenMobility: of('weserhafenMobility', { tenant: 'weserhafen', product: 'MOBS', seats: 640 }),
    /** The first of two Sales Hubs: the id must be typed (C9). */
    salesShowrooms: of('salesShowrooms', { tenant: 'nordmark', product: 'SALE', seats: 70 }),
    salesOnline: of('salesOnline', { tenant: 'nordmark', product: 'SALE', channel: 'web_direct', seats: 15 }),
    /** Activated 47 hours and 59 minutes ago: claimable in one minute (C11). */
    tooNew: of('tooNew', { tenant: 'nordmark', product: 'FLDS', activated: -(47 * hours + 59 * minutes) }),
    /** Bought from a reseller (C12). */
    resellerManaged: of('resellerManaged', { tenant: 'nordmark', product: 'RETA', channel: 'reseller_managed' }),
    /** Suspended is refused, grace accepted (C15). */
    suspended: of('suspended', { tenant: 'nordmark', product: 'PROJ', state: 'suspended', ends: -40 * days }),
    grace: of('grace', { tenant: 'nordmark', product: 'PEOP', state: 'grace', ends: -10 * days }),
    ended: of('ended', { tenant: 'nordmark', product: 'FLOW', state: 'ended', ends: -90 * days }),
    notActivated: of('notActivated', { tenant: 'nordmark', product: 'MKTG', state: 'not_activated', activated: null }),
    /** A product whose partner the customer names itself (C8). */
    designation: of('designation', { tenant: 'nordmark', product: 'INSI' }),
    okefordSuite: of('okefordSuite', { tenant: 'okeford', product: 'WRK1', seats: 690 }),
    /** On another tenant (C14), and bought through a channel that the matrix excludes (CLM-V19). */
    otherTenant: of('otherTenant', { tenant: 'sunder', product: 'SALE', channel: 'online_agreement', seats: 14 }),
  } as const satisfies Record<string, Subscription>
}

const MONTHS = 6

// Users in the oldest of six months and their growth; the seats are constant. Small numbers, so that a test can do the sum.
const figures: readonly (readonly [
  tenant: string,
  item: WorkloadCode | `tiny.${string}`,
  first: number,
  more: number,
  seats: number,
])[] = [
  ['orchard', 'MAIL', 900, 20, 1_240],
  ['orchard', 'MEET', 400, 100, 1_240],
  ['orchard', 'SITE', 300, 50, 1_240],
  ['orchard', 'SYNC', 200, 40, 1_240],
  ['orchard', 'tiny.orchardSales', 40, 5, 85],
  ['weserhafen', 'DEVM', 100, 80, 640],
  ['weserhafen', 'IDPR', 60, 60, 640],
  ['weserhafen', 'INFO', 10, 20, 640],
  ['okeford', 'MAIL', 500, 10, 690],
  ['nordmark', 'tiny.salesShowrooms', 30, 6, 70],
]

/** Sixty facts: ten items in each of the six months before T0. */
export const tinyUsage = (t0: Date): UsageFact[] =>
  figures.flatMap(([tenant, item, first, more, seats]) =>
    Array.from({ length: MONTHS }, (_, month) => ({
      tenant,
      item,
      month: monthOf(t0, month - MONTHS),
      activeEntitlements: first + more * month,
      qualifiedEntitlements: seats,
    })),
  )
