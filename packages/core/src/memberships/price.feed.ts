import { sql } from 'kysely'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Feed } from '../kernel/feed.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import {
  priceColumns,
  PriceRow as PriceShape,
  rateColumns,
  RateRow as RateShape,
  taxColumns,
  TaxRow as TaxShape,
} from './price.feed.rules.ts'
import type { PriceRow, RateRow, TaxRow } from './price.feed.rules.ts'

const rowsWithIds = (call: Call, rows: readonly object[]): string =>
  JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now) })))

/** The price list: a version that is known already, by its first day, is replaced; orders keep the price of their day (MEM-R4). */
export const priceFeed: Feed<PriceRow> = {
  name: 'prices',
  columns: priceColumns,
  shape: PriceShape,
  judge: async (call, vendorId, rows, found) => {
    judgeTwice(rows, keyOf, 'valid_from', found)
    const { rows: known } = await sql<Version>`
      select offer, currency, valid_from::text, valid_until::text from price where vendor_id = ${vendorId}
    `.execute(call.em.getKysely())
    judgeOverlaps(rows, known, found)
  },
  write: async (call, vendorId, rows) => {
    await sql`
      insert into price (id, vendor_id, offer, currency, amount_minor, valid_from, valid_until, via, set_at)
      select r.id, ${vendorId}, r.offer, r.currency, r.amount, r.valid_from, r.valid_until, 'file', ${call.now}
      from jsonb_to_recordset(${rowsWithIds(call, rows)}::jsonb) as r (id uuid, offer text, currency text, amount bigint,
        valid_from date, valid_until date)
      on conflict (vendor_id, offer, currency, valid_from) do update set amount_minor = excluded.amount_minor,
        valid_until = excluded.valid_until, via = case when price.amount_minor = excluded.amount_minor then price.via else 'file' end,
        set_at = case when price.amount_minor = excluded.amount_minor then price.set_at else excluded.set_at end,
        set_by = case when price.amount_minor = excluded.amount_minor then price.set_by end
    `.execute(call.em.getKysely())
  },
}

type Version = Pick<PriceRow, 'currency' | 'valid_from' | 'valid_until'> & { offer: string }

const listOf = ({ offer, currency }: Version): string => `${offer} ${currency}`
const keyOf = (version: Version): string => `${listOf(version)} ${version.valid_from}`

const overlap = (one: Version, other: Version): boolean =>
  listOf(one) === listOf(other) &&
  (other.valid_until === null || one.valid_from <= other.valid_until) &&
  (one.valid_until === null || other.valid_from <= one.valid_until)

/** One price a day: a row stands against the rows before it, and against known versions that no right row replaces. */
const judgeOverlaps = (rows: readonly Judged<PriceRow>[], known: readonly Version[], found: Findings): void => {
  let right: Judged<PriceRow>[]
  // A row that turns out wrong leaves the version it meant to replace, and that may stand against another row.
  do {
    right = rows.filter(({ line }) => !found.isWrong(line))
    const replaced = new Set(right.map(({ row }) => keyOf(row)))
    const staying = known.filter((version) => !replaced.has(keyOf(version)))
    for (const [at, { line, row }] of right.entries()) {
      const before = right.slice(0, at).find((each) => !found.isWrong(each.line) && overlap(each.row, row))
      const version = staying.find((each) => overlap(each, row))
      if (before) found.say(line, 'valid_from', row.valid_from, `overlaps line ${before.line}: correct one of the two`)
      else if (version) found.say(line, 'valid_from', row.valid_from, `overlaps the known price ${spanOf(version)}`)
    }
  } while (right.some(({ line }) => found.isWrong(line)))
}

const spanOf = ({ valid_from, valid_until }: Version): string =>
  valid_until === null
    ? `from ${valid_from} on: end that one in the same file`
    : `from ${valid_from} to ${valid_until}: correct one of the two`

/** Exchange rates by day: one that is known already is replaced. */
export const rateFeed: Feed<RateRow> = {
  name: 'rates',
  columns: rateColumns,
  shape: RateShape,
  judge: async (_call, _vendorId, rows, found) =>
    judgeTwice(rows, ({ currency, day }) => `${currency} ${day}`, 'day', found),
  write: async (call, vendorId, rows) => {
    await sql`
      insert into exchange_rate (id, vendor_id, currency, day, per_dollar)
      select r.id, ${vendorId}, r.currency, r.day, r.per_dollar
      from jsonb_to_recordset(${rowsWithIds(call, rows)}::jsonb) as r (id uuid, currency text, day date, per_dollar text)
      on conflict (vendor_id, currency, day) do update set per_dollar = excluded.per_dollar
    `.execute(call.em.getKysely())
  },
}

/** What countries add, each from a day on: one that is known already is replaced. */
export const taxFeed: Feed<TaxRow> = {
  name: 'taxes',
  columns: taxColumns,
  shape: TaxShape,
  judge: async (_call, _vendorId, rows, found) =>
    judgeTwice(rows, ({ country, valid_from }) => `${country} ${valid_from}`, 'valid_from', found),
  write: async (call, vendorId, rows) => {
    await sql`
      insert into tax_rate (id, vendor_id, country, name, basis_points, valid_from)
      select r.id, ${vendorId}, r.country, r.name, r.percent, r.valid_from
      from jsonb_to_recordset(${rowsWithIds(call, rows)}::jsonb) as r (id uuid, country text, name text, percent int, valid_from date)
      on conflict (vendor_id, country, valid_from) do update set name = excluded.name, basis_points = excluded.basis_points
    `.execute(call.em.getKysely())
  },
}
