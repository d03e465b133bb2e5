import { defineEntity, p } from '@mikro-orm/core'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Claim } from './claim.entity.ts'
import type { AssociationStatus } from './claim.rules.ts'
import { ClaimItem } from './parts.entity.ts'

/**
 * The live link between a partner's location, a tenant and an item. At most one organisation holds an item at any
 * instant (I1): the exclusion constraint `association_one_partner` of the migration says so, not this code.
 */
export const AssociationSchema = defineEntity({
  name: 'Association',
  tableName: 'association',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').index(),
    claimItemId: () => p.manyToOne(ClaimItem).mapToPk().joinColumn('claim_item_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    customerTenantId: () =>
      p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('restrict').index(),
    itemKey: () => text(),
    activity: () => text().$type<ClaimActivity>(),
    status: () => text().$type<AssociationStatus>(),
    createdAt: () => instant(),
    dataVisibleFrom: () => instant().nullable(),
    endedAt: () => instant().nullable(),
    endReason: () => text().nullable(),
    /** The newest document that shows the work, also one that came after the approval. */
    evidenceHeadId: () => p.uuid().nullable(),
  },
  uniques: [
    {
      name: 'association_activity_unique',
      expression: `create unique index "association_activity_unique" on "association" ("customer_tenant_id", "item_key", "organization_id", "activity") where "status" in ('in_consent_window', 'active')`,
    },
  ],
  policies: organizationPolicy('association_own'),
})

/** The rival is never named: the same text as for any item that is taken (I9, CNF-R6). */
refuseOnConstraint('association_one_partner', () => refuse('conflict', 'ITEM_HELD_BY_OTHER', { rule: 'CNF-R1' }))
refuseOnConstraint('association_activity_unique', () =>
  refuse('conflict', 'SUBSCRIPTION_ALREADY_CLAIMED', { rule: 'CLM-V7' }),
)

export class Association extends AssociationSchema.class {
  activate(at: Date): void {
    this.status = 'active'
    this.dataVisibleFrom = at
  }

  end(reason: string, at: Date): void {
    this.status = 'ended'
    this.endedAt = at
    this.endReason = reason
  }

  /** After an undone denial: back to what it was. The database refuses when somebody else holds the item by now. */
  reinstate(active: boolean): void {
    this.status = active ? 'active' : 'in_consent_window'
    this.endedAt = null
    this.endReason = null
  }
}
AssociationSchema.setClass(Association)

/** What a claim has or is to have: in the customer's window, active, or reserved until another's ends (CNF-R8). */
export const liveAssociations = (call: Call, claim: Claim): Promise<Association[]> =>
  call.em.find(Association, { claimId: claim.id, status: { $in: ['reserved', 'in_consent_window', 'active'] } })
