import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { acceptedMerge, executeMerge, inviteTidewater, nameContact } from '../../test/merging.ts'
import { tess } from '../../test/customer.ts'
import { pageOf, signedInAs } from '../../test/portal.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { approveWinner, decideFor, elapse, rivalInput, standing } from '../../test/rivals.ts'
import { openedWindow } from '../../test/story.ts'
import { drawTree, plantTree, treeFaults } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, hoursAfter } from '../kernel/time.ts'
import type { PreviewView } from './merge.queries.ts'

const { kestrel, tidewater, alder } = tiny.organisations
const { boston, london } = tiny.locations

const organizationOf = async (world: TestWorld, { globalNumber }: { globalNumber: number }): Promise<string> =>
  (await world.rows<{ id: string }>('select id from organization where global_number = $1', [globalNumber]))[0]!.id

const stateOf = async (world: TestWorld): Promise<string[]> =>
  (
    await world.rows<{ state: string }>(
      'select state from merge order by invited_at, answered_at nulls last, due_at, state',
    )
  ).map(({ state }) => state)

const hold = (world: TestWorld, location: number, competency: string, level: string, renewsOn: string) =>
  world.rows(
    `insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, programme_year, renews_on)
     select gen_random_uuid(), vendor_id, organization_id, id, $2, $3, 'active_earned', 2026, $4 from location where number = $1`,
    [location, competency, level, renewsOn],
  )

const join = (world: TestWorld, { globalNumber }: { globalNumber: number }, tier: string, anniversaryOn: string) =>
  world.rows(
    `insert into membership (id, vendor_id, organization_id, tier, anniversary_on, started_at)
     select gen_random_uuid(), vendor_id, id, $2, $3, now() from organization where global_number = $1`,
    [globalNumber, tier, anniversaryOn],
  )

test('C98: a merge invitation entered with a location number is refused: GLOBAL_NUMBER_REQUIRED', async ({ world }) => {
  await nameContact(world)
  const gwen = await world.as('gwen')
  expect(await refusalOf(gwen.hierarchy.merge.invite({ globalNumber: boston.number }))).toMatchObject({
    code: 'GLOBAL_NUMBER_REQUIRED',
    field: 'globalNumber',
  })
})

test('M1: a number that names nobody, one’s own, one without a contact and a busy organisation are refused alike', async ({
  world,
}) => {
  await inviteTidewater(world)
  const aoife = await world.as('aoife')
  const invite = (globalNumber: number) => refusalOf(aoife.hierarchy.merge.invite({ globalNumber }))
  const unknown = await invite(9_999_999)
  expect(unknown).toMatchObject({ code: 'MERGE_NUMBER_UNKNOWN', transport: 'NOT_FOUND' })
  expect(await invite(alder.globalNumber)).toEqual(unknown)
  expect(await invite(tiny.organisations.pinecone.globalNumber)).toEqual(unknown)
  expect(await invite(tidewater.globalNumber)).toEqual(unknown)
  await nameContact(world, tiny.people.gwen.email)
  expect(await invite(kestrel.globalNumber)).toEqual(unknown)
  expect(await stateOf(world)).toEqual(['invited'])
})

test('MERGE_OPEN: an organisation has one open merge, also when it is asked twice at once', async ({ world }) => {
  await nameContact(world)
  const gwen = await world.as('gwen')
  const invite = () => gwen.hierarchy.merge.invite({ globalNumber: tidewater.globalNumber })
  const codes = await codesOf([invite(), invite()])
  expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  expect(await refusalOf(invite())).toMatchObject({ code: 'MERGE_OPEN' })
  expect(await stateOf(world)).toEqual(['invited'])
})

test('of two organisations that ask each other at once one waits, and one merge is open', async ({ world }) => {
  await nameContact(world)
  await nameContact(world, tiny.people.gwen.email)
  const [gwen, tara] = [await world.as('gwen'), await world.as('tara')]
  const codes = await codesOf([
    gwen.hierarchy.merge.invite({ globalNumber: tidewater.globalNumber }),
    tara.hierarchy.merge.invite({ globalNumber: kestrel.globalNumber }),
  ])
  expect(codes.toSorted()).toEqual(['MERGE_OPEN', 'done'])
})

test('C99: the invited HQ’s global admin who is not primary contact, when accepting, is refused (M2)', async ({
  world,
}) => {
  const { id: mergeId, invited } = await inviteTidewater(world)
  expect(invited).toMatchObject({ name: 'Tidewater Cloud' })
  const [tara, june] = [await world.as('tara'), await world.as('june')]
  await tara.hierarchy.merge.preview({ mergeId })
  expect(await refusalOf(tara.hierarchy.merge.accept({ mergeId }))).toMatchObject({ code: 'MERGE_NOT_PRIMARY_CONTACT' })
  expect(await refusalOf(tara.hierarchy.merge.decline({ mergeId }))).toMatchObject({
    code: 'MERGE_NOT_PRIMARY_CONTACT',
  })
  expect((await tara.hierarchy.merge.get({ mergeId })).mayAnswer).toBe(false)
  expect((await june.hierarchy.merge.get({ mergeId })).mayAnswer).toBe(true)
  expect(await june.hierarchy.merge.accept({ mergeId })).toMatchObject({ state: 'accepted', side: 'invited' })
  await june.hierarchy.merge.preview({ mergeId })
  // Only who asked carries it out (M5).
  expect(await refusalOf(june.hierarchy.merge.execute({ mergeId, reason: 'Now.' }))).toMatchObject({
    code: 'FORBIDDEN',
  })
  expect(await stateOf(world)).toEqual(['accepted'])
})

test('M2: nobody accepts what they have not seen, and nobody of another organisation sees it', async ({ world }) => {
  const { id: mergeId } = await inviteTidewater(world)
  const [june, aoife] = [await world.as('june'), await world.as('aoife')]
  expect(
    await codesOf([
      june.hierarchy.merge.accept({ mergeId }),
      aoife.hierarchy.merge.get({ mergeId }),
      aoife.hierarchy.merge.preview({ mergeId }),
      aoife.hierarchy.merge.cancel({ mergeId }),
    ]),
  ).toEqual(['PREVIEW_STALE', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
})

test('M3, M4: declined with a reason, cancelled, expired after 30 days', async ({ world }) => {
  const { id: declined } = await inviteTidewater(world)
  const [gwen, june] = [await world.as('gwen'), await world.as('june')]
  await june.hierarchy.merge.decline({ mergeId: declined, reason: 'Not before spring.' })
  expect(await gwen.hierarchy.merge.get({ mergeId: declined })).toMatchObject({
    state: 'declined',
    declineReason: 'Not before spring.',
  })
  const invite = () => {
    world.at(hoursAfter(world.now(), 1))
    return gwen.hierarchy.merge.invite({ globalNumber: tidewater.globalNumber })
  }
  const { id: cancelled } = await invite()
  expect(await codesOf([june.hierarchy.merge.cancel({ mergeId: cancelled })])).toEqual(['FORBIDDEN'])
  await gwen.hierarchy.merge.cancel({ mergeId: cancelled })
  await invite()
  world.at(daysAfter(world.now(), 30))
  await world.fire()
  expect(await stateOf(world)).toEqual(['declined', 'cancelled', 'invited'])
  world.at(new Date(world.now().getTime() + 1))
  await world.fire()
  expect(await stateOf(world)).toEqual(['declined', 'cancelled', 'expired'])
})

test('MRG-R10: an open merge freezes new headquarters and dissociations on both sides', async ({ world }) => {
  await inviteTidewater(world)
  const idOf = async (number: number) =>
    (await world.rows<{ id: string }>('select id from location where number = $1', [number]))[0]!.id
  const [gwen, tara] = [await world.as('gwen'), await world.as('tara')]
  const leeds = tiny.locations.leeds.number
  // Read first: a refusal that comes while the list is still being made is caught by nobody.
  const [leedsId, londonId] = [await idOf(leeds), await idOf(london.number)]
  expect(
    await codesOf([
      gwen.hierarchy.dissociate({ locationId: leedsId, confirmation: String(leeds), reason: 'x' }),
      tara.hierarchy.dissociate({ locationId: londonId, confirmation: String(london.number), reason: 'x' }),
      gwen.hierarchy.rehearse({ change: { kind: 'headquarters', locationId: leedsId } }),
    ]),
  ).toEqual(['HIERARCHY_FROZEN', 'HIERARCHY_FROZEN', 'HIERARCHY_FROZEN'])
})

test('MRG-R1, MRG-R5: the invited headquarters stands under the acquirer’s, its tree beneath, numbers and claims kept', async ({
  contested: { world, asked },
}) => {
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  const organizationId = await organizationOf(world, kestrel)
  expect(await drawTree(world, organizationId)).toContain('Boston(London)')
  expect(await treeFaults(world, organizationId)).toEqual([])
  const merged = await world.rows(
    `select l.number, p.name as above, o.name as owner from location l join organization o on o.id = l.organization_id
     left join location p on p.id = l.parent_id where l.number = any($1) order by l.number`,
    [[boston.number, london.number]],
  )
  expect(merged).toEqual(
    [
      { number: boston.number, above: 'Bristol', owner: 'Kestrel Consulting Group' },
      { number: london.number, above: 'Boston', owner: 'Kestrel Consulting Group' },
    ].toSorted((a, b) => a.number - b.number),
  )
  expect(
    await world.rows('select status, merged_at is not null as at from organization where global_number = $1', [
      tidewater.globalNumber,
    ]),
  ).toEqual([{ status: 'merged', at: true }])
  const gwen = await world.as('gwen')
  const claim = await gwen.claims.get({ claimId: asked.claimId })
  expect(claim.number).toBe(asked.number)
  // What was written down for the other organisation is read, too: its history goes on.
  expect(claim.history.length).toBeGreaterThan(2)
  for (const side of [kestrel, tidewater])
    expect(
      await world.rows(`select kind, reason from structure_change where organization_id = $1 and kind = 'merged'`, [
        await organizationOf(world, side),
      ]),
    ).toEqual([{ kind: 'merged', reason: 'One company since May.' }])
})

test('the customer’s page shows under which organisation and location its partner stands now', async ({ world }) => {
  await elapse(world, await openedWindow(world, rivalInput(), 'dev'))
  await executeMerge(world, await acceptedMerge(world))
  const { map } = await pageOf(world, await signedInAs(world, tess))
  expect(map.rows.map(({ partner }) => partner)).toMatchObject([
    { name: 'Kestrel Consulting Group', number: london.number, city: 'London' },
  ])
})

test('MRG-R6: of an item that both claim the live association stays, the other claim is closed, and the conflict is over', async ({
  contested: { world, held, asked },
}) => {
  const mergeId = await acceptedMerge(world)
  const before = world.sent.length
  await executeMerge(world, mergeId)
  await world.work()
  expect(await standing(world, asked)).toMatchObject({
    status: 'withdrawn',
    reason: 'merged_duplicate',
    items: ['removed'],
  })
  expect(await standing(world, held)).toMatchObject({
    status: 'approved',
    flags: [],
    associations: ['active', 'active'],
  })
  expect(await world.rows('select status from conflict')).toEqual([{ status: 'decided' }])
  expect(world.sent.slice(before).filter(({ to }) => to.address.endsWith('orchardfoods.example'))).toEqual([])
})

test('MRG-R6: the preview names every item that closes, also of a claim that goes on with another, and none that was rejected before', async ({
  contested: { world, asked },
}) => {
  const closing = async (mergeId: string) => {
    const { preview } = await (await world.as('tara')).hierarchy.merge.preview({ mergeId })
    return preview!.own!.find(({ key }) => key === 'items_closed')
  }
  await world.rows(
    `insert into claim_item select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'item_key', 'another', 'position', 9))).*
     from claim_item i where claim_id = $1`,
    [asked.claimId],
  )
  const mergeId = await acceptedMerge(world)
  expect(await closing(mergeId)).toMatchObject({
    count: 1,
    examples: [{ name: expect.stringContaining(String(asked.number)), from: expect.any(String) }],
  })
  // With its last item the claim closes: what was rejected before does not close a second time.
  await world.rows(`update claim_item set decision = 'rejected' where claim_id = $1 and item_key = 'another'`, [
    asked.claimId,
  ])
  expect(await closing(mergeId)).toMatchObject({ count: 1 })
  await world.rows(`update claim_item set decision = 'pending' where claim_id = $1 and item_key = 'another'`, [
    asked.claimId,
  ])
  expect(await closing(mergeId)).toMatchObject({ count: 1 })
  await executeMerge(world, mergeId)
  expect(await standing(world, asked)).toMatchObject({ reason: null, items: ['removed', 'pending'] })
})

test('MRG-R6: of several associations the preview names the one that ends, and whoever asks reads of none before the answer', async ({
  contested: { world, asked },
}) => {
  await decideFor(world, asked)
  await approveWinner(world, asked)
  await world.rows(
    `with item as (insert into claim_item select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'item_key', 'another',
         'name', 'Another', 'position', 9))).* from claim_item i where claim_id = $1 returning id)
     insert into association select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'claim_item_id', item.id,
       'item_key', 'another', 'status', 'active'))).* from association a, item where a.claim_id = $1`,
    [asked.claimId],
  )
  const { id: mergeId } = await inviteTidewater(world)
  const [gwen, june] = [await world.as('gwen'), await world.as('june')]
  const told = ({ preview }: { preview: PreviewView | null }) =>
    preview!.own!.filter(({ key }) => key.startsWith('associations'))
  expect(told(await gwen.hierarchy.merge.preview({ mergeId }))).toEqual([])
  expect(told(await june.hierarchy.merge.get({ mergeId }))).toMatchObject([
    { key: 'associations_ended', count: 1, examples: [{ name: expect.not.stringContaining('Another') }] },
    { key: 'associations_kept', count: 1, examples: [] },
  ])
})

test('B.18: whoever asks reads nothing of people who are in both before the answer, neither that they are nor what they are there', async ({
  world,
}) => {
  await world.rows(
    `insert into affiliation (id, vendor_id, person_id, organization_id, location_id, status)
     select gen_random_uuid(), p.vendor_id, p.id, l.organization_id, l.id, 'active' from person p, location l
     where p.email_normalised = $1 and l.number = $2`,
    [tiny.people.tara.email, tiny.locations.leeds.number],
  )
  const { id: mergeId } = await inviteTidewater(world)
  const [gwen, june] = [await world.as('gwen'), await world.as('june')]
  const inBoth = async () =>
    (await gwen.hierarchy.merge.preview({ mergeId })).preview!.own!.flatMap(({ key, examples }) =>
      examples.some(({ name }) => name === tiny.people.tara.name) ? [key] : [],
    )
  expect(await inBoth()).toEqual([])
  await june.hierarchy.merge.preview({ mergeId })
  await june.hierarchy.merge.accept({ mergeId })
  expect(await inBoth()).toEqual(['roles_held_back'])
})

test('C100: both have the same competency, gold and silver; executed, gold counts and both keep their renewals (MRG-R3), each at its location (HIE-R4)', async ({
  world,
}) => {
  await hold(world, tiny.locations.leeds.number, 'cloud', 'silver', '2027-03-01')
  await hold(world, boston.number, 'cloud', 'gold', '2027-06-01')
  const mergeId = await acceptedMerge(world)
  const gwen = await world.as('gwen')
  const { preview } = await gwen.hierarchy.merge.preview({ mergeId })
  expect(preview!.own!.find(({ key }) => key === 'competencies_level_changed')).toMatchObject({
    examples: [{ name: 'cloud', from: 'silver', to: 'gold' }],
  })
  await executeMerge(world, mergeId)
  expect(
    await world.rows(
      `select o.name, l.name as at, e.level, e.state, e.renews_on::text as renews from competency_enrollment e
        join organization o on o.id = e.organization_id join location l on l.id = e.location_id order by renews_on`,
    ),
  ).toEqual([
    { name: 'Kestrel Consulting Group', at: 'Leeds', level: 'silver', state: 'active_earned', renews: '2027-03-01' },
    { name: 'Kestrel Consulting Group', at: 'Boston', level: 'gold', state: 'active_earned', renews: '2027-06-01' },
  ])
})

test('C101: starter anniversaries June and October; executed, October (MRG-R4), which all locations share (HIE-R4)', async ({
  world,
}) => {
  await join(world, kestrel, 'starter', '2027-06-14')
  await join(world, tidewater, 'starter', '2027-10-02')
  await world.rows(`update organization set tier = 'silver' where global_number = $1`, [tidewater.globalNumber])
  await executeMerge(world, await acceptedMerge(world))
  expect(
    await world.rows(`select o.name, m.tier, m.anniversary_on::text as on from membership m join organization o on o.id = m.organization_id
      where m.ended_at is null`),
  ).toEqual([{ name: 'Kestrel Consulting Group', tier: 'starter', on: '2027-10-02' }])
  expect(
    await world.rows(
      `select distinct o.tier from location l join organization o on o.id = l.organization_id where l.number in ($1, $2)`,
      [boston.number, tiny.locations.leeds.number],
    ),
  ).toEqual([{ tier: 'silver' }])
})

test('MRG-R2: people come along; a role in the whole organisation opens no door until the acquirer’s administrator says yes', async ({
  world,
}) => {
  await executeMerge(world, await acceptedMerge(world))
  const gwen = await world.as('gwen')
  const held = await gwen.hierarchy.merge.heldBackRoles()
  expect(held.map(({ name, role }) => `${name}: ${role}`)).toEqual([
    'Max Adeyemi: membership_admin',
    'Tara Winslow: global_admin',
    'Theo Marlowe: incentive_admin',
  ])
  const before = await world.as('tara')
  expect(await codesOf([before.hierarchy.merge.heldBackRoles()])).toEqual(['FORBIDDEN'])
  // The primary contact of a headquarters that is none any more administers that location.
  expect(await world.actor('june')).toMatchObject({
    grants: expect.arrayContaining([expect.objectContaining({ role: 'location_admin' })]),
  })
  const { roleId } = held[1]!
  const other = await world.as('aoife')
  expect(await codesOf([other.hierarchy.merge.confirmRole({ roleId })])).toEqual(['NOT_FOUND'])
  await gwen.hierarchy.merge.confirmRole({ roleId })
  expect(await (await world.as('tara')).hierarchy.merge.heldBackRoles()).toHaveLength(2)
  await gwen.hierarchy.merge.refuseRole({ roleId: held[0]!.roleId })
  expect(await gwen.hierarchy.merge.heldBackRoles()).toHaveLength(1)
  expect(await codesOf([gwen.hierarchy.merge.refuseRole({ roleId })])).toEqual(['NOT_FOUND'])
})

test('who is in both organisations is in one, once, and keeps what they do on either side', async ({ world }) => {
  const dev = tiny.people.dev.email.toLowerCase()
  await world.rows(
    `insert into affiliation (id, vendor_id, person_id, organization_id, location_id, status)
     select gen_random_uuid(), p.vendor_id, p.id, l.organization_id, l.id, 'active' from person p, location l
     where p.email_normalised = $1 and l.number = $2`,
    [dev, tiny.locations.leeds.number],
  )
  await world.rows(
    `insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
     select gen_random_uuid(), a.vendor_id, a.organization_id, a.location_id, 'technical_1', a.id, a.person_id, 'held', now()
     from affiliation a join person p on p.id = a.person_id join location l on l.id = a.location_id
     where p.email_normalised = $1 and l.number = $2`,
    [dev, london.number],
  )
  await executeMerge(world, await acceptedMerge(world))
  expect(
    await world.rows(
      `select a.status, l.name, (select count(*)::int from contact_assignment c where c.affiliation_id = a.id) as contacts
       from affiliation a join person p on p.id = a.person_id join location l on l.id = a.location_id
       where p.email_normalised = $1 order by a.status`,
      [dev],
    ),
  ).toEqual([
    { status: 'active', name: 'Leeds', contacts: 1 },
    { status: 'ended', name: 'London', contacts: 0 },
  ])
})

test('a customer’s no to the one that goes comes along, and its yes does not', async ({ world }) => {
  const rule = (key: 'orchard' | 'harbour', kind: string) =>
    world.rows(
      `insert into partner_rule (customer_tenant_id, organization_id, vendor_id, kind, set_at, set_by)
       select t.id, o.id, o.vendor_id, $3, now(), 'x' from customer_tenant t, organization o where t.tenant_id = $1 and o.global_number = $2`,
      [Object.values(tiny.tenants)[key === 'orchard' ? 0 : 1]!.tenantId, tidewater.globalNumber, kind],
    )
  await rule('orchard', 'blocked')
  await rule('harbour', 'allowed')
  await executeMerge(world, await acceptedMerge(world))
  expect(
    await world.rows('select kind from partner_rule where organization_id = $1', [
      await organizationOf(world, kestrel),
    ]),
  ).toEqual([{ kind: 'blocked' }])
})

test('PREVIEW_STALE: it is carried out within 24 hours of a preview whose facts still hold', async ({ world }) => {
  const mergeId = await acceptedMerge(world)
  const gwen = await world.as('gwen')
  const execute = () => gwen.hierarchy.merge.execute({ mergeId, reason: 'x' })
  await hold(world, boston.number, 'cloud', 'gold', '2027-06-01')
  expect(await refusalOf(execute())).toMatchObject({ code: 'PREVIEW_STALE' })
  await gwen.hierarchy.merge.preview({ mergeId })
  world.at(new Date(hoursAfter(world.now(), 24).getTime() + 1))
  expect(await refusalOf(execute())).toMatchObject({ code: 'PREVIEW_STALE' })
  await executeMerge(world, mergeId)
})

test('two who carry it out at once make one organisation once', async ({ world }) => {
  const mergeId = await acceptedMerge(world)
  const gwen = await world.as('gwen')
  const execute = () => gwen.hierarchy.merge.execute({ mergeId, reason: 'x' })
  expect((await codesOf([execute(), execute()])).toSorted()).toEqual(['ILLEGAL_TRANSITION', 'done'])
  expect(await treeFaults(world, await organizationOf(world, kestrel))).toEqual([])
})

test('MRG-R2: of somebody whom the other side has only invited it is told no role; of one who is active on both, that it waits', async ({
  world,
}) => {
  const mergeId = await acceptedMerge(world)
  const gwen = await world.as('gwen')
  const [leeds] = await world.rows<{ id: string }>(`select id from location where name = 'Leeds'`)
  await gwen.people.inviteMany({
    text: tiny.people.tara.email,
    locationId: leeds!.id,
    roles: [],
    key: crypto.randomUUID(),
  })
  const roles = async () =>
    (await gwen.hierarchy.merge.preview({ mergeId }))
      .preview!.own!.filter(({ key }) => key === 'roles_held_back' || key === 'organisation_roles_gained')
      .map(({ key, examples }) => [key, examples.map(({ name }) => name)])
  expect(await roles()).toEqual([])
  await world.rows(`update affiliation set status = 'active' where location_id = $1`, [leeds!.id])
  expect(await roles()).toEqual([['roles_held_back', [tiny.people.tara.name]]])
})

test('B.18: each side reads its own half of the preview in detail, and of the other the names of levels only', async ({
  contested: { world },
}) => {
  await hold(world, boston.number, 'messaging', 'gold', '2027-06-01')
  const { id: mergeId } = await inviteTidewater(world)
  const [gwen, june, sam] = [await world.as('gwen'), await world.as('june'), await world.as('sam')]
  const theirs = (await june.hierarchy.merge.preview({ mergeId })).preview!
  const ours = (await gwen.hierarchy.merge.get({ mergeId })).preview!
  expect((await gwen.hierarchy.merge.get({ mergeId })).invitedByName).toBe('Gwen Aldous')
  expect(JSON.stringify(await june.hierarchy.merge.list())).not.toContain('Gwen Aldous')
  expect(ours.other).toEqual({ competencies: [{ competency: 'Messaging', level: 'gold' }], levels: 2 })
  expect(ours.both).toBeNull()
  const oursText = JSON.stringify(ours)
  for (const hidden of ['Tara', 'June', 'Boston', 'London', 'Tidewater for Orchard'])
    expect(oursText).not.toContain(hidden)
  const theirsText = JSON.stringify(theirs)
  for (const hidden of ['Gwen', 'Ines', 'Bristol', 'Leeds', 'Mail and meetings'])
    expect(theirsText).not.toContain(hidden)
  expect(theirs.own!.find(({ key }) => key === 'roles_held_back')!.examples.map(({ name }) => name)).toContain(
    'Tara Winslow',
  )
  expect((await sam.hierarchy.merge.deskGet({ mergeId })).preview!.both).toMatchObject({
    acquirer: expect.anything(),
    invited: expect.anything(),
  })
  expect(await stateOf(world)).toEqual(['invited'])
})

test('DEPTH_EXCEEDED: a tree of five levels hangs its deepest a level higher, if that was agreed to (MRG-R1)', async ({
  world,
}) => {
  const deep = await plantTree(world, 'HQ(A(B(C(D))), E)', 'Deep Company')
  await world.rows(
    `update affiliation set organization_id = $1, location_id = $2 where person_id = (select id from person where email_normalised = $3)`,
    [deep.organizationId, deep.ids['HQ'], tiny.people.june.email.toLowerCase()],
  )
  await world.rows(
    `insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
     select gen_random_uuid(), a.vendor_id, $1, $2, 'primary_program', a.id, a.person_id, 'held', now() from affiliation a where a.organization_id = $1`,
    [deep.organizationId, deep.ids['HQ']],
  )
  await world.rows(
    `update role_assignment set organization_id = $1, location_id = null, role = 'global_admin', source = 'contact' where person_id = (select id from person where email_normalised = $2)`,
    [deep.organizationId, tiny.people.june.email.toLowerCase()],
  )
  const [{ number }] = (await world.rows<{ number: number }>(
    'select global_number as number from organization where id = $1',
    [deep.organizationId],
  )) as [{ number: number }]
  const gwen = await world.as('gwen')
  const { id: mergeId } = await gwen.hierarchy.merge.invite({ globalNumber: number })
  const june = await world.as('june')
  const { preview } = await june.hierarchy.merge.preview({ mergeId })
  expect(preview).toMatchObject({ levels: 5, flattenedCount: 1, flattened: [{ name: 'D', to: deep.ids['B'] }] })
  const across = await gwen.hierarchy.merge.get({ mergeId })
  expect(across.preview).toMatchObject({ flattenedCount: null, flattened: [] })
  await june.hierarchy.merge.accept({ mergeId })
  const agreed = await gwen.hierarchy.merge.preview({ mergeId })
  expect(agreed.preview).toMatchObject({ flattenedCount: 1, flattened: [] })
  expect(await refusalOf(gwen.hierarchy.merge.execute({ mergeId, reason: 'x' }))).toMatchObject({
    code: 'DEPTH_EXCEEDED',
  })
  await gwen.hierarchy.merge.execute({ mergeId, reason: 'x', flatten: true })
  expect(await drawTree(world, await organizationOf(world, kestrel))).toContain('HQ(A(B(C, D)), E)')
})
