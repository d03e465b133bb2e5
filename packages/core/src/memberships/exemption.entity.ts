import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import type { ExemptionState, ExemptionVerb, KeptPaper } from './order.rules.ts'
import { exemptionMoves } from './order.rules.ts'
import { owned } from './owned.columns.ts'

/** A certificate that takes the tax off (MEM-R7). */
export const TaxExemptionSchema = defineEntity({
  name: 'TaxExemption',
  tableName: 'tax_exemption',
  properties: {
    ...owned,
    country: () => text(),
    certificate: () => text(),
    proof: () => p.json().$type<KeptPaper>().nullable(),
    state: () => text().$type<ExemptionState>(),
    askedBy: () => p.uuid(),
    askedAt: () => instant(),
    validFrom: () => p.date(),
    validUntil: () => p.date().nullable(),
    decidedBy: () => p.uuid().nullable(),
    decidedAt: () => instant().nullable(),
    note: () => text().nullable(),
    /** Since when it waits for a yes after a merge; until then it takes no tax off (MRG-R9). */
    confirmAskedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  policies: organizationPolicy('tax_exemption_own'),
})
export class TaxExemption extends TaxExemptionSchema.class {
  handInProof(proof: KeptPaper): void {
    this.proof = proof
    happened(this, 'exemption.proofHandedIn', { sha256: proof.sha256 })
  }

  /** It holds for the organisation that it came to (MRG-R9). */
  confirm(): void {
    this.confirmAskedAt = null
    happened(this, 'exemption.confirmed', { country: this.country })
  }

  /** Refuses with `SELF_APPROVAL` whoever asked (ROL-R4), and with `EXEMPTION_PROOF` to approve without a certificate. */
  decide(verdict: ExemptionVerb, by: string, note: string, now: Date): void {
    if (by === this.askedBy) refuse('forbidden', 'SELF_APPROVAL', { rule: 'ROL-R4' })
    if (verdict === 'approve' && !this.proof) refuse('invalid', 'EXEMPTION_PROOF', { rule: 'MEM-R7' })
    this.state = next<ExemptionState, ExemptionVerb>(exemptionMoves, this.state, verdict)
    Object.assign(this, { decidedBy: by, decidedAt: now, note })
    const { country, validFrom } = this
    happened(this, verdict === 'approve' ? 'exemption.approved' : 'exemption.refused', { country, validFrom }, { note })
  }
}
TaxExemptionSchema.setClass(TaxExemption)
