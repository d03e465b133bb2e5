import { csv } from './csv.ts'
import type { Tenant } from './customers.ts'
import type { Subscription } from './subscriptions.ts'
import type { UsageFact } from './usage.ts'

/** The columns of the three feeds, in their order; `feeds/README.md` says what each means. */
export const feedColumns = {
  customers: [
    'tenant_id',
    'name',
    'country',
    'language',
    'sector',
    'seats',
    'public_sector',
    'domains',
    'administrators',
    'consent_mode',
  ],
  subscriptions: [
    'subscription_id',
    'tenant_id',
    'product',
    'channel',
    'state',
    'seats',
    'country',
    'activated_at',
    'ends_at',
  ],
  usage: ['tenant_id', 'item', 'month', 'active_entitlements', 'qualified_entitlements'],
} as const

/** What a feed is written from: the whole demo world, the tiny one, or a part of either. */
export interface Feedable {
  tenants: readonly Pick<Tenant, FeedField>[]
  subscriptions: readonly Subscription[]
  usage: readonly UsageFact[]
}

type FeedField =
  | 'key'
  | 'tenantId'
  | 'name'
  | 'country'
  | 'language'
  | 'sector'
  | 'seats'
  | 'publicSector'
  | 'domains'
  | 'administrators'
  | 'consent'

/** The customers of a world as the directory feed delivers them. */
export const customersCsv = ({ tenants }: Pick<Feedable, 'tenants'>): string =>
  csv(
    feedColumns.customers,
    tenants.map((tenant) => ({
      tenant_id: tenant.tenantId,
      name: tenant.name,
      country: tenant.country,
      language: tenant.language,
      sector: tenant.sector,
      seats: tenant.seats,
      public_sector: tenant.publicSector,
      domains: tenant.domains.join(';'),
      administrators: tenant.administrators.map(({ name, email }) => `${name} <${email}>`).join(';'),
      consent_mode: tenant.consent.mode,
    })),
  )

/** The subscriptions of a world as the order system delivers them; instants are ISO 8601 in UTC. */
export const subscriptionsCsv = ({ subscriptions, tenants }: Pick<Feedable, 'subscriptions' | 'tenants'>): string => {
  const tenantIds = new Map(tenants.map(({ key, tenantId }) => [key, tenantId]))
  return csv(
    feedColumns.subscriptions,
    subscriptions.map((subscription) => ({
      subscription_id: subscription.subscriptionId,
      tenant_id: tenantIds.get(subscription.tenant)!,
      product: subscription.product,
      channel: subscription.channel,
      state: subscription.state,
      seats: subscription.seats,
      country: subscription.country,
      activated_at: subscription.activatedAt?.toISOString() ?? null,
      ends_at: subscription.endsAt?.toISOString() ?? null,
    })),
  )
}

/** The monthly figures of a world: workloads by their code, subscriptions by their id. */
export const usageCsv = ({ usage, subscriptions, tenants }: Feedable): string => {
  const tenantIds = new Map(tenants.map(({ key, tenantId }) => [key, tenantId]))
  const subscriptionIds = new Map(subscriptions.map(({ key, subscriptionId }) => [key, subscriptionId]))
  return csv(
    feedColumns.usage,
    usage.map((fact) => ({
      tenant_id: tenantIds.get(fact.tenant)!,
      item: subscriptionIds.get(fact.item) ?? fact.item,
      month: fact.month,
      active_entitlements: fact.activeEntitlements,
      qualified_entitlements: fact.qualifiedEntitlements,
    })),
  )
}
