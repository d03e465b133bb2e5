import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { submittedBy } from '../../test/rivals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { hoursAfter } from '../kernel/time.ts'
import { createCaller } from '../router.ts'
import { purgeRehearsals } from './rehearsal.jobs.ts'

const { leeds, milan, cologne, bristol } = tiny.locations

const idOf = async (world: TestWorld, { number }: { number: number }): Promise<string> =>
  (await world.rows<{ id: string }>('select id from location where number = $1', [number]))[0]!.id

const moveCologne = async (world: TestWorld, person = 'gwen') =>
  (await world.as(person)).hierarchy.rehearse({
    change: { kind: 'moved', locationId: await idOf(world, cologne), parentId: await idOf(world, milan) },
    reason: 'Milan looks after it.',
  })

const execute = async (world: TestWorld, rehearsalId: string, confirmation: string | null = null) =>
  (await world.as('gwen')).hierarchy.execute({ rehearsalId, reason: 'Agreed on Monday.', confirmation })

const parentOf = async (world: TestWorld, { number }: { number: number }): Promise<string> =>
  (
    await world.rows<{ name: string }>(
      'select p.name from location l join location p on p.id = l.parent_id where l.number = $1',
      [number],
    )
  )[0]!.name

/** Everything that a rehearsal might leave behind, counted. */
const tracks = (world: TestWorld) =>
  world.rows(`select (select count(*) from structure_change) as changes, (select count(*) from location_place) as places,
    (select count(*) from timer) as timers, (select count(*) from letter) as letters,
    (select md5(string_agg(l::text, ',' order by l.id)) from location l) as locations,
    (select md5(string_agg(a::text, ',' order by a.id)) from affiliation a) as people,
    (select md5(string_agg(c::text, ',' order by c.id)) from claim c) as claims`)

test('B.7.7: a rehearsal says what would happen and changes nothing', async ({ world }) => {
  const before = await tracks(world)
  const { impact, executedAt, locationName } = await moveCologne(world)
  expect(await tracks(world)).toEqual(before)
  expect(await parentOf(world, cologne)).toBe('Bristol')
  expect({ executedAt, locationName }).toEqual({ executedAt: null, locationName: 'Cologne' })
  expect(impact.places).toMatchObject([{ name: 'Cologne' }])
})

test('HIE-R11: the preview of a move names who gains rights by it, and where', async ({ world }) => {
  const { impact } = await moveCologne(world)
  expect(impact.parts.find(({ key }) => key === 'rights_gained')).toEqual({
    key: 'rights_gained',
    weight: 'gain',
    count: 1,
    examples: [{ name: 'Luca Ferrante', place: 'Cologne', from: null, to: 'location_admin', until: null }],
  })
})

test('HIE-R14: a headquarters in another country is warned of', async ({ world }) => {
  const gwen = await world.as('gwen')
  const { impact } = await gwen.hierarchy.rehearse({
    change: { kind: 'headquarters', locationId: await idOf(world, milan) },
  })
  expect(impact.parts.find(({ key }) => key === 'country_changed')).toMatchObject({
    weight: 'warning',
    examples: [{ name: 'Bristol', from: 'GB', to: 'IT' }],
  })
})

test('a rehearsal of what is refused is refused alike', async ({ world }) => {
  const gwen = await world.as('gwen')
  const [head, below] = [await idOf(world, bristol), await idOf(world, milan)]
  const rehearse = (change: Parameters<typeof gwen.hierarchy.rehearse>[0]['change']) =>
    gwen.hierarchy.rehearse({ change })
  expect(
    await codesOf([
      rehearse({ kind: 'moved', locationId: head, parentId: below }),
      rehearse({ kind: 'dissociated', locationId: head, withChildren: true }),
    ]),
  ).toEqual(['HQ_CANNOT_MOVE', 'HQ_CANNOT_DISSOCIATE'])
})

test('DIS-R3: the preview of a closing location tells of open claims instead of refusing, and of people without a home', async ({
  world,
}) => {
  const leedsId = await idOf(world, leeds)
  const claim = await submittedBy(world, 'ines', { locationId: leedsId })
  const gwen = await world.as('gwen')
  const { id, impact } = await gwen.hierarchy.rehearse({
    change: { kind: 'dissociated', locationId: leedsId, withChildren: false },
  })
  const part = (key: string) => impact.parts.find((each) => each.key === key)
  expect(part('claims_open')).toMatchObject({ weight: 'blocker', count: 1 })
  expect(part('claims_open')!.examples[0]!.name).toContain(String(claim.number))
  expect(part('people_without_location')!.count).toBeGreaterThan(0)
  expect(await refusalOf(execute(world, id, String(leeds.number)))).toMatchObject({ code: 'OPEN_CLAIMS' })
  expect(await refusalOf(execute(world, id, '1'))).toMatchObject({ code: 'CONFIRMATION_MISMATCH' })
})

test('what was rehearsed is carried out once, also when two press at once', async ({ world }) => {
  const { id } = await moveCologne(world)
  expect((await codesOf([execute(world, id), execute(world, id)])).toSorted()).toEqual(['ILLEGAL_TRANSITION', 'done'])
  expect(await parentOf(world, cologne)).toBe('Milan')
  const [kept] = await world.rows<{ reason: string; impact: { parts: unknown[] } }>(
    `select reason, impact from structure_change where kind = 'moved'`,
  )
  expect(kept).toMatchObject({ reason: 'Agreed on Monday.' })
  expect(kept!.impact.parts.length).toBeGreaterThan(0)
})

test('PREVIEW_STALE: a report of more than 24 hours ago, or from facts that have changed, is not carried out', async ({
  world,
}) => {
  const made = world.now()
  const [old, fresh] = [await moveCologne(world), await moveCologne(world)]
  world.at(new Date(hoursAfter(made, 24).getTime() + 1))
  expect(await refusalOf(execute(world, old.id))).toMatchObject({ code: 'PREVIEW_STALE' })
  world.at(hoursAfter(made, 24))
  await submittedBy(world, 'ines', { locationId: await idOf(world, leeds) })
  const opened = async () => (await world.as('gwen')).hierarchy.rehearsal({ rehearsalId: fresh.id })
  expect((await opened()).holds).toBe(true)
  await world.rows(`update claim set location_id = $1`, [await idOf(world, cologne)])
  expect((await opened()).holds).toBe(false)
  expect(await refusalOf(execute(world, fresh.id))).toMatchObject({ code: 'PREVIEW_STALE' })
  const again = await moveCologne(world)
  expect(again.impact.parts.find(({ key }) => key === 'claims_open')).toMatchObject({ weight: 'note', count: 1 })
  await execute(world, again.id)
})

test('a change elsewhere in the organisation that the report does not rest on leaves it good', async ({ world }) => {
  const { id } = await moveCologne(world)
  await submittedBy(world, 'ines', { locationId: await idOf(world, leeds) })
  await execute(world, id)
  expect(await parentOf(world, cologne)).toBe('Milan')
})

test('a location administrator rehearses within their own subtree, carries out nothing, and shares the report', async ({
  world,
}) => {
  const [milanId, leedsId] = [await idOf(world, milan), await idOf(world, leeds)]
  await world.rows('update location set parent_id = $2 where number = $1', [cologne.number, milanId])
  const luca = await world.as('luca')
  const cologneId = await idOf(world, cologne)
  expect(
    await codesOf([
      moveCologne(world, 'luca'),
      luca.hierarchy.rehearse({ change: { kind: 'moved', locationId: leedsId, parentId: milanId } }),
      luca.hierarchy.rehearse({ change: { kind: 'moved', locationId: cologneId, parentId: leedsId } }),
    ]),
  ).toEqual(['ALREADY_THERE', 'NOT_FOUND', 'NOT_FOUND'])
  const { id } = await luca.hierarchy.rehearse({
    change: { kind: 'dissociated', locationId: cologneId, withChildren: false },
  })
  const gwen = await world.as('gwen')
  expect((await gwen.hierarchy.signOff({ rehearsalId: id })).signedOff).toMatchObject([{ name: 'Gwen Aldous' }])
  expect((await gwen.hierarchy.signOff({ rehearsalId: id })).signedOff).toHaveLength(1)
  expect((await luca.hierarchy.rehearsal({ rehearsalId: id })).signedOff).toHaveLength(1)
  const tara = await world.as('tara')
  expect(
    await codesOf([
      luca.hierarchy.execute({ rehearsalId: id, reason: 'x', confirmation: String(cologne.number) }),
      tara.hierarchy.rehearsal({ rehearsalId: id }),
      tara.hierarchy.execute({ rehearsalId: id, reason: 'x' }),
      tara.hierarchy.signOff({ rehearsalId: id }),
    ]),
  ).toEqual(['FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
})

test('B.7.7: a location administrator reads no report of others’ places, and of a new headquarters their own part only', async ({
  world,
}) => {
  const [luca, gwen] = [await world.as('luca'), await world.as('gwen')]
  const change = { kind: 'headquarters', locationId: await idOf(world, milan) } as const
  const [elsewhere, whole] = [await moveCologne(world), await gwen.hierarchy.rehearse({ change })]
  const closing = await gwen.hierarchy.rehearse({
    change: { kind: 'dissociated', locationId: change.locationId, withChildren: true },
  })
  const own = await luca.hierarchy.rehearse({ change })
  for (const { id: rehearsalId } of [whole, closing]) await gwen.hierarchy.keepRehearsal({ rehearsalId })
  await luca.hierarchy.keepRehearsal({ rehearsalId: own.id })
  expect((await luca.hierarchy.rehearsals({})).rows.map(({ id }) => id).toSorted()).toEqual(
    [closing.id, own.id].toSorted(),
  )
  expect((await gwen.hierarchy.rehearsals({})).rows).toHaveLength(4)
  for (const { id: rehearsalId } of [elsewhere, whole])
    expect(
      await codesOf([
        luca.hierarchy.rehearsal({ rehearsalId }),
        luca.hierarchy.signOff({ rehearsalId }),
        luca.hierarchy.keepRehearsal({ rehearsalId }),
      ]),
    ).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  const places = own.impact.parts
    .filter(({ key }) => key !== 'country_changed' && key !== 'currency_changed')
    .flatMap(({ examples }) => examples.map(({ place }) => place))
    .filter((place) => place !== null)
  expect(places.filter((place) => place !== 'Milan')).toEqual([])
  await execute(world, own.id)
})

test('STEP_UP_REQUIRED: another headquarters, a closing location and a merge ask who acts; a move does not', async ({
  world,
}) => {
  const session = { id: '019a0000-0000-7000-8000-000000000001', method: 'password' as const, needsFactor: false }
  const gwen = (await world.actor('gwen')) as PersonActor
  const stale = createCaller(world.contextOf({ ...gwen, session })).hierarchy
  const [closing, top] = [await idOf(world, cologne), await idOf(world, milan)]
  const reason = 'Agreed on Monday.'
  const tried = async (change: Parameters<typeof stale.rehearse>[0]['change']) => (await stale.rehearse({ change })).id
  const executed = async (rehearsalId: string) =>
    stale.execute({ rehearsalId, reason, confirmation: String(cologne.number) })
  const headquarters = await tried({ kind: 'headquarters', locationId: top })
  const dissociation = await tried({ kind: 'dissociated', locationId: closing, withChildren: false })
  const confirmation = String(cologne.number)
  expect(
    await codesOf([
      executed(headquarters),
      executed(dissociation),
      stale.dissociate({ locationId: closing, confirmation, reason }),
      stale.merge.execute({ mergeId: crypto.randomUUID(), reason }),
    ]),
  ).toEqual(Array(4).fill('STEP_UP_REQUIRED'))
  await executed((await moveCologne(world)).id)
  expect(await parentOf(world, cologne)).toBe('Milan')
})

test('whoever opens a report reads where a location goes, as far as they may know the place, and why', async ({
  world,
}) => {
  const [gwen, luca] = [await world.as('gwen'), await world.as('luca')]
  const [milanId, cologneId] = [await idOf(world, milan), await idOf(world, cologne)]
  const tried = async (locationId: string, parentId: string) =>
    (await gwen.hierarchy.rehearse({ change: { kind: 'moved', locationId, parentId } })).id
  const rehearsalId = await tried(cologneId, milanId)
  const kept = await gwen.hierarchy.keepRehearsal({ rehearsalId, reason: 'Milan looks after it.' })
  expect(kept).toMatchObject({
    reason: 'Milan looks after it.',
    parentName: 'Milan',
    impact: { places: [{ name: 'Cologne', fromName: 'Bristol', toName: 'Milan' }] },
  })
  expect((await gwen.hierarchy.keepRehearsal({ rehearsalId, reason: 'Another.' })).reason).toBe('Milan looks after it.')
  const away = await tried(milanId, await idOf(world, leeds))
  await gwen.hierarchy.keepRehearsal({ rehearsalId: away })
  expect((await luca.hierarchy.rehearsals({})).rows).toMatchObject([{ id: away, parentName: null }])
  const { impact } = await luca.hierarchy.rehearsal({ rehearsalId: away })
  expect(impact.places).toMatchObject([{ name: 'Milan', fromName: 'Bristol', toName: null }])
})

test('the organisation’s reports are listed newest first, by page', async ({ world }) => {
  const made: string[] = []
  for (let at = 0; at < 3; at++) {
    made.unshift((await moveCologne(world)).id)
    world.at(hoursAfter(world.now(), 1))
  }
  const gwen = await world.as('gwen')
  const first = await gwen.hierarchy.rehearsals({ size: 2 })
  const second = await gwen.hierarchy.rehearsals({ size: 2, cursor: first.nextCursor })
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(made)
  expect(second.nextCursor).toBeNull()
})

test('a change that was only tried is in no list and goes after a day; one that was kept, signed or carried out stays', async ({
  world,
}) => {
  const gwen = await world.as('gwen')
  const change = { kind: 'moved', locationId: await idOf(world, cologne), parentId: await idOf(world, milan) } as const
  const tried = async () => (await gwen.hierarchy.rehearse({ change })).id
  const [dropped, kept, signed, executed] = [await tried(), await tried(), await tried(), await tried()]
  const named = (await moveCologne(world)).id
  expect((await gwen.hierarchy.rehearsal({ rehearsalId: dropped })).keptAt).toBeNull()
  await gwen.hierarchy.keepRehearsal({ rehearsalId: kept })
  await gwen.hierarchy.signOff({ rehearsalId: signed })
  await execute(world, executed)
  // Tried without a reason, and carried out with one: the list tells that.
  expect((await gwen.hierarchy.rehearsal({ rehearsalId: executed })).reason).not.toBe('')
  const listed = async () => (await gwen.hierarchy.rehearsals({})).rows.map(({ id }) => id).toSorted()
  const stay = [kept, signed, executed, named].toSorted()
  expect(await listed()).toEqual(stay)
  world.at(hoursAfter(world.now(), 24))
  expect(await purgeRehearsals(world.orm)).toBe(0)
  world.at(new Date(world.now().getTime() + 1))
  expect(await purgeRehearsals(world.orm)).toBe(1)
  expect(await listed()).toEqual(stay)
  expect(await codesOf([gwen.hierarchy.rehearsal({ rehearsalId: dropped })])).toEqual(['NOT_FOUND'])
})
