import { randomBytes } from 'node:crypto'
import * as m from '@ofrecord/messages/customer/messages'
import { isLocale } from '@ofrecord/messages/customer/runtime'
import { sql } from 'kysely'
import type { Claim } from '../claims/claim.entity.ts'
import { sha256 } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import { latestCheckpoint } from '../kernel/checkpoint.queries.ts'
import type { SignedCheckpoint } from '../kernel/checkpoint.ts'
import type { Installation } from '../kernel/installation.ts'
import { genesis } from '../kernel/record.ts'
import { currentSigner } from '../kernel/signing.ts'
import type { Call } from '../kernel/transaction.ts'
import { noticeTemplate } from './consent.rules.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import type { ConsentDecision, ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import { takeSnapshot } from './notifying.ts'
import { receiptCode, signReceipt } from './receipt.ts'
import type { Decider, ReceiptContent } from './receipt.ts'

/** What a decision was made about. No notice: the claim's customer was never written to (B.2.7). */
export interface Decided {
  claim: Claim
  notice: ConsentNotice | null
  recipient: NoticeRecipient | null
  decision: ConsentDecision
  /** Code of the receipt that this one follows. */
  previous: string | null
}

/** Writes and signs the receipt of a decision, or of silence (REC-R1). */
export const issueReceipt = async (
  call: Call,
  installation: Installation,
  decided: Decided,
): Promise<{ code: string; document: string }> => {
  const code = receiptCode(randomBytes(12))
  const content = contentOf(code, decided, await snapshotOf(call, decided), await standingOf(call, decided))
  const signer = await currentSigner(call, installation)
  return { code, document: signReceipt(signer, content, deciderOf(decided)) }
}

/** The administrator who was signed in, whom the desk heard, or the mailbox whose link was used; nobody, for silence. */
const deciderOf = ({ recipient, decision }: Decided): Decider | null => {
  const { actorAddress, via } = decision
  if (actorAddress && via === 'ops_desk') return { address: actorAddress, capacity: recipient?.kind ?? 'customer', via }
  if (actorAddress) return { address: actorAddress, capacity: 'tenant_admin', via }
  return recipient && { address: recipient.address, capacity: recipient.kind, via }
}

const snapshotOf = async (call: Call, { claim, notice }: Decided): Promise<NoticeSnapshot> =>
  notice?.snapshot ?? takeSnapshot(call, claim, { sequence: 0, recipients: 0, windowDays: 0 })

/** Where the record stood when the decision was made. */
interface Standing {
  chain: { seq: number; hash: string } | null
  checkpoint: SignedCheckpoint | null
  locale: string | null
}

/** In one trip; of a silence nobody's language is known, so it is that of the first mailbox that was told. */
const standingOf = async (call: Call, { claim, notice, recipient }: Decided): Promise<Standing> => {
  const { rows } = await sql<Standing>`
    select (select jsonb_build_object('seq', e.seq, 'hash', e.hash) from event_heads(array[${claim.id}::uuid]) e) as chain,
      ${latestCheckpoint} as checkpoint,
      coalesce(${recipient?.locale ?? null}, (select locale from notice_recipient
        where notice_id = ${notice?.id ?? null}::uuid order by kind, id limit 1)) as locale
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The fields of a consent receipt (B.2.5). Silence is never called consent, and nothing in it names a person. */
const contentOf = (
  code: string,
  { claim, notice, decision, previous }: Decided,
  snapshot: NoticeSnapshot,
  { chain, checkpoint, locale }: Standing,
): ReceiptContent => ({
  receipt: code,
  previousReceipt: previous,
  issuer: snapshot.vendorName,
  decision: decision.kind,
  decidedAt: decision.at.toISOString(),
  reasons: decision.reasons,
  claim: claim.number,
  letter: notice && snapshot.letterNumber,
  notice: notice && { hash: notice.snapshotHash, template: noticeTemplate(notice.sequence), locale },
  model: claim.consentMode === 'opt_in' ? 'opt-in request' : 'opt-out notice',
  customer: { name: snapshot.customer.name, domain: snapshot.customer.domain, tenant: snapshot.customer.tenantId },
  partner: { name: snapshot.partner.name, number: snapshot.partner.number },
  items: itemsOf(decision, snapshot),
  dataCategories: snapshot.dataCategories,
  purpose: notice && { text: sha256(purposeText(locale)), locale },
  chain: chain ?? { seq: 0, hash: genesis },
  checkpoint,
})

const itemsOf = ({ itemIds }: ConsentDecision, { items }: NoticeSnapshot): Json =>
  items
    .filter(({ id }) => itemIds.includes(id))
    .map(({ name, code, subscriptionId }) => ({ name, code, subscription: subscriptionId }))

/** The sentence of the notice that says what for. */
const purposeText = (locale: string | null): string =>
  m.letters_association_notice_why_they_ask({}, { locale: isLocale(locale) ? locale : 'en' })
