import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evaluate } from '@ofrecord/core/competencies/evaluation.rules'
import { readFacts, readProgramme } from '@ofrecord/core/competencies/facts.queries'
import { system } from '@ofrecord/core/kernel/actor'
import { moveClock } from '@ofrecord/core/kernel/clock'
import { mergeStates } from '@ofrecord/core/hierarchy/merge.rules'
import { openFiles } from '@ofrecord/core/kernel/files'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { refusalIn } from '@ofrecord/core/kernel/trpc'
import { migrate } from '@ofrecord/core/migrate'
import { closePools, openPools } from '@ofrecord/core/open'
import { policyDefaults } from '@ofrecord/core/catalogue/catalogue.rules'
import { problemsOf } from '@ofrecord/core/organisations/location.input.rules'
import type { Tier } from '@ofrecord/core/organisations/organization.rules'
import { affiliationStates } from '@ofrecord/core/people/affiliation.rules'
import { contactStates, requiredContactRoles } from '@ofrecord/core/people/contact.rules'
import { credentialStates } from '@ofrecord/core/people/credential.rules'
import { slotsOf } from '@ofrecord/core/people/privilege.rules'
import { createScratch } from '@ofrecord/core/test/scratch'
import { installation } from '@ofrecord/core/test/stage'
import { renderLetter } from '@ofrecord/emails/render'
import { addressAt } from './addresses.ts'
import { askedAgain } from './arrivals.ts'
import { buildWorld } from './build.ts'
import type { Built } from './build.ts'
import { openStage } from './build/stage.ts'
import type { Place, Stage } from './build/stage.ts'
import { countingDifferences } from './checks.counting.ts'
import { coolingPerson } from './credentials.ts'
import { paymentCounts } from './orders.ts'
import { matching } from './qualifying.ts'
import { referenceCounts } from './references.ts'
import { headOf, tooDeep, treeExample } from './stories.ts'
import { after, days, T0 } from './time.ts'
import { demoWorld } from './world.ts'

const world = demoWorld(T0)

const openPlace = async () => {
  const scratch = await createScratch(process.env.OFRECORD_TEST_DATABASE_URL!)
  await migrate(scratch.url)
  const pools = await openPools(scratch.url, 4)
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-members-'))
  const place: Place = {
    pools,
    installation,
    files: { folder, files: await openFiles({ kind: 'folder', path: folder }), clamd: undefined, scan: 'off' },
    post: {
      render: renderLetter,
      send: async () => ({ kind: 'accepted', response: '250 queued' }),
      from: (vendorName) => `${vendorName} <records@halcyon.example>`,
      messageDomain: 'halcyon.example',
      report: (error) => {
        throw error
      },
    },
  }
  const owner = new Client({ connectionString: scratch.url })
  await owner.connect()
  const close = async (): Promise<void> => {
    await owner.end()
    await closePools(pools)
    await scratch.drop()
    rmSync(folder, { recursive: true })
  }
  const rows = async <T extends object>(statement: string): Promise<T[]> => (await owner.query<T>(statement)).rows
  return { place, rows, close }
}

let opened: Awaited<ReturnType<typeof openPlace>>
let built: Built
let stage: Stage

beforeAll(async () => {
  opened = await openPlace()
  // Without claims: they have tests of their own.
  built = await buildWorld(opened.place, world, { pageOf: () => 'en', leaveOut: () => 'is not about people' })
  stage = openStage(opened.place, world, built.laid)
  moveClock(T0)
}, 120_000)

afterAll(async () => {
  moveClock(undefined)
  await opened.close()
})

const counts = async (statement: string): Promise<Record<string, number>> =>
  Object.fromEntries((await opened.rows<{ of: string; n: string }>(statement)).map(({ of, n }) => [of, Number(n)]))

const one = async (statement: string): Promise<object> => (await opened.rows(statement))[0]!

const organisationId = (key: string): string => built.laid.organisations.get(key)!
const locationId = (key: string): string => built.laid.locations.get(key)!

test('people stand in the states that F.9 counts, and twelve work for two organisations (PPL-R5)', async () => {
  expect(
    await counts(`select status || case when status = 'awaiting_profile' then ' ' || method else '' end as of, count(*) as n
      from affiliation where status not in ('active', 'denied', 'deleted', 'expired') group by 1`),
  ).toEqual({
    'awaiting_profile multi': 22,
    'awaiting_profile request': 12,
    requested: 22,
    invited_single: 10,
    profile_done_pending_approval: 10,
    ended: 20,
  })
  expect(
    await one(`select count(*)::int as people, sum(n)::int as stays, count(*) filter (where n > 1)::int as twice
      from (select person_id, count(*) as n from affiliation where status = 'active' group by 1) s`),
  ).toEqual({ people: 604, stays: 616, twice: 12 })
  expect(await one(`select count(distinct person_id)::int as people from affiliation`)).toEqual({ people: 700 })
})

test('260 certified professionals, and credentials that are known, moved, at their limit or cooling down (F.9, CP-R3)', async () => {
  expect(await counts('select state as of, count(*) as n from credential_profile group by 1')).toEqual({
    linked: 260,
    unlinked: 4,
    pending_name_check: 1,
    refused: 1,
  })
  expect(
    await one(`select count(*) filter (where moved)::int as moved, count(*) filter (where year >= 3)::int as "atLimit",
        count(*) filter (where last > '${T0.toISOString()}'::timestamptz - interval '30 days')::int as cooling
      from (select bool_or(unlink_reason = 'moved') as moved, max(linked_at) as last,
          count(*) filter (where linked_at > '${T0.toISOString()}'::timestamptz - interval '1 year') as year
        from credential_link k join credential_profile c on c.id = k.credential_profile_id and c.state = 'linked'
        group by k.credential_profile_id) s`),
  ).toEqual({ moved: 6, atLimit: 3, cooling: 5 })
})

test('of 1,500 results 70 in a hundred are good for long, 15 and 5 expire within 180 and 30 days, 10 are over (F.9)', async () => {
  expect(
    await counts(`select case when expires_on < d.today or t.retired_on < d.today then 'over' when expires_on <= d.today + 30 then 'within 30'
        when expires_on <= d.today + 180 then 'within 180' else 'later' end as of, count(*) as n
      from skill_record s join certification t using (vendor_id, code), (select '${T0.toISOString().slice(0, 10)}'::date as today) d group by 1`),
  ).toEqual({ later: 1_050, 'within 180': 225, 'within 30': 75, over: 150 })
  expect(
    await opened.rows(`select s.id from skill_record s join credential_profile c on c.id = s.credential_profile_id
      where c.state = 'linked' and (s.organization_id is distinct from c.organization_id or s.person_id is distinct from c.person_id)`),
  ).toEqual([])
})

test('every required role of every location has a holder who is affiliated, 31 are inherited, four bounce (CNT-R2, CNT-R3)', async () => {
  expect(
    await opened.rows(`select l.name, r.role from location l cross join unnest('{${requiredContactRoles.join(',')}}'::text[]) as r(role)
      where l.left_at is null and not exists (select from contact_assignment c join affiliation a on a.id = c.affiliation_id
        where c.location_id = l.id and c.role = r.role and c.ended_at is null and a.status = 'active'
          and a.organization_id = l.organization_id and a.person_id = c.person_id)`),
  ).toEqual([])
  expect(
    await one(`select count(*) filter (where c.state = 'inherited')::int as inherited, count(*) filter (where p.bounced_at is not null)::int as bouncing
      from contact_assignment c join person p on p.id = c.person_id where c.ended_at is null`),
  ).toEqual({ inherited: 31, bouncing: 4 })
})

test('who is the primary contact may administer there, and nobody else by that right (CNT-R5)', async () => {
  expect(
    await opened.rows(`select person_id, role, location_id from role_assignment where source = 'contact' and not held_back
      except select c.person_id, case when l.is_headquarters then 'global_admin' else 'location_admin' end, case when not l.is_headquarters then l.id end
        from contact_assignment c join location l on l.id = c.location_id where c.role = 'primary_program' and c.ended_at is null`),
  ).toEqual([])
})

test('Lone Pine has one administrator, whose mailbox gives letters back (F.8)', async () => {
  expect(
    await opened.rows(`select distinct p.bounced_at is not null as bounces from role_assignment r join person p on p.id = r.person_id
      where r.organization_id = '${organisationId('lonepine')}' and r.role = 'global_admin'`),
  ).toEqual([{ bounces: true }])
})

test('five locations have no slot left, and none has more holders than its tier (PRV-R1, PRV-R3, F.6.2)', async () => {
  const used = await opened.rows<{ name: string; tier: Tier; n: number }>(
    `select l.name, o.tier, count(*)::int as n from privilege_grant g join location l on l.id = g.location_id
      join organization o on o.id = g.organization_id where g.privilege = 'software_download' and g.ended_at is null group by l.id, o.tier`,
  )
  const limit = (tier: Tier): number => slotsOf.software_download![tier]
  expect(used.filter(({ tier, n }) => n > limit(tier))).toEqual([])
  expect(
    used
      .filter(({ tier, n }) => n === limit(tier))
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['Bristol', 'Denver', 'Graz', 'Kassel', 'Verona'])
})

test('anniversaries stand where the stories of F.8 need them', async () => {
  const days = await counts(`select o.name as of, m.anniversary_on - '${T0.toISOString().slice(0, 10)}'::date as n
    from membership m join organization o on o.id = m.organization_id where m.anniversary_on is not null`)
  expect(days).toMatchObject({ 'Hollow Oak': 90, 'Stone Weir': 91, Ferrywell: -23, 'Quarry Bay': -31, Oldbridge: -430 })
  expect(await counts('select status as of, count(*) as n from organization group by 1')).toEqual({
    active: 37,
    lapsed: 2,
    merged: 1,
  })
})

test('an address lacks nothing that its country asks for, and no tax id in it could be a real one (F.8)', () => {
  const wrong = world.locations.flatMap((location) => {
    const { name, legalName, country } = location
    const problems = problemsOf(
      { ...addressAt(location), name, legalName, country, city: name, currency: '' },
      policyDefaults,
    )
    return problems.map(({ code }) => `${location.key} ${code}`)
  })
  expect(wrong).toEqual([])
  const luhn = (digits: string): number =>
    [...digits]
      .toReversed()
      .reduce(
        (sum, digit, at) =>
          sum + [...String(Number(digit) * (at % 2 === 0 ? 1 : 2))].reduce((a, b) => a + Number(b), 0),
        0,
      ) % 10
  expect(luhn('79927398713')).toBe(0)
  const italian = world.locations
    .filter(({ country }) => country === 'IT')
    .map((location) => addressAt(location).taxId.slice(2))
  expect(italian.filter((digits) => luhn(digits) === 0)).toEqual([])
})

test.each([
  ['affiliation', 'status', affiliationStates],
  ['contact_assignment', 'state', contactStates],
  ['credential_profile', 'state', credentialStates],
  ['merge', 'state', mergeStates],
])('every state of %s is there (SED-R4, F.14.1)', async (table, column, states) => {
  const found = await counts(`select ${column} as of, count(*) as n from ${table} group by 1`)
  expect(Object.keys(found).toSorted()).toEqual([...states].toSorted())
})

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

test('224 payments, 210 invoices and six refunds stand as F.13 says; credit notes come in the same series', async () => {
  expect(await counts('select state as of, count(*) as n from payment group by 1')).toEqual(paymentCounts)
  expect(await counts('select method as of, count(*) as n from payment group by 1')).toEqual({
    card: 171,
    transfer: 53,
  })
  expect(
    await counts(
      `select case when credits_id is null then state else 'note' end as of, count(*) as n from invoice group by 1`,
    ),
  ).toEqual({ pending: 1, issued: 206, credited: 3, note: 3 })
  expect(
    await counts(`select state as of, count(*) as n from fee_order where refund_asked_at is not null group by 1`),
  ).toEqual({
    refunded: 3,
    refund_refused: 3,
  })
  expect(await counts('select state as of, count(*) as n from tax_exemption group by 1')).toEqual({
    pending: 1,
    approved: 1,
  })
})

test('fx.fee.transfer: one euro is missing on the twenty-ninth day, and Sam sees it; Max has an order open (MEM-R5)', async () => {
  const { rows } = await (await stage.as('sam')).memberships.support.transfers({ states: ['short'] })
  expect(rows).toMatchObject([{ organizationName: 'Rheinfels Beratung', currency: 'EUR', paymentState: 'short' }])
  expect(rows.map(({ totalMinor, receivedMinor }) => totalMinor - receivedMinor)).toEqual([100])
  const { memberships } = await stage.as('max')
  expect((await memberships.payments({ standings: ['outstanding'] })).rows).toMatchObject([
    { offer: 'gold', renewal: true },
  ])
})

test('fx.fee.refund_key: bought five days ago, and a key was viewed (REFUND_KEY_VIEWED)', async () => {
  const { memberships } = await stage.as(headOf('stoneweir'))
  const { rows } = await memberships.payments({ offer: 'starter', orderedFrom: '2026-10-20' })
  const [{ orderId }] = rows as [(typeof rows)[number]]
  expect(await codeOf(memberships.askRefund({ orderId, reason: 'Not needed.' }))).toBe('REFUND_KEY_VIEWED')
})

test('fx.people.awaiting: the row was deleted, and they ask again (PPL-R2)', async () => {
  const { people } = await stage.as('gwen', 'kestrel')
  const { email } = world.members.outsiders.find(({ key }) => key === askedAgain.person)!
  expect((await people.requests({ email })).rows).toHaveLength(1)
  expect(
    await opened.rows(
      `select a.status from affiliation a join person p on p.id = a.person_id where p.email = '${email}' order by a.created_at`,
    ),
  ).toEqual([{ status: 'deleted' }, { status: 'requested' }])
})

test('fx.cred.cooldown: linked 29 days ago, so that a link elsewhere is refused until tomorrow (CP-R3)', async () => {
  const { credentials } = await stage.as(coolingPerson, 'lanterna')
  const { credential } = await credentials.mine()
  expect(await codeOf(credentials.link({ credentialId: credential!.credentialId }))).toBe('CREDENTIAL_COOLDOWN')
  moveClock(after(T0, 1 * days))
  expect(await codeOf(credentials.link({ credentialId: credential!.credentialId }))).toBe('done')
  moveClock(T0)
})

test('fx.tree.example: with X as the headquarters its old place and the children of the old one go below it (HIE-R12)', async () => {
  const { hierarchy } = await stage.as(headOf(treeExample.organisation), treeExample.organisation)
  const change = { kind: 'headquarters', locationId: locationId(treeExample.chosen) } as const
  const { impact } = await hierarchy.rehearse({ change })
  expect(impact.places.map(({ name }) => name).toSorted()).toEqual(['Belfast', 'Dundee', 'Lincoln', 'York'])
})

test('fx.tree.depth: what has two levels below it does not go below the third level (DEPTH_EXCEEDED)', async () => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  const change = {
    kind: 'moved',
    locationId: locationId(tooDeep.location),
    parentId: locationId(tooDeep.parent),
  } as const
  expect(await codeOf(hierarchy.rehearse({ change }))).toBe('DEPTH_EXCEEDED')
})

test('Kestrel’s history tells of Rome and of Swindon, which can be restored until the thirtieth day (DIS-R5)', async () => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  const { rows } = await hierarchy.history({})
  expect(rows.map(({ kind }) => kind)).toEqual(['dissociated', 'created', 'moved', 'moved'])
  expect((await hierarchy.rehearsals({})).rows).toHaveLength(1)
})

test('who was invited in the last days has the letter with the link in the mailbox (AF1, AF5)', async () => {
  expect(
    await counts(`select m.template as of, count(*) as n from letter m join person p on lower(m.recipient) = p.email_normalised
      join affiliation a on a.person_id = p.id and a.status in ('awaiting_profile', 'invited_single') and a.sent_at > '${after(T0, -4 * days).toISOString()}'
      where m.accepted_at is not null group by 1`),
  ).toEqual({ 'invite-multi': 3, 'invite-single': 1 })
})

test('fx.merge.stale: a credential was unlinked since, so it is previewed anew before it is carried out (PREVIEW_STALE)', async () => {
  const { merge } = (await stage.as(headOf('countinghouse'), 'countinghouse')).hierarchy
  const execution = { mergeId: built.stories.merges.get('fx.merge.stale')!, reason: 'As agreed.', flatten: true }
  expect(await codeOf(merge.execute(execution))).toBe('PREVIEW_STALE')
})

test('SUP-R3 four tickets stand at the desk, and the one on a merger has its preview with it', async () => {
  expect(await counts('select state as of, count(*) as n from ticket group by 1')).toEqual({
    new: 1,
    in_progress: 1,
    waiting_partner: 1,
    resolved: 1,
  })
  expect(await one(`select path, attached ->> 'kind' as report from ticket where state = 'new'`)).toEqual({
    path: 'membership/merger',
    report: 'merge',
  })
})

test('org.merge.c: Solano’s invitation ends tomorrow (M4)', async () => {
  const { merge } = (await stage.as(headOf('solano'), 'solano')).hierarchy
  const { state, dueAt } = await merge.get({ mergeId: built.stories.merges.get('org.merge.c')! })
  expect([state, new Date(dueAt).getTime() - T0.getTime()]).toEqual(['invited', 1 * days])
})

test('fx.merge.fresh can be carried out, org.merge.d still be undone (M5, M6)', async () => {
  const { merge } = (await stage.as(headOf('fjordline'), 'fjordline')).hierarchy
  const fresh = { mergeId: built.stories.merges.get('fx.merge.fresh')!, reason: 'As agreed.', flatten: true }
  expect((await merge.execute(fresh)).state).toBe('executed')
  const desk = (await stage.as('sam')).hierarchy.merge
  expect((await desk.undo({ mergeId: built.stories.merges.get('org.merge.d')!, reason: 'They called.' })).state).toBe(
    'undone',
  )
})

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked
    return 'done'
  } catch (error) {
    return refusalIn(error)?.code ?? String(error)
  }
}
