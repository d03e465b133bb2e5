import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import { stringify } from 'csv-stringify'
import { z } from 'zod'
import type { Actor } from '../kernel/actor.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import { exporterOf } from '../organisations/exporting.list.ts'
import type { Exported } from '../organisations/exporting.list.ts'
import { readPrices } from './fees.queries.ts'
import { priceColumns } from './price.feed.rules.ts'
import { minorDigits } from './price.rules.ts'

/** The list has no filters: it is taken whole. */
export const PriceFilters = z.strictObject({})

/**
 * The price list with its history as CSV, with the columns of a file of prices, so that it can be taken in again
 * (GEN-R6, MEM-R4). Who takes it is written down first. Refuses with `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportPrices = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  _locale: Locale,
  _filters: z.infer<typeof PriceFilters>,
): Promise<Exported> => {
  const { actor } = exporterOf(asker, 'vendor', 'programme.see')
  const { prices, at } = await inReading(reader, actor, async (call) => ({
    prices: await readPrices(call, actor.vendorId),
    at: call.now,
  }))
  await noteExport(orm, actor, { what: 'listExported', data: { list: 'prices', rows: prices.length } })
  const rows = prices.map(({ offer, currency, amountMinor, validFrom, validUntil }) => {
    const digits = minorDigits(currency)
    return [offer, currency, (amountMinor / 10 ** digits).toFixed(digits), validFrom, validUntil ?? '']
  })
  return { csv: Readable.from(rows).pipe(stringify({ header: true, columns: priceColumns })), at }
}
