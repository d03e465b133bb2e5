import { defineEntity, p } from '@mikro-orm/core'
import { Conflict } from '../claims/conflict.entity.ts'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { ClarificationAnswer, ClarificationStatus } from './clarification.rules.ts'

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
export class Clarification extends ClarificationSchema.class {}
ClarificationSchema.setClass(Clarification)

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
