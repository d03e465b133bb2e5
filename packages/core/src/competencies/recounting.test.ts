import { expect } from 'vitest'
import { certify, meetSilver, refer } from '../../test/competence.ts'
import { letItElapse, sayNo } from '../../test/customer.ts'
import { organisationId, placeOf } from '../../test/people.ts'
import { statementsOf } from '../../test/statements.ts'
import { disarm } from '../../test/unguarded.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { readFacts } from './facts.queries.ts'
import { recount, recountAll, recountDifferences } from './recounting.ts'

const day = 86_400_000

const count = async (world: TestWorld, organisation = 'Kestrel'): Promise<void> => {
  const id = await organisationId(world, organisation)
  await inTransaction(world.orm, system('test'), (call) =>
    recount(call, id, { at: call.now, type: 'test', eventId: null }),
  )
}

const enrolled = (world: TestWorld) =>
  world.rows<{
    competency: string
    place: string
    level: string
    metLevel: string | null
    state: string
    atRisk: boolean
  }>(
    `select e.competency, l.name as place, e.level, e.met_level as "metLevel", e.state, e.at_risk as "atRisk"
     from competency_enrollment e join location l on l.id = e.location_id order by l.number, e.competency`,
  )

test('C104 with every requirement met and the fee unpaid the competency is qualified, and its administrators are told', async ({
  world,
}) => {
  await meetSilver(world)
  await count(world)
  const rows = await enrolled(world)
  expect(rows.filter(({ state }) => state === 'qualified')).toEqual([
    { competency: 'messaging', place: 'Leeds', level: 'silver', metLevel: 'silver', state: 'qualified', atRisk: false },
  ])
  const gwen = await world.as('gwen')
  const summary = await gwen.competencies.summary({})
  expect(summary.rows.find(({ state }) => state === 'qualified')).toMatchObject({
    met: 2,
    of: 2,
    location: { name: 'Leeds' },
  })
})

test('CMP-R5 F.14-10 what is stored is what a count from scratch finds, and a second recount writes nothing', async ({
  world,
}) => {
  await meetSilver(world)
  await count(world)
  const id = await organisationId(world, 'Kestrel')
  expect(await inTransaction(world.orm, system('test'), (call) => recountDifferences(call, id))).toEqual([])
  const print = () => world.rows('select id, xmin::text from requirement_result order by id')
  const events = () => world.rows('select id from event order by id')
  const [before, told] = [await print(), await events()]
  await count(world)
  expect(await print()).toEqual(before)
  expect(await events()).toEqual(told)
  await world.rows(
    `update requirement_result set have = 9 where id = (select min(id::text)::uuid from requirement_result)`,
  )
  const differences = () => inTransaction(world.orm, system('test'), (call) => recountDifferences(call, id))
  expect(await differences()).toHaveLength(1)
  await count(world)
  await world.rows(`update competency_enrollment set at_risk = true where state = 'qualified'`)
  expect(await differences()).toEqual([expect.stringMatching(/ atRisk$/)])
  await refer(world, { at: 'bristol' })
  expect(await differences()).toEqual([
    expect.stringMatching(/ messaging not begun$/),
    expect.stringMatching(/ atRisk$/),
  ])
})

test('C83 a reference that is approved and unassigned does not count; assigned it counts there and nowhere else', async ({
  world,
}) => {
  await certify(world, 'ines')
  const reference = await refer(world, { assigned: false })
  await count(world)
  const gwen = await world.as('gwen')
  const figure = async (at: 'leeds' | 'bristol') => {
    const standing = await gwen.competencies.requirements({
      locationId: await placeOf(world, at),
      competency: 'messaging',
    })
    return standing.levels[0]!.options[0]!.requirements.find(({ kind }) => kind === 'references')
  }
  expect(await figure('leeds')).toMatchObject({ have: 0, needed: 3 })
  await gwen.references.assign({
    referenceId: reference,
    locationId: await placeOf(world, 'leeds'),
    competency: 'messaging',
  })
  expect(await figure('leeds')).toMatchObject({ have: 1, counted: [{ kind: 'reference', id: reference }] })
  expect(await figure('bristol')).toMatchObject({ have: 0 })
})

test('CMP-R5 two recounts of one organisation at once leave one set of results', async ({ world }) => {
  await meetSilver(world)
  const id = await organisationId(world, 'Kestrel')
  const cause = { at: world.now(), type: 'test', eventId: null }
  await Promise.all([1, 2, 3].map(() => inTransaction(world.orm, system('test'), (call) => recount(call, id, cause))))
  const rows = await world.rows<{ count: number; distinct: number }>(
    `select count(*)::int as count, count(distinct (enrollment_id, level, option, requirement))::int as distinct from requirement_result`,
  )
  expect(rows[0]!.count).toBe(rows[0]!.distinct)
  const doubled = await world.rows(
    `select from competency_enrollment group by location_id, competency having count(*) > 1`,
  )
  expect(doubled).toEqual([])
  expect(await world.rows(`select id from event where type = 'competency.qualified'`)).toHaveLength(1)
})

test('CMP-R5 seven events ask for one recount, which is dated with the first of them', async ({ world }) => {
  await meetSilver(world)
  const gwen = await world.as('gwen')
  const leeds = await placeOf(world, 'leeds')
  const at = world.now()
  await world.rows(`select 1`)
  for (const competency of ['app_dev', 'messaging']) await gwen.competencies.setGoal({ locationId: leeds, competency })
  world.at(new Date(at.getTime() + 1000))
  await world.work()
  const waiting = await world.rows(
    `select fires_at as at from timer where kind = 'competencies.recount' and fired_at is null`,
  )
  expect(waiting).toEqual([{ at }])
  await world.fire()
  expect(await world.rows(`select from timer where kind = 'competencies.recount' and fired_at is null`)).toEqual([])
})

test('C84 CMP-R5 a reference expires and there is no spare: the nightly count flags the competency, and the administrators are mailed once', async ({
  world,
}) => {
  const references = await meetSilver(world)
  await count(world)
  await world.rows(
    `update competency_enrollment set state = 'active_earned', renews_on = '2027-09-01', paid_through = '2027-09-01' where state = 'qualified'`,
  )
  await count(world)
  expect((await enrolled(world)).filter(({ atRisk }) => atRisk)).toEqual([])
  await disarm(world, 'customer_reference')
  await world.rows(`update customer_reference set expires_at = $1 where id = $2`, [
    new Date(world.now().getTime() + day),
    references[0],
  ])
  expect(await recountAll(world.orm, (error) => expect(error).toBeUndefined())).toBeGreaterThan(0)
  expect((await enrolled(world)).filter(({ atRisk }) => atRisk)).toMatchObject([
    { competency: 'messaging', state: 'active_earned' },
  ])
  await recountAll(world.orm, () => {})
  await world.work()
  expect(
    await world.rows(`select data -> 'requirements' as codes from event where type = 'competency.atRisk'`),
  ).toEqual([{ codes: ['references'] }])
})

test('facts are read in as many statements of a large organisation as of a small one', async ({ world }) => {
  const ask = async (organisation: string) => {
    const id = await organisationId(world, organisation)
    return statementsOf(() => inTransaction(world.orm, system('test'), (call) => readFacts(call, id)))
  }
  await meetSilver(world)
  const [large, small] = [await ask('Kestrel'), await ask('Pinecone')]
  expect(large).toHaveLength(small.length)
  expect(large.length).toBeLessThanOrEqual(12)
})

test.for(['skills', 'usage', 'associations', 'amounts', 'indicators', 'competencies'])(
  'CMP-R5 a file of %s that is taken in asks for a recount of whom it may speak of',
  async (feed, { world }) => {
    await certify(world, 'ines')
    await world.rows(`with held as (insert into recorded_association (id, vendor_id, organization_id, location_id, customer_tenant_id, method, reference, item_key, since)
        select gen_random_uuid(), l.vendor_id, l.organization_id, l.id, t.id, 'delegated', 'R-1', 'w:MAIL', now() from location l, customer_tenant t
        where l.name = 'Leeds' limit 1 returning *),
      sold as (insert into amount_fact (id, vendor_id, organization_id, location_id, customer_tenant_id, product_code, method, measure, month, amount_minor)
        select gen_random_uuid(), vendor_id, organization_id, location_id, customer_tenant_id, 'CMPT', 'delegated', 'consumption', '2026-10-01', 100 from held),
      working as (insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, state_at, programme_year)
        select gen_random_uuid(), vendor_id, organization_id, location_id, 'messaging', 'silver', 'in_progress', now(), 2026 from held)
      insert into indicator_fact (id, vendor_id, organization_id, location_id, competency, indicator, month, value)
      select gen_random_uuid(), vendor_id, organization_id, location_id, 'cloud_bizapps', 'x', '2026-10-01', 1 from held`)
    await world.work()
    await world.rows(`delete from timer where kind = 'competencies.recount'`)
    await inTransaction(world.orm, system('test'), async ({ em }) =>
      happened(await em.findOneOrFail(Vendor, { slug: 'halcyon' }), 'vendor.feedImported', { feed }),
    )
    await world.work()
    expect(await world.rows(`select aggregate_id as id from timer where kind = 'competencies.recount'`)).toEqual([
      { id: await organisationId(world, 'Kestrel') },
    ])
  },
)

test('CMP-R5 CON-R3 a customer who says no is counted at once and not at night, by one recount', async ({
  opened: { world },
}) => {
  await letItElapse(world)
  world.at(new Date(world.now().getTime() + 1))
  await world.fire()
  const waiting = () =>
    world.rows(
      `select kind from timer where kind = 'competencies.recount' and fired_at is null and cancelled_at is null`,
    )
  expect(await waiting()).toEqual([])
  await sayNo(world)
  await world.work()
  expect(await waiting()).toHaveLength(1)
})
