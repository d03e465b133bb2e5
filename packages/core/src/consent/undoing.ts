import { sql } from 'kysely'
import { readPolicyAt } from '../catalogue/policy.queries.ts'
import { Association } from '../claims/association.entity.ts'
import type { Claim } from '../claims/claim.entity.ts'
import type { ConsentState } from '../claims/claim.rules.ts'
import { windowOf } from '../claims/consent.window.ts'
import { openConflicts } from '../claims/conflict.opening.ts'
import { yieldingItems } from '../claims/conflict.yielding.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import { hoursAfter, isPast } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { refuseReadOnly } from './answering.ts'
import { ConsentDecision } from './notice.entity.ts'
import type { ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import { receiptOf, record, standingReceipt } from './recording.ts'
import type { Answerer, Traces } from './recording.ts'

/**
 * Takes a no back within 24 hours, by the mailbox that said it: what was before is restored. What others decided since
 * stands. Refuses with `UNDO_EXPIRED`, `UNDO_ITEM_TAKEN` when somebody else holds an item by now, and
 * `NOTICE_READ_ONLY` when this mailbox said no such thing, or another one said no to all that was left.
 */
export const undo = async (
  call: Call,
  installation: Installation,
  answerer: Answerer,
  traces: Traces,
): Promise<string> => {
  const { claim, notice, recipient } = answerer
  const own = recipient ? await ownDecision(call, claim, recipient) : undefined
  if (own?.kind === 'undo_deny') return receiptOf(call, own.id)
  if (!own) return refuseReadOnly(claim, 'B.2.3')
  // The hours that counted when the no was said (POL-R1).
  const { undoHours } = await readPolicyAt(call.em.getKysely(), claim.vendorId, own.at)
  const undoUntil = hoursAfter(own.at, undoHours)
  if (isPast(undoUntil, call.now))
    refuse('conflict', 'UNDO_EXPIRED', { rule: 'B.2.3', params: { undoUntilAt: undoUntil.toISOString() } })
  await reinstate(call, claim, notice, own)
  const { itemIds } = own
  return record(
    call,
    installation,
    answerer,
    { kind: 'undo_deny', itemIds, before: 'denied', reasons: [], comment: null, shareComment: false },
    traces,
  )
}

/** What this mailbox said last about a no. */
const ownDecision = async (
  call: Call,
  claim: Claim,
  recipient: NoticeRecipient,
): Promise<ConsentDecision | undefined> => {
  const [decision] = await call.em.find(
    ConsentDecision,
    { claimId: claim.id, recipientId: recipient.id, kind: { $in: ['deny', 'undo_deny'] } },
    { orderBy: { at: 'desc', id: 'desc' }, limit: 1 },
  )
  return decision
}

const reinstate = async (call: Call, claim: Claim, notice: ConsentNotice, own: ConsentDecision): Promise<void> => {
  const closed = claim.status === 'consent_denied'
  if (closed && (await standingReceipt(call, claim))?.decisionId !== own.id) refuseReadOnly(claim, 'MIC-R5')
  if (!closed && claim.status !== 'approved') refuseReadOnly(claim, 'MIC-R9')
  const ended = await call.em.find(Association, {
    claimId: claim.id,
    claimItemId: { $in: own.itemIds },
    endReason: 'consent_denied',
  })
  const yielding = await yieldingItems(call, claim)
  await refuseTakenItems(call, claim, ended, yielding)
  for (const association of ended) reinstateAssociation(association, claim, yielding, call.now)
  if (!closed) happened(claim, 'claim.denialUndone', { items: own.itemIds })
  else {
    claim.undoDenial(call.now, own.consentStateBefore as ConsentState)
    await resumeWindow(call, claim, notice)
  }
  await openConflicts(call, claim)
}

const reinstateAssociation = (
  association: Association,
  claim: Claim,
  yielding: ReadonlySet<string>,
  now: Date,
): void => {
  const active = claim.activatedAt != null
  association.reinstate(active)
  if (yielding.has(association.itemKey)) association.status = 'reserved'
  if (active) association.dataVisibleFrom ??= now
}

/**
 * The window goes on where it was. When it ended while the no stood, silence counts from the undo on and not from a
 * day on which the customer had said no.
 */
const resumeWindow = async (call: Call, claim: Claim, notice: ConsentNotice): Promise<void> => {
  await call.em.refresh(notice)
  // Somebody may say no to a copy before any server has answered for it, and the answer come while the no stands.
  if (notice.windowStartsAt) windowOf(claim).open(notice.windowStartsAt, notice.snapshot.windowDays)
  claim.changedAt = call.now
  if (claim.consentState !== 'window_open') return
  const dueAt = claim.consentDueAt!
  await setTimer(call, claim.id, 'claim.consentWindow', isPast(dueAt, call.now) ? call.now : dueAt)
}

/**
 * An item is taken when another organisation holds it, or this one by a newer claim for the same activity. Whoever lost
 * the item to this claim only holds it until the window ends, and takes nothing (CNF-R8).
 */
const refuseTakenItems = async (
  call: Call,
  claim: Claim,
  ended: readonly Association[],
  yielding: ReadonlySet<string>,
): Promise<void> => {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from association where customer_tenant_id = ${claim.customerTenantId}
      and item_key = any(${ended.map(({ itemKey }) => itemKey)}::text[]) and status in ('in_consent_window', 'active')
      and ((organization_id <> ${claim.organizationId} and item_key <> all(${[...yielding]}::text[]))
        or (organization_id = ${claim.organizationId} and activity = ${claim.activity}))) as taken
  `.execute(call.em.getKysely())
  if (rows[0]?.taken) refuse('conflict', 'UNDO_ITEM_TAKEN', { rule: 'B.2.3' })
}
