import { receiptHash } from '@ofrecord/verify/verify'
import { sql } from 'kysely'
import type { Claim } from '../claims/claim.entity.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { PartnerCheck } from './check.entity.ts'
import { issueReceipt } from './issuing.ts'
import { ConsentDecision, ConsentReceipt } from './notice.entity.ts'
import type { ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import type { ReceiptContent } from './receipt.ts'

/** The notice a link belongs to, with its claim locked. */
export interface Answerer {
  claim: Claim
  notice: ConsentNotice
  recipient: NoticeRecipient | null
  /** Who wrote without a link, where the service desk records the answer for them (L15). */
  asker?: string
}

/** As {@link Answerer}, of a decision on the customer's own page: about a claim that perhaps nobody was written about. */
interface Revoker {
  claim: Claim
  notice: ConsentNotice | null
  recipient: null
  /** The mailbox of the administrator. */
  administrator: string
}

/** What came along with a decision. A filled trap field is noted and never used to block (L7). */
export interface Traces {
  trap: boolean
  ip: string | null
  userAgent: string | null
}

interface Decided {
  kind: ConsentDecision['kind']
  itemIds: readonly string[]
  before: string
  reasons: readonly string[]
  comment: string | null
  shareComment: boolean
}

/** Writes a decision with its signed receipt, and tells it; answers the receipt's code. */
export const record = async (
  call: Call,
  installation: Installation,
  answerer: Answerer | Revoker,
  decided: Decided,
  traces: Traces,
  at = call.now,
): Promise<string> => {
  const { claim, notice } = answerer
  const decision = writeDecision(call, answerer, decided, traces, at)
  const previous = await standingReceipt(call, claim)
  if (decision.reasons.includes('unknown')) openCheck(call, decision)
  const issued = { ...answerer, decision, previous: previous?.code ?? null }
  const { code, document } = await issueReceipt(call, installation, issued)
  call.em.persist(
    call.em.create(ConsentReceipt, {
      ...ownerOf(claim),
      id: newId(call.now),
      decisionId: decision.id,
      code,
      previousId: previous?.id ?? null,
      document,
      at,
    }),
  )
  const { kind, id: decisionId, automationSuspected } = decision
  happened(
    claim,
    'claim.consentRecorded',
    {
      kind,
      decisionId,
      receipt: code,
      receiptHash: receiptHash(JSON.parse(document) as ReceiptContent),
      noticeHash: notice?.snapshotHash ?? null,
    },
    // Whoever holds the receipt gets the rest of the event with its proof, and is not to learn what gave a program away.
    kind === 'silence' ? null : { automationSuspected },
  )
  return code
}

const ownerOf = (claim: Claim) => ({
  vendorId: claim.vendorId,
  organizationId: claim.organizationId,
  claimId: claim.id,
})

/** The customer does not know the partner: a reviewer is asked to look, in the same commit (T12, C45). */
const openCheck = (call: Call, decision: ConsentDecision): void => {
  const { vendorId, claimId, id: decisionId, at: openedAt } = decision
  const check = call.em.create(PartnerCheck, { vendorId, claimId, decisionId, openedAt, id: newId(call.now) })
  call.em.persist(check)
  happened(check, 'partnerCheck.opened', { claimId, decisionId })
}

const writeDecision = (
  call: Call,
  answerer: Answerer | Revoker,
  decided: Decided,
  traces: Traces,
  at: Date,
): ConsentDecision => {
  const { claim, notice, recipient } = answerer
  const { before, ...rest } = decided
  const decision = call.em.create(ConsentDecision, {
    ...ownerOf(claim),
    ...rest,
    itemIds: [...decided.itemIds],
    reasons: [...decided.reasons],
    id: newId<'ConsentDecision'>(call.now),
    noticeId: notice?.id ?? null,
    recipientId: recipient?.id ?? null,
    ...('administrator' in answerer && { via: 'portal', actorAddress: answerer.administrator }),
    ...('asker' in answerer && { via: 'ops_desk', actorAddress: answerer.asker }),
    consentStateBefore: before,
    automationSuspected: traces.trap,
    at,
    ip: traces.ip,
    userAgent: traces.userAgent,
  })
  call.em.persist(decision)
  return decision
}

/** The code of a decision's receipt. */
export const receiptOf = async (call: Call, decisionId: string): Promise<string> => {
  const { code } = await call.em.findOneOrFail(ConsentReceipt, { decisionId })
  return code
}

interface StandingReceipt {
  id: string
  decisionId: string
  code: string
  kind: ConsentDecision['kind']
}

/**
 * The receipt that no other one follows. Not the latest by its instant: silence counts from the end of the window,
 * whenever the job ran, and a no that came in between is older by the clock only.
 */
export const standingReceipt = async (call: Call, claim: Claim): Promise<StandingReceipt | undefined> => {
  const { rows } = await sql<StandingReceipt>`
    select r.id, r.code, d.id as "decisionId", d.kind from consent_receipt r join consent_decision d on d.id = r.decision_id
    where r.claim_id = ${claim.id}
      and not exists (select from consent_receipt x where x.claim_id = r.claim_id and x.previous_id = r.id)
  `.execute(call.em.getKysely())
  return rows[0]
}
