import { readPolicy } from '../catalogue/policy.queries.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { placeOf } from './assigning.ts'
import { currentAssignment, lockReference } from './finding.ts'
import type { Confirmation, CustomerReference, Rejection, Sender } from './reference.entity.ts'
import { expiryOf } from './reference.rules.ts'
import { cancelAnswerTimers, cancelValidityTimers, setValidityTimers } from './reference.timers.ts'

/**
 * The customer stands by what the partner wrote (B.5.2). The same yes again changes nothing. Refuses with
 * `REFERENCE_ANSWERED` when it was rejected, and with `REFERENCE_OVER` what is not asked any more.
 */
export const confirmReference = async (call: Call, referenceId: string, answer: Confirmation): Promise<void> => {
  const reference = await lockAsked(call, referenceId)
  if (reference.approvedAt) return
  refuseUnlessOpen(reference, call.now)
  const { referenceValidMonths } = await readPolicy(call, reference.vendorId)
  reference.confirm(answer, expiryOf(call.now, referenceValidMonths), call.now)
  await cancelAnswerTimers(call, referenceId)
  await setValidityTimers(call, reference)
}

/** The customer does not stand by it, for a reason. The same no again changes nothing. Refuses as {@link confirmReference}. */
export const rejectReference = async (call: Call, referenceId: string, answer: Rejection): Promise<void> => {
  const reference = await lockAsked(call, referenceId)
  if (reference.state === 'rejected') return
  refuseUnlessOpen(reference, call.now)
  reference.reject(answer, call.now)
  await cancelAnswerTimers(call, referenceId)
}

/** The customer takes a yes back: it counts nowhere from now on. A second time changes nothing; refuses with `REFERENCE_OVER`. */
export const revokeReference = async (call: Call, referenceId: string, traces: Sender): Promise<void> => {
  const reference = await lockAsked(call, referenceId)
  if (reference.state === 'revoked') return
  if (!isStanding(reference))
    refuse('conflict', 'REFERENCE_OVER', { rule: 'B.5.2', params: { state: reference.state } })
  const current = await currentAssignment(call, referenceId)
  reference.revoke(current && placeOf(current), traces, call.now)
  current?.end('revoked', call.now)
  await cancelValidityTimers(call, referenceId)
}

const lockAsked = async (call: Call, id: string): Promise<CustomerReference> =>
  (await lockReference(call, id)) ?? refuseAbsent()

const isStanding = ({ state }: CustomerReference): boolean => state === 'approved' || state === 'assigned'

/** The due instant itself is still in time, and the job that ends the wait may be a minute late (GEN-R2). */
const refuseUnlessOpen = ({ state, dueAt, answeredAt }: CustomerReference, now: Date): void => {
  if (state === 'awaiting_customer' && !isPast(dueAt!, now)) return
  const code = answeredAt ? 'REFERENCE_ANSWERED' : 'REFERENCE_OVER'
  refuse('conflict', code, { rule: 'B.5.2', params: { state } })
}
