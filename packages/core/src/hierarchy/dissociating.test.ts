import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { elapse, rivalInput, submittedBy } from '../../test/rivals.ts'
import { tess } from '../../test/customer.ts'
import { pageOf, signedInAs } from '../../test/portal.ts'
import { addContact, invitationOf, password, profile, stayOf } from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { makeClaim, openedWindow } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'

const { bristol, leeds, milan, cologne } = tiny.locations

const idOf = async (world: TestWorld, number: number): Promise<string> =>
  (await world.rows<{ id: string }>('select id from location where number = $1', [number]))[0]!.id

const close = async (
  world: TestWorld,
  { number }: { number: number },
  { confirmation = String(number), withChildren = false } = {},
) =>
  (await world.as('gwen')).hierarchy.dissociate({
    locationId: await idOf(world, number),
    withChildren,
    confirmation,
    reason: 'The office closes.',
  })

const restore = async (world: TestWorld, { number }: { number: number }) =>
  (await world.as('sam')).hierarchy.restore({
    locationId: await idOf(world, number),
    reason: 'Closed by mistake.',
  })

/** The opened window's claim is Leeds's, and in force. */
const held = async (world: TestWorld, claim: MadeClaim): Promise<MadeClaim> => {
  for (const table of ['claim', 'association'])
    await world.rows(`update ${table} set location_id = $1`, [await idOf(world, leeds.number)])
  await elapse(world, claim)
  return claim
}

const locationRow = async (world: TestWorld, number: number) =>
  (
    await world.rows<{ status: string; homes: string[]; roles: string[]; contacts: number; privileges: number }>(
      `select l.status, (select coalesce(jsonb_agg(p.name order by p.name), '[]') from affiliation a join person p on p.id = a.person_id
          where a.location_id = l.id) as homes,
        (select coalesce(jsonb_agg(distinct r.role), '[]') from role_assignment r where r.location_id = l.id) as roles,
        (select count(*)::int from contact_assignment c where c.location_id = l.id and c.ended_at is null) as contacts,
        (select count(*)::int from privilege_grant g where g.location_id = l.id and g.ended_at is null) as privileges
      from location l where l.number = $1`,
      [number],
    )
  )[0]!

/** Mina, at home in Leeds, is a contact there and may do something. */
const peopled = async (world: TestWorld): Promise<void> => {
  await addContact(world, tiny.people.mina.email, 'technical_2')
  const { personId } = await stayOf(world, tiny.people.mina.email)
  const locationId = await idOf(world, leeds.number)
  await (await world.as('gwen')).privileges.grant({ locationId, personId, privilege: 'license_statement' })
}

test('DIS-R1, C102: HQ, when dissociated, is refused', async ({ world }) => {
  expect(await refusalOf(close(world, bristol))).toMatchObject({ code: 'HQ_CANNOT_DISSOCIATE', rule: 'DIS-R1' })
})

test('DIS-R2: locations below are moved first, or chosen to close too', async ({ world }) => {
  await world.rows('update location set parent_id = $2 where id = $1', [
    await idOf(world, cologne.number),
    await idOf(world, milan.number),
  ])
  expect(await refusalOf(close(world, milan))).toMatchObject({ code: 'CHILDREN_PRESENT', params: { count: 1 } })
  const { places } = await close(world, milan, { withChildren: true })
  expect(places.map(({ number }) => number)).toEqual([milan.number, cologne.number])
})

test('DIS-R4: the location’s number is typed before it closes', async ({ world }) => {
  expect(await refusalOf(close(world, leeds, { confirmation: String(milan.number) }))).toMatchObject({
    code: 'CONFIRMATION_MISMATCH',
    field: 'confirmation',
  })
})

test('C102: a location with open claims is refused until they are transferred or withdrawn (OPEN_CLAIMS, DIS-R6)', async ({
  world,
}) => {
  const claim = await submittedBy(world, 'ines', { locationId: await idOf(world, leeds.number) })
  const sentBefore = world.sent.length
  expect(await refusalOf(close(world, leeds))).toMatchObject({
    code: 'OPEN_CLAIMS',
    params: { count: 1, numbers: [String(claim.number)] },
  })
  const gwen = await world.as('gwen')
  const from = await idOf(world, leeds.number)
  const to = await idOf(world, cologne.number)
  expect(await gwen.hierarchy.transferClaims({ from, to })).toEqual({ numbers: [claim.number] })
  await close(world, leeds)
  await world.work()
  expect(
    world.sent.slice(sentBefore).filter(({ to: { address } }) => address.endsWith('orchardfoods.example')),
  ).toEqual([])
})

test('DIS-R6: with those below it a location gives their claims away too, but not to one of them', async ({
  world,
}) => {
  const [top, below, to] = [
    await idOf(world, milan.number),
    await idOf(world, leeds.number),
    await idOf(world, cologne.number),
  ]
  await world.rows('update location set parent_id = $1 where id = $2', [top, below])
  const claim = await submittedBy(world, 'ines', { locationId: below })
  const { hierarchy } = await world.as('gwen')
  expect((await hierarchy.transferClaims({ from: top, to })).numbers).toEqual([])
  expect(await codesOf([hierarchy.transferClaims({ from: top, to: below, withChildren: true })])).toEqual([
    'LOCATION_INACTIVE',
  ])
  expect((await hierarchy.transferClaims({ from: top, to, withChildren: true })).numbers).toEqual([claim.number])
})

test('DIS-R3: a location with an order that waits for its money is refused until it is paid or taken back (OPEN_ORDERS)', async ({
  world,
}) => {
  const locationId = await idOf(world, leeds.number)
  const { memberships } = await world.as('gwen')
  const { orderId, number } = await memberships.order({ locationId, offer: 'starter', method: 'transfer' })
  expect(await refusalOf(close(world, leeds))).toMatchObject({
    code: 'OPEN_ORDERS',
    params: { count: 1, numbers: [number] },
  })
  await memberships.cancelOrder({ orderId })
  await close(world, leeds)
})

test('DIS-R6: a transferred claim that is open in the wizard stays where it went, and an open page is told', async ({
  world,
}) => {
  const from = await idOf(world, leeds.number)
  const to = await idOf(world, cologne.number)
  const { claimId } = await makeClaim(world, { locationId: from })
  const ines = await world.as('ines')
  const { draftId } = await ines.claims.drafts.edit({ claimId })
  const draft = async () =>
    (
      await world.rows<{ version: number; at: string }>(
        `select version, input ->> 'locationId' as at from claim_draft where id = $1`,
        [draftId],
      )
    )[0]!
  const before = await draft()
  expect(before.at).toBe(from)
  await (await world.as('gwen')).hierarchy.transferClaims({ from, to })
  expect((await draft()).at).toBe(to)
  expect(await codesOf([ines.claims.drafts.finish({ draftId, version: before.version })])).toEqual(['CONFLICT_STALE'])
})

test('a claim goes to no location that cannot claim, and to none of another organisation', async ({ world }) => {
  const gwen = await world.as('gwen')
  const from = await idOf(world, leeds.number)
  const boston = await idOf(world, tiny.locations.boston.number)
  expect(await codesOf([gwen.hierarchy.transferClaims({ from, to: boston })])).toEqual(['NOT_FOUND'])
  await close(world, cologne)
  const to = await idOf(world, cologne.number)
  expect(await codesOf([gwen.hierarchy.transferClaims({ from, to })])).toEqual(['LOCATION_INACTIVE'])
})

test('DIS-R6: the customer’s page shows where a transferred claim is looked after now', async ({
  opened: { world, claim },
}) => {
  await held(world, claim)
  const gwen = await world.as('gwen')
  await gwen.hierarchy.transferClaims({
    from: await idOf(world, leeds.number),
    to: await idOf(world, cologne.number),
    claimIds: [claim.claimId],
  })
  const { map } = await pageOf(world, await signedInAs(world, tess))
  expect(map.rows.map(({ partner }) => partner)).toMatchObject([
    { name: 'Kestrel Consulting Group', number: cologne.number, city: cologne.name },
  ])
})

test('DIS-R3: with a location its associations end, customers are told why, and its people move up', async ({
  opened: { world, claim },
}) => {
  await held(world, claim)
  await peopled(world)
  const before = await locationRow(world, leeds.number)
  const sentBefore = world.sent.length
  await close(world, leeds)
  await world.work()
  expect(await world.rows('select status, close_reason as reason from claim')).toEqual([
    { status: 'ended', reason: 'location_dissociated' },
  ])
  const told = world.sent.slice(sentBefore).find(({ to }) => to.address === 'nora.contact@orchardfoods.example')
  expect(told!.subject).toContain(String(claim.number))
  expect(before.homes.length).toBeGreaterThan(0)
  expect(before).toMatchObject({ contacts: 1, privileges: 1 })
  const nothing = { homes: [], roles: [], contacts: 0, privileges: 0 }
  expect(await locationRow(world, leeds.number)).toEqual({ status: 'dissociated', ...nothing })
  expect((await locationRow(world, bristol.number)).homes).toEqual(expect.arrayContaining(before.homes))
})

test('DIS-R3: whoever was invited with a role at a location that has closed since is in, without it', async ({
  world,
}) => {
  const [email, locationId] = ['ada.new@kestrel.example', await idOf(world, milan.number)]
  const roles = [
    { role: 'order_user' as const, locationId: await idOf(world, leeds.number) },
    { role: 'order_user' as const, locationId },
  ]
  await (await world.as('gwen')).people.inviteMany({ text: email, locationId, roles, key: crypto.randomUUID() })
  await world.work()
  await close(world, leeds)
  await world.guest().people.invitation.accept({ link: invitationOf(world, email), profile: profile(), password })
  const { personId, status } = await stayOf(world, email)
  expect(status).toBe('active')
  expect(
    await world.rows(
      'select role, location_id as at from role_assignment where person_id = $1 and location_id is not null',
      [personId],
    ),
  ).toEqual([{ role: 'order_user', at: locationId }])
})

test('C103: a location restored by a service agent on day 20 has its old number and data back (DIS-R5)', async ({
  opened: { world, claim },
}) => {
  await held(world, claim)
  await peopled(world)
  const enrollment = `insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, programme_year)
    select gen_random_uuid(), vendor_id, organization_id, id, 'cloud', 'gold', 'active_earned', 2026 from location where number = $1`
  await world.rows(enrollment, [leeds.number])
  const before = await locationRow(world, leeds.number)
  await close(world, leeds)
  expect(await world.rows('select state from competency_enrollment')).toEqual([{ state: 'lapsed' }])
  world.at(daysAfter(world.now(), 20))
  const restorable = async () =>
    (await (await world.as('sam')).hierarchy.restorable({})).rows.map(({ number }) => number)
  expect(await restorable()).toEqual([leeds.number])
  const restored = await restore(world, leeds)
  expect(await restorable()).toEqual([])
  expect(restored).toMatchObject({
    numbers: [leeds.number],
    notReturned: { homes: [], roles: [], contacts: [], privileges: [], items: [], references: [], competencies: [] },
  })
  expect(await locationRow(world, leeds.number)).toEqual(before)
  expect(await world.rows('select state from competency_enrollment')).toEqual([{ state: 'active_earned' }])
  await world.work()
  // The customer was told that it ended: it is asked anew, with a whole window.
  expect(
    await world.rows(`select c.status, c.consent_state as consent, array_agg(distinct a.status) as live
    from claim c join association a on a.claim_id = c.id group by c.id`),
  ).toEqual([{ status: 'approved', consent: 'window_open', live: ['in_consent_window'] }])
  expect(world.sent.map(({ subject }) => subject)).toContainEqual(expect.stringContaining(`${claim.number}-2`))
})

test('C103: a dissociated location that is re-added has a new number and no former competency (DIS-R5)', async ({
  world,
}) => {
  await world.rows(
    `insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, programme_year)
     select gen_random_uuid(), vendor_id, organization_id, id, 'cloud', 'gold', 'active_earned', 2026 from location where number = $1`,
    [leeds.number],
  )
  await close(world, leeds)
  const gwen = await world.as('gwen')
  await gwen.hierarchy.create({
    parentId: await idOf(world, bristol.number),
    name: 'Leeds',
    legalName: 'Kestrel Leeds Ltd',
    street: '1 Water Lane',
    postalCode: 'LS1 4AP',
    city: 'Leeds',
    country: 'GB',
    registrationNumber: '01234567',
    reason: 'Opened again.',
  })
  const again = await world.rows<{ number: number; status: string; held: number }>(
    `select l.number, l.status, (select count(*)::int from competency_enrollment e where e.location_id = l.id and e.state <> 'lapsed') as held
     from location l where l.name = 'Leeds' and l.left_at is null`,
  )
  expect(again).toEqual([{ number: expect.any(Number), status: 'pending_verification', held: 0 }])
  expect(again[0]!.number).not.toBe(leeds.number)
})

test('DIS-R5: what somebody had who left meanwhile does not come back, and the desk reads on whose account for the next days too', async ({
  world,
}) => {
  await peopled(world)
  await close(world, leeds)
  const { id } = await stayOf(world, tiny.people.mina.email)
  await (await world.as('gwen')).people.end({ affiliationId: id })
  const { notReturned } = await restore(world, leeds)
  const mina = { name: 'Mina Okafor', why: 'left' }
  expect(notReturned).toMatchObject({
    homes: [{ ...mina, what: '' }],
    contacts: [{ ...mina, what: 'technical_2' }],
    privileges: [{ ...mina, what: 'license_statement' }],
  })
  const sam = await world.as('sam')
  const locationId = await idOf(world, leeds.number)
  expect((await sam.hierarchy.inspect({ locationId })).lastRestore).toMatchObject({ notReturned })
  world.at(new Date(daysAfter(world.now(), 30).getTime() + 1))
  expect((await sam.hierarchy.inspect({ locationId })).lastRestore).toBeNull()
})

test('what others took meanwhile does not come back, and is named', async ({ opened: { world, claim } }) => {
  await held(world, claim)
  await close(world, leeds)
  await world.work()
  const rival = await openedWindow(world, rivalInput(), 'dev')
  await elapse(world, rival)
  const { notReturned } = await restore(world, leeds)
  expect(notReturned.items.map(({ item, why }) => [item, why])).toEqual([['Mail and Calendar', 'taken']])
  expect(
    await world.rows(`select o.name, i.code, a.status from association a join organization o on o.id = a.organization_id
      join claim_item i on i.id = a.claim_item_id where a.status <> 'ended' order by i.code`),
  ).toMatchObject([
    { name: 'Tidewater Cloud', code: 'MAIL' },
    { name: 'Kestrel Consulting Group', code: 'MEET' },
  ])
})

test('a claim that comes back with its location meets who asked for the same meanwhile: a conflict opens', async ({
  opened: { world, claim },
}) => {
  await held(world, claim)
  await close(world, leeds)
  await world.work()
  await submittedBy(world, 'dev', rivalInput())
  expect(await world.rows('select status from conflict')).toEqual([])
  await restore(world, leeds)
  expect(await world.rows('select distinct status from conflict')).toEqual([{ status: 'open' }])
})

test('after 30 days the number is retired for good (RESTORE_WINDOW_OVER)', async ({ world }) => {
  await close(world, leeds)
  const closedAt = world.now()
  world.at(daysAfter(closedAt, 23.5))
  await world.fire()
  world.at(daysAfter(closedAt, 30))
  await world.fire()
  expect((await locationRow(world, leeds.number)).status).toBe('dissociated')
  world.at(new Date(daysAfter(closedAt, 30).getTime() + 1))
  expect(await refusalOf(restore(world, leeds))).toMatchObject({ code: 'RESTORE_WINDOW_OVER' })
  await world.fire()
  expect((await locationRow(world, leeds.number)).status).toBe('archived')
  expect(await refusalOf(restore(world, leeds))).toMatchObject({ code: 'RESTORE_WINDOW_OVER' })
})

test('only the service desk restores, and only an administrator of all closes', async ({ world }) => {
  const leedsId = await idOf(world, leeds.number)
  const milanId = await idOf(world, milan.number)
  const [gwen, luca] = [await world.as('gwen'), await world.as('luca')]
  const closing = { locationId: milanId, withChildren: true, confirmation: String(milan.number), reason: 'x' }
  expect(
    await codesOf([
      gwen.hierarchy.restore({ locationId: leedsId, reason: 'x' }),
      luca.hierarchy.dissociate(closing),
      restore(world, leeds),
    ]),
  ).toEqual(['FORBIDDEN', 'FORBIDDEN', 'ILLEGAL_TRANSITION'])
})
