import { tiny } from '@ofrecord/world/tiny'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { meanwhile } from '../../test/meanwhile.ts'
import { acceptedMerge } from '../../test/merging.ts'
import { placeOf, stayOf } from '../../test/people.ts'
import { elapse } from '../../test/rivals.ts'
import { addEvidence, makeClaim, submitClaim } from '../../test/story.ts'
import { treeFaults, york } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { Location } from '../organisations/location.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { grantPrivilege } from '../people/privilege.ts'
import { preapproveCompetency } from '../competencies/preapproving.ts'
import { dissociate } from './dissociating.ts'
import { executeMerge } from './merging.ts'

const competency = 'app_dev'

const closing = (locationId: string) => ({ kind: 'dissociated', locationId, withChildren: false }) as const

/** Mina of Kestrel, who could hold anything. */
const complete = async (world: TestWorld) => {
  const stay = await stayOf(world, tiny.people.mina.email)
  const said = `country = 'GB', job_role = 'Engineer', email_proven_at = '2026-01-01T00:00:00Z'`
  await world.rows(`update person set ${said} where id = $1`, [stay.personId])
  return stay
}

/** How much is in force at a location, of everything that a closing ends or is held up by. */
const inForce = async (world: TestWorld, locationId: string): Promise<number> => {
  const [row] = await world.rows<{ count: string }>(
    `select (select count(*) from contact_assignment where location_id = $1 and ended_at is null)
      + (select count(*) from privilege_grant where location_id = $1 and ended_at is null)
      + (select count(*) from role_assignment where location_id = $1)
      + (select count(*) from affiliation where location_id = $1 and status not in ('ended', 'deleted', 'denied', 'expired'))
      + (select count(*) from claim where location_id = $1 and status = 'submitted')
      + (select count(*) from fee_order where location_id = $1)
      + (select count(*) from competency_enrollment where location_id = $1 and state not in ('lapsed', 'withdrawn')) as count`,
    [locationId],
  )
  return Number(row!.count)
}

test('DIS-R3: what somebody begins at a location while it closes does not begin, whatever it is: CONFLICT_STALE', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const { id: affiliationId, personId } = await complete(world)
  const claim = await makeClaim(world, { locationId })
  await addEvidence(world, claim.claimId)
  const actor = await world.actor('gwen')
  const { contacts, privileges, people, memberships, competencies } = await world.as('gwen')
  const { competencies: desk } = await world.as('sam')
  const close = (call: Call) => dissociate(call, closing(locationId), { reason: '' })
  const told: string[] = []
  for (const begin of [
    () => contacts.assign({ locationId, role: 'technical_3', personId }),
    () => privileges.grant({ locationId, personId, privilege: 'license_statement' }),
    () => people.roles.grant({ affiliationId, role: 'order_user', locationId }),
    () => people.invite({ name: 'Ada Byrne', email: 'ada@kestrel.example', locationId }),
    () => submitClaim(world, claim),
    () => memberships.order({ locationId, offer: 'starter', method: 'transfer' }),
    () => competencies.setGoal({ locationId, competency }),
    () => desk.preapprove({ locationId, competency, level: 'silver', until: '2026-12-31', reason: 'A tender.' }),
  ]) {
    const [, second] = await meanwhile(world, actor, close, begin)
    told.push(second)
    expect(await inForce(world, locationId), String(begin)).toBe(0)
    await (await world.as('sam')).hierarchy.restore({ locationId, reason: 'Closed by mistake.' })
  }
  const stale = 'CONFLICT_STALE'
  // A role waits for its person, whose home moves too, and a granted level for its place: they look for it after that.
  expect(told).toEqual([stale, stale, 'NOT_FOUND', stale, stale, stale, stale, 'NOT_FOUND'])
})

test('DIS-R3: who closes a location waits for what somebody is just beginning there, and ends it or is held up', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const { id: affiliationId, personId } = await complete(world)
  const claim = await makeClaim(world, { locationId })
  const actor = await world.actor('gwen')
  const { hierarchy } = await world.as('gwen')
  const [{ number }] = (await world.rows<{ number: number }>('select number from location where id = $1', [
    locationId,
  ])) as [{ number: number }]
  const close = () => hierarchy.dissociate({ locationId, confirmation: String(number), reason: 'It closes.' })
  const submit = (call: Call) =>
    sql`update claim set status = 'submitted' where id = ${claim.claimId}`.execute(call.em.getKysely())
  expect(await meanwhile(world, actor, submit, close)).toEqual(['done', 'OPEN_CLAIMS'])
  await world.rows(`update claim set status = 'withdrawn' where id = $1`, [claim.claimId])
  const grant = async (call: Call) =>
    grantPrivilege(call, await call.em.findOneOrFail(Location, { id: locationId }), 'license_statement', {
      affiliationId,
      personId,
    })
  expect(await meanwhile(world, actor, grant, close)).toEqual(['done', 'done'])
  expect(await inForce(world, locationId)).toBe(0)
})

test('DIS-R3: a level that is granted again, or whose grant is drawn out, is not while its location closes', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const actor = await world.actor('gwen')
  const { competencies } = await world.as('sam')
  const grant = (until: string) => () =>
    competencies.preapprove({ locationId, competency, level: 'silver', until, reason: 'A tender.' })
  await grant('2026-12-01')()
  const close = (call: Call) => dissociate(call, closing(locationId), { reason: '' })
  expect(await meanwhile(world, actor, close, grant('2026-12-31'))).toEqual(['done', 'NOT_FOUND'])
  expect(await inForce(world, locationId)).toBe(0)
})

test('DIS-R3: a goal is not set on a competency that is there already, while its location closes: NOT_FOUND', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const actor = await world.actor('gwen')
  const { competencies } = await world.as('gwen')
  const { enrollmentId } = await competencies.setGoal({ locationId, competency })
  const close = (call: Call) => dissociate(call, closing(locationId), { reason: '' })
  const reopen = async () => (await world.as('sam')).hierarchy.restore({ locationId, reason: 'Closed by mistake.' })
  // Both change the row that the closing changes, and look at it again after that.
  expect(await meanwhile(world, actor, close, () => competencies.dropGoal({ enrollmentId }))).toEqual(['done', 'done'])
  await reopen()
  expect(await meanwhile(world, actor, close, () => competencies.setGoal({ locationId, competency }))).toEqual([
    'done',
    'NOT_FOUND',
  ])
  expect(await inForce(world, locationId)).toBe(0)
})

test('DIS-R3: who closes a location waits for a level that is just being granted there, and it lapses', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const { hierarchy } = await world.as('gwen')
  const number = String(tiny.locations.leeds.number)
  const grant = (call: Call) =>
    preapproveCompetency(call, { locationId, competency, level: 'silver', until: '2026-12-31', reason: 'A tender.' })
  const close = () => hierarchy.dissociate({ locationId, confirmation: number, reason: 'It closes.' })
  expect(await meanwhile(world, await world.actor('sam'), grant, close)).toEqual(['done', 'done'])
  expect(await inForce(world, locationId)).toBe(0)
})

test('DIS-R6: who gives claims away while their location closes gives none that ended with it', async ({
  opened: { world, claim },
}) => {
  const [from, to] = [await placeOf(world, 'leeds'), await placeOf(world, 'cologne')]
  for (const table of ['claim', 'association']) await world.rows(`update ${table} set location_id = $1`, [from])
  await elapse(world, claim)
  const { hierarchy } = await world.as('gwen')
  const given: number[] = []
  const give = async () => given.push(...(await hierarchy.transferClaims({ from, to })).numbers)
  const close = (call: Call) => dissociate(call, closing(from), { reason: '' })
  expect(await meanwhile(world, await world.actor('gwen'), close, give)).toEqual(['done', 'done'])
  expect(given).toEqual([])
  expect(await world.rows('select status, location_id as at from claim')).toEqual([{ status: 'ended', at: from }])
})

type Caller = Awaited<ReturnType<TestWorld['as']>>['hierarchy']
interface Places {
  boston: string
  london: string
}
const changes: Record<string, (caller: Caller, places: Places) => Promise<unknown>> = {
  create: ({ create }, { boston }) => create({ ...york, parentId: boston }),
  move: ({ move }, { boston, london }) => move({ locationId: london, parentId: boston, version: 1 }),
  dissociate: ({ dissociate: close }, { london }) =>
    close({ locationId: london, confirmation: String(tiny.locations.london.number), reason: 'It closes.' }),
}

test.for(Object.keys(changes))(
  'HIE-R2: who waits with %s while their organisation goes into another finds it gone, and the tree is whole',
  async (name, { world }) => {
    const mergeId = await acceptedMerge(world)
    await (await world.as('gwen')).hierarchy.merge.preview({ mergeId })
    const tara = await world.as('tara')
    const places = { boston: await placeOf(world, 'boston'), london: await placeOf(world, 'london') }
    const merge = (call: Call) => executeMerge(call, { mergeId, reason: 'One company.', flatten: false })
    const change = () => changes[name]!(tara.hierarchy, places)
    expect(await meanwhile(world, await world.actor('gwen'), merge, change)).toEqual(['done', 'NOT_FOUND'])
    const kestrel = (await world.actor('gwen')) as PersonActor
    expect(await treeFaults(world, kestrel.organizationId!)).toEqual([])
  },
)
