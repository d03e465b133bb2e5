import { expect } from 'vitest'
import { buy, order, placeOf, qualify } from '../../test/fees.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { drawInvoice } from './invoice.pdf.ts'
import { readInvoicePaper } from './invoice.queries.ts'
import { issueInvoice } from './invoicing.ts'

const pending = async (world: TestWorld): Promise<string[]> =>
  (await world.rows<{ id: string }>(`select id from invoice where state = 'pending' order by created_at, id`)).map(
    ({ id }) => id,
  )

const numbers = async (world: TestWorld): Promise<number[]> =>
  (await world.rows<{ number: number }>(`select number from invoice where number is not null order by number`)).map(
    ({ number }) => number,
  )

const issue = (world: TestWorld, id: string, fails = false): Promise<void> =>
  inTransaction(world.orm, system('test'), async (call) => {
    await issueInvoice(call, id)
    if (fails) throw new Error('the transaction is rolled back')
  })

/** Three orders that are paid and wait for their invoices. */
const bought = async (world: TestWorld): Promise<string[]> => {
  await qualify(world, 'tara', 'silver')
  await buy(world, 'tara', 'silver')
  await buy(world, 'tara', 'starter')
  await buy(world, 'gwen', 'starter')
  return pending(world)
}

test('MEM-R7 DBI-R1 invoices of transactions in one moment are numbered without a gap, though one of them is rolled back', async ({
  world,
}) => {
  const [first, second, third] = (await bought(world)) as [string, string, string]
  const ends = await Promise.allSettled([issue(world, first), issue(world, second, true), issue(world, third)])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await numbers(world)).toEqual([1, 2])
  await issue(world, second)
  await issue(world, second)
  expect(await numbers(world)).toEqual([1, 2, 3])
})

test('MEM-R7 the worker issues what was paid, numbered by vendor and year, and frozen as it was', async ({ world }) => {
  await buy(world, 'tara', 'starter')
  world.at(new Date(world.now().getTime() + 60_000))
  await world.fire()
  const { organizationId } = await placeOf(world, 'tara')
  const [{ before }] = (await world.rows<{ before: string }>(
    `with was as (select name from organization where id = $1), now as (update organization set name = 'Another Name' where id = $1)
     select name as before from was`,
    [organizationId],
  )) as [{ before: string }]
  expect(
    await world.rows(`select year, number, state, content ->> 'organisation' as organisation from invoice`),
  ).toEqual([{ year: 2026, number: 1, state: 'issued', organisation: before }])
})

test('the paper of an invoice is the same to the byte whenever it is drawn, and says which letters it cannot print', async ({
  world,
}) => {
  await buy(world, 'tara', 'starter')
  await world.rows(
    `update location set legal_name = 'タイドウォーター' where organization_id = (select organization_id from invoice)`,
  )
  const [id] = (await pending(world)) as [string]
  await issue(world, id)
  const paper = (await inReading(world.reader, system('test'), (call) => readInvoicePaper(call, null, id)))!
  expect(paper).toMatchObject({ number: '2026-000001', currency: 'USD', content: { orderNumber: 'O-2026-000001' } })
  const drawn = drawInvoice(paper, 'it')
  expect(drawInvoice(paper, 'it').equals(drawn)).toBe(true)
  const { extractText } = await import('unpdf')
  const { text } = await extractText(new Uint8Array(drawn), { mergePages: true })
  expect(text).toContain('Fattura 2026-000001')
  expect(text).toContain('Questo documento stampa solo lettere latine')
})

/** Statements that go past the application, and what the database says to each. */
const refused = async (world: TestWorld, statement: string): Promise<string> => {
  try {
    await world.rows(statement)
    return 'done'
  } catch (error) {
    return (error as Error).message
  }
}

test('DBI-R1 the database refuses another word in an issued invoice, its end, a number that leaves a gap, and one given twice', async ({
  world,
}) => {
  const [first, second] = (await bought(world)) as [string, string, string]
  await issue(world, first)
  const change = (what: string, id = first) => refused(world, `update invoice set ${what} where id = '${id}'`)
  expect(await change(`total_minor = 1, net_minor = 1, tax_minor = 0`)).toMatch(/issued invoice does not change/)
  expect(await change(`content = '{}'`)).toMatch(/issued invoice does not change/)
  expect(await change(`state = 'pending', number = null, year = null, issued_at = null`)).toMatch(/does not change/)
  expect(await refused(world, `delete from invoice where id = '${first}'`)).toMatch(/not deleted/)
  const give = (number: number) =>
    change(`state = 'issued', year = 2026, issued_at = now(), number = ${number}`, second)
  expect(await give(3)).toMatch(/next invoice of 2026 has the number 2/)
  expect(await give(1)).toMatch(/next invoice of 2026 has the number 2/)
  expect(await give(2)).toBe('done')
  expect(await change(`state = 'credited'`)).toBe('done')
})

test('DBI-R1 the database refuses amounts below zero, a total that is no sum, and a second current membership', async ({
  world,
}) => {
  await order(world, 'tara', 'starter')
  await buy(world, 'gwen', 'starter')
  expect(await refused(world, `update fee_order set net_minor = -1, total_minor = -1`)).toMatch(/fee_order_total_check/)
  expect(await refused(world, `update fee_order set total_minor = total_minor + 1`)).toMatch(/fee_order_total_check/)
  expect(await refused(world, `update payment set received_minor = -1`)).toMatch(/payment_amount_check/)
  expect(await refused(world, `update invoice set tax_minor = -1`)).toMatch(/invoice_amount_check/)
  expect(await refused(world, `update price set amount_minor = -1`)).toMatch(/price_amount_check/)
  expect(
    await refused(
      world,
      `insert into membership (id, vendor_id, organization_id, tier, anniversary_on, started_at)
       select gen_random_uuid(), vendor_id, organization_id, 'gold', '2027-01-01', now() from membership where ended_at is null limit 1`,
    ),
  ).toMatch(/membership_current_unique/)
  expect(await refused(world, `update membership set anniversary_on = null where tier = 'starter'`)).toMatch(
    /membership_anniversary_check/,
  )
})
