import { cancelTimer } from '../kernel/timer.entity.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { liveAssociations } from './association.entity.ts'
import type { Claim } from './claim.entity.ts'
import type { EndReason } from './claim.rules.ts'
import type { DisassociationReason } from './choices.rules.ts'
import { ClaimItem } from './parts.entity.ts'

interface Ending {
  reason: EndReason
  /** Items whose association ends; undefined: all that live. */
  itemIds?: readonly string[] | undefined
  why?: DisassociationReason | null
}

/**
 * Ends associations of an approved claim (T14, T17, T18); with the last of them the claim ends. Refuses with
 * `NOTHING_TO_END` when none of the items has one.
 */
export const endItems = async (call: Call, claim: Claim, { reason, itemIds, why = null }: Ending): Promise<void> => {
  const live = await liveAssociations(call, claim)
  const ended = live.filter(({ claimItemId }) => itemIds?.includes(claimItemId) ?? true)
  if (ended.length === 0) return refuse('conflict', 'NOTHING_TO_END', { rule: 'T14', params: { status: claim.status } })
  for (const association of ended) association.end(reason, call.now)
  if (ended.length === live.length) {
    await cancelTimer(call, claim.id, 'claim.consentWindow')
    claim.end(reason, call.now, why)
    return
  }
  const items = await call.em.find(ClaimItem, { id: { $in: ended.map(({ claimItemId }) => claimItemId) } })
  claim.changedAt = call.now
  happened(claim, 'claim.itemsEnded', { reason, why, items: items.map(({ name }) => name) })
}
