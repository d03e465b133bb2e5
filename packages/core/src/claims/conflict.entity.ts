import { defineEntity, p } from '@mikro-orm/core'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Claim } from './claim.entity.ts'

export const conflictStatuses = ['open', 'awaiting_partners', 'decided'] as const
export type ConflictStatus = (typeof conflictStatuses)[number]

/** Two organisations claim one item of one customer (B.1.7). Only the vendor reads it: neither side learns the other. */
export const ConflictSchema = defineEntity({
  name: 'Conflict',
  tableName: 'conflict',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    customerTenantId: () =>
      p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('restrict').index(),
    itemKey: () => text(),
    itemName: () => text(),
    status: () => text().$type<ConflictStatus>().default('open'),
    openedAt: () => instant(),
    /** Until when the incumbent answers the request for evidence (CNF-R3); its silence lets the challenger win. */
    evidenceDueAt: () => instant().nullable(),
    customerAskedAt: () => instant().nullable(),
    decidedAt: () => instant().nullable(),
    decidedBy: () => p.uuid().nullable(),
    winnerClaimId: () =>
      p.manyToOne(Claim).mapToPk().joinColumn('winner_claim_id').deleteRule('restrict').nullable().index(),
    rationale: () => text().default(''),
    version: () => p.integer().version(),
  },
  uniques: [
    {
      name: 'conflict_open_unique',
      expression: `create unique index "conflict_open_unique" on "conflict" ("customer_tenant_id", "item_key") where "status" <> 'decided'`,
    },
  ],
  indexes: [
    {
      name: 'conflict_queue_index',
      expression: `create index "conflict_queue_index" on "conflict" ("vendor_id", "opened_at", "id") where "status" <> 'decided'`,
    },
  ],
  policies: staffPolicy('conflict_staff'),
})
export class Conflict extends ConflictSchema.class {}
ConflictSchema.setClass(Conflict)

/** One side of a conflict: who holds the item, or who asks for it. */
export const ConflictPartySchema = defineEntity({
  name: 'ConflictParty',
  tableName: 'conflict_party',
  properties: {
    conflictId: () => p.manyToOne(Conflict).mapToPk().joinColumn('conflict_id').deleteRule('cascade').primary(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    role: () => text().$type<'incumbent' | 'challenger'>(),
    joinedAt: () => instant(),
    /** When this side was asked for newer evidence, and when it answered. */
    askedAt: () => instant().nullable(),
    answeredAt: () => instant().nullable(),
    outcome: () => text().$type<'won' | 'lost'>().nullable(),
  },
  indexes: [{ name: 'conflict_party_claim_index', properties: ['claimId'] }],
  policies: staffPolicy('conflict_party_staff'),
})
export class ConflictParty extends ConflictPartySchema.class {}
ConflictPartySchema.setClass(ConflictParty)

/** A reviewer never sees a claim of an organisation that stands here beside their name (B.1, review). */
export const ReviewerExclusionSchema = defineEntity({
  name: 'ReviewerExclusion',
  tableName: 'reviewer_exclusion',
  properties: {
    personId: () => p.uuid().primary(),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('cascade').primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    reason: () => text().default(''),
    addedAt: () => instant(),
    addedBy: () => p.uuid(),
  },
  indexes: [{ name: 'reviewer_exclusion_organization_index', properties: ['organizationId'] }],
  policies: staffPolicy('reviewer_exclusion_staff'),
})
export class ReviewerExclusion extends ReviewerExclusionSchema.class {}
ReviewerExclusionSchema.setClass(ReviewerExclusion)
