import { text } from 'node:stream/consumers'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { certify, meetSilver, refer } from '../../test/competence.ts'
import { organisationId, placeOf } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { exportCompetencies } from './competency.export.ts'
import { SummaryFilters } from './competency.rules.ts'
import { recount } from './recounting.ts'

const count = async (world: TestWorld): Promise<void> => {
  const id = await organisationId(world, 'Kestrel')
  await inTransaction(world.orm, system('test'), (call) =>
    recount(call, id, { at: call.now, type: 'test', eventId: null }),
  )
}

const personId = async (world: TestWorld, key: keyof typeof tiny.people): Promise<string> =>
  (await world.rows<{ id: string }>('select id from person where email = $1', [tiny.people[key].email]))[0]!.id

const messagingAt = async (world: TestWorld, at: keyof typeof tiny.locations) => ({
  locationId: await placeOf(world, at),
  competency: 'messaging',
})

test('a requirement names who and what counts, how much is missing, and what would close the gap', async ({
  world,
}) => {
  await certify(world, 'ines')
  await refer(world)
  const spare = await refer(world, { assigned: false })
  const gwen = await world.as('gwen')
  const { levels } = await gwen.competencies.requirements(await messagingAt(world, 'leeds'))
  const [people, references] = levels.find(({ level }) => level === 'silver')!.options[0]!.requirements
  expect(people).toMatchObject({
    kind: 'people_certified',
    needed: 2,
    have: 1,
    missing: 1,
    counted: [{ name: 'Ines Marchetti' }],
  })
  expect(references).toMatchObject({ kind: 'references', needed: 3, have: 1, missing: 2 })
  expect(references!.closers).toContainEqual(expect.objectContaining({ close: 'assignReference', id: spare }))
})

test('B.18 who administers one location reads the figures of all, and names of their own only', async ({ world }) => {
  await meetSilver(world)
  await count(world)
  const [gwen, luca] = [await world.as('gwen'), await world.as('luca')]
  const { rows } = await luca.competencies.summary({})
  const scope = new Set(rows.map(({ location }) => location.id))
  const mine = await messagingAt(world, 'milan')
  const all = (await gwen.competencies.requirements(mine)).levels[0]!.options[0]!.requirements[0]!
  const seen = (await luca.competencies.requirements(mine)).levels[0]!.options[0]!.requirements[0]!
  expect(seen).toMatchObject({ have: all.have, countedOf: all.countedOf })
  expect(all.counted.length).toBe(2)
  expect(seen.counted).toEqual([])
  expect([...scope]).not.toContain(await placeOf(world, 'leeds'))
  expect(await refusalOf(luca.competencies.requirements(await messagingAt(world, 'leeds')))).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await refusalOf(luca.competencies.setGoal(mine))).toMatchObject({ code: 'FORBIDDEN' })
})

test('a simulation says what becomes different and writes nothing; things of others are absent', async ({ world }) => {
  const [reference] = await meetSilver(world)
  await count(world)
  const gwen = await world.as('gwen')
  const prints = () => world.rows('select id, xmin::text from requirement_result order by id')
  const before = await prints()
  const { rows } = await gwen.competencies.simulate({
    changes: [{ kind: 'remove_reference', referenceId: reference! }],
  })
  expect(rows.find(({ location }) => location.name === 'Leeds')).toMatchObject({
    competency: { code: 'messaging' },
    before: 'silver',
    after: null,
    changes: expect.arrayContaining([
      expect.objectContaining({
        level: 'silver',
        way: null,
        requirement: 'references',
        needed: 3,
        before: 3,
        after: 2,
      }),
    ]),
  })
  const kept = await gwen.competencies.simulate({
    changes: [
      { kind: 'remove_reference', referenceId: reference! },
      { kind: 'add_reference', ...(await messagingAt(world, 'leeds')) },
    ],
  })
  expect(kept.rows).toEqual([])
  expect(await prints()).toEqual(before)
  const tara = await personId(world, 'tara')
  expect(
    await refusalOf(gwen.competencies.simulate({ changes: [{ kind: 'remove_person', personId: tara }] })),
  ).toMatchObject({ code: 'NOT_FOUND' })
})

test('the smallest loss that costs a level is named: one of three references, or one of two people', async ({
  world,
}) => {
  await meetSilver(world)
  await count(world)
  const gwen = await world.as('gwen')
  const { rows } = await gwen.competencies.critical()
  expect(rows).toMatchObject([
    { competency: { code: 'messaging' }, location: { name: 'Leeds' }, level: 'silver', size: 1 },
  ])
})

test('C105 CP-R8 somebody reserved for one gold counts for no other; the page says who is used where and that one is missing', async ({
  world,
}) => {
  const four = ['ines', 'mina', 'anke', 'priya'] as const
  for (const person of four) await certify(world, person, { competencies: ['messaging', 'app_dev'] })
  const gwen = await world.as('gwen')
  for (const competency of ['messaging', 'app_dev'])
    await gwen.competencies.setGoal({ locationId: await placeOf(world, 'leeds'), competency })
  await world.rows(`update competency_enrollment set level = 'gold'`)
  await gwen.competencies.pin({
    personId: await personId(world, 'ines'),
    locationId: await placeOf(world, 'leeds'),
    competency: 'app_dev',
  })
  const { levels, pins } = await gwen.competencies.requirements({
    locationId: await placeOf(world, 'leeds'),
    competency: 'app_dev',
  })
  expect(pins).toMatchObject([{ name: 'Ines Marchetti' }])
  const messaging = await gwen.competencies.requirements(await messagingAt(world, 'leeds'))
  const gold = (shown: typeof messaging) =>
    shown.levels.find(({ level }) => level === 'gold')!.options[0]!.requirements[0]!
  const app = gold({ ...messaging, levels })
  expect(gold(messaging).have + app.have).toBe(4)
  expect(gold(messaging).missing + app.missing).toBe(4)
  expect(app.counted).toContainEqual(expect.objectContaining({ name: 'Ines Marchetti' }))
  await gwen.competencies.unpin({ personId: await personId(world, 'ines') })
  expect(
    await refusalOf(
      gwen.competencies.pin({
        personId: await personId(world, 'ines'),
        locationId: await placeOf(world, 'leeds'),
        competency: 'smb_cloud',
      }),
    ),
  ).toMatchObject({ code: 'PIN_NOT_EXCLUSIVE' })
})

test('B.16.4 the service desk grants a level ahead for three months at most, and once more; met, it is earned, and else it lapses', async ({
  world,
}) => {
  const sam = await world.as('sam')
  const place = await messagingAt(world, 'leeds')
  const grant = (until: string) =>
    sam.competencies.preapprove({ ...place, level: 'silver', until, reason: 'A tender closes in January.' })
  expect(await refusalOf(grant('2027-02-03'))).toMatchObject({
    code: 'PREAPPROVAL_TOO_LONG',
    params: { latest: '2027-02-02' },
  })
  const { enrollmentId } = await grant('2027-01-31')
  await grant('2027-02-02')
  expect(await refusalOf(grant('2027-02-02'))).toMatchObject({ code: 'PREAPPROVAL_RENEWED' })
  const desk = await sam.competencies.desk({ states: ['active_preapproved'] })
  expect(desk.rows).toMatchObject([
    { enrollmentId, organization: { name: 'Kestrel Consulting Group' }, preapprovedUntil: '2027-02-02' },
  ])
  await meetSilver(world)
  await count(world)
  const gwen = await world.as('gwen')
  expect(await gwen.competencies.get({ enrollmentId })).toMatchObject({
    state: 'active_earned',
    renewsOn: '2027-11-02',
  })
  const other = await sam.competencies.preapprove({
    locationId: await placeOf(world, 'milan'),
    competency: 'app_dev',
    level: 'silver',
    until: '2026-12-01',
    reason: 'x',
  })
  world.at(new Date('2026-12-02T00:00:00Z'))
  await world.fire()
  expect(await gwen.competencies.get({ enrollmentId: other.enrollmentId })).toMatchObject({ state: 'lapsed' })
})

test('CMP-R2 silver and gold at two locations are both in the summary, which its filters narrow', async ({ world }) => {
  await meetSilver(world)
  await count(world)
  const gwen = await world.as('gwen')
  const all = await gwen.competencies.summary({})
  expect(all.groups.map(({ code }) => code)).toContain('productivity')
  expect(all.countedAt).toBe(world.now().toISOString().replace('.000Z', 'Z'))
  const leeds = await gwen.competencies.summary({ locationId: await placeOf(world, 'leeds'), states: ['qualified'] })
  expect(leeds.rows.map(({ competency, state }) => [competency.code, state])).toEqual([['messaging', 'qualified']])
  expect((await gwen.competencies.summary({ group: 'data' })).rows).toEqual([])
  expect(await gwen.competencies.exportCount({})).toBe(all.rows.length)
})

test('GEN-R6 the export has the rows and the filters of the summary, names nobody, and is written down', async ({
  world,
}) => {
  await meetSilver(world)
  await count(world)
  const { csv } = await exportCompetencies(
    world,
    await world.actor('gwen'),
    'en',
    SummaryFilters.parse({ states: ['qualified'] }),
  )
  const lines = (await text(csv)).trim().split('\n')
  expect(lines[1]).toBe('Messaging,Leeds,Silver,"Qualified, not paid",,2 / 2,')
  expect(lines).toHaveLength(2)
  expect(
    await world.rows(`select data ->> 'list' as list from event where type = 'organization.listExported'`),
  ).toEqual([{ list: 'competencies' }])
})
