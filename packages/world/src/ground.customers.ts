import { setRule } from '@ofrecord/core/consent/portal.settings'
import { CustomerTenant, TenantAdmin } from '@ofrecord/core/customers/customer.entity'
import { system } from '@ofrecord/core/kernel/actor'
import type { AdministratorActor } from '@ofrecord/core/kernel/actor'
import { newId } from '@ofrecord/core/kernel/id'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inReading, inTransaction } from '@ofrecord/core/kernel/transaction'
import type { Ground, Laid } from './ground.ts'

/**
 * What the administrators of some customers have chosen: the phrase that every genuine letter carries (B.2.6), and which
 * partners may ask (ACC-R2). Phrases are written as rows; a rule is said by the customer's first administrator.
 */
export const layWishes = async (orm: Pools['orm'], { tenants }: Ground, laid: Laid): Promise<void> => {
  await inTransaction(orm, system('world'), async ({ em }) => {
    for (const { tenantId, codePhrase } of tenants)
      if (codePhrase !== undefined) await em.nativeUpdate(CustomerTenant, { tenantId }, { codePhrase })
  })
  for (const tenant of tenants) if (tenant.consent.allowed ?? tenant.consent.blocked) await layRules(orm, tenant, laid)
}

const layRules = async (
  orm: Pools['orm'],
  { tenantId, consent: { allowed = [], blocked = [] } }: Ground['tenants'][number],
  { organisations }: Laid,
): Promise<void> => {
  const administrator = await administratorOf(orm, tenantId)
  await inTransaction(orm, administrator, async (call) => {
    const tenant = await call.em.findOneOrFail(CustomerTenant, { id: administrator.customerTenantId })
    for (const partner of allowed) await setRule(call, tenant, organisations.get(partner)!, 'allowed')
    for (const partner of blocked) await setRule(call, tenant, organisations.get(partner)!, 'blocked')
  })
}

/** The first of them, as if signed in on the customer's own page. */
const administratorOf = (orm: Pools['orm'], tenantId: string): Promise<AdministratorActor> =>
  inReading(orm, system('world'), async ({ em, now }) => {
    const { id: customerTenantId, vendorId } = await em.findOneOrFail(CustomerTenant, { tenantId })
    const [found] = await em.find(TenantAdmin, { customerTenantId }, { orderBy: { id: 'asc' }, limit: 1 })
    const { id: administratorId, email: address, name } = found!
    const sessionId = newId<'PortalSession'>(now)
    return { side: 'customer', vendorId, customerTenantId, sessionId, administratorId, address, name, delegate: false }
  })
