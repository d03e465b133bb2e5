import { sql } from 'kysely'
import { policyDefaults } from '../catalogue/catalogue.rules.ts'
import { Association } from '../claims/association.entity.ts'
import type { Claim } from '../claims/claim.entity.ts'
import type { ConsentState } from '../claims/claim.rules.ts'
import { activateClaim, endAssociations, lockClaim } from '../claims/deciding.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import { hoursAfter, isPast } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { DenialReason } from './consent.rules.ts'
import { ConsentDecision, ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import { record, standingReceipt } from './recording.ts'
import type { Answerer, Traces } from './recording.ts'

/** Finds the notice of a link and locks its claim: decisions on one claim come one after the other. */
export const findAnswerer = async (call: Call, recipientId: string): Promise<Answerer> => {
  const recipient = (await call.em.findOne(NoticeRecipient, { id: recipientId })) ?? refuseAbsent()
  const notice = await call.em.findOneOrFail(ConsentNotice, { id: recipient.noticeId })
  return { claim: await lockClaim(call, notice.claimId), notice, recipient }
}

export interface Denial {
  reasons: readonly DenialReason[]
  /** Items the no is about; undefined: all. */
  itemIds: readonly string[] | undefined
  comment: string
  shareComment: boolean
}

/**
 * The customer's no (T12): decision, receipt, ended associations and the claim's new status in one commit. A second
 * post answers the receipt of the first (MIC-R3). Refuses with `NOTICE_READ_ONLY` when nothing can be denied any more.
 */
export const deny = async (
  call: Call,
  installation: Installation,
  answerer: Answerer,
  denial: Denial,
  traces: Traces,
): Promise<string> => {
  const { claim } = answerer
  const earlier = await standingReceipt(call, claim)
  if (claim.status === 'consent_denied' && earlier?.kind === 'deny') return earlier.code
  if (claim.status !== 'approved')
    return refuse('conflict', 'NOTICE_READ_ONLY', { rule: 'MIC-R9', params: { status: claim.status } })
  const live = await call.em.find(Association, { claimId: claim.id, status: { $in: ['in_consent_window', 'active'] } })
  const denied = live.filter(({ claimItemId }) => denial.itemIds?.includes(claimItemId) ?? true)
  if (denied.length === 0)
    return earlier?.code ?? refuse('conflict', 'NOTICE_READ_ONLY', { rule: 'MIC-R9', params: { status: claim.status } })
  const before = claim.consentState
  const shared = denial.shareComment && denial.comment !== '' ? denial.comment : null
  if (denied.length === live.length) {
    await endAssociations(call, claim, 'consent_denied')
    claim.deny(call.now, denial.reasons, { comment: shared })
  } else {
    for (const association of denied) association.end('consent_denied', call.now)
    happened(
      claim,
      'claim.partlyDenied',
      { reasons: [...denial.reasons], items: denied.map(({ claimItemId }) => claimItemId), shared: shared !== null },
      shared === null ? null : { comment: shared },
    )
    claim.changedAt = call.now
  }
  const itemIds = denied.map(({ claimItemId }) => claimItemId)
  return record(
    call,
    installation,
    answerer,
    {
      kind: 'deny',
      itemIds,
      before,
      reasons: denial.reasons,
      comment: denial.comment || null,
      shareComment: denial.shareComment,
    },
    traces,
  )
}

/** An explicit yes before the window ends (T11). After a no it changes nothing (MIC-R5). */
export const confirm = async (
  call: Call,
  installation: Installation,
  answerer: Answerer,
  traces: Traces,
): Promise<string> => {
  const { claim } = answerer
  const earlier = await standingReceipt(call, claim)
  if (claim.status === 'approved' && claim.consentState === 'confirmed' && earlier) return earlier.code
  if (claim.status !== 'approved' || claim.activatedAt)
    return earlier?.code ?? refuse('conflict', 'NOTICE_READ_ONLY', { rule: 'MIC-R5', params: { status: claim.status } })
  const before = claim.consentState
  await activateClaim(call, claim, 'confirmed', call.now)
  return record(
    call,
    installation,
    answerer,
    { kind: 'confirm', itemIds: await liveItems(call, claim), before, reasons: [], comment: null, shareComment: false },
    traces,
  )
}

/**
 * Takes a no back within 24 hours, by the mailbox that said it: what was before is restored. Refuses with
 * `UNDO_EXPIRED`, or `UNDO_ITEM_TAKEN` when somebody else holds an item by now.
 */
export const undo = async (
  call: Call,
  installation: Installation,
  answerer: Answerer,
  traces: Traces,
): Promise<string> => {
  const { claim, recipient } = answerer
  const [decision] = await call.em.find(
    ConsentDecision,
    { claimId: claim.id },
    { orderBy: { at: 'desc', id: 'desc' }, limit: 1 },
  )
  if (decision?.kind === 'undo_deny') return (await standingReceipt(call, claim))!.code
  if (decision?.kind !== 'deny' || decision.recipientId !== recipient?.id)
    return refuse('conflict', 'NOTICE_READ_ONLY', { rule: 'B.2.3' })
  const undoUntil = hoursAfter(decision.at, policyDefaults.undoHours)
  if (isPast(undoUntil, call.now))
    refuse('conflict', 'UNDO_EXPIRED', { rule: 'B.2.3', params: { undoUntilAt: undoUntil.toISOString() } })
  await reinstate(call, claim, decision)
  return record(
    call,
    installation,
    answerer,
    { kind: 'undo_deny', itemIds: decision.itemIds, before: 'denied', reasons: [], comment: null, shareComment: false },
    traces,
  )
}

const reinstate = async (call: Call, claim: Claim, decision: ConsentDecision): Promise<void> => {
  const ended = await call.em.find(Association, {
    claimId: claim.id,
    claimItemId: { $in: decision.itemIds },
    endReason: 'consent_denied',
  })
  await refuseTakenItems(call, claim, ended)
  for (const association of ended) association.reinstate(claim.activatedAt != null)
  if (claim.status !== 'consent_denied') return happened(claim, 'claim.denialUndone', { items: decision.itemIds })
  claim.undoDenial(call.now, decision.consentStateBefore as ConsentState)
  if (claim.consentState === 'window_open') await setTimer(call, claim.id, 'claim.consentWindow', claim.consentDueAt!)
}

const refuseTakenItems = async (call: Call, claim: Claim, ended: readonly Association[]): Promise<void> => {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from association where customer_tenant_id = ${claim.customerTenantId}
      and item_key = any(${ended.map(({ itemKey }) => itemKey)}::text[]) and status in ('in_consent_window', 'active')
      and organization_id <> ${claim.organizationId}) as taken
  `.execute(call.em.getKysely())
  if (rows[0]?.taken) refuse('conflict', 'UNDO_ITEM_TAKEN', { rule: 'B.2.3' })
}

/** The window ended without a no: in force from the due instant, whenever the job ran (T11, REC-R1). */
export const closeWindow = async (
  call: Call,
  installation: Installation,
  claimId: string,
  dueAt: Date,
): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (!claim.isWindowOver(call.now)) return
  const [notice] = await call.em.find(ConsentNotice, { claimId }, { orderBy: { sequence: 'desc' }, limit: 1 })
  await activateClaim(call, claim, 'silence', dueAt)
  const silence = {
    kind: 'silence' as const,
    itemIds: await liveItems(call, claim),
    before: 'window_open',
    reasons: [],
    comment: null,
    shareComment: false,
  }
  await record(
    call,
    installation,
    { claim, notice: notice!, recipient: null },
    silence,
    { trap: false, ip: null, userAgent: null },
    dueAt,
  )
}

const liveItems = async (call: Call, claim: Claim): Promise<string[]> => {
  const live = await call.em.find(Association, { claimId: claim.id, status: { $in: ['in_consent_window', 'active'] } })
  return live.map(({ claimItemId }) => claimItemId)
}
