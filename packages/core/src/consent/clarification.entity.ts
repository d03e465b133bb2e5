import { defineEntity, p } from '@mikro-orm/core'
import { Conflict } from '../claims/conflict.entity.ts'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { movesFrom, next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type {
  ClarificationAnswer,
  ClarificationStatus,
  ClarificationVerb,
  QuestionState,
  ReminderDay,
  Sides,
} from './clarification.rules.ts'
import { clarificationMoves } from './clarification.rules.ts'
import type { Traces } from './recording.ts'

/** The customer is asked which of two partners does the work (CNF-R4). Only the vendor and the link's holder read it. */
export const ClarificationSchema = defineEntity({
  name: 'Clarification',
  tableName: 'clarification',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    customerTenantId: () =>
      p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('restrict').index(),
    conflictId: () =>
      p.manyToOne(Conflict).mapToPk().joinColumn('conflict_id').deleteRule('restrict').nullable().unique(),
    /** What the question is about, as the customer knows it. */
    itemName: () => text(),
    incumbentId: () => p.manyToOne(Organization).mapToPk().joinColumn('incumbent_id').deleteRule('restrict').index(),
    challengerId: () => p.manyToOne(Organization).mapToPk().joinColumn('challenger_id').deleteRule('restrict').index(),
    status: () => text().$type<ClarificationStatus>().default('open'),
    askedAt: () => instant(),
    askedBy: () => p.uuid(),
    dueAt: () => instant(),
    answer: () => text().$type<ClarificationAnswer>().nullable(),
    comment: () => text().default(''),
    answeredAt: () => instant().nullable(),
    /** The mailbox whose link was used. */
    answeredBy: () => text().nullable(),
  },
  policies: staffPolicy('clarification_staff'),
})
/** It belongs to no organisation, so that neither the row nor its events are ever a partner's to read (CNF-R6). */
export class Clarification extends ClarificationSchema.class {
  /** The question goes out: everybody who is asked gets a letter. */
  open(recipients: number): void {
    happened(this, 'clarification.opened', { conflictId: this.conflictId ?? null, recipients, dueAt: iso(this.dueAt) })
  }

  /** Another partner asks for the item now: the question is put anew about these two, with all its time (POR-R12). */
  restate(sides: Sides, dueAt: Date): void {
    this.incumbentId = sides.incumbentId
    this.challengerId = sides.challengerId
    this.dueAt = dueAt
    happened(this, 'clarification.restated', { dueAt: iso(dueAt) })
  }

  remind(day: ReminderDay): void {
    happened(this, 'clarification.reminded', { day, dueAt: iso(this.dueAt) })
  }

  /**
   * What the customer says (CNF-R4, POR-R13). The same answer again changes nothing. Refuses with
   * `CLARIFICATION_ANSWERED` another answer, since the first stands; with `CLARIFICATION_MOOT` when the item was decided
   * meanwhile, and `CLARIFICATION_OVER` after the last day. Answers whether anything was recorded.
   */
  receive(
    given: { answer: ClarificationAnswer; comment: string; address: string },
    state: QuestionState,
    traces: Traces,
    now: Date,
  ): boolean {
    if (state === 'answered' && this.answer === given.answer) return false
    if (state === 'answered')
      refuse('conflict', 'CLARIFICATION_ANSWERED', {
        rule: 'CNF-R4',
        params: { answeredAt: iso(this.answeredAt ?? now) },
      })
    if (state === 'moot') refuse('conflict', 'CLARIFICATION_MOOT', { rule: 'CNF-R4' })
    if (state === 'over')
      refuse('conflict', 'CLARIFICATION_OVER', { rule: 'POR-R13', params: { dueAt: iso(this.dueAt) } })
    move(this, 'answer')
    const { answer, comment, address } = given
    this.answer = answer
    this.comment = comment
    this.answeredAt = now
    this.answeredBy = address
    const { trap: automationSuspected, ip, userAgent } = traces
    happened(this, 'clarification.answered', { answer, automationSuspected }, { address, comment, ip, userAgent })
    return true
  }

  /** No answer came in time, or nobody could be asked: a review lead decides by the documents (P6). */
  escalate(reason: 'silence' | 'nobody'): void {
    move(this, 'escalate')
    happened(this, 'clarification.escalated', { reason, dueAt: iso(this.dueAt) })
  }

  /** The conflict is decided, or one partner is left. What was answered stays answered. */
  close(verb: 'decide' | 'lapse'): void {
    if (!movesFrom<ClarificationStatus, ClarificationVerb>(clarificationMoves, this.status).includes(verb)) return
    move(this, verb)
    happened(this, 'clarification.closed', { status: this.status })
  }
}
ClarificationSchema.setClass(Clarification)

const move = (clarification: Clarification, verb: ClarificationVerb): void => {
  clarification.status = next<ClarificationStatus, ClarificationVerb>(clarificationMoves, clarification.status, verb)
}

const iso = (at: Date): string => at.toISOString()

/** One mailbox that was asked, with a link of its own. */
export const ClarificationRecipientSchema = defineEntity({
  name: 'ClarificationRecipient',
  tableName: 'clarification_recipient',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    clarificationId: () =>
      p.manyToOne(Clarification).mapToPk().joinColumn('clarification_id').deleteRule('restrict').index(),
    address: () => text(),
    name: () => text(),
    locale: () => text(),
    linkId: () => p.uuid().index(),
  },
  uniques: [{ name: 'clarification_recipient_unique', properties: ['clarificationId', 'address'] }],
  policies: staffPolicy('clarification_recipient_staff'),
})
export class ClarificationRecipient extends ClarificationRecipientSchema.class {}
ClarificationRecipientSchema.setClass(ClarificationRecipient)
