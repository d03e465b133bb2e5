import { expect } from 'vitest'
import { meetSilver } from '../../test/competence.ts'
import { organisationId, placeOf } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { findEnrollment } from './enrolled.queries.ts'
import type { CompetencyEnrollment } from './enrollment.entity.ts'
import { recount } from './recounting.ts'
import { setYearTimer } from './year.jobs.ts'

const asSystem = <T>(world: TestWorld, work: (call: Call) => Promise<T>): Promise<T> =>
  inTransaction(world.orm, system('test'), work)

/** Silver of Messaging at Leeds with everything met and nothing paid. */
const qualified = async (world: TestWorld): Promise<string> => {
  await meetSilver(world)
  const id = await organisationId(world, 'Kestrel')
  await asSystem(world, (call) => recount(call, id, { at: call.now, type: 'test', eventId: null }))
  const [row] = await world.rows<{ id: string }>(`select id from competency_enrollment where state = 'qualified'`)
  return row!.id
}

const act = (world: TestWorld, id: string, work: (call: Call, enrollment: CompetencyEnrollment) => void) =>
  asSystem(world, async (call) => {
    const enrollment = (await findEnrollment(call, id))!
    work(call, enrollment)
    await call.em.flush()
    await setYearTimer(call, enrollment)
  })

const settledOn = (call: Call, paidOn: string, level: 'silver' | 'gold' = 'silver') => ({
  level,
  paidOn,
  cause: { at: call.now, type: 'order.paid', eventId: null },
})

const earned = async (world: TestWorld): Promise<string> => {
  const id = await qualified(world)
  world.at(new Date(world.now().getTime() + 60_000))
  await act(world, id, (call, enrollment) => enrollment.earn(call, settledOn(call, '2026-11-02')))
  return id
}

const stateOf = async (world: TestWorld, id: string) =>
  (
    await world.rows<{ state: string; level: string; renewsOn: string | null; year: number }>(
      `select state, level, renews_on::text as "renewsOn", programme_year as year from competency_enrollment where id = $1`,
      [id],
    )
  )[0]

const live = async (world: TestWorld, at: string): Promise<void> => {
  world.at(new Date(at))
  await world.fire()
  await world.work()
}

test('C104 CMP-R1 after the payment it is active, with an anniversary one year on, and the history says what moved it', async ({
  world,
}) => {
  const id = await earned(world)
  expect(await stateOf(world, id)).toEqual({
    state: 'active_earned',
    level: 'silver',
    renewsOn: '2027-11-02',
    year: 2027,
  })
  const gwen = await world.as('gwen')
  const { rows } = await gwen.competencies.history({
    competency: 'messaging',
    locationId: await placeOf(world, 'leeds'),
  })
  expect(rows.map(({ from, to, cause }) => [from, to, cause])).toEqual([
    ['qualified', 'active_earned', 'order.paid'],
    ['in_progress', 'qualified', 'test'],
    [null, 'in_progress', 'test'],
  ])
})

test('C106 CMP-R1 a renewal paid 20 days after the anniversary counts from the old one; with nothing paid it lapses after the 30th', async ({
  world,
}) => {
  const id = await earned(world)
  for (const at of ['2027-08-05T00:00:00Z', '2027-11-03T00:00:00Z']) await live(world, at)
  expect(await stateOf(world, id)).toMatchObject({ state: 'grace' })
  await live(world, '2027-11-22T12:00:00Z')
  await act(world, id, (call, enrollment) => void enrollment.renew(call, settledOn(call, '2027-11-22')))
  expect(await stateOf(world, id)).toMatchObject({ state: 'active_earned', renewsOn: '2028-11-02' })
  for (const at of ['2028-08-05T00:00:00Z', '2028-11-03T00:00:00Z', '2028-12-02T23:59:59.999Z']) await live(world, at)
  expect(await stateOf(world, id)).toMatchObject({ state: 'grace' })
  await live(world, '2028-12-03T00:00:00Z')
  expect(await stateOf(world, id)).toMatchObject({ state: 'lapsed' })
  const [last] = await world.rows(
    `select cause, at from enrollment_change where enrollment_id = $1 order by at desc limit 1`,
    [id],
  )
  expect(last).toEqual({ cause: 'competency.lapse', at: new Date('2028-12-02T23:59:59.999Z') })
})

test('B.16.4 a fee that was paid while a requirement is missing is noted, and renews once it is met', async ({
  world,
}) => {
  const id = await earned(world)
  const organisation = await organisationId(world, 'Kestrel')
  await live(world, '2027-08-05T00:00:00Z')
  const unassign = (ended: Date | null) =>
    world.rows(
      'update reference_assignment set ended_at = $1 where id = (select min(id::text)::uuid from reference_assignment)',
      [ended],
    )
  const count = () =>
    asSystem(world, (call) => recount(call, organisation, { at: call.now, type: 'reference.assigned', eventId: null }))
  await unassign(world.now())
  await count()
  await act(world, id, (call, enrollment) => expect(enrollment.renew(call, settledOn(call, '2027-08-06'))).toBe(false))
  expect(await stateOf(world, id)).toMatchObject({ state: 'in_renewal', renewsOn: '2027-11-02' })
  await unassign(null)
  await count()
  expect(await stateOf(world, id)).toMatchObject({ state: 'active_earned', renewsOn: '2028-11-02' })
})

test('CMP-R4 gold that meets and pays silver only goes on as silver; COMPETENCY_NOT_MET refuses gold for what meets silver', async ({
  world,
}) => {
  const id = await earned(world)
  await act(world, id, (call, enrollment) =>
    expect(() => enrollment.upgrade(call, settledOn(call, '2026-12-01', 'gold'), false)).toThrow('COMPETENCY_NOT_MET'),
  )
  await world.rows(`update competency_enrollment set level = 'gold', met_level = 'gold' where id = $1`, [id])
  await live(world, '2027-08-05T00:00:00Z')
  await world.rows(`update competency_enrollment set met_level = 'silver' where id = $1`, [id])
  await act(world, id, (call, enrollment) => void enrollment.renew(call, settledOn(call, '2027-08-06')))
  expect(await stateOf(world, id)).toMatchObject({ state: 'active_earned', level: 'silver', renewsOn: '2028-11-02' })
})

test('CMP-R4 an upgrade is the same row with another level, and keeps its anniversary', async ({ world }) => {
  const id = await earned(world)
  await world.rows(`update competency_enrollment set met_level = 'gold' where id = $1`, [id])
  await act(world, id, (call, enrollment) => enrollment.upgrade(call, settledOn(call, '2027-01-10', 'gold'), false))
  expect(await stateOf(world, id)).toMatchObject({ state: 'active_earned', level: 'gold', renewsOn: '2027-11-02' })
})

test('CMP-R6 CMP-R7 the administrators and the contact of the location are told before, after, and when it lapses', async ({
  world,
}) => {
  const id = await earned(world)
  for (const at of ['2027-08-05', '2027-09-04', '2027-10-04', '2027-10-19', '2027-11-03', '2027-11-26', '2027-12-03'])
    await live(world, `${at}T06:00:00Z`)
  expect(await stateOf(world, id)).toMatchObject({ state: 'lapsed' })
  const letters = await world.rows<{ template: string; recipient: string }>(
    `select template, recipient from letter where template like 'competency%' and aggregate_id = $1 order by created_at, template`,
    [id],
  )
  const toGwen = letters.filter(({ recipient }) => recipient.startsWith('gwen')).map(({ template }) => template)
  expect(toGwen).toEqual([
    'competency-qualified',
    ...Array.from({ length: 5 }, () => 'competency-renewal'),
    'competency-lapsed',
  ])
})

test('B.16.4 what is withdrawn keeps its benefits until the anniversary, and a goal starts it again after it lapsed', async ({
  world,
}) => {
  const id = await earned(world)
  const gwen = await world.as('gwen')
  await gwen.competencies.withdraw({ enrollmentId: id })
  expect(await stateOf(world, id)).toMatchObject({ state: 'withdrawn', renewsOn: '2027-11-02' })
  expect(await refusalOf(gwen.competencies.withdraw({ enrollmentId: id }))).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  })
  await live(world, '2027-11-03T00:00:00Z')
  expect(await stateOf(world, id)).toMatchObject({ state: 'lapsed' })
  await gwen.competencies.setGoal({ locationId: await placeOf(world, 'leeds'), competency: 'messaging' })
  expect(await stateOf(world, id)).toMatchObject({ state: 'qualified', renewsOn: null })
})
