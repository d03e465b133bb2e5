import { defineEntity, p } from '@mikro-orm/core'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { CustomerTenant } from '../customers/customer.entity.ts'
import type { AskMode } from '../customers/customer.rules.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { Checklist } from './evidence.rules.ts'
import { isChecklistComplete } from './evidence.rules.ts'
import type { ClaimStatus, ConsentState, EndReason } from './claim.rules.ts'
import type { DisassociationReason, ReviewKind, WithdrawalReason } from './choices.rules.ts'
import { close, flag, move } from './claim.moving.ts'

/** A partner's request to be recorded as the one behind certain workloads or subscriptions of a customer. */
export const ClaimSchema = defineEntity({
  name: 'Claim',
  tableName: 'claim',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () => p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict'),
    number: () => p.integer(),
    name: () => text(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    areaCode: () => text(),
    activity: () => text().$type<ClaimActivity>(),
    incentiveOptOut: () => p.boolean(),
    customerTenantId: () =>
      p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('restrict').index(),
    /** Kept on the row so that lists read one table. */
    customerName: () => text(),
    domain: () => text(),
    itemCount: () => p.integer(),
    status: () => text().$type<ClaimStatus>(),
    consentState: () => text().$type<ConsentState>(),
    /** What silence means for this claim, as the customer had set it when it was told (C57). */
    consentMode: () => text().$type<AskMode>().default('opt_out'),
    reviewKind: () => text().$type<ReviewKind>().default('initial'),
    round: () => p.integer().default(1),
    solutionSellerName: () => text().default(''),
    revenueCustomerName: () => text().default(''),
    isvProductName: () => text().default(''),
    acknowledgedAt: () => instant().nullable(),
    acknowledgedBy: () => p.uuid().nullable(),
    createdAt: () => instant(),
    createdBy: () => p.uuid(),
    submittedAt: () => instant().nullable(),
    submittedBy: () => p.uuid().nullable(),
    /** Until when the vendor means to act: queue, then review (5 business days each). */
    slaDueAt: () => instant().nullable(),
    reviewStartedAt: () => instant().nullable(),
    reviewerId: () => p.uuid().nullable().index(),
    /** Who sent it back: an answer goes to the same reviewer first (T9). */
    preferredReviewerId: () => p.uuid().nullable(),
    checklist: () => p.json().$type<Checklist>(),
    actionRequiredAt: () => instant().nullable(),
    actionDueAt: () => instant().nullable(),
    /** Whether the reviewer who sent it back lets the partner add items (CLM-R19). */
    itemsMayBeAdded: () => p.boolean().default(false),
    /** Drawn for a look by a person although the rules would have approved it (AMB-9). */
    sampled: () => p.boolean().default(false),
    /** A legal hold: nothing of this claim is purged until it is lifted (B.17). */
    heldAt: () => instant().nullable(),
    heldBy: () => p.uuid().nullable(),
    holdReason: () => text().default(''),
    /** The contact of an approved claim is corrected once without a new review (T19). */
    contactCorrectedAt: () => instant().nullable(),
    /** Until when a rejection can be disputed (T15); null: never. */
    disputableUntil: () => instant().nullable(),
    approvedAt: () => instant().nullable(),
    consentStartsAt: () => instant().nullable(),
    consentDueAt: () => instant().nullable(),
    activatedAt: () => instant().nullable(),
    closedAt: () => instant().nullable(),
    closeReason: () => text().nullable(),
    flags: () => p.array().$type<string[]>(),
    /** When the status became what it is: days in status (B.1.9). */
    statusAt: () => instant(),
    changedAt: () => instant(),
    version: () => p.integer().version(),
  },
  uniques: [
    { name: 'claim_number_unique', properties: ['vendorId', 'number'] },
    {
      name: 'claim_name_unique',
      expression: `create unique index "claim_name_unique" on "claim" ("organization_id", lower("name")) where "status" in ('draft', 'submitted', 'under_review', 'action_required', 'approved')`,
    },
  ],
  indexes: [
    { name: 'claim_number_index', properties: ['organizationId', 'number'] },
    { name: 'claim_list_index', properties: ['organizationId', 'changedAt', 'id'] },
    { name: 'claim_status_index', properties: ['organizationId', 'status', 'changedAt', 'id'] },
    {
      name: 'claim_queue_index',
      expression: `create index "claim_queue_index" on "claim" ("vendor_id", "submitted_at", "id") where "status" in ('submitted', 'under_review')`,
    },
  ],
  policies: organizationPolicy('claim_own'),
})

refuseOnConstraint('claim_name_unique', () => refuse('conflict', 'CLAIM_NAME_TAKEN', { field: 'name', rule: 'B.1.2' }))

interface By {
  personId: string
}

interface Return {
  days: number
  mayAddItems: boolean
  /** Names of the items it is about; none: the claim as a whole. */
  items: readonly string[]
}

/** A verb checks its guard, moves by the table and says what happened; beside these only those of its window do. */
export class Claim extends ClaimSchema.class {
  /** To the vendor (T3). The guard is `problemsOfSubmission`. */
  submit(by: By, now: Date, slaDueAt: Date, evidenceCount: number): void {
    move(this, 'submit', now)
    this.submittedAt = now
    this.submittedBy = by.personId
    this.acknowledgedAt = now
    this.acknowledgedBy = by.personId
    this.slaDueAt = slaDueAt
    happened(this, 'claim.submitted', { round: this.round, items: this.itemCount, evidence: evidenceCount })
  }

  /** Gone from the partner's desk (T2): the name is free again, the number is not. Refuses what the vendor has seen. */
  delete(now: Date): void {
    if (this.submittedAt)
      refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'T2', params: { status: this.status, action: 'delete' } })
    move(this, 'delete', now)
    close(this, now, 'deleted')
    happened(this, 'claim.deleted')
  }

  /** The answer to a return (T9). Until the due second it is in time (C28); later it is `DEADLINE_PASSED`. */
  resubmit(by: By, now: Date, slaDueAt: Date, evidenceCount: number): void {
    if (this.status === 'action_required' && this.actionDueAt && isPast(this.actionDueAt, now))
      refuse('conflict', 'DEADLINE_PASSED', { rule: 'CLM-V22', params: { dueAt: this.actionDueAt.toISOString() } })
    move(this, 'resubmit', now)
    this.round += 1
    this.reviewKind = 'resubmission'
    this.submittedAt = now
    this.submittedBy = by.personId
    this.acknowledgedAt = now
    this.acknowledgedBy = by.personId
    this.reviewerId = null
    this.checklist = {}
    this.actionDueAt = null
    this.itemsMayBeAdded = false
    this.slaDueAt = slaDueAt
    happened(this, 'claim.resubmitted', { round: this.round, items: this.itemCount, evidence: evidenceCount })
  }

  /** Back to the partner's desk, while no reviewer has taken it (CLM-R19). Refuses with `CLAIM_NOT_EDITABLE`. */
  recall(now: Date): void {
    if (this.status !== 'submitted')
      refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'CLM-R19', params: { status: this.status } })
    move(this, 'recall', now)
    this.slaDueAt = null
    happened(this, 'claim.recalled')
  }

  /** A reviewer takes it (T4). The second of two learns who was first. */
  take(by: By & { name: string }, now: Date, slaDueAt: Date): void {
    if (this.status === 'under_review' && this.reviewerId !== null)
      refuse('conflict', 'CLAIM_TAKEN_BY_OTHER', { rule: 'T4', params: { reviewer: by.name } })
    move(this, 'take', now)
    this.reviewStartedAt = now
    this.reviewerId = by.personId
    this.slaDueAt = slaDueAt
    this.checklist = {}
    happened(this, 'claim.taken', { slaDueAt: slaDueAt.toISOString() })
  }

  /** Notes one answer of the reviewer's checklist (B.1.8). */
  check(by: By, point: keyof Checklist, answer: 'yes' | 'no' | null, now: Date): void {
    mustBeReviewedBy(this, by)
    const { [point]: _before, ...others } = this.checklist
    this.checklist = answer ? { ...others, [point]: answer } : others
    this.changedAt = now
  }

  /** The vendor did not act within its business days (C23): a flag for the lead, and nothing else changes. */
  exceedSla(): void {
    this.flags = [...this.flags, 'over_sla']
    happened(this, 'claim.overSla', { slaDueAt: this.slaDueAt?.toISOString() ?? null })
  }

  /** The vendor agrees (T7). Associations start in the customer's window; revenue claims have none (T7r). */
  approve(by: By, now: Date, { notice, items }: { notice: boolean; items: number }): void {
    mustBeReviewedBy(this, by)
    if (!isChecklistComplete(this.checklist))
      refuse('invalid', 'CHECKLIST_INCOMPLETE', { field: 'checklist', rule: 'T7' })
    move(this, 'approve', now)
    settle(this, now, notice)
    happened(this, 'claim.approved', { notice, items, rejected: this.itemCount - items })
  }

  /** The vendor's rules agree, by the settings of version `rules`, where nothing is left to ask (T5). */
  approveByRules(now: Date, { notice, items, rules }: { notice: boolean; items: number; rules: number }): void {
    move(this, 'approveByRules', now)
    settle(this, now, notice)
    this.flags = [...this.flags, 'policy_auto']
    happened(this, 'claim.approved', { notice, items, rejected: this.itemCount - items, rules })
  }

  /** The rules would have approved it, and chance wants a person to look (AMB-9). Once drawn it stays drawn. */
  sample(rules: number): void {
    this.sampled = true
    happened(this, 'claim.sampled', { rules })
  }

  /** The rules found something to ask; the claim waits in the queue like any other. */
  leaveToPerson(reasons: readonly string[], rules: number): void {
    happened(this, 'claim.leftToPerson', { reasons: [...reasons], rules })
  }

  /** Sent back with reasons (T6): the partner has 30 days, and the answer comes to the same reviewer first (T9). */
  return(by: By, reasons: readonly string[], now: Date, { days, mayAddItems, items }: Return): void {
    mustBeReviewedBy(this, by)
    move(this, 'return', now)
    this.preferredReviewerId = by.personId
    this.itemsMayBeAdded = mayAddItems
    this.slaDueAt = null
    this.actionRequiredAt = now
    const dueAt = daysAfter(now, days)
    this.actionDueAt = dueAt
    happened(this, 'claim.returned', { reasons: [...reasons], dueAt: dueAt.toISOString(), items: [...items] })
  }

  /** Refused on grounds (T8). The partner may dispute it once, for `disputeDays` (T15); a second refusal is final (T16). */
  reject(by: By, reasons: readonly string[], now: Date, disputeDays: number): void {
    mustBeReviewedBy(this, by)
    move(this, 'reject', now)
    this.slaDueAt = null
    this.disputableUntil = this.reviewKind === 'dispute' ? null : daysAfter(now, disputeDays)
    close(this, now, reasons[0] ?? 'other')
    happened(this, 'claim.rejected', {
      reasons: [...reasons],
      disputableUntil: this.disputableUntil?.toISOString() ?? null,
    })
  }

  /**
   * The partner objects to a rejection (T15); another reviewer judges it. Refuses with `NOT_DISPUTABLE` after silence or
   * a second time, and with `DEADLINE_PASSED` after the last day (C29, C30).
   */
  dispute(by: By, now: Date, slaDueAt: Date): void {
    if (this.status === 'rejected' && !this.disputableUntil)
      refuse('conflict', 'NOT_DISPUTABLE', { rule: this.closeReason === 'no_response' ? 'T10' : 'T15' })
    if (this.status === 'rejected' && isPast(this.disputableUntil!, now))
      refuse('conflict', 'DEADLINE_PASSED', { rule: 'CLM-V22', params: { dueAt: this.disputableUntil!.toISOString() } })
    move(this, 'dispute', now)
    this.round += 1
    this.reviewKind = 'dispute'
    this.reviewerId = null
    this.preferredReviewerId = null
    this.checklist = {}
    this.closedAt = null
    this.closeReason = null
    this.disputableUntil = null
    this.submittedAt = now
    this.submittedBy = by.personId
    this.slaDueAt = slaDueAt
    happened(this, 'claim.disputed', { round: this.round })
  }

  /** Nobody answered in time (T10): the effective time is the due instant, whenever the job ran. */
  lapse(dueAt: Date): void {
    move(this, 'lapse', dueAt)
    close(this, dueAt, 'no_response')
    happened(this, 'claim.rejected', { reasons: [], noResponse: true, effectiveAt: dueAt.toISOString() })
  }

  /** Somebody at the customer called a letter about it spam: for the reviewer to know, and nothing moves. */
  noteComplaint(template: string): void {
    flag(this, 'complained')
    happened(this, 'claim.complained', { template })
  }

  /** Nothing of it is purged until the hold is lifted (B.17). Refuses with `CLAIM_HELD` a second one. */
  hold(by: By, now: Date, reason: string): void {
    if (this.heldAt) refuse('conflict', 'CLAIM_HELD', { rule: 'B.17' })
    this.heldAt = now
    this.heldBy = by.personId
    this.holdReason = reason
    happened(this, 'claim.held', {}, { reason })
  }

  /** Refuses with `CLAIM_NOT_HELD` where there is none to lift. */
  liftHold(): void {
    if (!this.heldAt) refuse('conflict', 'CLAIM_NOT_HELD', { rule: 'B.17' })
    this.heldAt = null
    this.heldBy = null
    this.holdReason = ''
    happened(this, 'claim.holdLifted')
  }

  /** In force (T11): by silence at the end of the window, by an explicit yes, or at once for revenue (T7r). */
  activate(how: 'silence' | 'confirmed' | 'revenue', effectiveAt: Date): void {
    move(this, 'activate', effectiveAt)
    if (how !== 'revenue') this.consentState = how === 'silence' ? 'elapsed' : 'confirmed'
    this.activatedAt = effectiveAt
    happened(this, 'claim.activated', { how, effectiveAt: effectiveAt.toISOString() })
  }

  /** The customer says no (T12), at any time. Before the window ends it reads "denied", later "cancelled" (CON-R3). */
  deny(now: Date, reasons: readonly string[], personal: { comment: string | null }): void {
    const wasActive = this.activatedAt != null
    move(this, 'deny', now)
    this.consentState = 'denied'
    close(this, now, 'denied')
    happened(
      this,
      'claim.denied',
      { reasons: [...reasons], wasActive, shared: personal.comment !== null },
      personal.comment === null ? null : { comment: personal.comment },
    )
  }

  /** The customer takes the no back within 24 hours: what was before is restored (MIC, settled difference 4). */
  undoDenial(now: Date, before: ConsentState): void {
    move(this, 'undoDenial', now)
    this.consentState = before
    this.closedAt = null
    this.closeReason = null
    happened(this, 'claim.denialUndone', { consentState: before })
  }

  /** Taken back before the vendor decided (T13). */
  withdraw(reason: WithdrawalReason | 'merged_duplicate', now: Date): void {
    move(this, 'withdraw', now)
    this.slaDueAt = null
    this.actionDueAt = null
    close(this, now, reason)
    happened(this, 'claim.withdrawn', { reason })
  }

  /** No longer in force, or never to be (T14, T17, T18). `why` is the partner's own reason for a disassociation. */
  end(reason: EndReason, now: Date, why: DisassociationReason | null = null): void {
    move(this, 'end', now)
    close(this, now, reason)
    happened(this, 'claim.ended', { reason, why })
  }

  /** Another location of the same organisation has the work from now on; the customer's record is unchanged (DIS-R6). */
  transfer(to: string, now: Date): void {
    const from = this.locationId
    this.locationId = to
    this.changedAt = now
    happened(this, 'claim.transferred', { from, to })
  }

  /**
   * In force again with the location it ended with (DIS-R5). The customer was told that it ended, so it is asked anew
   * and has its whole window. Refuses with `ILLEGAL_TRANSITION` what ended for another reason (I2).
   */
  reinstate(now: Date, items: readonly string[]): void {
    if (this.closeReason !== 'location_dissociated')
      refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'I2', params: { from: this.status, verb: 'reinstate' } })
    const notice = this.consentState !== 'not_applicable'
    move(this, 'reinstate', now)
    this.closedAt = null
    this.closeReason = null
    this.activatedAt = null
    this.consentStartsAt = null
    this.consentDueAt = null
    if (notice) this.consentState = 'awaiting_delivery'
    happened(this, 'claim.reinstated', { notice, items: [...items] })
  }
}
ClaimSchema.setClass(Claim)

// Functions for the same reason as in claim.moving.ts.

/** What an approval is, whoever gave it. */
const settle = (claim: Claim, now: Date, notice: boolean): void => {
  claim.approvedAt = now
  claim.slaDueAt = null
  claim.consentState = notice ? 'awaiting_delivery' : 'not_applicable'
}

/** Only the reviewer who took it decides it (I10). */
const mustBeReviewedBy = (claim: Claim, by: By): void => {
  if (claim.status !== 'under_review')
    refuse('conflict', 'CLAIM_ALREADY_DECIDED', { rule: 'I10', params: { status: claim.status } })
  if (claim.reviewerId !== by.personId) refuse('conflict', 'CLAIM_TAKEN_BY_OTHER', { rule: 'T4' })
}
