import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { dayAt } from '../competencies/year.rules.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { TaxExemption } from './exemption.entity.ts'
import { Invoice } from './invoice.entity.ts'
import { startCredit } from './invoicing.ts'
import { refuseStale, takeTurn } from './order.door.ts'
import { FeeOrder } from './order.entity.ts'
import type { AskExemptionInput } from './order.input.rules.ts'
import type { ExemptionState } from './order.rules.ts'

/** Hands in a certificate, whose file follows. Refuses with `EXEMPTION_OPEN` while one of the country waits. */
export const askExemption = async (
  call: Call,
  organizationId: string,
  { country, certificate, validFrom, validUntil }: AskExemptionInput,
): Promise<{ exemptionId: string }> => {
  await takeTurn(call, organizationId)
  if (validUntil !== null && validUntil < validFrom)
    refuse('invalid', 'INPUT_SHAPE', { field: 'validUntil', rule: 'MEM-R7' })
  if (await call.em.findOne(TaxExemption, { organizationId, country, state: 'pending' }))
    refuse('conflict', 'EXEMPTION_OPEN', { field: 'country', rule: 'MEM-R7' })
  const { personId, vendorId } = call.actor as PersonActor
  const exemption = call.em.create(TaxExemption, {
    id: newId(call.now),
    vendorId,
    organizationId,
    country,
    certificate,
    proof: null,
    state: 'pending',
    askedBy: personId,
    askedAt: call.now,
    validFrom,
    validUntil,
    decidedBy: null,
    decidedAt: null,
    note: null,
  })
  call.em.persist(exemption)
  happened(exemption, 'exemption.asked', { country, validFrom, validUntil }, { certificate })
  return { exemptionId: exemption.id }
}

/** A pending certificate of the caller's organisation, with its turn taken. */
export const findExemption = async (call: Call, exemptionId: string): Promise<TaxExemption> => {
  const seen = (await call.em.findOne(TaxExemption, { id: exemptionId })) ?? refuseAbsent()
  await takeTurn(call, seen.organizationId)
  return call.em.findOneOrFail(
    TaxExemption,
    { id: exemptionId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
}

/**
 * The desk's verdict. A certificate that counts gives back the tax of what was paid while it was valid, at most a year
 * back (MEM-R7).
 */
export const decideExemption = async (
  call: Call,
  input: { exemptionId: string; verdict: 'approve' | 'refuse'; note: string; version: number },
): Promise<{ state: ExemptionState; refunded: number }> => {
  const exemption = await findExemption(call, input.exemptionId)
  refuseStale(exemption, input.version)
  exemption.decide(input.verdict, (call.actor as PersonActor).personId, input.note, call.now)
  const refunded = input.verdict === 'approve' ? await refundTax(call, exemption) : 0
  return { state: exemption.state, refunded }
}

/** Answers how many orders gave their tax back. */
const refundTax = async (call: Call, exemption: TaxExemption): Promise<number> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: exemption.vendorId })
  const { rows } = await sql<{ id: string }>`
    select o.id from fee_order o join location l on l.id = o.location_id
    where o.organization_id = ${exemption.organizationId} and l.country = ${exemption.country} and o.tax_minor > 0
      and o.state in ('paid', 'fulfilled', 'refund_requested', 'refund_refused')
      and (o.paid_at at time zone ${timeZone})::date >= greatest(${exemption.validFrom}::date, ${dayAt(call.now, timeZone)}::date - interval '1 year')
      and (o.paid_at at time zone ${timeZone})::date <= coalesce(${exemption.validUntil ?? null}::date, 'infinity'::date)
      and not exists (select from invoice i where i.order_id = o.id and i.content ->> 'reason' = 'tax_exempt') order by o.id
  `.execute(call.em.getKysely())
  for (const { id } of rows) {
    const order = await call.em.findOneOrFail(FeeOrder, { id })
    const invoice = await call.em.findOneOrFail(Invoice, { orderId: id, creditsId: null })
    await startCredit(call, order, invoice, 'tax_exempt', { netMinor: 0, taxMinor: order.taxMinor })
    happened(order, 'order.taxRefunded', { number: order.number, currency: order.currency, taxMinor: order.taxMinor })
  }
  return rows.length
}
