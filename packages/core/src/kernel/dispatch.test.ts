import { sql } from 'kysely'
import { expect } from 'vitest'
import { installation } from '../../test/stage.ts'
import type { TestWorld } from '../../test/world.ts'
import { test as worldTest } from '../../test/world.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { system } from './actor.ts'
import type { Reaction, Reactions } from './dispatch.ts'
import { dispatchEvents, leaseSeconds } from './dispatch.ts'
import { happened } from './happened.ts'
import { secondsAfter } from './time.ts'
import { inTransaction } from './transaction.ts'

/** A world whose own events are dispatched, and a table that keeps what a reaction did, in order. */
const test = worldTest.extend<{ tests: { effects: () => Promise<string[]> } }>({
  tests: async ({ world }, use) => {
    await world.rows('update event set dispatched_at = now()')
    await world.alter('create table effect (position serial, event_id uuid, what text)', 'drop table effect')
    const effects = async () =>
      (await world.rows<{ what: string }>('select what from effect order by position')).map(({ what }) => what)
    await use({ effects })
  },
})

const tell = (world: TestWorld, partner: string, ...steps: number[]) =>
  inTransaction(world.orm, system('test'), async ({ em }) => {
    const organization = await em.findOneOrFail(Organization, { name: { $like: `${partner}%` } })
    for (const n of steps) happened(organization, 'organization.tested', { n, partner })
  })

const noted: Reaction = async (call, event) => {
  const what = `${String(event.data.partner)} ${String(event.data.n)}`
  await sql`insert into effect (event_id, what) values (${event.id}, ${what})`.execute(call.em.getKysely())
}

const reactionsOf = (...reactions: Reaction[]): Reactions => ({ 'organization.tested': reactions })

const dispatch = (world: TestWorld, reactions: Reactions, errors: unknown[] = []) =>
  dispatchEvents(world.orm, reactions, installation, (error) => errors.push(String(error)))

const moveOn = (world: TestWorld, seconds: number) => world.at(secondsAfter(world.now(), seconds))

test('events of one aggregate are handled in the order they were told, each once', async ({ world, tests }) => {
  await tell(world, 'Kestrel', 1, 2)
  await tell(world, 'Tidewater', 1)
  await tell(world, 'Kestrel', 3)
  expect(await dispatch(world, reactionsOf(noted))).toBe(4)
  expect(await dispatch(world, reactionsOf(noted))).toBe(0)
  const effects = await tests.effects()
  expect(effects.filter((what) => what.startsWith('Kestrel'))).toEqual(['Kestrel 1', 'Kestrel 2', 'Kestrel 3'])
  expect(effects).toHaveLength(4)
})

test('all reactions to one event happen, or none: the first is taken back when the second fails', async ({
  world,
  tests,
}) => {
  await tell(world, 'Kestrel', 1)
  const errors: unknown[] = []
  const broken: Reaction = async () => Promise.reject(new Error('broken'))
  await dispatch(world, reactionsOf(noted, broken), errors)
  expect(await tests.effects()).toEqual([])
  expect(errors).toEqual(['Error: broken'])
})

test('a reaction that fails holds up its own aggregate and no other', async ({ world, tests }) => {
  await tell(world, 'Kestrel', 1, 2)
  await tell(world, 'Tidewater', 1)
  const picky: Reaction = async (call, event, at) =>
    event.data.partner === 'Kestrel' ? Promise.reject(new Error('no')) : noted(call, event, at)
  await dispatch(world, reactionsOf(picky))
  expect(await tests.effects()).toEqual(['Tidewater 1'])
})

test('it is tried again after 5 seconds, then 10, then 20, and what waited behind it follows', async ({
  world,
  tests,
}) => {
  await tell(world, 'Kestrel', 1, 2)
  const errors: unknown[] = []
  const broken = reactionsOf(async () => Promise.reject(new Error('no')))
  await dispatch(world, broken, errors)
  for (const seconds of [5, 10, 20]) {
    moveOn(world, seconds - 1)
    await dispatch(world, broken, errors)
    const before = errors.length
    moveOn(world, 1)
    await dispatch(world, broken, errors)
    expect(errors).toHaveLength(before + 1)
  }
  moveOn(world, 3600)
  await dispatch(world, reactionsOf(noted))
  expect(await tests.effects()).toEqual(['Kestrel 1', 'Kestrel 2'])
})

test('why it failed and how often stands on the event', async ({ world, tests: _tests }) => {
  await tell(world, 'Kestrel', 1)
  await dispatch(
    world,
    reactionsOf(async () => Promise.reject(new Error('no relay'))),
  )
  expect(await world.rows(`select attempts, last_error from event where dispatched_at is null`)).toEqual([
    { attempts: 1, last_error: 'Error: no relay' },
  ])
})

test('F23: four dispatchers at once never handle one event twice, and never out of order', async ({ world, tests }) => {
  const partners = ['Kestrel', 'Tidewater', 'Pinecone', 'Alder']
  for (let n = 1; n <= 12; n++) for (const partner of partners) await tell(world, partner, n)
  const workers = partners.map(async () => {
    for (let idle = 0; idle < 3;) idle = (await dispatch(world, reactionsOf(noted))) > 0 ? 0 : idle + 1
  })
  await Promise.all(workers)
  while ((await dispatch(world, reactionsOf(noted))) > 0);
  const effects = await tests.effects()
  expect(effects).toHaveLength(48)
  for (const partner of partners)
    expect(effects.filter((what) => what.startsWith(partner))).toEqual(
      Array.from({ length: 12 }, (_, at) => `${partner} ${at + 1}`),
    )
})

test('an event waits for the one before it, also when a slow dispatcher’s lease on that one has run out', async ({
  world,
  tests,
}) => {
  await tell(world, 'Kestrel', 1, 2)
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const deadline = setTimeout(goOn.resolve, 10_000)
  const slow: Reaction = async (call, event, at) => {
    begun.resolve()
    await goOn.promise
    await noted(call, event, at)
  }
  const first = dispatch(world, reactionsOf(slow))
  await begun.promise
  moveOn(world, leaseSeconds + 1)
  const handledMeanwhile = await dispatch(world, reactionsOf(noted))
  goOn.resolve()
  clearTimeout(deadline)
  await first
  await dispatch(world, reactionsOf(noted))
  expect(handledMeanwhile).toBe(0)
  expect(await tests.effects()).toEqual(['Kestrel 1', 'Kestrel 2'])
})

test('what a killed dispatcher had leased is free after 20 seconds of the database’s clock, not before', async ({
  world,
  tests,
}) => {
  await tell(world, 'Kestrel', 1)
  await world.rows(`update event set lease_until = $1 where dispatched_at is null`, [
    secondsAfter(world.now(), leaseSeconds),
  ])
  moveOn(world, leaseSeconds - 1)
  expect(await dispatch(world, reactionsOf(noted))).toBe(0)
  moveOn(world, 1)
  expect(await dispatch(world, reactionsOf(noted))).toBe(1)
  expect(await tests.effects()).toEqual(['Kestrel 1'])
})

test('a reaction that runs a second time writes no second letter: (event, template, recipient) is unique', async ({
  world,
  tests: _tests,
}) => {
  await tell(world, 'Kestrel', 1)
  const writing: Reaction = async (call, event) => {
    const { id: eventId, vendorId, organizationId, aggregateId } = event
    const owner = { eventId, vendorId, organizationId, aggregateId }
    writeLetter(call, {
      ...owner,
      template: 'claim-approved',
      recipient: 'ines.incentive@kestrel.example',
      recipientName: 'Ines Marchetti',
      locale: 'en',
      params: {} as never,
    })
  }
  const errors: unknown[] = []
  await dispatch(world, reactionsOf(writing), errors)
  await world.rows(`update event set dispatched_at = null, lease_until = null where type = 'organization.tested'`)
  await dispatch(world, reactionsOf(writing), errors)
  expect(errors.join()).toContain('letter_once_unique')
  expect(await world.rows('select id from letter')).toHaveLength(1)
})

test('an event nobody reacts to is done with', async ({ world, tests: _tests }) => {
  await tell(world, 'Kestrel', 1)
  expect(await dispatch(world, {})).toBe(1)
  expect(await world.rows('select id from event where dispatched_at is null')).toEqual([])
})

test('more than a batch of one aggregate still goes in order', async ({ world, tests }) => {
  await tell(world, 'Kestrel', ...Array.from({ length: 120 }, (_, n) => n))
  while ((await dispatch(world, reactionsOf(noted))) > 0);
  expect(await tests.effects()).toEqual(Array.from({ length: 120 }, (_, n) => `Kestrel ${n}`))
})
