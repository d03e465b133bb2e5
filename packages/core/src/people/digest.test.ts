import { expect } from 'vitest'
import { invited, password, profile, stayOf } from '../../test/people.ts'
import { codesOf } from '../../test/refusals.ts'
import { addEvidence, makeClaim, openedWindow, submitClaim, takeClaim } from '../../test/story.ts'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { digestParts } from '../jobs.ts'
import { secondsAfter } from '../kernel/time.ts'
import { noteReturn } from '../letters/returns.ts'
import type { Message } from '../letters/deliver.ts'
import { composeDigest } from './digest.composing.ts'
import { writeDigests } from './digest.jobs.ts'

const gwen = 'gwen.global@kestrel.example'

/** As the worker's run does it: writes what is due, and has it sent. */
const run = async (world: TestWorld, instant?: string): Promise<number> => {
  if (instant) world.at(new Date(instant))
  const written = await writeDigests(world.orm, installation, digestParts, (error) => {
    throw error
  })
  await world.work()
  return written
}

/** Gives somebody an account, and has their first digest planned. */
const withAccount = async (world: TestWorld, person: string): Promise<string> => {
  const actor = await world.actor(person)
  if (!('personId' in actor)) throw new Error(`${person} is nobody`)
  await world.rows('update person set user_id = gen_random_uuid() where id = $1', [actor.personId])
  await run(world)
  return actor.email
}

const digestsTo = (world: TestWorld, address: string): Message[] =>
  world.sent.filter(({ to, stopUrl }) => to.address === address && stopUrl !== undefined)

const joined = async (world: TestWorld, email = 'ada.byrne@kestrel.example') => {
  const link = await invited(world, email, 'multi')
  await world.guest().people.invitation.accept({ link, profile: profile(), password })
}

const tokenIn = ({ stopUrl }: Message): string => stopUrl!.split('/').at(-1)!

const cadenceOf = async (world: TestWorld) =>
  (await world.rows<{ cadence: string }>('select cadence from digest order by id')).map(({ cadence }) => cadence)

test('B.14.1 AF9: an administrator reads on Monday at seven who completed their profile, and what waits; once', async ({
  world,
}) => {
  const [address, elsewhere] = [await withAccount(world, 'gwen'), await withAccount(world, 'luca')]
  await joined(world)
  expect(await run(world, '2026-11-09T05:59:59Z')).toBe(0)
  // Seven in Milan, and an hour later in London.
  expect(await run(world, '2026-11-09T06:59:59Z')).toBe(1)
  expect(await run(world, '2026-11-09T07:00:00Z')).toBe(1)
  expect(await run(world)).toBe(0)
  // Leeds is outside what somebody administers in Milan.
  expect(digestsTo(world, elsewhere)[0]!.text).not.toContain('Ada')
  const [letter, ...more] = digestsTo(world, address)
  expect(more).toEqual([])
  expect(letter!.subject).toMatch(/^Your week: \d+ things? waits? for you$/)
  expect(letter!.text).toContain(
    'Since Monday, 2 November 2026\nAda Byrne\n  The profile is complete: a member at Leeds now.',
  )
  expect(letter!.stopUrl).toMatch(/^http:\/\/127\.0\.0\.1:4000\/digest\/[\w-]{43}$/)
  expect(letter!.html).toContain(`href="${letter!.stopUrl}"`)
  expect(await run(world, '2026-11-16T07:00:00Z')).toBe(2)
  expect(digestsTo(world, address)[1]!.text).not.toContain('Ada Byrne')
})

test('B.14.1: each working day for whoever wants that, on their own clock, with their claims and until when', async ({
  world,
}) => {
  const address = await withAccount(world, 'ines')
  await world.rows(`update person set time_zone = 'Europe/Rome' where email = $1`, [address])
  const ines = await world.as('ines')
  await ines.digests.choose({ cadence: 'daily' })
  expect(await ines.digests.get()).toEqual({ cadence: 'daily', nextAt: '2026-11-03T06:00:00.000Z', address })
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review.return({ claimId: claim.claimId, version, reasons: ['dates_missing'], comment: 'Which year?' })
  expect(await run(world, '2026-11-03T06:00:00Z')).toBe(1)
  const [letter] = digestsTo(world, address)
  expect(letter!.subject).toBe('Your day: 1 thing waits for you')
  expect(letter!.text).toMatch(/Halcyon Software sent the claim about .* back\. Due Wednesday, 2 December 2026 at/)
  expect(letter!.text).toContain(`/claims/${claim.claimId}`)
  // Friday, then nothing on Saturday and Sunday.
  expect(await run(world, '2026-11-06T06:00:00Z')).toBe(1)
  expect((await ines.digests.get()).nextAt).toBe('2026-11-09T06:00:00.000Z')
})

test('B.14.1: a digest with nothing in it is not sent, nor one to a mailbox that gives letters back', async ({
  world,
}) => {
  await withAccount(world, 'mina')
  const address = await withAccount(world, 'gwen')
  await world.rows('update person set bounced_at = $2 where email = $1', [address, world.now()])
  expect(await run(world, '2026-11-09T07:00:00Z')).toBe(0)
  expect(await world.rows('select from letter')).toEqual([])
  const [due] = await world.rows<{ at: Date }>('select distinct due_at as at from digest')
  expect(new Date(due!.at).toISOString()).toBe('2026-11-16T07:00:00.000Z')
})

test('B.14.1: a claim that became active is told to colleagues in scope, and not again to whom a letter told it', async ({
  world,
}) => {
  const [colleague, contact] = [await withAccount(world, 'gwen'), await withAccount(world, 'ines')]
  await openedWindow(world)
  world.at(new Date('2026-11-12T09:00:00Z'))
  await world.fire()
  await world.work()
  await run(world, '2026-11-16T07:00:00Z')
  const told = (address: string) => digestsTo(world, address).some(({ text }) => /is active\./.test(text))
  expect([told(colleague), told(contact)]).toEqual([true, false])
})

test('B.18: what a digest says is read by the rights of the moment; one that still waits is held when a role ends', async ({
  world,
}) => {
  const address = await withAccount(world, 'gwen')
  await joined(world)
  world.relay.answer = () => ({ kind: 'unreached', response: 'closed' })
  expect(await run(world, '2026-11-09T07:00:00Z')).toBe(1)
  const state = async () =>
    (await world.rows<{ state: string }>(`select state from letter where template = 'digest-weekly'`))[0]!.state
  expect(await state()).toBe('retry')
  const { personId } = await stayOf(world, gwen)
  await world.rows(`update role_assignment set role = 'global_admin' where person_id <> $1 and role = 'member'`, [
    personId,
  ])
  await (await world.as('gwen')).people.leave()
  await world.work()
  expect(await state()).toBe('failed')
  expect(await world.rows('select from person where bounced_at is not null')).toEqual([])
  expect(await run(world, '2026-11-16T07:00:00Z')).toBe(0)
  expect(digestsTo(world, address)).toEqual([])
})

test('CNT-R6: whoever switches digests off holds what still waits; neither that nor a relay that is down says that a mailbox is lost', async ({
  world,
}) => {
  const address = await withAccount(world, 'gwen')
  world.relay.answer = () => ({ kind: 'unreached', response: 'closed' })
  expect(await run(world, '2026-11-09T07:00:00Z')).toBe(1)
  const { digests } = await world.as('gwen')
  await digests.choose({ cadence: 'off' })
  await world.work()
  const ends = async () => ({
    letters: (await world.rows<{ state: string }>('select state from letter order by created_at')).map(
      ({ state }) => state,
    ),
    lost: await world.rows('select from person where bounced_at is not null'),
  })
  expect(await ends()).toEqual({ letters: ['failed'], lost: [] })
  await digests.choose({ cadence: 'weekly' })
  expect(await run(world, '2026-11-16T07:00:00Z')).toBe(1)
  await world.rows(`update letter set attempts = 8, due_at = due_at - interval '5 hours' where state = 'retry'`)
  await world.work()
  expect(await ends()).toEqual({ letters: ['failed', 'failed'], lost: [] })
  // A server that wants none for this mailbox says it.
  world.relay.answer = () => ({ kind: 'refused', code: 550, response: '550 5.1.1 no such user' })
  expect(await run(world, '2026-11-23T07:00:00Z')).toBe(1)
  expect((await ends()).lost).toHaveLength(1)
  expect(digestsTo(world, address)).toEqual([])
})

test('B.14.1: what happens while a digest is being read is the next one’s to tell, and told once', async ({
  world,
}) => {
  await withAccount(world, 'gwen')
  const [since, at] = [world.now(), secondsAfter(world.now(), 60)]
  world.at(at)
  await joined(world)
  world.at(secondsAfter(at, 60))
  const { personId } = await stayOf(world, gwen)
  const news = async (from: Date, until: Date) =>
    (await composeDigest(world.orm, installation, digestParts, personId, { since: from, until })).news.length
  expect([await news(since, at), await news(at, secondsAfter(at, 1))]).toEqual([0, 1])
})

test('I16: two workers write one digest, and of several that were missed one comes', async ({ world }) => {
  const address = await withAccount(world, 'gwen')
  world.at(new Date('2026-11-25T12:00:00Z'))
  const both = await Promise.all([run(world), run(world)])
  expect(both.toSorted((one, other) => one - other)).toEqual([0, 1])
  expect(digestsTo(world, address)).toHaveLength(1)
  expect((await (await world.as('gwen')).digests.get()).nextAt).toBe('2026-11-30T07:00:00.000Z')
})

test('RFC 8058 MIC-R1: looking at the link stops nothing, pressing stops digests, and again is the same', async ({
  world,
}) => {
  const address = await withAccount(world, 'gwen')
  await run(world, '2026-11-09T07:00:00Z')
  const link = tokenIn(digestsTo(world, address)[0]!)
  const { digests } = world.guest()
  for (let looks = 0; looks < 5; looks++)
    expect(await digests.stopping({ link })).toEqual({
      address,
      isOff: false,
      locale: 'en',
      vendorName: 'Halcyon Software',
    })
  expect(await cadenceOf(world)).toEqual(['weekly'])
  await digests.stop({ link })
  await digests.stop({ link })
  expect((await digests.stopping({ link })).isOff).toBe(true)
  expect(await run(world, '2026-11-16T07:00:00Z')).toBe(0)
  expect(await world.rows(`select data from event where type = 'digest.chosen'`)).toEqual([
    { data: { cadence: 'off', before: 'weekly', by: 'letter' } },
  ])
  const gwenAgain = await world.as('gwen')
  await gwenAgain.digests.choose({ cadence: 'weekly' })
  expect((await gwenAgain.digests.get()).nextAt).toBe('2026-11-23T07:00:00.000Z')
})

test('MIC-R2 NOT_FOUND: no other link stops digests, and a digest’s link opens nothing else', async ({
  opened: { world },
}) => {
  const address = await withAccount(world, 'gwen')
  await run(world, '2026-11-09T07:00:00Z')
  const link = tokenIn(digestsTo(world, address)[0]!)
  const notice = /\/n\/([\w-]{43})/.exec(world.sent.find(({ text }) => text.includes('/n/'))!.text)![1]!
  const { digests, consent } = world.guest()
  const others = [
    digests.stop({ link: notice }),
    digests.stopping({ link: 'x' }),
    consent.deny({ link, nonce: 'x', reasons: ['data'] }),
  ]
  expect(await codesOf(others)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  expect(await cadenceOf(world)).toEqual(['weekly'])
})

test('L8: whoever calls a digest spam gets none any more', async ({ world }) => {
  const address = await withAccount(world, 'gwen')
  await run(world, '2026-11-09T07:00:00Z')
  const { messageId } = digestsTo(world, address)[0]!
  const said = {
    kind: 'complained',
    addresses: [],
    messageIds: [messageId],
    recipient: address,
    said: 'abuse',
  } as const
  await noteReturn(world.orm, installation, said)
  await world.work()
  expect(await cadenceOf(world)).toEqual(['off'])
})
