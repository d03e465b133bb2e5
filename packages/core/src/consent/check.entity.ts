import { defineEntity, p } from '@mikro-orm/core'
import { Claim } from '../claims/claim.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { CheckFinding } from './finding.rules.ts'
import { ConsentDecision } from './notice.entity.ts'

/**
 * A customer said that it does not know the partner: somebody at the vendor looks at it (T12, C45). It has no
 * organisation, so that neither the row nor its events are ever the partner's to read.
 */
export const PartnerCheckSchema = defineEntity({
  name: 'PartnerCheck',
  tableName: 'partner_check',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('restrict').index(),
    decisionId: () => p.manyToOne(ConsentDecision).mapToPk().joinColumn('decision_id').deleteRule('restrict').unique(),
    openedAt: () => instant(),
    closedAt: () => instant().nullable(),
    closedBy: () => p.uuid().nullable(),
    finding: () => text().$type<CheckFinding>().nullable(),
    note: () => text().default(''),
  },
  indexes: [
    {
      name: 'partner_check_open_index',
      expression: `create index "partner_check_open_index" on "partner_check" ("vendor_id", "opened_at", "id") where "closed_at" is null`,
    },
  ],
  policies: staffPolicy('partner_check_staff'),
})

export class PartnerCheck extends PartnerCheckSchema.class {
  /** Refuses with `CHECK_CLOSED`: of two reviewers the first finding stands. */
  close(by: { personId: string }, finding: CheckFinding, note: string, now: Date): void {
    if (this.closedAt) refuse('conflict', 'CHECK_CLOSED', { rule: 'T12' })
    this.closedAt = now
    this.closedBy = by.personId
    this.finding = finding
    this.note = note
    happened(this, 'partnerCheck.closed', { claimId: this.claimId, finding })
  }
}
PartnerCheckSchema.setClass(PartnerCheck)
