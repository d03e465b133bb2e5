import { subscriptionKey, workloadKey } from '@ofrecord/core/customers/customer.rules'
import { system } from '@ofrecord/core/kernel/actor'
import { newId } from '@ofrecord/core/kernel/id'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { organisationOfPlace } from './enrollments.ts'
import { layOrders } from './ground.orders.ts'
import type { Kept } from './ground.orders.ts'
import { layReferences } from './ground.references.ts'
import type { Laid } from './ground.ts'
import { insertRows } from './rows.ts'
import { after, days, monthOf } from './time.ts'
import type { World } from './world.ts'

/** What the rows of a standing are laid from. */
export interface Plot {
  world: World
  laid: Laid
  /** The row of a customer, by its key. */
  tenant: (key: string) => string
  at: (daysAway: number) => Date
  /** Who owns what belongs to a location. */
  owner: (location: string) => { vendor_id: string; organization_id: string; location_id: string }
}

/**
 * Lays what competencies are counted from beside people: what other systems recorded, and references, with the links of
 * those that were sent; and the fees that were paid for them. `paper` is the proof that all transfers show.
 */
export const layStanding = (
  orm: Pools['orm'],
  installation: Installation,
  world: World,
  laid: Laid,
  paper: Kept,
): Promise<void> =>
  inTransaction(orm, system('world'), async (call) => {
    const plot = await openPlot(call, world, laid)
    await layRecorded(call, plot)
    await layAmounts(call, plot)
    await layFigures(call, plot)
    await layReferences(call, plot, installation)
    await layOrders(call, plot, paper)
  })

const openPlot = async ({ em }: Call, world: World, laid: Laid): Promise<Plot> => {
  const rows = await em.execute<{ id: string; guid: string }[]>('select id, tenant_id as guid from customer_tenant')
  const ids = new Map(rows.map(({ id, guid }) => [guid, id]))
  const tenants = new Map(world.tenants.map(({ key, tenantId }) => [key, ids.get(tenantId)!]))
  return {
    world,
    laid,
    tenant: (key) => tenants.get(key)!,
    at: (daysAway) => after(world.t0, daysAway * days),
    owner: (location) => ({
      vendor_id: laid.vendorId,
      organization_id: laid.organisations.get(organisationOfPlace(location))!,
      location_id: laid.locations.get(location)!,
    }),
  }
}

const layRecorded = (call: Call, { world, tenant, at, owner }: Plot): Promise<void> => {
  const subscriptions = new Map(world.subscriptions.map(({ key, subscriptionId }) => [key, subscriptionId]))
  return insertRows(
    call,
    'recorded_association',
    world.recorded.map(({ method, reference, location, tenant: customer, item, sinceDays }) => ({
      id: newId(call.now) as string,
      ...owner(location),
      customer_tenant_id: tenant(customer),
      method,
      reference,
      item_key: subscriptions.has(item) ? subscriptionKey(subscriptions.get(item)!) : workloadKey(item),
      since: at(sinceDays),
      ended_at: null,
    })),
  )
}

const firstOf = ({ world }: Plot, monthsAgo: number): string => `${monthOf(world.t0, -monthsAgo)}-01`

const layAmounts = (call: Call, plot: Plot): Promise<void> =>
  insertRows(
    call,
    'amount_fact',
    plot.world.amounts.map(({ location, tenant, product, method, measure, monthsAgo, cents }) => ({
      id: newId(call.now) as string,
      ...plot.owner(location),
      customer_tenant_id: plot.tenant(tenant),
      product_code: product,
      method,
      measure,
      month: firstOf(plot, monthsAgo),
      amount_minor: cents,
    })),
  )

const layFigures = (call: Call, plot: Plot): Promise<void> =>
  insertRows(
    call,
    'indicator_fact',
    plot.world.figures.map(({ location, competency, indicator, monthsAgo, value, baseline }) => ({
      id: newId(call.now) as string,
      ...plot.owner(location),
      competency,
      indicator,
      month: firstOf(plot, monthsAgo),
      value,
      baseline,
    })),
  )
