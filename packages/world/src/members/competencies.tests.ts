import { expect, test } from 'vitest'
import { evaluate } from '@ofrecord/core/competencies/evaluation.rules'
import { readFacts, readProgramme } from '@ofrecord/core/competencies/facts.queries'
import { system } from '@ofrecord/core/kernel/actor'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { countingDifferences } from '../checks.counting.ts'
import { matching } from '../qualifying.ts'
import { referenceCounts } from '../references.ts'
import { after, days, T0 } from '../time.ts'
import { opened, built, stage, counts, organisationId, locationId, codeOf } from './ground.ts'

test('competencies stand as F.5.3 counts them: 33 silver and 17 gold are active, and nine are at risk', async () => {
  expect(await counts('select state as of, count(*) as n from competency_enrollment group by 1')).toEqual({
    in_progress: 24,
    qualified: 5,
    active_earned: 47,
    active_preapproved: 3,
    in_renewal: 6,
    grace: 2,
    lapsed: 4,
    withdrawn: 1,
  })
  expect(
    await counts(`select level as of, count(*) as n from competency_enrollment where state like 'active%' group by 1`),
  ).toEqual({ silver: 33, gold: 17 })
  expect(
    await opened.rows(`select l.name || ' ' || e.competency as place from competency_enrollment e join location l on l.id = e.location_id
      where e.at_risk order by 1`),
  ).toEqual(
    [
      'Akron data_platform',
      'Bern communications',
      'Boston app_dev',
      'Dundee messaging',
      'Hobart cloud_platform',
      'Leeds messaging',
      'Lyon data_platform',
      'Parma app_dev',
      'Recife cloud_crm',
    ].map((place) => ({ place })),
  )
})

test('a recount from scratch finds what is stored (F.14.10)', async () => {
  expect(await countingDifferences({ pools: opened.place.pools, t0: T0 })).toEqual([])
})

test('five organisations have the points that F.5.2 asks for, and 59.9 is not 60', async () => {
  const points = await opened.rows<{ name: string; points: string }>(
    `select o.name, max(r.have) / 10.0 as points from requirement_result r join competency_enrollment e on e.id = r.enrollment_id
      join organization o on o.id = e.organization_id where e.competency = 'cloud_bizapps' and r.option = 'standard' group by 1`,
  )
  expect(Object.fromEntries(points.map(({ name, points: of }) => [name, Number(of)]))).toEqual({
    'Vistula Systemy': 34,
    Auberline: 59.9,
    'Rheinfels Beratung': 60,
    'Hexlow Consulting': 79.5,
    'Marlstone Group': 91,
    'Kestrel Consulting Group': 68.4,
  })
})

test('140 references stand in the states of F.13, and partners are on record by other methods 210 times (F.11)', async () => {
  expect(await counts('select state as of, count(*) as n from customer_reference group by 1')).toEqual(referenceCounts)
  expect(await counts('select method as of, count(*) as n from recorded_association group by 1')).toEqual({
    delegated: 60,
    transaction: 150,
  })
})

test('every reference has a history that ends where it stands (GEN-R4)', async () => {
  const told = await counts(`select r.state || ' after ' || e.type as of, count(*) as n from customer_reference r
    left join lateral (select type from event where aggregate_id = r.id and type not in ('reference.reminded', 'reference.expiring')
      order by seq desc limit 1) e on true group by 1`)
  const { draft, awaiting_customer, approved, assigned, rejected, lapsed, expired, revoked, cancelled } =
    referenceCounts
  expect(told).toEqual({
    'draft after reference.created': draft,
    'awaiting_customer after reference.sent': awaiting_customer - 4,
    'awaiting_customer after reference.resent': 4,
    'approved after reference.approved': approved,
    'assigned after reference.assigned': assigned,
    'rejected after reference.rejected': rejected,
    'lapsed after reference.lapsed': lapsed,
    'expired after reference.expired': expired,
    'revoked after reference.revoked': revoked,
    'cancelled after reference.cancelled': cancelled,
  })
  expect(
    await opened.rows(
      `select e.id from event e join event b on b.aggregate_id = e.aggregate_id and b.seq = e.seq - 1 where b.at > e.at and e.aggregate_type = 'reference'`,
    ),
  ).toEqual([])
  const { references } = await stage.as('gwen', 'kestrel')
  const [first] = await opened.rows<{ id: string }>(
    `select id from customer_reference where company = 'Sunder Marine' and organization_id = '${organisationId('kestrel')}'`,
  )
  const { history } = await references.get({ referenceId: first!.id })
  expect(history.map(({ type, actorName }) => [type.split('.')[1], actorName])).toEqual([
    ['expiring', null],
    ['expiring', null],
    ['expiring', null],
    ['assigned', 'Gwen Aldous'],
    ['approved', null],
    ['sent', 'Gwen Aldous'],
    ['created', 'Gwen Aldous'],
  ])
})

test('fx.ref.expires_tomorrow: of Kestrel’s five the first ends tomorrow, and one that counts nowhere could follow', async () => {
  const { competencies } = await stage.as('gwen', 'kestrel')
  const { rows } = await competencies.summary({})
  expect(rows.find(({ competency }) => competency.code === 'messaging')).toMatchObject({
    level: 'gold',
    state: 'in_renewal',
    atRisk: true,
    location: { name: 'Leeds' },
    risks: [{ requirement: 'references', needed: 5, have: 5, expiring: 1 }],
  })
  expect(
    await opened.rows(`select company, state, expires_at < '${after(T0, 2 * days).toISOString()}' as soon from customer_reference
      where location_id = '${locationId('kestrel.leeds')}' and company in ('Sunder Marine', 'Westmere College') order by 1`),
  ).toEqual([
    { company: 'Sunder Marine', state: 'assigned', soon: true },
    { company: 'Westmere College', state: 'approved', soon: false },
  ])
})

test('fx.ref.resend_day6, fx.ref.resend_day7 and fx.ref.leap: refused, allowed, and over since the last of February (REF-R6, AMB-20)', async () => {
  const { references } = await stage.as('gwen', 'kestrel')
  const idOf = async (company: string): Promise<string> =>
    (
      await opened.rows<{ id: string }>(
        `select id from customer_reference where company = '${company}' and state = 'awaiting_customer' and organization_id = '${organisationId('kestrel')}'`,
      )
    )[0]!.id
  expect(await codeOf(references.resend({ referenceId: await idOf('Brennan Dairy') }))).toBe(
    'REFERENCE_RESEND_TOO_SOON',
  )
  expect(await codeOf(references.resend({ referenceId: await idOf('Thornbury Hospital Trust') }))).toBe('done')
  expect(
    await opened.rows(
      `select state, expires_at::date::text as day from customer_reference where approved_at::date = '2024-02-29'`,
    ),
  ).toEqual([{ state: 'expired', day: '2026-02-28' }])
})

test('fx.cred.matching: eight people, two golds, and one way to have both (CP-R8)', async () => {
  const { first, second, organisation } = matching
  const organizationId = organisationId(organisation)
  const { assignment } = await inTransaction(opened.place.pools.orm, system('test'), async (call) =>
    evaluate(await readFacts(call, organizationId), await readProgramme(call, built.laid.vendorId), T0.toISOString()),
  )
  const golds = assignment.demands.filter(
    ({ competency, level }) => level === 'gold' && (competency === first || competency === second),
  )
  expect(Object.fromEntries(golds.map(({ competency, needed, missing }) => [competency, [needed, missing]]))).toEqual({
    [first]: [4, 0],
    [second]: [4, 0],
  })
  expect(new Set(golds.flatMap(({ people }) => people.map(({ id }) => id))).size).toBe(8)
})
