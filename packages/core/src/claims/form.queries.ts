import { Vendor } from '../kernel/vendor.entity.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ClaimPage } from './claim.queries.ts'
import { readClaim } from './claim.queries.ts'

type Shown = Pick<
  ClaimPage,
  | 'number'
  | 'organizationName'
  | 'organizationNumber'
  | 'locationName'
  | 'locationNumber'
  | 'locationCity'
  | 'customerName'
  | 'tenantId'
  | 'domain'
  | 'publicSector'
  | 'areaName'
  | 'activity'
  | 'items'
  | 'contacts'
>

/** What the vendor's form is filled in with. */
export interface FormFacts extends Shown {
  vendorName: string
  filledAt: Date
}

/** A claim as the vendor's form shows it, for the partner in scope (B.1.8). Anybody else's is absent. */
export const readForm = async (call: Call, claimId: string): Promise<FormFacts> => {
  if (call.actor.side !== 'partner') return refuseAbsent()
  const scope = scopeOf(call.actor, 'claims.see')
  if (scope === undefined) return refuse('forbidden', 'FORBIDDEN', { rule: 'CLM-R1' })
  const claim = await readClaim(call, { side: 'partner', scope }, claimId)
  const vendor = await call.em.findOneOrFail(Vendor, { id: call.actor.vendorId })
  return { ...claim, vendorName: vendor.name, filledAt: call.now }
}
