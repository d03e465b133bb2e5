import { sql } from 'kysely'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { setYear } from './year.ts'
import { Membership } from './membership.entity.ts'
import { setTier } from './tier.ts'

/**
 * What an organisation is when its tier ends: a starter pack that is still paid goes on as its membership (MEM-R2), else
 * it is in the free tier, which has no row until somebody confirms it.
 */
export const fallBack = async (call: Call, ended: Membership): Promise<void> => {
  const { vendorId, organizationId } = ended
  await call.em.flush()
  const { rows } = await sql<{ until: string | null }>`
    select max(o.covers_until)::text as until from fee_order o join vendor v on v.id = o.vendor_id
    where o.organization_id = ${organizationId} and o.offer = 'starter' and o.state in ('paid', 'fulfilled', 'refund_requested', 'refund_refused')
      and o.covers_until >= (${call.now}::timestamptz at time zone v.time_zone)::date
  `.execute(call.em.getKysely())
  const anniversaryOn = ended.tier === 'starter' ? null : rows[0]!.until
  await setTier(call, { organizationId, tier: anniversaryOn ? 'starter' : 'network' })
  if (!anniversaryOn) return
  const membership = call.em.create(Membership, {
    id: newId(call.now),
    vendorId,
    organizationId,
    tier: 'starter',
    anniversaryOn,
    state: 'active',
    stateAt: call.now,
    extendedFrom: null,
    confirmedAt: null,
    startedAt: call.now,
    endedAt: null,
  })
  call.em.persist(membership)
  membership.begin()
  await call.em.flush()
  await setYear(call, membership)
}
