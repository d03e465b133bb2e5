import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { installation } from '../../test/stage.ts'
import type { TestWorld } from '../../test/world.ts'
import { test as worldTest } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { hashToken, issueLink, mintToken } from '../links/link.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import type { Message, Post } from './deliver.ts'
import { deliverLetters } from './deliver.ts'
import type { Letter } from './letter.entity.ts'
import { writeLetter } from './letter.entity.ts'
import type { LetterState, Outcome } from './letter.rules.ts'

type Answer = Outcome | Promise<Outcome>

const accepted: Outcome = { kind: 'accepted', response: '250 queued as 4711' }
const refused = (code: number): Outcome => ({ kind: 'refused', code, response: `${code} says the relay` })
const unreached: Outcome = { kind: 'unreached', response: 'connect ECONNREFUSED' }
const silent: Outcome = { kind: 'silent', response: 'Connection closed unexpectedly' }

interface Desk {
  /** What left for the relay, in order. */
  left: Message[]
  errors: string[]
  /** What the relay says next; the last answer stands. */
  answers: (() => Answer)[]
  /** What the template says now. */
  wording: string
  secret: Uint8Array
  deliver: () => Promise<number>
  /** Writes a letter with a link in it; answers its id. */
  write: (template: 'association-notice' | 'claim-approved', recipient?: string) => Promise<string>
  row: (
    id: string,
  ) => Promise<Pick<Letter, 'attempts' | 'response'> & { state: LetterState; dueAt: Date; acceptedAt: Date | null }>
}

const test = worldTest.extend<{ desk: Desk }>({
  desk: async ({ world }, use) => {
    await world.rows('update event set dispatched_at = now()')
    await use(deskOf(world))
  },
})

const deskOf = (world: TestWorld): Desk => {
  const desk: Desk = {
    left: [],
    errors: [],
    answers: [() => accepted],
    wording: 'first wording',
    secret: installation.keys.link,
    deliver: () =>
      deliverLetters(world.orm, { ...installation, keys: { ...installation.keys, link: desk.secret } }, post),
    write: (template, recipient = 'nora.contact@orchardfoods.example') => write(world, template, recipient),
    row: async (id) => {
      const rows = await world.rows<Awaited<ReturnType<Desk['row']>>>(
        `select state, attempts, response, due_at as "dueAt", accepted_at as "acceptedAt" from letter where id = $1`,
        [id],
      )
      return rows[0]!
    },
  }
  const post: Post = {
    render: async (_template, _locale, params) => {
      const { url } = params as unknown as { url: string }
      return {
        subject: desk.wording,
        html: `<p>${desk.wording} <a href="${url}">no</a></p>`,
        text: `${desk.wording} ${url}`,
      }
    },
    send: async (message) => {
      desk.left.push(message)
      return (desk.answers.length > 1 ? desk.answers.shift()! : desk.answers[0]!)()
    },
    from: (vendorName) => `${vendorName} <records@halcyon.example>`,
    messageDomain: 'halcyon.example',
    report: (error) => desk.errors.push(String(error)),
  }
  return desk
}

const write = (world: TestWorld, template: 'association-notice' | 'claim-approved', recipient: string) =>
  inTransaction(world.orm, system('test'), async (call) => {
    const [vendor] = await world.rows<{ id: string }>('select id from vendor')
    const owner = { vendorId: vendor!.id, organizationId: null, eventId: randomUUID(), aggregateId: randomUUID() }
    const link = issueLink(call, installation.keys.link, {
      vendorId: vendor!.id,
      purpose: 'consent',
      subjectId: randomUUID(),
      address: recipient,
    })
    const params = { url: `http://127.0.0.1:4001/n/${linkPlaceholder(link.id)}` } as never
    return writeLetter(call, { ...owner, template, recipient, recipientName: 'Nora Castellane', locale: 'en', params })
      .id
  })

const moveOn = (world: TestWorld, seconds: number) => world.at(secondsAfter(world.now(), seconds))

const told = (world: TestWorld) =>
  world.rows<{ type: string; at: string | null }>(
    `select type, data ->> 'acceptedAt' as at from event where type like 'letter.%' order by position`,
  )

test('a letter the relay takes is accepted, with its answer, and that is told with the instant', async ({
  world,
  desk,
}) => {
  const id = await desk.write('association-notice')
  expect(await desk.deliver()).toBe(1)
  expect(await desk.row(id)).toMatchObject({
    state: 'accepted',
    attempts: 1,
    response: '250 queued as 4711',
    acceptedAt: world.now(),
  })
  expect(await told(world)).toEqual([{ type: 'letter.accepted', at: world.now().toISOString() }])
  moveOn(world, 1e7)
  expect(await desk.deliver()).toBe(0)
})

test.for([
  ['421', refused(421)],
  ['451', refused(451)],
  ['a relay nobody reaches', unreached],
] as const)(
  'F5 %s: it waits about a minute, goes out again, and nothing is told until it is accepted',
  async ([, said], { world, desk }) => {
    desk.answers = [() => said, () => accepted]
    const id = await desk.write('claim-approved')
    await desk.deliver()
    expect((await desk.row(id)).state).toBe('retry')
    expect(await told(world)).toEqual([])
    moveOn(world, 47)
    expect(await desk.deliver()).toBe(0)
    moveOn(world, 26)
    expect(await desk.deliver()).toBe(1)
    expect(await desk.row(id)).toMatchObject({ state: 'accepted', attempts: 2 })
  },
)

test('F6 550 is final, and is told', async ({ world, desk }) => {
  desk.answers = [() => refused(550)]
  const id = await desk.write('association-notice')
  await desk.deliver()
  expect(await desk.row(id)).toMatchObject({ state: 'failed', response: '550 says the relay' })
  expect(await told(world)).toEqual([{ type: 'letter.failed', at: null }])
  moveOn(world, 1e7)
  expect(await desk.deliver()).toBe(0)
})

test('F8 a legal notice that was dropped after the body goes once more after 15 minutes, as the same letter', async ({
  world,
  desk,
}) => {
  desk.answers = [() => silent]
  const id = await desk.write('association-notice')
  await desk.deliver()
  expect((await desk.row(id)).state).toBe('unknown')
  desk.wording = 'a template that was edited meanwhile'
  moveOn(world, 899)
  expect(await desk.deliver()).toBe(0)
  moveOn(world, 1)
  expect(await desk.deliver()).toBe(1)
  expect(desk.left[1]).toEqual(desk.left[0])
  expect(desk.left[0]!.messageId).toBe(`<${id}@halcyon.example>`)
  moveOn(world, 1e7)
  expect(await desk.deliver()).toBe(0)
  expect((await desk.row(id)).state).toBe('unknown')
})

test('F8 any other letter that was dropped after the body never goes again', async ({ world, desk }) => {
  desk.answers = [() => silent]
  const id = await desk.write('claim-approved')
  await desk.deliver()
  moveOn(world, 1e7)
  expect(await desk.deliver()).toBe(0)
  expect([(await desk.row(id)).state, desk.left.length]).toEqual(['unknown', 1])
})

test('Message-ID, Date and words are those of the first attempt, however often it is tried', async ({
  world,
  desk,
}) => {
  desk.answers = [() => refused(451)]
  await desk.write('claim-approved')
  for (let attempt = 1; attempt <= 4; attempt++) {
    desk.wording = `wording ${attempt}`
    await desk.deliver()
    moveOn(world, 20_000)
  }
  expect(desk.left).toHaveLength(4)
  for (const again of desk.left) expect(again).toEqual(desk.left[0])
})

test('a relay that fails one letter fails no other', async ({ desk }) => {
  desk.answers = [() => refused(550), () => accepted]
  await desk.write('claim-approved', 'first@orchardfoods.example')
  await desk.write('claim-approved', 'second@orchardfoods.example')
  expect(await desk.deliver()).toBe(2)
  expect(desk.left).toHaveLength(2)
})

/** The row as a worker leaves it that is killed once it has leased a letter, and rendered it or not. */
const leaveSending = (world: TestWorld, id: string, rendered: boolean) =>
  world.rows(
    `update letter set state = 'sending', attempts = 1, fence = 1, lease_until = $2,
      message_id = $3, dated_at = $4, subject = $5, html = $6, plain = $6 where id = $1`,
    [
      id,
      secondsAfter(world.now(), 20),
      ...(rendered ? [`<${id}@halcyon.example>`, world.now(), 'frozen', 'frozen'] : [null, null, null, null]),
    ],
  )

test('F3 a legal notice whose worker was killed while sending goes out as soon as the lease ends, as it was frozen', async ({
  world,
  desk,
}) => {
  const id = await desk.write('association-notice')
  await leaveSending(world, id, true)
  moveOn(world, 19)
  expect(await desk.deliver()).toBe(0)
  moveOn(world, 1)
  expect(await desk.deliver()).toBe(1)
  expect(desk.left[0]).toMatchObject({ messageId: `<${id}@halcyon.example>`, subject: 'frozen' })
  expect((await desk.row(id)).state).toBe('accepted')
})

test('F3 any other letter whose worker was killed while sending is unknown and never goes again', async ({
  world,
  desk,
}) => {
  const id = await desk.write('claim-approved')
  await leaveSending(world, id, true)
  moveOn(world, 20)
  await desk.deliver()
  moveOn(world, 1e7)
  expect(await desk.deliver()).toBe(0)
  expect(desk.left).toEqual([])
  expect((await desk.row(id)).state).toBe('unknown')
})

test('F3 a letter whose worker was killed before it was rendered cannot have left, so every kind goes out', async ({
  world,
  desk,
}) => {
  const id = await desk.write('claim-approved')
  await leaveSending(world, id, false)
  moveOn(world, 20)
  await desk.deliver()
  expect([(await desk.row(id)).state, desk.left.length]).toEqual(['accepted', 1])
})

test('a legal notice that kills its worker each time is sent twice, not for ever', async ({ world, desk }) => {
  const id = await desk.write('association-notice')
  await leaveSending(world, id, true)
  desk.answers = [() => Promise.reject(new Error('killed'))]
  for (let restart = 0; restart < 5; restart++) {
    moveOn(world, 21)
    await desk.deliver()
  }
  expect(desk.left).toHaveLength(1)
  expect((await desk.row(id)).state).toBe('unknown')
})

/** A relay that answers when the test says so. */
const held = () => {
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Outcome>()
  return { begun: begun.promise, say: answer.resolve, answer: () => (begun.resolve(), answer.promise) }
}

test('F22 a worker that was taken for dead cannot overwrite what the next one is doing', async ({ world, desk }) => {
  const [dead, alive] = [held(), held()]
  desk.answers = [dead.answer, alive.answer]
  const id = await desk.write('association-notice')
  const first = desk.deliver()
  await dead.begun
  moveOn(world, 21)
  const second = desk.deliver()
  await alive.begun
  dead.say(refused(550))
  await first
  expect((await desk.row(id)).state).toBe('sending')
  alive.say(accepted)
  await second
  expect(await desk.row(id)).toMatchObject({ state: 'accepted', response: '250 queued as 4711' })
  expect((await told(world)).map(({ type }) => type)).toEqual(['letter.accepted'])
})

test('F7 a worker that is alive keeps its lease for as long as the relay thinks', async ({ world, desk }) => {
  const slow = held()
  desk.answers = [slow.answer]
  const id = await desk.write('claim-approved')
  const sending = desk.deliver()
  await slow.begun
  moveOn(world, 15)
  const leased = secondsAfter(world.now(), 20)
  await expect
    .poll(
      async () =>
        (await world.rows<{ until: Date }>('select lease_until as until from letter where id = $1', [id]))[0]?.until,
      { timeout: 15_000 },
    )
    .toEqual(leased)
  moveOn(world, 10)
  expect(await desk.deliver()).toBe(0)
  slow.say(accepted)
  await sending
  expect((await desk.row(id)).state).toBe('accepted')
})

test('two workers at once send each letter once', async ({ desk }) => {
  for (let n = 0; n < 30; n++) await desk.write('claim-approved', `person${n}@orchardfoods.example`)
  await Promise.all([desk.deliver(), desk.deliver(), desk.deliver()])
  expect(new Set(desk.left.map(({ messageId }) => messageId)).size).toBe(30)
  expect(desk.left).toHaveLength(30)
})

test('an answer that cannot be written down counts as unknown, not as not sent', async ({ world, desk }) => {
  const id = await desk.write('claim-approved')
  desk.answers = [
    async () => {
      await world.rows(`alter table event add constraint no_more check (type <> 'letter.accepted') not valid`)
      return accepted
    },
  ]
  await desk.deliver()
  await world.rows('alter table event drop constraint no_more')
  expect(desk.errors.join()).toContain('no_more')
  moveOn(world, 1e7)
  await desk.deliver()
  expect([(await desk.row(id)).state, desk.left.length]).toEqual(['unknown', 1])
})

test('with another OFRECORD_SECRET no letter leaves: its link would open nothing', async ({ world, desk }) => {
  desk.secret = new Uint8Array(32).fill(9)
  const id = await desk.write('association-notice')
  await desk.deliver()
  expect(desk.left).toEqual([])
  expect(desk.errors.join()).toContain('another OFRECORD_SECRET')
  desk.secret = installation.keys.link
  moveOn(world, 100)
  await desk.deliver()
  expect((await desk.row(id)).state).toBe('accepted')
})

test('I13 the link in a letter opens, and its token is nowhere in the database', async ({ opened: { world } }) => {
  const tokens = world.sent.flatMap(({ html, text }) =>
    [...`${html} ${text}`.matchAll(/\/n\/([\w-]{43})/g)].map((hit) => hit[1]!),
  )
  expect(new Set(tokens).size).toBe(3)
  expect(await grep(world, tokens)).toEqual([])
  expect(await grep(world, tokens.map(hashToken))).toEqual(['link.token_hash'])
})

test('a link is one of 2^256: purpose, link and epoch each change all of it', () => {
  const link = { purpose: 'consent', id: '01900000-0000-7000-8000-000000000001', epoch: 1 }
  const mint = (change: Partial<typeof link>) => mintToken(installation.keys.link, { ...link, ...change })
  const tokens = [
    mint({}),
    mint({ purpose: 'reference' }),
    mint({ epoch: 2 }),
    mint({ id: '01900000-0000-7000-8000-000000000002' }),
  ]
  expect(new Set(tokens).size).toBe(4)
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
  expect(mint({})).toBe(tokens[0])
})

/** The columns that hold one of the needles, of every table there is. */
const grep = async (world: TestWorld, needles: readonly string[]): Promise<string[]> => {
  const columns = await world.rows<{ table: string; column: string }>(`
    select c.table_name as table, c.column_name as column from information_schema.columns c join information_schema.tables t
      using (table_schema, table_name) where c.table_schema in ('public', 'graphile_worker') and t.table_type = 'BASE TABLE'
      and c.table_schema = 'public' order by 1, 2`)
  const found: string[] = []
  for (const { table, column } of columns) {
    const [row] = await world.rows<{ hit: boolean }>(
      `select exists (select from "${table}", unnest($1::text[]) as needle where position(needle in "${column}"::text) > 0) as hit`,
      [needles],
    )
    if (row!.hit) found.push(`${table}.${column}`)
  }
  return found
}
