import { defineEntity, p } from '@mikro-orm/core'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Claim } from './claim.entity.ts'
import type { ConflictStatus, ConflictVerb, PartyRole } from './conflict.rules.ts'
import { conflictMoves } from './conflict.rules.ts'

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
/**
 * Its events belong to no organisation, so row-level security shows them to the vendor alone: neither side reads how it
 * was compared (CNF-R6).
 */
export class Conflict extends ConflictSchema.class {
  /** The incumbent is asked for newer evidence (CNF-R3). Refuses with `EVIDENCE_ASKED_BEFORE`: it is asked once. */
  ask(dueAt: Date): void {
    if (this.evidenceDueAt)
      refuse('conflict', 'EVIDENCE_ASKED_BEFORE', {
        rule: 'CNF-R3',
        params: { dueAt: this.evidenceDueAt.toISOString() },
      })
    move(this, 'ask')
    this.evidenceDueAt = dueAt
    happened(this, 'conflict.evidenceRequested', { dueAt: dueAt.toISOString() })
  }

  /** The customer is asked who does the work (CNF-R4). Refuses with `CUSTOMER_ASKED_BEFORE`: it is asked once. */
  askCustomer(now: Date): void {
    if (this.status === 'decided') refuse('conflict', 'CONFLICT_DECIDED', { rule: 'CNF-R5' })
    if (this.customerAskedAt)
      refuse('conflict', 'CUSTOMER_ASKED_BEFORE', {
        rule: 'CNF-R4',
        params: { askedAt: this.customerAskedAt.toISOString() },
      })
    this.customerAskedAt = now
    happened(this, 'conflict.customerAsked')
  }

  /** Newer evidence came in time or late; the reviewer goes on. */
  answer(claimId: string): void {
    if (this.status === 'awaiting_partners') move(this, 'answer')
    happened(this, 'conflict.answered', { claimId })
  }

  /** The time for an answer is over: the challenger may win if its evidence is sufficient (CNF-R3). */
  wait(dueAt: Date): void {
    move(this, 'wait')
    happened(this, 'conflict.silent', { dueAt: dueAt.toISOString() })
  }

  decide(by: { personId: string }, winnerClaimId: string, rationale: string, now: Date): void {
    move(this, 'decide')
    this.decidedAt = now
    this.decidedBy = by.personId
    this.winnerClaimId = winnerClaimId
    this.rationale = rationale
    happened(this, 'conflict.decided', { winnerClaimId }, { rationale })
  }

  /** One side only is left: nothing to compare any more. */
  dissolve(winnerClaimId: string | null, now: Date): void {
    move(this, 'dissolve')
    this.decidedAt = now
    this.winnerClaimId = winnerClaimId
    happened(this, 'conflict.dissolved', { winnerClaimId })
  }
}
ConflictSchema.setClass(Conflict)

const move = (conflict: Conflict, verb: ConflictVerb): void => {
  if (conflict.status === 'decided') refuse('conflict', 'CONFLICT_DECIDED', { rule: 'CNF-R5' })
  conflict.status = next<ConflictStatus, ConflictVerb>(conflictMoves, conflict.status, verb)
}

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
    role: () => text().$type<PartyRole>(),
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
