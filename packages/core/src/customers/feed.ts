import { sql } from 'kysely'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { judge } from './feed.judging.ts'
import { readRecords } from './feed.records.ts'
import type { FeedName, RowError } from './feed.rules.ts'
import { write } from './feed.writing.ts'

export interface FeedReport {
  feed: FeedName
  rows: number
  written: number
  errors: RowError[]
}

/**
 * Takes one feed file in. Every row is judged, and so is what it refers to; unless `validOnly`, one wrong row and nothing
 * is written. Refuses with `FEED_UNREADABLE` or `FEED_COLUMNS` when the file as a whole cannot be read.
 */
export const takeFeed = async (
  call: Call,
  vendorId: string,
  feed: FeedName,
  content: string,
  validOnly: boolean,
): Promise<FeedReport> => {
  const records = readRecords(feed, content)
  // Two imports at once would judge by what neither has written yet; the second waits for the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`feed ${vendorId}`}, 0))`.execute(call.em.getKysely())
  const { good, errors } = await judge(call, vendorId, feed, records)
  const report = { feed, rows: records.length, written: 0, errors }
  if ((errors.length > 0 && !validOnly) || good.length === 0) return report
  const rows = good.map(({ row }) => row)
  await write(call, vendorId, feed, rows)
  const vendor = await call.em.findOneOrFail(Vendor, { id: vendorId })
  happened(vendor, 'vendor.feedImported', { feed, rows: records.length, written: good.length, errors: errors.length })
  return { ...report, written: good.length }
}
