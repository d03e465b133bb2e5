import type { Scope } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { liveAssociations } from './association.entity.ts'
import type { Claim } from './claim.entity.ts'
import { lockOwnClaim } from './deciding.ts'
import { Evidence } from './evidence.entity.ts'
import { receivingRound } from './evidence.rules.ts'

/** The documents are in the vendor's hands, or the claim is closed. */
export const refuseEdit = (claim: Claim): never =>
  refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'CLM-R19', params: { status: claim.status } })

/**
 * Finds a document to describe or to take back, and locks its claim: only those of the round that is still being
 * written. Of what came after an approval only a document that nobody can open is taken back, since the others are what
 * the association rests on (C33). Refuses with `CLAIM_NOT_EDITABLE`.
 */
export const lockEditableEvidence = async (call: Call, scope: Scope, evidenceId: string) => {
  const found = (await call.em.findOne(Evidence, { id: evidenceId, removedAt: null })) ?? refuseAbsent()
  const claim = await lockOwnClaim(call, scope, found.claimId)
  const mayEdit = claim.status !== 'approved' || found.scanState === 'infected'
  if (found.round !== receivingRound(claim, call.now) || !mayEdit) refuseEdit(claim)
  // A colleague may have removed it while this call waited for the claim.
  const evidence = await call.em.findOne(Evidence, { id: evidenceId, removedAt: null }, { refresh: true })
  return { claim, evidence: evidence ?? refuseAbsent() }
}

/**
 * Makes a document that can be opened the newest one of the claim's live associations, when the claim is approved (C33).
 * Nothing else changes. Answers whether it did.
 */
export const becomeHead = async (
  call: Call,
  claim: Claim,
  evidence: Pick<Evidence, 'id' | 'scanState'>,
): Promise<boolean> => {
  if (claim.status !== 'approved' || evidence.scanState === 'pending' || evidence.scanState === 'infected') return false
  const associations = await liveAssociations(call, claim)
  for (const association of associations) association.evidenceHeadId = evidence.id
  return associations.length > 0
}
