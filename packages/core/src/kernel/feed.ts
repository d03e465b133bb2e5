import { sql } from 'kysely'
import type { z } from 'zod'
import { Findings, judgeShape } from './feed.findings.ts'
import type { Judged, RowError } from './feed.findings.ts'
import { readRecords } from './feed.records.ts'
import { happened } from './happened.ts'
import type { Call } from './transaction.ts'
import { Vendor } from './vendor.entity.ts'

/** What one kind of file holds, and what is done with it. */
export interface Feed<Row> {
  name: string
  columns: readonly string[]
  shape: z.ZodType<Row>
  /** By what the rows refer to and by one another; each by itself is judged before. */
  judge: (call: Call, vendorId: string, rows: readonly Judged<Row>[], found: Findings) => Promise<void>
  /** `whole`: no row was wrong, so what the rows do not name stands nowhere in the file. */
  write: (call: Call, vendorId: string, rows: readonly Row[], whole: boolean) => Promise<void>
}

export interface FeedReport {
  feed: string
  rows: number
  written: number
  errors: RowError[]
}

/**
 * Takes one file in. Every row is judged, and so is what it refers to; unless `validOnly`, one wrong row and nothing is
 * written. Refuses with `FEED_UNREADABLE` or `FEED_COLUMNS` when the file as a whole cannot be read.
 */
export const takeRows = async <Row>(
  call: Call,
  vendorId: string,
  feed: Feed<Row>,
  content: string,
  validOnly: boolean,
): Promise<FeedReport> => {
  const records = readRecords(feed.columns, content)
  // Two imports at once would judge by what neither has written yet; the second waits for the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`feed ${vendorId}`}, 0))`.execute(call.em.getKysely())
  const judged = records.map((record) => judgeShape(feed.shape, record))
  const found = new Findings(judged.flatMap(({ errors }) => errors))
  const rows = judged.flatMap(({ row }) => row ?? [])
  await feed.judge(call, vendorId, rows, found)
  const good = rows.filter(({ line }) => !found.isWrong(line))
  const errors = found.inOrder()
  const report = { feed: feed.name, rows: records.length, written: 0, errors }
  if ((errors.length > 0 && !validOnly) || good.length === 0) return report
  await feed.write(
    call,
    vendorId,
    good.map(({ row }) => row),
    errors.length === 0,
  )
  const vendor = await call.em.findOneOrFail(Vendor, { id: vendorId })
  const told = { feed: feed.name, rows: records.length, written: good.length, errors: errors.length }
  happened(vendor, 'vendor.feedImported', told)
  return { ...report, written: good.length }
}
