import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Claim } from '../claims/claim.entity.ts'
import type { Json } from '../kernel/canonical.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { PartnerCheck } from './check.entity.ts'
import { ConsentDecision, ConsentReceipt } from './notice.entity.ts'
import type { ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import { receiptCode, signReceipt } from './receipt.ts'

/** The notice a link belongs to, with its claim locked. */
export interface Answerer {
  claim: Claim
  notice: ConsentNotice
  recipient: NoticeRecipient | null
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
  answerer: Answerer,
  decided: Decided,
  traces: Traces,
  at = call.now,
): Promise<string> => {
  const { claim, notice } = answerer
  const decision = writeDecision(call, answerer, decided, traces, at)
  const previous = await standingReceipt(call, claim)
  if (decision.reasons.includes('unknown')) openCheck(call, decision)
  const code = receiptCode(randomBytes(12))
  const document = signReceipt(
    installation.keys.receipt,
    receiptContent(code, answerer, decision, previous?.code ?? null),
  )
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
  happened(claim, 'claim.consentRecorded', {
    kind,
    decisionId,
    receipt: code,
    noticeHash: notice.snapshotHash,
    automationSuspected,
  })
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
  { claim, notice, recipient }: Answerer,
  decided: Decided,
  traces: Traces,
  at: Date,
): ConsentDecision => {
  const { before, ...rest } = decided
  const decision = call.em.create(ConsentDecision, {
    ...ownerOf(claim),
    ...rest,
    itemIds: [...decided.itemIds],
    reasons: [...decided.reasons],
    id: newId<'ConsentDecision'>(call.now),
    noticeId: notice.id,
    recipientId: recipient?.id ?? null,
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

/** The fields of a consent receipt (B.2.5). Silence is never called consent. */
const receiptContent = (
  code: string,
  { claim, notice, recipient }: Answerer,
  decision: ConsentDecision,
  previous: string | null,
): { [key: string]: Json } => {
  const { snapshot } = notice
  return {
    schema: 'ofrecord-receipt/1',
    receipt: code,
    previousReceipt: previous,
    issuer: snapshot.vendorName,
    decision: decision.kind,
    decidedAt: decision.at.toISOString(),
    decidedBy: recipient ? { address: recipient.address, capacity: recipient.kind } : null,
    reasons: decision.reasons,
    claim: claim.number,
    letter: snapshot.letterNumber,
    customer: { name: snapshot.customer.name, domain: snapshot.customer.domain, tenant: snapshot.customer.tenantId },
    partner: { name: snapshot.partner.name, number: snapshot.partner.number },
    items: snapshot.items
      .filter(({ id }) => decision.itemIds.includes(id))
      .map(({ name, code: itemCode, subscriptionId }) => ({ name, code: itemCode, subscription: subscriptionId })),
    dataCategories: snapshot.dataCategories,
    model: 'opt-out notice',
    noticeHash: notice.snapshotHash,
  }
}
