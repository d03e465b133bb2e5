import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Subscription } from '../customers/customer.entity.ts'
import { instant, organizationPolicy, text, vendorPolicy } from '../kernel/columns.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Claim } from './claim.entity.ts'
import type { ClaimInput } from './claim.rules.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')
const organizationId = () =>
  p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index()
const claimId = () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('cascade').index()

export type ItemDecision = 'pending' | 'approved' | 'rejected' | 'removed'

/** One workload or one product with its subscription inside a claim. */
export const ClaimItemSchema = defineEntity({
  name: 'ClaimItem',
  tableName: 'claim_item',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    claimId,
    kind: () => text().$type<'workload' | 'subscription'>(),
    itemKey: () => text().index(),
    code: () => text(),
    name: () => text(),
    subscriptionId: () =>
      p.manyToOne(Subscription).mapToPk().joinColumn('subscription_id').deleteRule('restrict').nullable().index(),
    decision: () => text().$type<ItemDecision>().default('pending'),
    /** Why the reviewer rejected this item alone (CLM-R17); one of the review reasons. */
    decisionReason: () => text().nullable(),
    position: () => p.integer(),
  },
  uniques: [{ name: 'claim_item_unique', properties: ['claimId', 'itemKey'] }],
  checks: [
    { name: 'claim_item_kind_check', expression: `("kind" = 'subscription') = ("subscription_id" is not null)` },
  ],
  policies: organizationPolicy('claim_item_own'),
})
export class ClaimItem extends ClaimItemSchema.class {}
ClaimItemSchema.setClass(ClaimItem)

export const contactKinds = ['customer', 'customer_technical', 'partner'] as const

/** A person named on a claim: who speaks for the customer, and who for the partner. */
export const ClaimContactSchema = defineEntity({
  name: 'ClaimContact',
  tableName: 'claim_contact',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    claimId,
    kind: () => text().$type<(typeof contactKinds)[number]>(),
    name: () => text(),
    title: () => text().default(''),
    email: () => text(),
    language: () => text().default('en'),
    phone: () => text().default(''),
  },
  uniques: [{ name: 'claim_contact_unique', properties: ['claimId', 'kind'] }],
  policies: organizationPolicy('claim_contact_own'),
})
export class ClaimContact extends ClaimContactSchema.class {}
ClaimContactSchema.setClass(ClaimContact)

/** What was said about a claim, and to whom: the vendor too, the vendor only, or the partner only. */
export const CommentSchema = defineEntity({
  name: 'Comment',
  tableName: 'comment',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    claimId,
    audience: () => text().$type<'shared' | 'vendor_internal' | 'partner_internal'>(),
    authorId: () => p.manyToOne(Person).mapToPk().joinColumn('author_id').deleteRule('restrict').index(),
    body: () => text(),
    /** People who are told of it by mail. */
    mentions: () => p.array().$type<string[]>().default([]),
    at: () => instant(),
  },
  indexes: [
    {
      name: 'comment_shared_index',
      expression: `create index "comment_shared_index" on "comment" ("claim_id", "at") where "audience" = 'shared'`,
    },
  ],
  policies: [
    {
      name: 'comment_audience',
      using: `(select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (((select current_setting('ofrecord.side', true)) = 'vendor' and audience <> 'partner_internal') or (organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) and audience <> 'vendor_internal')))`,
    },
  ],
})
export class Comment extends CommentSchema.class {}
CommentSchema.setClass(Comment)

/**
 * The wizard's page as it was left: what was typed, right or wrong. It becomes a claim with "Create claim"; for a claim
 * that is being edited `claimId` names it.
 */
export const ClaimDraftSchema = defineEntity({
  name: 'ClaimDraft',
  tableName: 'claim_draft',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('cascade').nullable().index(),
    step: () => text(),
    input: () => p.json().$type<ClaimInput>(),
    savedAt: () => instant(),
    version: () => p.integer().version(),
  },
  policies: organizationPolicy('claim_draft_own'),
})
export class ClaimDraft extends ClaimDraftSchema.class {}
ClaimDraftSchema.setClass(ClaimDraft)

/** The last claim number given out. The row is locked for the length of a creation, so numbers have no gaps (GEN-R1). */
export const ClaimCounterSchema = defineEntity({
  name: 'ClaimCounter',
  tableName: 'claim_counter',
  properties: { vendorId: () => p.uuid().primary(), value: () => p.integer() },
  // It tells how many claims a programme has: nothing for the people of another one.
  policies: vendorPolicy('claim_counter_vendor'),
})
export class ClaimCounter extends ClaimCounterSchema.class {}
ClaimCounterSchema.setClass(ClaimCounter)

/** A claim as it was submitted in each round: what a reviewer sees a resubmission against (B.1.6). */
export const ClaimSubmissionSchema = defineEntity({
  name: 'ClaimSubmission',
  tableName: 'claim_submission',
  properties: {
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('cascade').primary(),
    round: () => p.integer().primary(),
    vendorId,
    organizationId,
    at: () => instant(),
    by: () => p.uuid(),
    input: () => p.json().$type<ClaimInput>(),
    evidenceIds: () => p.array().$type<string[]>(),
  },
  policies: organizationPolicy('claim_submission_own'),
})
export class ClaimSubmission extends ClaimSubmissionSchema.class {}
ClaimSubmissionSchema.setClass(ClaimSubmission)

/** When somebody last looked at a claim: comments and changes after that are new to them. */
export const ClaimLookSchema = defineEntity({
  name: 'ClaimLook',
  tableName: 'claim_look',
  properties: {
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('cascade').primary(),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('cascade').primary(),
    vendorId,
    organizationId,
    at: () => instant(),
  },
  indexes: [{ name: 'claim_look_person_index', properties: ['personId'] }],
  policies: organizationPolicy('claim_look_own'),
})
export class ClaimLook extends ClaimLookSchema.class {}
ClaimLookSchema.setClass(ClaimLook)

/** One verdict a round: the primary key is the lock that lets one of two reviewers win (I10). */
export const ReviewDecisionSchema = defineEntity({
  name: 'ReviewDecision',
  tableName: 'review_decision',
  properties: {
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('cascade').primary(),
    round: () => p.integer().primary(),
    vendorId,
    organizationId,
    /** null: the vendor's rules, by themselves (T5). */
    reviewerId: () => p.manyToOne(Person).mapToPk().joinColumn('reviewer_id').deleteRule('restrict').nullable().index(),
    verdict: () => text().$type<'approved' | 'returned' | 'rejected'>(),
    reasons: () => p.array().$type<string[]>(),
    at: () => instant(),
  },
  policies: organizationPolicy('review_decision_own'),
})
export class ReviewDecision extends ReviewDecisionSchema.class {}
ReviewDecisionSchema.setClass(ReviewDecision)
