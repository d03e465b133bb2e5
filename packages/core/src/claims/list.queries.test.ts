import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { refusalOf } from '../../test/refusals.ts'
import { statementsOf } from '../../test/statements.ts'
import { addEvidence, makeClaim, submitClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

/** Copies one claim many times, straight into the table: the list reads that table only. Every third shares an instant. */
const multiply = async (world: TestWorld, copies: number): Promise<void> => {
  await world.rows(
    `insert into claim select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 2000000 + n,
      'name', 'Copy ' || n, 'changed_at', c.changed_at - (n / 3) * interval '1 second'))).* from claim c, generate_series(1, $1::int) n
     where c.number = 1000001`,
    [copies],
  )
}

type List = Awaited<ReturnType<Awaited<ReturnType<TestWorld['as']>>['claims']['list']>>

const allPages = async (next: (cursor: string | null) => Promise<List>): Promise<List['rows'][]> => {
  const pages: List['rows'][] = []
  for (let cursor: string | null = null, last = false; !last;) {
    const page: List = await next(cursor)
    pages.push(page.rows)
    cursor = page.nextCursor
    last = cursor === null
  }
  return pages
}

test('C1: an incentive user scoped to one location sees its claims and no other location’s', async ({ world }) => {
  const [cologne] = await world.rows<{ id: string }>(`select id from location where name = 'Cologne'`)
  const leeds = await makeClaim(world)
  const own = await makeClaim(world, {
    locationId: cologne!.id,
    name: 'Own',
    items: [{ code: 'SITE', subscription: '' }],
  })
  const rival = await makeClaim(world, {}, 'theo')
  const list = async (person: string) =>
    (await (await world.as(person)).claims.list({})).rows.map(({ number }) => number)
  expect(await list('ugo')).toEqual([own.number])
  expect(new Set(await list('ines'))).toEqual(new Set([leeds.number, own.number]))
  expect(new Set(await list('gwen'))).toEqual(new Set([leeds.number, own.number]))
  expect(await list('theo')).toEqual([rival.number])
  const ugo = await world.as('ugo')
  expect(await ugo.claims.counts()).toMatchObject({ draft: 1, submitted: 0, consent_denied: 0 })
  expect((await refusalOf(ugo.claims.get({ claimId: leeds.claimId }))).code).toBe('NOT_FOUND')
})

test('C2: a location administrator without an incentive role may not list claims, and has no menu entry for them', async ({
  world,
}) => {
  for (const person of ['luca', 'mina', 'cara', 'max']) {
    const caller = await world.as(person)
    expect(await refusalOf(caller.claims.list({})), person).toMatchObject({ transport: 'FORBIDDEN', code: 'FORBIDDEN' })
    expect((await caller.session.me()).privileges.filter((privilege) => privilege.startsWith('claims'))).toEqual([])
  }
  expect((await (await world.as('ugo')).session.me()).privileges).toContain('claims.see')
})

test('I17: pages by key hold every claim once, in both orders and both directions, whatever shares an instant', async ({
  world,
}) => {
  await makeClaim(world)
  await multiply(world, 129)
  const ines = await world.as('ines')
  for (const sort of ['changed', 'number'] as const)
    for (const direction of ['asc', 'desc'] as const) {
      const pages = await allPages((cursor) => ines.claims.list({ sort, direction, size: 25, cursor }))
      const rows = pages.flat()
      expect(pages.map(({ length }) => length)).toEqual([25, 25, 25, 25, 25, 5])
      expect(new Set(rows.map(({ id }) => id)).size).toBe(130)
      const keys = rows.map((row) => (sort === 'number' ? row.number : Date.parse(row.changedAt)))
      expect(keys).toEqual(keys.toSorted((a, b) => (direction === 'asc' ? a - b : b - a)))
    }
})

test('I17: claims made while somebody pages do not push others out of sight', async ({ world }) => {
  await makeClaim(world)
  await multiply(world, 60)
  const ines = await world.as('ines')
  const before = new Set((await world.rows<{ id: string }>('select id from claim')).map(({ id }) => id))
  let made = 0
  const pages = await allPages(async (cursor) => {
    const page = await ines.claims.list({ size: 25, cursor })
    world.at(new Date(world.now().getTime() + 1000))
    await makeClaim(world, {
      name: `New ${made}`,
      items: [{ code: ['SITE', 'SYNC', 'DESK', 'COMM'][made++]!, subscription: '' }],
    })
    return page
  })
  const seen = pages.flat().map(({ id }) => id)
  expect(seen.filter((id) => before.has(id)).length).toBe(61)
  expect(new Set(seen).size).toBe(seen.length)
})

test('I17: a claim that changes while somebody pages leaves the pages that are left, and each of them says so', async ({
  world,
}) => {
  await makeClaim(world)
  await multiply(world, 60)
  const ines = await world.as('ines')
  const first = await ines.claims.list({ size: 25 })
  const second = await ines.claims.list({ size: 25, cursor: first.nextCursor })
  expect([first.changedSince, second.changedSince]).toEqual([0, 0])
  await world.rows(`update claim set changed_at = changed_at + interval '1 day' where number in (2000058, 2000059)`)
  const third = await ines.claims.list({ size: 25, cursor: second.nextCursor })
  expect([third.rows.length, third.changedSince]).toEqual([9, 2])
  const { rows: top } = await ines.claims.list({ size: 25 })
  expect(new Set(top.slice(0, 2).map(({ number }) => number))).toEqual(new Set([2000058, 2000059]))
})

test('CURSOR_INVALID: a cursor altered, of other filters, another order, another person or another list is refused', async ({
  world,
}) => {
  await makeClaim(world)
  await multiply(world, 30)
  const ines = await world.as('ines')
  const { nextCursor } = await ines.claims.list({ size: 25 })
  const cursor = nextCursor!
  const [body, signature] = cursor.split('.') as [string, string]
  const forged = Buffer.from(JSON.stringify(['2999-01-01', '019a0000-0000-7000-8000-000000000001'])).toString(
    'base64url',
  )
  const flipped = (text: string): string => `${text.slice(0, 5)}${text[5] === 'A' ? 'B' : 'A'}${text.slice(6)}`
  for (const bad of [
    `${forged}.${signature}`,
    `${flipped(body)}.${signature}`,
    `${body}.${flipped(signature)}`,
    body,
    '.',
    '..',
    `${body}.`,
    'null',
    "' or 1=1 --",
  ])
    expect(await refusalOf(ines.claims.list({ size: 25, cursor: bad })), bad).toMatchObject({
      transport: 'BAD_REQUEST',
      code: 'CURSOR_INVALID',
      field: 'cursor',
    })
  for (const wish of [
    { size: 50 },
    { size: 25, search: 'mail' },
    { size: 25, sort: 'number' },
    { size: 25, direction: 'asc' },
    { size: 25, statuses: ['draft'] },
  ] as const)
    expect(
      (await refusalOf(ines.claims.list({ ...wish, statuses: 'statuses' in wish ? [...wish.statuses] : [], cursor })))
        .code,
    ).toBe('CURSOR_INVALID')
  expect((await refusalOf((await world.as('gwen')).claims.list({ size: 25, cursor }))).code).toBe('CURSOR_INVALID')
  expect((await refusalOf((await world.as('rosa')).review.queue({ size: 25, cursor }))).code).toBe('CURSOR_INVALID')
  expect((await ines.claims.list({ size: 25, cursor })).rows).toHaveLength(6)
})

test('a search takes % and _ and \\ as they are', async ({ world }) => {
  const names = ['100% mail', '1000 mail', 'a_b', 'axb', 'back\\slash']
  for (const [at, name] of names.entries())
    await makeClaim(world, { name, items: [{ code: ['MAIL', 'MEET', 'SITE', 'SYNC', 'DESK'][at]!, subscription: '' }] })
  const ines = await world.as('ines')
  const found = async (search: string) =>
    (await ines.claims.list({ search, sort: 'number', direction: 'asc' })).rows.map(({ name }) => name)
  expect(await found('100%')).toEqual(['100% mail'])
  expect(await found('%')).toEqual(['100% mail'])
  expect(await found('a_b')).toEqual(['a_b'])
  expect(await found('_')).toEqual(['a_b'])
  expect(await found('\\')).toEqual(['back\\slash'])
  expect(await found('BACK\\s')).toEqual(['back\\slash'])
  expect(await found("' or true --")).toEqual([])
  expect(await found('1000003')).toEqual(['a_b'])
  expect(await found('orchardfoods')).toHaveLength(5)
  expect(await found('  Orchard Foods ')).toHaveLength(5)
})

test('filters by status, area, activity, programme and location hold together', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await makeClaim(world, { name: 'Draft', items: [{ code: 'SITE', subscription: '' }] })
  const ines = await world.as('ines')
  const count = async (wish: Parameters<typeof ines.claims.list>[0]) => (await ines.claims.list(wish)).rows.length
  const [row] = (await ines.claims.list({ statuses: ['submitted'] })).rows
  expect(row).toMatchObject({ number: claim.number, shownStatus: 'submitted', standing: { waitsOn: 'vendor' } })
  expect(await count({ statuses: ['submitted', 'draft'] })).toBe(2)
  expect(await count({ statuses: ['active'] })).toBe(0)
  expect(await count({ areaCode: 'workplace', activity: 'usage', locationId: row!.locationId })).toBe(2)
  expect(await count({ areaCode: 'business_apps' })).toBe(0)
  expect(await count({ programme: 'workplace_usage' })).toBe(2)
  expect(await count({ programme: 'ba_advisor' })).toBe(0)
  expect(await count({ locationId: '019a0000-0000-7000-8000-000000000001' })).toBe(0)
  expect(await ines.claims.counts()).toMatchObject({ draft: 1, submitted: 1, active: 0 })
})

test('B.1.9: enrolled locations, customer, created range, due date and flags narrow the list; any filter is one statement', async ({
  world,
}) => {
  const submitted = await makeClaim(world)
  await addEvidence(world, submitted.claimId)
  await submitClaim(world, submitted)
  world.at(new Date(tiny.t0.getTime() + 2 * 86_400_000))
  await makeClaim(world, { name: 'Draft', items: [{ code: 'SITE', subscription: '' }] })
  await world.rows(`update claim set incentive_opt_out = true, flags = '{competing}' where name = 'Draft'`)
  const ines = await world.as('ines')
  type Wish = NonNullable<Parameters<typeof ines.claims.list>[0]>
  const day = (days: number) => new Date(tiny.t0.getTime() + days * 86_400_000).toISOString()
  const both = ['Draft', 'Mail and meetings for Orchard']
  const wishes: [Wish, string[]][] = [
    [{ enrolledOnly: true }, both],
    [{ customer: 'orchard' }, both],
    [{ customer: 'Kestrel' }, []],
    [{ createdFrom: day(1) }, ['Draft']],
    [{ createdBefore: day(1) }, ['Mail and meetings for Orchard']],
    [{ createdFrom: day(0), createdBefore: day(3) }, both],
    [{ createdFrom: day(2), createdBefore: day(2) }, []],
    [{ dueWithinDays: 30 }, ['Mail and meetings for Orchard']],
    [{ dueWithinDays: 0 }, []],
    [{ flag: 'competing' }, ['Draft']],
    [{ flag: 'opted_out' }, ['Draft']],
    [{ flag: 'over_sla' }, []],
    [{ unread: true }, []],
    [
      { statuses: ['draft', 'window'], search: 'raf', areaCode: 'workplace', activity: 'usage', unread: false },
      ['Draft'],
    ],
  ]
  for (const [wish, expected] of wishes) {
    let names: string[] = []
    const asked = await statementsOf(async () => {
      names = (await ines.claims.list(wish)).rows.map(({ name }) => name)
    })
    expect(
      asked.filter((statement) => !statement.includes('set_config')),
      JSON.stringify(wish),
    ).toHaveLength(1)
    expect(names.toSorted(), JSON.stringify(wish)).toEqual(expected)
    expect(await ines.claims.exportCount(wish)).toBe(expected.length)
  }
  await world.rows(`update location set enrolled = false`)
  expect((await ines.claims.list({ enrolledOnly: true })).rows).toEqual([])
  world.at(new Date(tiny.t0.getTime() + 60 * 86_400_000))
  await world.fire()
  expect((await ines.claims.list({ flag: 'over_sla' })).rows.map(({ number }) => number)).toEqual([submitted.number])
  expect((await ines.claims.list({ dueWithinDays: 0 })).rows).toHaveLength(1)
})

test('B.1.9: a vendor’s shared comment is unread until the person looks at the claim, and only for that person', async ({
  world,
}) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  const [ines, gwen, rosa] = [await world.as('ines'), await world.as('gwen'), await world.as('rosa')]
  const unread = async (person: typeof ines) => (await person.claims.list({ unread: true })).rows.length
  await ines.claims.comment({ claimId: claim.claimId, body: 'Our own word', audience: 'shared' })
  await rosa.review.comment({ claimId: claim.claimId, body: 'Only for us', audience: 'vendor_internal' })
  expect(await unread(ines)).toBe(0)
  await rosa.review.comment({ claimId: claim.claimId, body: 'Which year?', audience: 'shared' })
  expect([await unread(ines), await unread(gwen)]).toEqual([1, 1])
  await ines.claims.looked({ claimId: claim.claimId })
  expect([await unread(ines), await unread(gwen)]).toEqual([0, 1])
  world.at(new Date(world.now().getTime() + 1000))
  await rosa.review.comment({ claimId: claim.claimId, body: 'And which month?', audience: 'shared' })
  expect(await unread(ines)).toBe(1)
  await ines.claims.looked({ claimId: claim.claimId })
  expect(await unread(ines)).toBe(0)
})

test('PRI-R1: looking at a claim outside the person’s scope is refused like a random one', async ({ world }) => {
  const { claimId } = await makeClaim(world)
  for (const person of ['ugo', 'theo'])
    expect((await refusalOf((await world.as(person)).claims.looked({ claimId }))).code).toBe('NOT_FOUND')
  expect(await world.rows('select from claim_look')).toEqual([])
})

test('the reviewers’ queue is oldest first, by page, and may be narrowed to what nobody took or to one’s own', async ({
  world,
}) => {
  for (const [at, code] of ['MAIL', 'MEET', 'SITE'].entries()) {
    world.at(new Date(tiny.t0.getTime() + at * 60_000))
    const claim = await makeClaim(world, { name: code, items: [{ code, subscription: '' }] })
    await addEvidence(world, claim.claimId)
    await submitClaim(world, claim)
  }
  const rosa = await world.as('rosa')
  const names = async (wish: Parameters<typeof rosa.review.queue>[0]) =>
    (await rosa.review.queue(wish)).rows.map(({ name }) => name)
  expect(await names({})).toEqual(['MAIL', 'MEET', 'SITE'])
  const [second] = (await rosa.review.queue({ search: 'MEET' })).rows
  const { version } = await rosa.review.get({ claimId: second!.id })
  await rosa.review.take({ claimId: second!.id, version })
  expect(await names({ mine: 'mine' })).toEqual(['MEET'])
  expect(await names({ mine: 'untaken' })).toEqual(['MAIL', 'SITE'])
  expect(await (await world.as('liam')).review.queue({ mine: 'mine' })).toMatchObject({ rows: [] })
  expect(await refusalOf((await world.as('ines')).review.queue({}))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await refusalOf((await world.as('aiko')).review.queue({}))).toMatchObject({ code: 'FORBIDDEN' })
})

test('a page of the list is one statement, a claim’s page ten, and their number does not grow with the rows', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  const [ines, rosa] = [await world.as('ines'), await world.as('rosa')]
  const asked = async (work: () => Promise<unknown>) =>
    (await statementsOf(work)).filter((statement) => !statement.includes('set_config')).length
  expect(await asked(() => ines.claims.list({}))).toBe(1)
  expect(await asked(() => ines.claims.counts())).toBe(1)
  expect(await asked(() => rosa.review.queue({}))).toBe(1)
  const page = await asked(() => ines.claims.get({ claimId }))
  expect(page).toBe(10)
  await multiply(world, 99)
  for (let at = 0; at < 5; at++) await addEvidence(world, claimId)
  expect(await asked(() => ines.claims.list({ size: 100 }))).toBe(1)
  expect(await asked(() => ines.claims.get({ claimId }))).toBe(page)
})

test('lists and pages are asked by a role that cannot write', async ({ world }) => {
  const statement = `update claim set name = 'x'`
  await expect(world.reader.em.fork().execute(statement)).rejects.toThrow(/read-only transaction/)
})
