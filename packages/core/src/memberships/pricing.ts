import { sql } from 'kysely'
import { z } from 'zod'
import { daysAfterDay, dayAt } from '../competencies/year.rules.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Price } from './price.entity.ts'
import { listedOffers, PriceRow } from './price.feed.rules.ts'

export const SetPriceInput = z.strictObject({
  offer: z.enum(listedOffers),
  /** ISO 4217 */
  currency: line(3),
  /** Before tax, with all decimals of the currency, as in a file of prices: `1710.00`, `277000`. */
  amount: line(16).min(1),
  /** From this day on; today at the vendor's desk, or later. */
  validFrom: z.iso.date(),
})
type SetPriceInput = z.infer<typeof SetPriceInput>

/**
 * A new version of a price, from today or a day to come: what holds until then ends the day before, and a version that
 * begins later keeps its day. The past stays as it was, and so does what was ordered (MEM-R4). Refuses with
 * `PRICE_AMOUNT`, `PRICE_PAST`, `PRICE_OVERLAP` where a version begins on that very day.
 */
export const setPrice = async (call: Call, input: SetPriceInput): Promise<{ priceId: string }> => {
  const { vendorId, personId } = call.actor as PersonActor
  const { offer, currency, validFrom } = input
  const { amount: amountMinor } = read(input)
  // Files of prices take the same turn, so that neither judges by what the other has not written yet.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`feed ${vendorId}`}, 0))`.execute(call.em.getKysely())
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: vendorId })
  const today = dayAt(call.now, timeZone)
  if (validFrom < today) refuse('invalid', 'PRICE_PAST', { field: 'validFrom', rule: 'MEM-R4', params: { today } })
  const versions = await call.em.find(Price, { vendorId, offer, currency }, { orderBy: { validFrom: 'asc' } })
  if (versions.some((version) => version.validFrom === validFrom))
    refuse('conflict', 'PRICE_OVERLAP', { field: 'validFrom', rule: 'MEM-R4', params: { day: validFrom } })
  const held = versions.findLast((version) => version.validFrom < validFrom && isHeld(version, validFrom)) ?? null
  const later = versions.find((version) => version.validFrom > validFrom)
  if (held) held.validUntil = daysAfterDay(validFrom, -1)
  const price = call.em.create(Price, {
    id: newId(call.now),
    vendorId,
    offer,
    currency,
    amountMinor,
    validFrom,
    validUntil: later ? daysAfterDay(later.validFrom, -1) : null,
    via: 'hand',
    setAt: call.now,
    setBy: personId,
  })
  call.em.persist(price)
  price.set(held)
  return { priceId: price.id }
}

const isHeld = ({ validUntil }: Price, day: string): boolean => validUntil == null || validUntil >= day

/** The typed price by the rules that a row of a file is read by. */
const read = ({ offer, currency, amount, validFrom: valid_from }: SetPriceInput): PriceRow => {
  const read = PriceRow.safeParse({ offer, currency, amount, valid_from, valid_until: '' })
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = String(issue?.path[0] ?? 'amount')
  return field === 'amount'
    ? refuse('invalid', 'PRICE_AMOUNT', { field, rule: 'GEN-R9', params: { currency } })
    : refuse('invalid', 'INPUT_SHAPE', { field })
}
