import { defineEntity, p } from '@mikro-orm/core'
import { Claim } from '../claims/claim.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { EnquiryOutcome, EnquiryWish } from './enquiry.rules.ts'
import { ConsentNotice } from './notice.entity.ts'

/**
 * What somebody wrote who has no working link: a mail gateway took it out, or the letter is lost (L15). Anybody may write
 * one, so it opens and decides nothing; the service desk looks at it. It has no organisation, so that it is never a
 * partner's to read.
 */
export const EnquirySchema = defineEntity({
  name: 'Enquiry',
  tableName: 'enquiry',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** The notice whose number was typed; null: there is none. */
    noticeId: () =>
      p.manyToOne(ConsentNotice).mapToPk().joinColumn('notice_id').deleteRule('restrict').nullable().index(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').nullable().index(),
    /** As it was typed, like everything below. */
    number: () => text(),
    address: () => text(),
    name: () => text(),
    wish: () => text().$type<EnquiryWish>(),
    words: () => text(),
    /** A filled trap field: shown to the desk, never used to refuse (L7). */
    automationSuspected: () => p.boolean().default(false),
    receivedAt: () => instant(),
    closedAt: () => instant().nullable(),
    closedBy: () => p.uuid().nullable(),
    outcome: () => text().$type<EnquiryOutcome>().nullable(),
    /** How the person was checked, or why nothing was done. */
    note: () => text().default(''),
  },
  indexes: [
    {
      name: 'enquiry_open_index',
      expression: `create index "enquiry_open_index" on "enquiry" ("vendor_id", "received_at", "id") where "closed_at" is null`,
    },
    { name: 'enquiry_received_index', properties: ['receivedAt'] },
  ],
  policies: staffPolicy('enquiry_staff'),
})

export class Enquiry extends EnquirySchema.class {
  /** Refuses with `ENQUIRY_CLOSED`: of two colleagues the first one's answer stands. */
  close(by: { personId: string }, outcome: EnquiryOutcome, note: string, now: Date): void {
    if (this.closedAt) refuse('conflict', 'ENQUIRY_CLOSED', { rule: 'L15' })
    this.closedAt = now
    this.closedBy = by.personId
    this.outcome = outcome
    this.note = note
    happened(this, 'enquiry.closed', { outcome, claimId: this.claimId ?? null })
  }
}
EnquirySchema.setClass(Enquiry)
