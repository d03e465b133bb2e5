import { defineEntity, p } from '@mikro-orm/core'
import { Claim } from '../claims/claim.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { NoticeRecipient } from './notice.entity.ts'

/** What somebody who got a notice asked the partner through the system (B.2.3, `/n/:token/question`). */
export const CustomerQuestionSchema = defineEntity({
  name: 'CustomerQuestion',
  tableName: 'customer_question',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').index(),
    recipientId: () => p.manyToOne(NoticeRecipient).mapToPk().joinColumn('recipient_id').deleteRule('restrict').index(),
    body: () => text(),
    /** Given only when the asker ticked it. */
    replyTo: () => text().nullable(),
    at: () => instant(),
  },
  policies: organizationPolicy('customer_question_own'),
})
export class CustomerQuestion extends CustomerQuestionSchema.class {}
CustomerQuestionSchema.setClass(CustomerQuestion)
