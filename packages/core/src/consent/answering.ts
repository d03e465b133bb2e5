import { sql } from 'kysely'
import { liveAssociations } from '../claims/association.entity.ts'
import type { Claim } from '../claims/claim.entity.ts'
import { windowOf } from '../claims/consent.window.ts'
import { leaveConflicts } from '../claims/conflict.leaving.ts'
import { activateClaim, endAssociations, lockClaim } from '../claims/deciding.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { followDelivery } from './bouncing.ts'
import type { DenialReason } from './consent.rules.ts'
import { ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import { record, standingReceipt } from './recording.ts'
import type { Answerer, Traces } from './recording.ts'

export const refuseReadOnly = ({ status }: Claim, rule: string): never =>
  refuse('conflict', 'NOTICE_READ_ONLY', { rule, params: { status } })

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
  if (claim.status === 'consent_denied' && (earlier?.kind === 'deny' || earlier?.kind === 'revoke')) return earlier.code
  if (claim.status !== 'approved') return refuseReadOnly(claim, 'MIC-R9')
  const before = claim.consentState
  const shared = denial.shareComment && denial.comment !== '' ? denial.comment : null
  const itemIds = await closeAccess(call, claim, denial, shared)
  if (itemIds.length === 0)
    return (await receiptOfDenial(call, claim, denial.itemIds ?? [])) ?? refuseReadOnly(claim, 'MIC-R9')
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

/**
 * Ends the associations that the customer refuses, with the last of them the claim (T12, MIC-R8). Answers the items it
 * was about; none when nothing of them lives. `shared` is what the partner may read of the customer's words.
 */
export const closeAccess = async (
  call: Call,
  claim: Claim,
  { reasons, itemIds }: Pick<Denial, 'reasons' | 'itemIds'>,
  shared: string | null,
): Promise<string[]> => {
  const live = await liveAssociations(call, claim)
  const denied = live.filter(({ claimItemId }) => itemIds?.includes(claimItemId) ?? true)
  if (denied.length === 0) return []
  if (denied.length === live.length) {
    await endAssociations(call, claim, 'consent_denied')
    claim.deny(call.now, reasons, { comment: shared })
  } else {
    for (const association of denied) association.end('consent_denied', call.now)
    happened(
      claim,
      'claim.partlyDenied',
      { reasons: [...reasons], items: denied.map(({ claimItemId }) => claimItemId), shared: shared !== null },
      shared === null ? null : { comment: shared },
    )
    claim.changedAt = call.now
  }
  await leaveConflicts(call, claim)
  return denied.map(({ claimItemId }) => claimItemId)
}

/** The same no of one service, posted again: the receipt that names the service, whatever was decided since. */
export const receiptOfDenial = async (
  call: Call,
  claim: Claim,
  itemIds: readonly string[],
): Promise<string | undefined> => {
  const { rows } = await sql<{ code: string }>`
    select r.code from consent_decision d join consent_receipt r on r.decision_id = d.id
    where d.claim_id = ${claim.id} and d.kind in ('deny', 'revoke') and d.item_ids && ${itemIds}::text[]
    order by d.at desc, d.id desc limit 1
  `.execute(call.em.getKysely())
  return rows[0]?.code
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
  if (claim.status !== 'approved' || claim.activatedAt) return earlier?.code ?? refuseReadOnly(claim, 'MIC-R5')
  // The page said until when a yes counts, and the job that closes it may be a minute late (C57).
  if (claim.consentMode === 'opt_in' && windowOf(claim).isOver(call.now)) return refuseReadOnly(claim, 'B.2.4')
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
 * The window ended without an answer: in force from the due instant, whenever the job ran (T11, REC-R1), or, where only
 * a yes counts, never (C57). Nothing was shared then, so there is nothing to keep a receipt of.
 */
export const closeWindow = async (
  call: Call,
  installation: Installation,
  claimId: string,
  dueAt: Date,
): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  // What came back while no worker ran is heard first: it may have stopped this window (I3).
  await followDelivery(call, claim)
  if (!windowOf(claim).isOver(call.now)) return
  if (claim.consentMode === 'opt_in') return lapse(call, claim, dueAt)
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

/** Its items are free for others again. */
const lapse = async (call: Call, claim: Claim, dueAt: Date): Promise<void> => {
  for (const association of await liveAssociations(call, claim)) association.end('no_consent', dueAt)
  windowOf(claim).lapse(dueAt)
  await leaveConflicts(call, claim)
}

const liveItems = async (call: Call, claim: Claim): Promise<string[]> => {
  const live = await liveAssociations(call, claim)
  return live.map(({ claimItemId }) => claimItemId)
}
