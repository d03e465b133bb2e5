import { createHmac } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { hoursAfter } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { isFreeMail } from './mail.rules.ts'
import { DomainProof } from './recovery.entity.ts'
import type { TextRecord } from './recovery.rules.ts'
import { holdsRecord, recoveryHours } from './recovery.rules.ts'

// Pressed twice: the second finds the proof that the first began.
refuseOnConstraint('domain_proof_open_unique', () =>
  refuse('conflict', 'CONFLICT_STALE', { rule: 'PPL-R7', retryable: true }),
)

interface Asked {
  vendorId: string
  organizationId: string
  domain: string
  purpose: DomainProof['purpose']
  askedBy: string
}

/**
 * Starts a proof, or answers the one that runs. What the record must say is made for who asks, so that a record that
 * everybody can read serves nobody else. Refuses a domain where everybody has a mailbox with `DOMAIN_FREE_MAIL`.
 */
export const askProof = async (call: Call, key: Uint8Array, asked: Asked): Promise<DomainProof> => {
  if (isFreeMail(`x@${asked.domain}`)) refuse('invalid', 'DOMAIN_FREE_MAIL', { field: 'domain', rule: 'PPL-R7' })
  const running = await call.em.findOne(DomainProof, { ...asked, state: { $in: ['asked', 'proven'] } })
  if (running) return running
  const mark = createHmac('sha256', key).update(
    [asked.purpose, asked.organizationId, asked.domain, asked.askedBy].join('|'),
  )
  const proof = call.em.create(DomainProof, {
    ...asked,
    id: newId(call.now),
    challenge: `ofrecord-proof=${mark.digest('base64url').slice(0, 32)}`,
    askedAt: call.now,
    state: 'asked',
  })
  happened(proof, 'domainProof.asked', { domain: asked.domain, purpose: asked.purpose, by: asked.askedBy })
  call.em.persist(proof)
  await call.em.flush()
  return proof
}

/** Where the record goes, and what it says. */
export const recordOf = ({ domain, challenge }: Pick<DomainProof, 'domain' | 'challenge'>): TextRecord => ({
  name: `_ofrecord.${domain}`,
  value: challenge,
})

/** Whether the record stands in the DNS: two tries of two seconds, since whoever asks waits for it. */
export const findRecord = async (ctx: Pick<CallContext, 'resolveTxt'>, record: TextRecord): Promise<boolean> =>
  holdsRecord(await (ctx.resolveTxt ?? resolveTxt)(record.name).catch((): string[][] => []), record.value)

const resolveTxt = (name: string): Promise<string[][]> => new Resolver({ timeout: 2000, tries: 2 }).resolveTxt(name)

/** The record was found: a domain is theirs at once; an administrator comes 72 hours later, and all are told (PPL-R7). */
export const noteProven = async (call: Call, proof: DomainProof): Promise<void> => {
  if (proof.state !== 'asked') return
  proof.provenAt = call.now
  const { domain, purpose, askedBy: by } = proof
  if (purpose === 'domain') {
    proof.state = 'done'
    happened(proof, 'domainProof.done', { domain, purpose, by })
    return
  }
  proof.state = 'proven'
  proof.dueAt = hoursAfter(call.now, recoveryHours)
  happened(proof, 'domainProof.proven', { domain, purpose, by, dueAt: proof.dueAt.toISOString() })
  await setTimer(call, proof.id, 'people.recover', proof.dueAt)
}
