import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { tiny } from '@ofrecord/world/tiny'
import { actingAt, doAs, joinOther, locationId, organizationId, personId } from '../../test/access.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import type { TestWorld } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'
import { createCaller } from '../router.ts'
import { exportCertified } from './credential.export.ts'
import { CertifiedFilters } from './credential.lists.ts'
import { endCredential } from './credential.ts'

/** What the feed knows: Mina's, Ugo's under another name, and one result of each kind. */
const known = async (world: TestWorld): Promise<void> => {
  await world.rows(`insert into certification (id, vendor_id, code, name, kind, qualifies_for, retired_on, counts_until)
    select gen_random_uuid(), v.id, c.* from vendor v, (values
      ('HX-101', 'Cloud Foundations', 'exam', '{cloud_platform}'::text[], null::date, null::date),
      ('HX-210', 'Applications', 'certification', '{app_dev,app_int}', null, null),
      ('HX-090', 'Directory', 'certification', '{devices}', '2026-06-30', '2027-01-15')) as c`)
  await world.rows(`insert into credential_profile (id, vendor_id, credential_id, name, state, state_at)
    select gen_random_uuid(), v.id, c.*, 'unlinked', now() from vendor v, (values ('HC-1', 'MINA ÖKAFOR'), ('HC-2', 'Hugo Brandt')) as c`)
  await world.rows(`insert into skill_record (id, vendor_id, credential_profile_id, kind, code, passed_on, expires_on)
    select gen_random_uuid(), c.vendor_id, c.id, s.* from credential_profile c, (values
      ('exam', 'HX-101', '2025-12-01'::date, '2026-12-01'::date), ('certification', 'HX-210', '2026-02-01', '2028-02-01'),
      ('certification', 'HX-090', '2025-05-01', null)) as s where c.credential_id = 'HC-1'`)
}

const minaAt = async (world: TestWorld, admin: 'gwen' | 'tara') =>
  createCaller(world.contextOf(await actingAt(world, 'mina', admin)))

/** Mina is at Kestrel and at Tidewater; her credential counts at Kestrel. */
const linked = async (world: TestWorld): Promise<void> => {
  await known(world)
  await joinOther(world, 'mina', 'tara')
  expect(await (await minaAt(world, 'gwen')).credentials.link({ credentialId: 'HC-1' })).toEqual({ state: 'linked' })
}

const report = async (world: TestWorld, person: string) =>
  (await (await world.as(person)).credentials.certified({})).rows.map(
    ({ name, status, credentialId, qualifiesFor }) => [name, status, credentialId, qualifiesFor],
  )

test('C91, CP-R1: nobody links a credential for somebody else: CREDENTIAL_NOT_OWNER', async ({ world }) => {
  await linked(world)
  const gwen = await world.as('gwen')
  const refused = { transport: 'FORBIDDEN', code: 'CREDENTIAL_NOT_OWNER', rule: 'CP-R1' }
  const mina = await personId(world, 'mina')
  expect(await refusalOf(gwen.credentials.link({ credentialId: 'HC-1', personId: mina }))).toEqual(
    expect.objectContaining(refused),
  )
  // Whose it is, and whether there is one, reads alike.
  const answers = []
  for (const credentialId of ['HC-1', 'HC-99']) answers.push(await refusalOf(gwen.credentials.link({ credentialId })))
  expect(answers).toEqual([answers[0], expect.objectContaining(refused)])
  expect(answers[1]).toEqual(answers[0])
  expect(await refusalOf(gwen.credentials.unlink({ personId: mina }))).toMatchObject(refused)
  // A person has one credential.
  expect(await refusalOf((await world.as('mina')).credentials.link({ credentialId: 'HC-2' }))).toMatchObject(refused)
})

test('CP-R1: an administrator asks by letter, once a day', async ({ world }) => {
  const gwen = await world.as('gwen')
  const mina = { personId: await personId(world, 'mina') }
  await gwen.credentials.askToLink(mina)
  expect(await refusalOf(gwen.credentials.askToLink(mina))).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  await world.work()
  expect(world.sent.map(({ subject }) => subject)).toEqual([
    'Kestrel Consulting Group asks you to link your certifications',
  ])
  for (const person of ['luca', 'tara'])
    expect(await refusalOf((await world.as(person)).credentials.askToLink(mina))).toMatchObject({ code: 'NOT_FOUND' })
})

test('C89, CP-R2: linked to B it counts at A no more, in one step; A’s administrators are told, and not where it went', async ({
  world,
}) => {
  await linked(world)
  expect(await report(world, 'gwen')).toEqual([
    ['Mina Okafor', 'linked', 'HC-1', ['Application Development', 'app_int', 'cloud_platform', 'devices']],
  ])
  world.at(daysAfter(tiny.t0, 30))
  const elsewhere = await minaAt(world, 'tara')
  expect(await elsewhere.credentials.link({ credentialId: 'HC-1' })).toEqual({ state: 'linked' })
  expect(await report(world, 'gwen')).toEqual([['Mina Okafor', 'left', null, []]])
  expect(await report(world, 'tara')).toMatchObject([
    ['Mina Okafor', 'linked', 'HC-1', expect.arrayContaining(['Application Development'])],
  ])
  await world.work()
  const told = world.sent.filter(({ subject }) => subject.includes('no longer count'))
  expect(told.map(({ to, subject }) => [to.address, subject])).toEqual([
    ['gwen.global@kestrel.example', 'Mina Okafor: certifications no longer count for Kestrel Consulting Group'],
  ])
  expect(told[0]!.text).not.toContain('Tidewater')
  const events = await world.rows(
    `select e.type, o.name, e.actor_id = p.id as own, e.actor_role as role, e.data ->> 'reason' as reason from event e
     join organization o on o.id = e.organization_id join person p on p.name = 'Mina Okafor'
     where e.type like 'credential.%' order by e.position`,
  )
  expect(events).toEqual([
    { type: 'credential.linked', name: 'Kestrel Consulting Group', own: true, role: null, reason: null },
    { type: 'credential.unlinked', name: 'Kestrel Consulting Group', own: true, role: null, reason: 'moved' },
    { type: 'credential.linked', name: 'Tidewater Cloud', own: true, role: null, reason: null },
  ])
})

test('PPL-R5: whoever works for two organisations is active in both, and their credential counts in one only', async ({
  world,
}) => {
  await linked(world)
  const counted = async () => [(await report(world, 'gwen'))[0]?.[1], (await report(world, 'tara'))[0]?.[1]]
  expect(await counted()).toEqual(['linked', undefined])
  world.at(daysAfter(tiny.t0, 30))
  await (await minaAt(world, 'tara')).credentials.link({ credentialId: 'HC-1' })
  expect(await counted()).toEqual(['left', 'linked'])
  for (const admin of ['gwen', 'tara'] as const)
    expect((await (await world.as(admin)).people.list({ search: 'Mina' })).rows).toMatchObject([{ status: 'active' }])
})

test('CP-R2: the fence holds: what left A is read at B, by its owner and by the vendor, and at A not any more', async ({
  world,
}) => {
  await linked(world)
  world.at(daysAfter(tiny.t0, 30))
  await (await minaAt(world, 'tara')).credentials.link({ credentialId: 'HC-1' })
  for (const [person, count] of [
    ['gwen', 0],
    ['tara', 3],
    ['mina', 3],
    ['sam', 3],
  ] as const)
    expect([
      person,
      await doAs(world, person, async ({ em }) => (await em.execute('select from skill_record')).length),
    ]).toEqual([person, count])
  expect(await doAs(world, 'gwen', ({ em }) => em.execute(`select from credential_profile`))).toEqual([])
  const mina = await world.as('mina')
  const { credential } = await mina.credentials.mine()
  expect(credential).toMatchObject({
    state: 'linked',
    organization: { name: 'Tidewater Cloud' },
    links: [{ organization: { name: 'Tidewater Cloud' } }, { organization: { name: 'Kestrel Consulting Group' } }],
    limits: { linksLeft: 1, nextPossibleAt: '2027-01-01T09:00:00.000Z' },
  })
})

test('C90, CP-R3: between two links lie thirty days, and the fourth of a year waits: the refusal says until when', async ({
  world,
}) => {
  await linked(world)
  const [here, there] = [await minaAt(world, 'gwen'), await minaAt(world, 'tara')]
  world.at(new Date(daysAfter(tiny.t0, 30).getTime() - 1000))
  expect(await refusalOf(there.credentials.link({ credentialId: 'HC-1' }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'CREDENTIAL_COOLDOWN',
    params: { nextPossibleAt: '2026-12-02T09:00:00.000Z' },
  })
  for (const [day, caller] of [
    [30, there],
    [60, here],
  ] as const) {
    world.at(daysAfter(tiny.t0, day))
    await caller.credentials.link({ credentialId: 'HC-1' })
  }
  world.at(daysAfter(tiny.t0, 200))
  expect(await refusalOf(there.credentials.link({ credentialId: 'HC-1' }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'CREDENTIAL_LINK_LIMIT',
    params: { nextPossibleAt: '2027-11-02T09:00:00.000Z' },
  })
})

test('CP-R3: of many links at once one is made', async ({ world }) => {
  await known(world)
  const mina = await world.as('mina')
  await codesOf(Array.from({ length: 8 }, () => mina.credentials.link({ credentialId: 'HC-1' })))
  expect(await world.rows('select from credential_link')).toHaveLength(1)
})

test('CP-R3, POL-R1: the programme sets the numbers, and a wait that runs does not move', async ({ world }) => {
  await linked(world)
  world.at(daysAfter(tiny.t0, 1))
  const petra = await world.as('petra')
  const { version, settings } = await petra.policy.get()
  await petra.policy.change({
    version,
    settings: { ...settings, credentialCooldownDays: 90, credentialLinksPerYear: 2 },
    reason: 'Calm',
  })
  world.at(daysAfter(tiny.t0, 30))
  await (await minaAt(world, 'tara')).credentials.link({ credentialId: 'HC-1' })
  const { credential } = await (await world.as('mina')).credentials.mine()
  expect(credential!.limits).toMatchObject({
    linksPerYear: 2,
    cooldownDays: 90,
    linksLeft: 0,
    nextPossibleAt: '2027-11-02T09:00:00.000Z',
  })
})

test('CP-R4: another name waits for the service desk until the end of the fifth business day, and counts once it said yes', async ({
  world,
}) => {
  await known(world)
  const ugo = await world.as('ugo')
  expect(await ugo.credentials.link({ credentialId: 'HC-2' })).toEqual({ state: 'pending_name_check' })
  expect(await ugo.credentials.link({ credentialId: 'HC-2' })).toEqual({ state: 'pending_name_check' })
  expect(await report(world, 'gwen')).toEqual([])
  const sam = await world.as('sam')
  const { rows } = await sam.credentials.nameChecks({})
  expect(rows).toMatchObject([
    { credentialName: 'Hugo Brandt', profileName: 'Ugo Brandt', dueAt: '2026-11-09T23:59:59.999Z', isOverdue: false },
  ])
  expect(await sam.credentials.nameCheckCount()).toEqual({ count: 1 })
  const { credentialProfileId } = rows[0]!
  world.at(new Date('2026-11-10T09:00:00Z'))
  await world.fire()
  expect((await sam.credentials.nameChecks({})).rows).toMatchObject([{ isOverdue: true }])
  expect(await sam.credentials.decideName({ credentialProfileId, verdict: 'accept' })).toEqual({ state: 'linked' })
  expect(await refusalOf(sam.credentials.decideName({ credentialProfileId, verdict: 'refuse' }))).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
  })
  expect(await report(world, 'gwen')).toMatchObject([['Ugo Brandt', 'linked', 'HC-2', []]])
  await world.work()
  expect(world.sent.map(({ to, subject }) => `${to.name}: ${subject}`).toSorted()).toEqual([
    'Anke Vogt: Ugo Brandt: certifications count for Kestrel Consulting Group',
    'Gwen Aldous: Ugo Brandt: certifications count for Kestrel Consulting Group',
    'Ugo Brandt: Credential HC-2: it counts for Kestrel Consulting Group',
  ])
  // The two names have been compared: he links again without a second check.
  await ugo.credentials.unlink({})
  world.at(new Date('2026-12-20T09:00:00Z'))
  expect(await ugo.credentials.link({ credentialId: 'HC-2' })).toEqual({ state: 'linked' })
})

test('CP-R4: after a no the same names are CREDENTIAL_NAME_MISMATCH, and alike ones link', async ({ world }) => {
  await known(world)
  const ugo = await world.as('ugo')
  await ugo.credentials.link({ credentialId: 'HC-2' })
  const sam = await world.as('sam')
  const [check] = (await sam.credentials.nameChecks({})).rows
  await sam.credentials.decideName({ credentialProfileId: check!.credentialProfileId, verdict: 'refuse' })
  const again = { credentialProfileId: check!.credentialProfileId, verdict: 'accept' } as const
  expect(await refusalOf(sam.credentials.decideName(again))).toMatchObject({ code: 'ILLEGAL_TRANSITION' })
  expect(await ugo.credentials.mine()).toMatchObject({ credential: null })
  expect(await refusalOf(ugo.credentials.link({ credentialId: 'HC-2' }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'CREDENTIAL_NAME_MISMATCH',
    params: { profileName: 'Ugo Brandt' },
  })
  await world.rows(`update credential_profile set name = 'ugo brandt' where credential_id = 'HC-2'`)
  expect(await ugo.credentials.link({ credentialId: 'HC-2' })).toEqual({ state: 'linked' })
  await world.work()
  expect(world.sent.map(({ subject }) => subject)).toContain(
    'Credential HC-2: it was not linked to Kestrel Consulting Group',
  )
})

test('CP-R1, CP-R4: who asks for somebody else’s number and takes it back neither keeps it nor reads what its owner passed', async ({
  world,
}) => {
  await known(world)
  const ugo = await world.as('ugo')
  expect(await ugo.credentials.link({ credentialId: 'HC-1' })).toEqual({ state: 'pending_name_check' })
  const results = async () =>
    doAs(world, 'ugo', async ({ em }) => (await em.execute('select from skill_record')).length)
  expect(await results()).toBe(0)
  await ugo.credentials.unlink({})
  expect(await results()).toBe(0)
  expect(await ugo.credentials.mine()).toMatchObject({ credential: null })
  expect(await (await world.as('mina')).credentials.link({ credentialId: 'HC-1' })).toEqual({ state: 'linked' })
})

test('CP-R1, PPL-R6: who left stays in the report until an administrator takes the row out; who is linked cannot be', async ({
  world,
}) => {
  await linked(world)
  const gwen = await world.as('gwen')
  const linkId = async () => (await gwen.credentials.certified({})).rows[0]!.linkId
  expect(await refusalOf(gwen.credentials.removeRow({ linkId: await linkId() }))).toMatchObject({
    code: 'CREDENTIAL_NOT_OWNER',
  })
  await doAs(world, 'gwen', async (call) =>
    endCredential(call, {
      personId: await personId(world, 'mina'),
      organizationId: await organizationId(world, 'gwen'),
    }),
  )
  expect(await report(world, 'gwen')).toEqual([['Mina Okafor', 'left', null, []]])
  for (const person of ['luca', 'tara'])
    expect(await refusalOf((await world.as(person)).credentials.removeRow({ linkId: await linkId() }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  await gwen.credentials.removeRow({ linkId: await linkId() })
  expect(await report(world, 'gwen')).toEqual([])
})

test('B.16.2, CMP-R5: when a stay ends its credential is unlinked by its verb, so what it counted for is counted anew', async ({
  world,
}) => {
  await linked(world)
  await world.work()
  await world.rows(`delete from timer where kind = 'competencies.recount'`)
  const gwen = await world.as('gwen')
  const [stay] = await world.rows<{ id: string }>(
    `select id from affiliation where person_id = $1 and organization_id = $2 and status = 'active'`,
    [await personId(world, 'mina'), await organizationId(world, 'gwen')],
  )
  await gwen.people.end({ affiliationId: stay!.id })
  expect(await world.rows(`select data ->> 'reason' as reason from event where type = 'credential.unlinked'`)).toEqual([
    { reason: 'left' },
  ])
  expect(await world.rows('select organization_id from skill_record where organization_id is not null')).toEqual([])
  expect((await gwen.credentials.trainings({})).rows).toEqual([])
  await world.work()
  const recounts = `select from timer where kind = 'competencies.recount' and aggregate_id = $1`
  expect(await world.rows(recounts, [await organizationId(world, 'gwen')])).toHaveLength(1)
})

test('CP-R5: the list narrows by location, certification, name, number, status and what ends soon, within a scope', async ({
  world,
}) => {
  await linked(world)
  const gwen = await world.as('gwen')
  const leeds = await locationId(world, 'Leeds')
  const found = async (filters: Parameters<typeof gwen.credentials.certified>[0]) =>
    (await gwen.credentials.certified(filters)).rows.length
  const narrow = {
    locationId: leeds,
    certification: 'HX-210',
    name: 'mina',
    credentialId: 'hc-',
    status: 'linked',
    endsWithinDays: 30,
  } as const
  expect(await found(narrow)).toBe(1)
  for (const other of [
    { locationId: await locationId(world, 'Milan') },
    { certification: 'HX-999' },
    { name: '100%' },
    { credentialId: 'HC-2' },
    { status: 'left' },
    { endsWithinDays: 20 },
  ] as const)
    expect([other, await found({ ...narrow, ...other })]).toEqual([other, 0])
  expect(await report(world, 'luca')).toEqual([])
  expect(await refusalOf((await world.as('mina')).credentials.certified({}))).toMatchObject({ code: 'FORBIDDEN' })
})

test('CP-R5: the list is a file too, with the last day on which each certification counts', async ({ world }) => {
  await linked(world)
  const { csv } = await exportCertified(world, await world.actor('gwen'), 'en', CertifiedFilters.parse({}))
  const [, line] = (await text(csv)).trim().split('\n')
  expect(line).toBe(
    'Mina Okafor,mina.member@kestrel.example,HC-1,Leeds,Linked,HX-210 Applications (2028-02-01); HX-101 Cloud Foundations (2026-12-01); HX-090 Directory (2027-01-15),Application Development; app_int; cloud_platform; devices,2026-12-01,2026-11-02T09:00:00Z,',
  )
})

test('CP-R6, CP-R7: results with what they count for, and who has to certify again, soonest first', async ({
  world,
}) => {
  await linked(world)
  const gwen = await world.as('gwen')
  const { rows, lastImportAt } = await gwen.credentials.trainings({})
  expect(lastImportAt).toBeNull()
  expect(rows.map(({ code, status, qualifiesFor, expiresOn }) => [code, status, qualifiesFor, expiresOn])).toEqual([
    ['HX-210', 'valid', ['Application Development', 'app_int'], '2028-02-01'],
    ['HX-101', 'valid', ['cloud_platform'], '2026-12-01'],
    ['HX-090', 'retired', ['devices'], null],
  ])
  const due = async (withinDays: 90 | 180) =>
    (await gwen.credentials.recertify({ withinDays })).rows.map(({ code, endsOn, because }) => [code, endsOn, because])
  expect(await due(90)).toEqual([
    ['HX-101', '2026-12-01', 'expires'],
    ['HX-090', '2027-01-15', 'retired'],
  ])
  await world.rows(`insert into skill_record (id, vendor_id, organization_id, person_id, credential_profile_id, kind, code, passed_on, expires_on)
    select gen_random_uuid(), vendor_id, organization_id, person_id, credential_profile_id, kind, code, '2026-10-20', '2027-10-20'
    from skill_record where code = 'HX-101'`)
  expect(await due(180)).toEqual([['HX-090', '2027-01-15', 'retired']])
  world.at(new Date('2027-01-16T09:00:00Z'))
  expect(
    (await gwen.credentials.trainings({ kind: 'certification' })).rows.map(({ code, status }) => [code, status]),
  ).toEqual([
    ['HX-210', 'valid'],
    ['HX-090', 'over'],
  ])
})

test('DBI-R1: plain SQL cannot know a number twice, give a person two, or link one to two organisations', async ({
  world,
}) => {
  await linked(world)
  const copy = (number: string, person: string) =>
    world.rows(`insert into credential_profile (id, vendor_id, credential_id, name, state_at, person_id)
      select gen_random_uuid(), vendor_id, ${number}, name, state_at, ${person} from credential_profile where credential_id = 'HC-1'`)
  await expect(copy('credential_id', 'null')).rejects.toMatchObject({ constraint: 'credential_profile_number_unique' })
  await expect(copy(`'HC-3'`, 'person_id')).rejects.toMatchObject({ constraint: 'credential_profile_person_id_unique' })
  await expect(
    world.rows(`insert into credential_link (id, vendor_id, organization_id, credential_profile_id, person_id, linked_at)
      select gen_random_uuid(), vendor_id, (select id from organization where id <> organization_id limit 1), credential_profile_id, person_id, linked_at from credential_link`),
  ).rejects.toMatchObject({ constraint: 'credential_link_live_unique' })
})
