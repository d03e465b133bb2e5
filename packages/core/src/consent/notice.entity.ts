import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Claim } from '../claims/claim.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { NoticeSnapshot } from './consent.rules.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')
const organizationId = () =>
  p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index()
const claimId = () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').index()

/** What the customer was told. The snapshot never changes: a trigger refuses it. */
export const ConsentNoticeSchema = defineEntity({
  name: 'ConsentNotice',
  tableName: 'consent_notice',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    claimId,
    /** 1 for the first notice of a claim; the letter's number is `claim number`-`sequence`. */
    sequence: () => p.integer(),
    snapshot: () => p.json().$type<NoticeSnapshot>(),
    snapshotHash: () => text(),
    createdAt: () => instant(),
    windowStartsAt: () => instant().nullable(),
  },
  uniques: [{ name: 'consent_notice_unique', properties: ['claimId', 'sequence'] }],
  policies: organizationPolicy('consent_notice_own'),
})
export class ConsentNotice extends ConsentNoticeSchema.class {}
ConsentNoticeSchema.setClass(ConsentNotice)

/** One mailbox that was told, with a link of its own (settled difference 2). */
export const NoticeRecipientSchema = defineEntity({
  name: 'NoticeRecipient',
  tableName: 'notice_recipient',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    noticeId: () => p.manyToOne(ConsentNotice).mapToPk().joinColumn('notice_id').deleteRule('restrict').index(),
    kind: () => text().$type<'customer' | 'tenant_admin'>(),
    address: () => text(),
    name: () => text(),
    locale: () => text(),
    linkId: () => p.uuid().index(),
    acceptedAt: () => instant().nullable(),
  },
  uniques: [{ name: 'notice_recipient_unique', properties: ['noticeId', 'address'] }],
  policies: organizationPolicy('notice_recipient_own'),
})
export class NoticeRecipient extends NoticeRecipientSchema.class {}
NoticeRecipientSchema.setClass(NoticeRecipient)

/** What the customer decided, by which mailbox. Append-only. */
export const ConsentDecisionSchema = defineEntity({
  name: 'ConsentDecision',
  tableName: 'consent_decision',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    claimId,
    /** null: decided on the customer's own page about a claim that nobody was written about. */
    noticeId: () =>
      p.manyToOne(ConsentNotice).mapToPk().joinColumn('notice_id').deleteRule('restrict').nullable().index(),
    recipientId: () =>
      p.manyToOne(NoticeRecipient).mapToPk().joinColumn('recipient_id').deleteRule('restrict').nullable().index(),
    kind: () => text().$type<'deny' | 'confirm' | 'undo_deny' | 'revoke' | 'silence'>(),
    via: () => text().$type<'link' | 'portal' | 'ops_desk'>().default('link'),
    /**
     * The administrator's mailbox, where the decision was made on the customer's own page; who wrote without a link, where
     * the service desk recorded it.
     */
    actorAddress: () => text().nullable(),
    itemIds: () => p.array().$type<string[]>(),
    reasons: () => p.array().$type<string[]>(),
    comment: () => text().nullable(),
    shareComment: () => p.boolean().default(false),
    /** A filled trap field: shown to a reviewer, never used to block (L7). */
    automationSuspected: () => p.boolean().default(false),
    consentStateBefore: () => text(),
    at: () => instant(),
    ip: () => text().nullable(),
    userAgent: () => text().nullable(),
  },
  policies: organizationPolicy('consent_decision_own'),
})
export class ConsentDecision extends ConsentDecisionSchema.class {}
ConsentDecisionSchema.setClass(ConsentDecision)

/** The signed, downloadable record of a decision, or of silence (REC-R1). Append-only. */
export const ConsentReceiptSchema = defineEntity({
  name: 'ConsentReceipt',
  tableName: 'consent_receipt',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    organizationId,
    claimId,
    decisionId: () => p.manyToOne(ConsentDecision).mapToPk().joinColumn('decision_id').deleteRule('restrict').index(),
    /** 12 characters of Crockford's alphabet; with 60 bits of chance it is the key of the receipt's page. */
    code: () => text().unique(),
    previousId: () => p.uuid().nullable(),
    /** Canonical JSON (RFC 8785), signature included: what the customer downloads, byte for byte. */
    document: () => text(),
    at: () => instant(),
  },
  policies: organizationPolicy('consent_receipt_own'),
})
export class ConsentReceipt extends ConsentReceiptSchema.class {}
ConsentReceiptSchema.setClass(ConsentReceipt)
