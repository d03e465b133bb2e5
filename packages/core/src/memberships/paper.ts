import type { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { IntakePlace } from '../claims/intake.ts'
import { land } from '../claims/intake.ts'
import type { Actor, PersonActor } from '../kernel/actor.ts'
import { isWithin, scopeOf } from '../kernel/authority.ts'
import type { Privilege } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { findExemption } from './exempting.ts'
import { TaxExemption } from './exemption.entity.ts'
import { findOrder, findPaymentOf } from './order.door.ts'
import { FeeOrder } from './order.entity.ts'
import type { KeptPaper } from './order.rules.ts'
import { Payment } from './payment.entity.ts'

/** What a file belongs to: the proof of a transfer, or the certificate of an exemption. */
export type PaperOf = 'payments' | 'exemptions'

interface SentPaper {
  of: PaperOf
  id: string
  fileName: string
  content: Readable
}

/**
 * Takes a proof or a certificate in, through the door and the scanner of evidence; another one takes the place of the
 * first. Refuses with `EVIDENCE_TYPE`, `EVIDENCE_SIZE`, `EVIDENCE_EMPTY`, `EVIDENCE_INFECTED`, with `EVIDENCE_SCANNING`
 * while the scanner does not answer, and with `ILLEGAL_TRANSITION` where no paper is waited for.
 */
export const takeInPaper = async (
  orm: MikroORM,
  place: IntakePlace,
  actor: PersonActor,
  { of, id, ...sent }: SentPaper,
): Promise<Pick<KeptPaper, 'fileName' | 'bytes' | 'at'>> => {
  // Before the first byte is stored: whether it is theirs, and waits for one.
  await inTransaction(orm, actor, (call) => findTaker(call, of, id))
  return land(place, sent, async ({ path, fileName, mime, bytes, sha256, scanState }) => {
    if (scanState === 'infected') return refuse('invalid', 'EVIDENCE_INFECTED', { field: 'evidence', rule: 'CLM-V12' })
    if (scanState === 'pending')
      return refuse('conflict', 'EVIDENCE_SCANNING', { field: 'evidence', rule: 'CLM-V12', retryable: true })
    const key = `${of}/${sha256.slice(0, 2)}/${crypto.randomUUID()}`
    await place.files.copyFromFs(path, key)
    try {
      return await inTransaction(orm, actor, async (call) => {
        const taker = await findTaker(call, of, id)
        const paper: KeptPaper = {
          key,
          fileName,
          mime,
          bytes,
          sha256,
          scanState,
          by: actor.personId,
          at: call.now.toISOString(),
        }
        if (taker instanceof Payment) taker.handInProof(paper, call.now)
        else taker.handInProof(paper)
        return { fileName, bytes, at: paper.at }
      })
    } catch (error) {
      await place.files.delete(key)
      throw error
    }
  })
}

const findTaker = async (call: Call, of: PaperOf, id: string): Promise<Payment | TaxExemption> => {
  const scope = scopeIn(call.actor, 'memberships.manage')
  if (of === 'exemptions') {
    const exemption = await findExemption(call, id)
    return exemption.state === 'pending' ? exemption : illegal(exemption.state)
  }
  const seen = (await call.em.findOne(Payment, { id })) ?? refuseAbsent()
  const order = await findOrder(call, scope, seen.orderId)
  const payment = await findPaymentOf(call, order)
  return order.state === 'awaiting_payment' && payment.method === 'transfer' ? payment : illegal(order.state)
}

const illegal = (from: string): never =>
  refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from, verb: 'handInProof' } })

const scopeIn = (actor: Actor, privilege: Privilege) => {
  const scope = 'side' in actor && actor.side === 'partner' ? scopeOf(actor, privilege) : undefined
  return scope === undefined ? refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege } }) : scope
}

/** A paper that the caller may read: an administrator of the location, the membership or all, and the vendor's desk. */
export const findPaper = async (call: Call, of: PaperOf, id: string): Promise<KeptPaper> => {
  const scope = call.actor.side === 'vendor' ? deskScope(call.actor) : scopeIn(call.actor, 'memberships.see')
  if (of === 'exemptions') return (await call.em.findOne(TaxExemption, { id }))?.proof ?? refuseAbsent()
  const payment = (await call.em.findOne(Payment, { id })) ?? refuseAbsent()
  const order = await call.em.findOneOrFail(FeeOrder, { id: payment.orderId })
  return isWithin(scope, order.locationId) && payment.proof ? payment.proof : refuseAbsent()
}

/** The vendor's own people by the desk's privilege: everywhere. */
export const deskScope = (actor: Actor): null => {
  if (scopeOf(actor, 'memberships.support') !== undefined) return null
  return refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'memberships.support' } })
}
