import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Claim } from './claim.entity.ts'

/** The partner's objection to a rejection, once a claim, judged by another reviewer (T15, T16). */
export const DisputeSchema = defineEntity({
  name: 'Dispute',
  tableName: 'dispute',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').unique(),
    justification: () => text(),
    filedAt: () => instant(),
    filedBy: () => p.uuid(),
    /** Who rejected the claim, and therefore does not judge the dispute. */
    firstReviewerId: () => p.uuid().nullable(),
    outcome: () => text().$type<'approved' | 'rejected'>().nullable(),
    decidedAt: () => instant().nullable(),
    decidedBy: () => p.uuid().nullable(),
  },
  policies: organizationPolicy('dispute_own'),
})
export class Dispute extends DisputeSchema.class {}
DisputeSchema.setClass(Dispute)
