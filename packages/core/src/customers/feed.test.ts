import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test as alone } from 'vitest'
import { tiny } from '@ofrecord/world/tiny'
import { system } from '../kernel/actor.ts'
import type { FeedReport } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { openWorld } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { FeedName } from './feed.ts'
import { takeFeed } from './feed.ts'

// Files that change nothing, or always the same customer, share one world.
let shared: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  shared = await openWorld()
})
afterAll(() => shared.close())

const sample = (name: string): string =>
  readFileSync(new URL(`../../../world/feeds/${name}.csv`, import.meta.url), 'utf8')

const take = async (world: TestWorld, feed: FeedName, content: string, validOnly = false): Promise<FeedReport> => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  return inTransaction(world.orm, system('feed'), (call) => takeFeed(call, vendor!.id, feed, content, validOnly))
}

const said = ({ errors }: FeedReport): string[] =>
  errors.map(({ line, column, message }) => `${line} ${column} ${message}`)

const refused = (world: TestWorld, feed: FeedName, content: string): Promise<string> =>
  take(world, feed, content).then(
    () => 'taken',
    (error: { code?: string; detail?: { params?: object } }) => `${error.code} ${JSON.stringify(error.detail?.params)}`,
  )

const customerColumns = 'tenant_id,name,country,language,sector,seats,public_sector,domains,administrators,consent_mode'
const newTenant = '11111111-2222-4333-8444-555555555555'
const otherTenant = '99999999-2222-4333-8444-555555555555'
const nobodysTenant = 'dddddddd-2222-4333-8444-555555555555'

const customer = (changes: Partial<Record<string, string>> = {}): string => {
  const row: Record<string, string> = {
    tenant_id: newTenant,
    name: 'Larch Hall',
    country: 'GB',
    language: 'en',
    sector: 'other',
    seats: '40',
    public_sector: 'false',
    domains: 'larchhall.example',
    administrators: 'Ada Prior <a.prior@larchhall.example>',
    consent_mode: 'opt_out',
    ...(changes as Record<string, string>),
  }
  return customerColumns
    .split(',')
    .map((column) => `"${row[column]!.replaceAll('"', '""')}"`)
    .join(',')
}
const customers = (...rows: string[]): string => [customerColumns, ...rows, ''].join('\n')

const { orchard } = tiny.tenants
const { orchardSales, salesShowrooms } = tiny.subscriptions

const subscriptionColumns = 'subscription_id,tenant_id,product,channel,state,seats,country,activated_at,ends_at'
const subscription = (changes: Partial<Record<string, string>> = {}): string => {
  const row: Record<string, string> = {
    subscription_id: '77777777-2222-4333-8444-555555555555',
    tenant_id: orchard.tenantId,
    product: 'SALE',
    channel: 'web_direct',
    state: 'active',
    seats: '12',
    country: 'GB',
    activated_at: '2026-01-02T09:00:00Z',
    ends_at: '2027-01-02T09:00:00Z',
    ...(changes as Record<string, string>),
  }
  return subscriptionColumns
    .split(',')
    .map((column) => row[column])
    .join(',')
}
const subscriptions = (...rows: string[]): string => [subscriptionColumns, ...rows].join('\n')

const usage = (...rows: string[]): string =>
  ['tenant_id,item,month,active_entitlements,qualified_entitlements', ...rows].join('\n')

const nameOf = async (world: TestWorld, tenantId: string): Promise<string | undefined> => {
  const rows = await world.rows<{ name: string }>('select name from customer_tenant where tenant_id = $1', [tenantId])
  return rows[0]?.name
}

test('the three sample files are taken in whole, one after the other', async ({ world }) => {
  for (const feed of ['customers', 'subscriptions', 'usage'] as const) {
    const report = await take(world, feed, sample(feed))
    expect(said(report)).toEqual([])
    expect([report.rows, report.written]).toEqual([12, 12])
  }
})

test('a file with wrong rows changes nothing and says what is wrong with each', async ({ world }) => {
  const report = await take(world, 'customers', sample('customers-with-errors'))
  expect(said(report)).toMatchInlineSnapshot(`
    [
      "3 tenant_id is not a GUID: 32 hexadecimal digits, such as 3f6a1c88-09be-4d27-a5f1-6c20e4b97d13",
      "4 tenant_id is not a GUID: 32 hexadecimal digits, such as 3f6a1c88-09be-4d27-a5f1-6c20e4b97d13",
      "5 tenant_id stands in line 2 already: keep one of the two",
      "6 name is empty",
      "7 name is longer than 200 characters",
      "8 country is not a country code of two capitals, such as GB",
      "9 language is not a language code of two letters, such as en",
      "10 sector is empty",
      "11 seats is not a whole number from 0 to 999999999",
      "12 seats is not a whole number from 0 to 999999999",
      "13 public_sector is neither true nor false",
      "14 domains is empty: a tenant has one verified domain at least",
      "15 domains is not a domain, such as orchardfoods.example",
      "16 domains is verified on another tenant: take it out here or there",
      "17 administrators holds Ada Prior, which is not Name <address>",
      "18 administrators holds Ada Prior <a@prior@harrowvale18.example>, which is not Name <address>",
      "19 administrators holds <b@harrowvale19.example>, which is not Name <address>",
      "20 consent_mode is not one of opt_out, opt_in, allow_list",
      "21 country is not a country code of two capitals, such as GB",
      "21 seats is not a whole number from 0 to 999999999",
      "21 consent_mode is not one of opt_out, opt_in, allow_list",
    ]
  `)
  expect(report.written).toBe(0)
  expect(await world.rows(`select from customer_tenant where name like 'Harrow Vale%'`)).toEqual([])
  expect(await world.rows(`select from event where type = 'vendor.feedImported' and data ->> 'rows' = '21'`)).toEqual(
    [],
  )
})

test('with --valid-only the right rows are taken and the wrong ones reported', async ({ world }) => {
  const report = await take(world, 'customers', sample('customers-with-errors'), true)
  expect(new Set(report.errors.map(({ line }) => line)).size).toBe(19)
  expect(report.written).toBe(2)
  expect(
    await world.rows(`select name from customer_tenant where name like 'Harrow Vale%' order by name`),
  ).toHaveLength(2)
})

test('a row that is known already replaces the earlier facts; who left is removed, who was verified stays so', async ({
  world,
}) => {
  const two = 'Ada Prior <a.prior@larchhall.example>; Bea Quill <b.quill@larchhall.example>'
  await take(
    world,
    'customers',
    customers(customer({ administrators: two, domains: 'larchhall.example;larch.example' })),
  )
  await world.rows(`update tenant_admin set state = 'verified' where email = 'a.prior@larchhall.example'`)
  const changed = customer({
    name: 'Larch Hall Group',
    administrators: 'Ada Prior-Moss <a.prior@larchhall.example>',
    domains: 'larch.example',
  })
  expect((await take(world, 'customers', customers(changed))).written).toBe(1)
  expect(await nameOf(world, newTenant)).toBe('Larch Hall Group')
  expect(
    await world.rows(`select a.name, a.state from tenant_admin a join customer_tenant t on t.id = a.customer_tenant_id
      where t.tenant_id = '${newTenant}' order by a.email`),
  ).toEqual([
    { name: 'Ada Prior-Moss', state: 'verified' },
    { name: 'Bea Quill', state: 'removed' },
  ])
  expect(
    await world.rows(`select domain from tenant_domain d join customer_tenant t on t.id = d.customer_tenant_id
      where t.tenant_id = '${newTenant}'`),
  ).toEqual([{ domain: 'larch.example' }])
})

test('a domain moves when one file takes it from one tenant and gives it to another', async ({ world }) => {
  await take(world, 'customers', customers(customer()))
  const heir = customer({ tenant_id: otherTenant, name: 'Larch Hall Two', administrators: '' })
  const giver = customer({ domains: 'larch.example' })
  expect(said(await take(world, 'customers', customers(heir)))).toEqual([
    '2 domains is verified on another tenant: take it out here or there',
  ])
  expect(said(await take(world, 'customers', customers(heir, giver)))).toEqual([])
})

test('a wrong row gives its domain to nobody, also with --valid-only', async ({ world }) => {
  await take(world, 'customers', customers(customer()))
  const heir = customer({ tenant_id: otherTenant, name: 'Larch Hall Two', administrators: '' })
  const report = await take(
    world,
    'customers',
    customers(heir, customer({ domains: 'larch.example', seats: 'many' })),
    true,
  )
  expect(said(report)).toEqual([
    '2 domains is verified on another tenant: take it out here or there',
    '3 seats is not a whole number from 0 to 999999999',
  ])
})

const plain = customers(customer())
alone.for([
  ['a byte order mark', `\uFEFF${plain}`],
  ['semicolons', plain.replaceAll('","', '";"').replace(customerColumns, customerColumns.replaceAll(',', ';'))],
  ['tabs', plain.replaceAll('","', '"\t"').replace(customerColumns, customerColumns.replaceAll(',', '\t'))],
  ['carriage returns', plain.replaceAll('\n', '\r')],
  ['carriage returns with line feeds', plain.replaceAll('\n', '\r\n')],
  ['a separator line of a spreadsheet', `\uFEFFsep=,\r\n${plain.replaceAll('\n', '\r\n')}`],
  ['capitals in the header', plain.replace(customerColumns, customerColumns.toUpperCase())],
  ['columns nobody knows', plain.replace('\n', ',note\n').replace('opt_out"\n', 'opt_out",call first\n')],
] as const)('a file with %s is read', async ([, content]) => {
  const { errors, written } = await take(shared.world, 'customers', content)
  expect({ errors, written }).toEqual({ errors: [], written: 1 })
  expect(await nameOf(shared.world, newTenant)).toBe('Larch Hall')
})

test('a cell that a spreadsheet would calculate stays the text it is', async ({ world }) => {
  const formula = '=HYPERLINK("https://elsewhere.example","Larch Hall")'
  await take(world, 'customers', customers(customer({ name: formula })))
  expect(await nameOf(world, newTenant)).toBe(formula)
})

test('a line is counted as an editor counts it, with blank lines and with line breaks in a field', async ({
  world,
}) => {
  const content = `sep=,\n${customerColumns}\n\n${customer({ sector: 'a\nb' })}\n\n${customer({ tenant_id: '7' })}\n`
  expect((await take(world, 'customers', content)).errors.map(({ line }) => line)).toEqual([7])
})

alone.for([
  ['name', 'Larch\0Hall', 'holds a NUL character: take it out'],
  [
    'administrators',
    'Ada <a@larchhall.example>;Ada <A@larchhall.example>',
    'names a@larchhall.example twice: keep one of them',
  ],
  ['domains', 'larchhall.example;LarchHall.example', 'names larchhall.example twice: keep one of them'],
  ['seats', '0', 'is 0: give the number of seats, 1 at least, or leave the row out'],
  ['domains', orchard.domains[0]!, 'is verified on another tenant: take it out here or there'],
] as const)('a customer with %s %j is wrong', async ([column, value, message]) => {
  expect(said(await take(shared.world, 'customers', customers(customer({ [column]: value }))))).toEqual([
    `2 ${column} ${message}`,
  ])
})

alone.for([
  [{ seats: '0' }, 'seats is 0: give the number of seats, 1 at least, or leave the row out'],
  [
    { state: 'not_activated' },
    'activated_at is given, but the state is not_activated: leave it empty or correct the state',
  ],
  [
    { activated_at: '' },
    'activated_at is empty, but the state is active: give the instant, or the state not_activated',
  ],
  [{ ends_at: '2026-01-02T09:00:00Z' }, 'ends_at is not after activated_at: correct one of the two'],
  [{ activated_at: '2026-02-30T09:00:00Z' }, 'activated_at is not an instant, such as 2026-11-02T09:00:00Z'],
  [{ activated_at: '0000-01-01T00:00:00Z' }, 'activated_at is not an instant, such as 2026-11-02T09:00:00Z'],
  [{ tenant_id: nobodysTenant }, 'tenant_id is not known: import its customer first'],
  [{ product: 'NONE' }, 'product is not in the catalogue'],
  [
    { subscription_id: salesShowrooms.subscriptionId },
    'tenant_id is not its owner: the subscription is known on another tenant, and does not move',
  ],
] as const)('a subscription with %j is wrong', async ([changes, message]) => {
  expect(said(await take(shared.world, 'subscriptions', subscriptions(subscription(changes))))).toEqual([
    `2 ${message}`,
  ])
})

test('a subscription that ended before anybody activated it, or that never ends, is right', async ({ world }) => {
  const report = await take(
    world,
    'subscriptions',
    subscriptions(
      subscription({ state: 'ended', activated_at: '' }),
      subscription({ subscription_id: otherTenant, ends_at: '', activated_at: '2026-01-02' }),
    ),
  )
  expect(said(report)).toEqual([])
})

alone.for([
  [
    `${orchard.tenantId},${salesShowrooms.subscriptionId},2026-10,1,2`,
    'item is a subscription of another tenant: correct one of the two',
  ],
  [
    `${orchard.tenantId},${nobodysTenant},2026-10,1,2`,
    'item is neither a workload of the catalogue nor a known subscription',
  ],
  [`${nobodysTenant},MAIL,2026-10,1,2`, 'tenant_id is not known: import its customer first'],
  [`${orchard.tenantId},MAIL,0000-01,1,2`, 'month is not a month, such as 2026-10'],
  [`${orchard.tenantId},MAIL,2026-10,-1,2`, 'active_entitlements is not a whole number from 0 to 999999999'],
] as const)('a usage figure %s is wrong', async ([row, message]) => {
  expect(said(await take(shared.world, 'usage', usage(row)))).toEqual([`2 ${message}`])
})

alone('one month of one item in two spellings of the GUID is twice the same', async () => {
  const { world } = shared
  const spelt = `{${orchardSales.subscriptionId.toUpperCase()}}`
  const report = await take(
    world,
    'usage',
    usage(`${orchard.tenantId},${orchardSales.subscriptionId},2026-10,1,2`, `${orchard.tenantId},${spelt},2026-10,3,4`),
  )
  expect(said(report)).toEqual(['3 month stands in line 2 already: keep one of the two'])
})

alone(
  'what is no table, lacks a column or has one twice is refused as a whole (FEED_UNREADABLE, FEED_COLUMNS)',
  async () => {
    const { world } = shared
    expect(await refused(world, 'customers', `${customerColumns}\na,b\n`)).toMatch(
      /^FEED_UNREADABLE .*Invalid Record Length/,
    )
    expect(await refused(world, 'customers', `${customerColumns}\n"open`)).toMatch(
      /^FEED_UNREADABLE .*Quote Not Closed/,
    )
    expect(await refused(world, 'customers', `${customerColumns},name\n`)).toBe(
      'FEED_UNREADABLE {"reason":"two columns are called name"}',
    )
    expect(await refused(world, 'usage', 'tenant_id;item\n1;2\n')).toBe(
      'FEED_COLUMNS {"missing":"month, active_entitlements, qualified_entitlements"}',
    )
    expect(await refused(world, 'usage', '')).toMatch(/^FEED_COLUMNS/)
    expect(await refused(world, 'usage', usage())).toBe('taken')
  },
)

test('two imports at once wait for each other', async ({ world }) => {
  const reports = await Promise.all([
    take(world, 'customers', customers(customer())),
    take(world, 'customers', customers(customer({ tenant_id: otherTenant, administrators: '' }))),
  ])
  expect(reports.map(({ written }) => written).toSorted((a, b) => a - b)).toEqual([0, 1])
})

test('five thousand customers are one file', async ({ world }) => {
  const rows = Array.from({ length: 5000 }, (_, at) => {
    const id = String(at).padStart(4, '0')
    return customer({
      tenant_id: `aaaaaaaa-bbbb-4ccc-8ddd-00000000${id}`,
      domains: `larch${id}.example`,
      administrators: `Ada Prior <a@larch${id}.example>`,
    })
  })
  const began = performance.now()
  expect((await take(world, 'customers', customers(...rows))).written).toBe(5000)
  expect((await take(world, 'customers', customers(...rows))).written).toBe(5000)
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('the code phrase that a customer chose survives an import (B.2.6)', async ({ world }) => {
  await world.rows(`update customer_tenant set code_phrase = 'red kite 12' where tenant_id = $1`, [orchard.tenantId])
  await take(world, 'customers', sample('customers'))
  expect(await world.rows('select code_phrase from customer_tenant where tenant_id = $1', [orchard.tenantId])).toEqual([
    { code_phrase: 'red kite 12' },
  ])
})
