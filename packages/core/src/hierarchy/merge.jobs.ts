import { happened } from '../kernel/happened.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { restoreDays } from './dissociating.ts'
import { Merge } from './merge.entity.ts'

const tell = async (call: Call, type: string, merge: Merge, organizationId: string, dueAt: Date): Promise<void> => {
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId })
  happened(organization, type, { mergeId: merge.id, dueAt: dueAt.toISOString() })
}

/** Nobody answered in 30 days (M4): both trees are free again. */
export const expireMerge = async (call: Call, mergeId: string): Promise<void> => {
  const merge = await call.em.findOneOrFail(Merge, { id: mergeId })
  if (merge.state !== 'invited') return
  merge.expire()
  await tell(call, 'organization.mergeExpired', merge, merge.organizationId, merge.dueAt)
}

/** The primary contact is written to once more while the invitation waits (B.17). */
export const remindOfMerge = async (call: Call, mergeId: string): Promise<void> => {
  const merge = await call.em.findOneOrFail(Merge, { id: mergeId })
  if (merge.state === 'invited')
    await tell(call, 'organization.mergeReminded', merge, merge.invitedOrganizationId, merge.dueAt)
}

/** A week is left in which the service desk can undo it: the administrators are told once. */
export const remindOfUndo = async (call: Call, mergeId: string): Promise<void> => {
  const merge = await call.em.findOneOrFail(Merge, { id: mergeId })
  if (merge.state === 'executed')
    await tell(
      call,
      'organization.mergeUndoReminded',
      merge,
      merge.organizationId,
      daysAfter(merge.executedAt!, restoreDays),
    )
}

/** The 30 days are over: what undoing would need is not kept any longer. */
export const settleMerge = async (call: Call, mergeId: string): Promise<void> => {
  await call.em.nativeUpdate(Merge, { id: mergeId, state: 'executed' }, { before: null })
}
