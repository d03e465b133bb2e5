import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { completeProfiles, doAs, locationId, organizationId, personId } from '../../test/access.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import type { TestWorld } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import { exportContacts } from './contact.export.ts'
import { ContactFilters } from './contact.queries.ts'
import { Location } from '../organisations/location.entity.ts'
import type { ContactRole } from './contact.rules.ts'
import { requiredContactRoles } from './contact.rules.ts'
import { endContacts, inheritContacts, moveImpliedRoles } from './contact.ts'

const give = async (world: TestWorld, at: string, role: ContactRole, to: string, by = 'gwen') =>
  (await world.as(by)).contacts.assign({
    locationId: await locationId(world, at),
    role,
    personId: await personId(world, to),
  })

const implied = async (world: TestWorld, person: string) =>
  world.rows<{ role: string; at: string | null }>(
    `select r.role, l.name as at from role_assignment r left join location l on l.id = r.location_id
     where r.person_id = $1 and r.source = 'contact' order by 1`,
    [await personId(world, person)],
  )

/** Gwen holds the required roles at the headquarters, Mina two technical ones. */
const staffed = async (world: TestWorld): Promise<void> => {
  await completeProfiles(world)
  for (const role of requiredContactRoles) await give(world, 'Bristol', role, 'gwen')
  await give(world, 'Bristol', 'technical_2', 'mina')
}

const holders = async (world: TestWorld, at: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await world.rows<{ role: string; holder: string }>(
        `select a.role, p.name || ', ' || a.state as holder from contact_assignment a join person p on p.id = a.person_id
         join location l on l.id = a.location_id where l.name = $1 and a.ended_at is null order by a.role`,
        [at],
      )
    ).map(({ role, holder }) => [role, holder]),
  )

test('C92, CNT-R2: a contact role goes to nobody outside the organisation, known here or not: CONTACT_NOT_AFFILIATED', async ({
  world,
}) => {
  await completeProfiles(world)
  const gwen = await world.as('gwen')
  const at = { locationId: await locationId(world, 'Leeds'), role: 'executive' as const }
  const refused = { transport: 'BAD_REQUEST', code: 'CONTACT_NOT_AFFILIATED', rule: 'CNT-R2' }
  expect(await refusalOf(gwen.contacts.assign({ ...at, email: 'nobody@elsewhere.example' }))).toMatchObject(refused)
  expect(await refusalOf(gwen.contacts.assign({ ...at, personId: await personId(world, 'theo') }))).toMatchObject(
    refused,
  )
  const [theo] = await world.rows<{ email: string }>('select email from person where id = $1', [
    await personId(world, 'theo'),
  ])
  expect(await refusalOf(gwen.contacts.assign({ ...at, email: theo!.email }))).toMatchObject(refused)
  await gwen.contacts.assign({ ...at, email: ' MINA.Member@kestrel.example' })
  expect(await holders(world, 'Leeds')).toEqual({ executive: 'Mina Okafor, held' })
})

test('CNT-R2: who has not completed a profile holds no role: CONTACT_PROFILE_INCOMPLETE', async ({ world }) => {
  await completeProfiles(world)
  await world.rows(`update person set job_role = '' where id = $1`, [await personId(world, 'mina')])
  expect(await refusalOf(give(world, 'Leeds', 'executive', 'mina'))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'CONTACT_PROFILE_INCOMPLETE',
  })
  await world.rows(`update affiliation set status = 'awaiting_profile' where person_id = $1`, [
    await personId(world, 'ugo'),
  ])
  expect(await refusalOf(give(world, 'Leeds', 'executive', 'ugo'))).toMatchObject({
    code: 'CONTACT_PROFILE_INCOMPLETE',
  })
})

test('CNT-R1, CNT-R3: a role has one holder, who is replaced and never only taken: CONTACT_REQUIRED', async ({
  world,
}) => {
  await staffed(world)
  await give(world, 'Bristol', 'executive', 'mina')
  expect(await holders(world, 'Bristol')).toMatchObject({ executive: 'Mina Okafor, held' })
  const gwen = await world.as('gwen')
  const { rows } = await gwen.contacts.list({ search: 'Bristol' })
  const cell = (role: ContactRole) => rows[0]!.contacts.find((each) => each.role === role)!.id
  expect(await refusalOf(gwen.contacts.remove({ assignmentId: cell('executive') }))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'CONTACT_REQUIRED',
    params: { role: 'executive' },
  })
  await gwen.contacts.remove({ assignmentId: cell('technical_2') })
  expect(Object.keys(await holders(world, 'Bristol'))).toEqual([
    'executive',
    'primary_program',
    'sales_marketing',
    'technical_1',
  ])
  await world.work()
  const told = world.sent.filter(({ subject }) => subject.startsWith('Bristol'))
  expect(told.map(({ to, subject }) => [to.address, subject])).toContainEqual([
    'gwen.global@kestrel.example',
    'Bristol: your role has ended, Executive contact',
  ])
})

test('PPL-R6: who leaves gives required roles to somebody else first, and loses the optional ones', async ({
  world,
}) => {
  await staffed(world)
  const organization = await organizationId(world, 'gwen')
  const leaving = (person: string) =>
    doAs(world, 'gwen', async (call) =>
      endContacts(call, { personId: await personId(world, person), organizationId: organization }),
    )
  await expect(leaving('gwen')).rejects.toMatchObject({
    code: 'CONTACT_REQUIRED',
    detail: { params: { locations: ['Bristol'] } },
  })
  await leaving('mina')
  expect(await holders(world, 'Bristol')).not.toHaveProperty('technical_2')
})

test('C94, CNT-R4: a new location has the holders of the one above, marked inherited until somebody confirms', async ({
  world,
}) => {
  await staffed(world)
  const leeds = await locationId(world, 'Leeds')
  await doAs(world, 'gwen', async (call) => inheritContacts(call, await call.em.findOneOrFail(Location, { id: leeds })))
  expect(await holders(world, 'Leeds')).toEqual({
    executive: 'Gwen Aldous, inherited',
    primary_program: 'Gwen Aldous, inherited',
    sales_marketing: 'Gwen Aldous, inherited',
    technical_1: 'Gwen Aldous, inherited',
    technical_2: 'Mina Okafor, inherited',
  })
  expect(await implied(world, 'gwen')).toEqual([
    { role: 'global_admin', at: null },
    { role: 'location_admin', at: 'Leeds' },
  ])
  const gwen = await world.as('gwen')
  expect(await gwen.contacts.tasks()).toMatchObject({ inherited: 5, bouncing: 0 })
  const { rows } = await gwen.contacts.list({ state: 'inherited' })
  expect(rows.map(({ locationName }) => locationName)).toEqual(['Leeds'])
  const confirm = { assignmentIds: rows[0]!.contacts.map(({ id }) => id) }
  await gwen.contacts.confirm(confirm)
  expect(await gwen.contacts.tasks()).toMatchObject({ inherited: 0 })
  expect(await refusalOf(gwen.contacts.confirm(confirm))).toMatchObject({ code: 'ILLEGAL_TRANSITION' })
})

test('CNT-R5: the right of the primary program contact moves with the role; what was granted besides stays', async ({
  world,
}) => {
  await staffed(world)
  await give(world, 'Leeds', 'primary_program', 'mina')
  expect(await implied(world, 'mina')).toEqual([{ role: 'location_admin', at: 'Leeds' }])
  await give(world, 'Bristol', 'primary_program', 'mina')
  expect(await implied(world, 'gwen')).toEqual([])
  expect(await implied(world, 'mina')).toMatchObject([{ role: 'global_admin' }, { role: 'location_admin' }])
  const granted = await world.rows(`select from role_assignment where person_id = $1 and role = 'global_admin'`, [
    await personId(world, 'gwen'),
  ])
  expect(granted).toHaveLength(1)
  // What a mailbox of an administrator may: Mina gives the role on, and with it her own right.
  await give(world, 'Bristol', 'primary_program', 'gwen', 'mina')
  expect(await implied(world, 'mina')).toEqual([{ role: 'location_admin', at: 'Leeds' }])
})

test('CNT-R5 HIE-R13: when another location becomes the headquarters both primary contacts change rights', async ({
  world,
}) => {
  await staffed(world)
  await give(world, 'Leeds', 'primary_program', 'mina')
  const [from, to] = [await locationId(world, 'Bristol'), await locationId(world, 'Leeds')]
  // As the tree does it: the engine of the hierarchy has turned the two round.
  await world.rows(
    `update location set is_headquarters = id = $2, parent_id = case when id = $2 then null else $2::uuid end where id in ($1, $2)`,
    [from, to],
  )
  await doAs(world, 'gwen', async (call) => moveImpliedRoles(call, await organizationId(world, 'gwen'), { from, to }))
  expect(await implied(world, 'mina')).toEqual([{ role: 'global_admin', at: null }])
  expect(await implied(world, 'gwen')).toEqual([{ role: 'location_admin', at: 'Bristol' }])
})

test('CNT-R5: a location’s administrator names nobody, themselves neither, to administer the whole organisation', async ({
  world,
}) => {
  await staffed(world)
  await world.rows(`update role_assignment set location_id = $2 where person_id = $1 and role = 'location_admin'`, [
    await personId(world, 'luca'),
    await locationId(world, 'Bristol'),
  ])
  expect(await refusalOf(give(world, 'Bristol', 'primary_program', 'luca', 'luca'))).toMatchObject({
    code: 'FORBIDDEN',
    rule: 'CNT-R5',
  })
  const { contacts } = await world.as('luca')
  const [person, bristol] = [await personId(world, 'luca'), await locationId(world, 'Bristol')]
  const line = { locationId: bristol, role: 'primary_program', holderId: await personId(world, 'gwen') } as const
  expect(
    await codesOf([
      contacts.previewMany({ roles: ['primary_program'], personId: person, locationIds: [bristol] }),
      contacts.assignMany({ personId: person, lines: [line] }),
    ]),
  ).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  await give(world, 'Bristol', 'executive', 'luca', 'luca')
})

test('PRI-R1: locations and assignments outside a scope, and of others, are absent alike', async ({ world }) => {
  await staffed(world)
  const { id } = await give(world, 'Leeds', 'technical_2', 'mina')
  const absent = { transport: 'NOT_FOUND', code: 'NOT_FOUND' }
  expect(await refusalOf(give(world, 'Leeds', 'executive', 'mina', 'luca'))).toMatchObject(absent)
  for (const person of ['luca', 'tara']) {
    const caller = await world.as(person)
    expect(await refusalOf(caller.contacts.remove({ assignmentId: id }))).toMatchObject(absent)
    expect((await caller.contacts.list({ search: 'Leeds' })).rows).toEqual([])
  }
  const mina = await world.as('mina')
  expect(await refusalOf(mina.contacts.list({}))).toMatchObject({ code: 'FORBIDDEN' })
})

test('a role goes to one person at many locations at once, as it was looked at: CONFLICT_STALE', async ({ world }) => {
  await staffed(world)
  const gwen = await world.as('gwen')
  const [minas, leeds] = [await personId(world, 'mina'), await locationId(world, 'Leeds')]
  const input = {
    roles: ['technical_3' as const, 'technical_2' as const],
    personId: minas,
    locationIds: [leeds, await locationId(world, 'Milan')],
  }
  const look = async () => {
    const lines = await gwen.contacts.previewMany(input)
    return lines.map(({ locationId, role, before }) => ({ locationId, role, holderId: before?.personId ?? null }))
  }
  await give(world, 'Leeds', 'technical_2', 'mina')
  const preview = await gwen.contacts.previewMany(input)
  expect(preview.map(({ locationName, role, before, change }) => [locationName, role, before?.name, change])).toEqual([
    ['Leeds', 'technical_2', 'Mina Okafor', 'same'],
    ['Leeds', 'technical_3', undefined, 'assign'],
    ['Milan', 'technical_2', undefined, 'assign'],
    ['Milan', 'technical_3', undefined, 'assign'],
  ])
  const looked = await look()
  await give(world, 'Milan', 'technical_3', 'ugo')
  expect(await refusalOf(gwen.contacts.assignMany({ personId: minas, lines: looked }))).toMatchObject({
    code: 'CONFLICT_STALE',
  })
  expect(await holders(world, 'Milan')).toEqual({ technical_3: 'Ugo Brandt, held' })
  expect(await gwen.contacts.assignMany({ personId: minas, lines: await look() })).toEqual({ changed: 3 })
  expect(await holders(world, 'Milan')).toEqual({
    technical_2: 'Mina Okafor, held',
    technical_3: 'Mina Okafor, held',
  })
})

test('CNT-R6: a mailbox that gives letters back is a task, until a letter arrives there', async ({ world }) => {
  await staffed(world)
  await world.work()
  const gwen = await world.as('gwen')
  const [{ contacts } = { contacts: [] }] = (await gwen.contacts.list({ search: 'mina' })).rows
  const assignmentId = contacts.find(({ role }) => role === 'technical_2')!.id
  world.relay.answer = () => ({ kind: 'refused', code: 550, response: '550 no such mailbox' })
  await gwen.contacts.testMailbox({ assignmentId })
  expect(await refusalOf(gwen.contacts.testMailbox({ assignmentId }))).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  await world.work()
  expect(await gwen.contacts.tasks()).toMatchObject({ bouncing: 1 })
  const { rows } = await gwen.contacts.list({ state: 'bouncing' })
  expect(rows[0]!.contacts.find(({ id }) => id === assignmentId)).toMatchObject({ bouncedAt: '2026-11-02T09:00:00Z' })
  world.relay.answer = () => ({ kind: 'accepted', response: '250 queued' })
  world.at(new Date('2026-11-02T09:05:00Z'))
  await gwen.contacts.testMailbox({ assignmentId })
  await world.work()
  expect(await gwen.contacts.tasks()).toMatchObject({ bouncing: 0 })
  expect(world.sent.at(-1)).toMatchObject({ subject: 'Bristol: test of this mailbox' })
})

test('a letter about a contact role leads its reader to a page that their roles open', async ({ world }) => {
  await staffed(world)
  const gwen = await world.as('gwen')
  const [{ contacts } = { contacts: [] }] = (await gwen.contacts.list({ search: 'mina' })).rows
  await gwen.contacts.testMailbox({ assignmentId: contacts.find(({ role }) => role === 'technical_2')!.id })
  await world.work()
  const led = (reader: string, to: string) =>
    world.sent.filter(({ to: { address } }) => address === reader).map(({ text: body }) => body.includes(`${to}\n`))
  expect(led('mina.member@kestrel.example', '/account/organisations')).toEqual([true, true])
  expect(led('gwen.global@kestrel.example', '/people/contacts')).toEqual(requiredContactRoles.map(() => true))
})

test('the list goes on by page, headquarters first, and a cursor is good for its own list only', async ({ world }) => {
  await staffed(world)
  const gwen = await world.as('gwen')
  const { rows, nextCursor } = await gwen.contacts.list({ size: 25 })
  expect(nextCursor).toBeNull()
  expect(rows[0]).toMatchObject({ locationName: 'Bristol', missing: [] })
  expect(rows.map(({ isHeadquarters }) => isHeadquarters)).toEqual([true, false, false, false])
  expect(await gwen.contacts.exportCount({ state: 'missing' })).toBe(3)
})

test('GEN-R6: the list as a file has a line for each role that is held or missing, and it is written down', async ({
  world,
}) => {
  await staffed(world)
  const filters = ContactFilters.parse({ search: 'Bristol' })
  const { csv } = await exportContacts(world, await world.actor('gwen'), 'en', filters)
  const lines = (await text(csv)).trim().split('\n')
  expect(lines).toHaveLength(6)
  expect(lines[1]).toMatch(
    /^Bristol,\d{7},GB,Primary program contact,Gwen Aldous,gwen.global@kestrel.example,Held,2026-11-02T09:00:00Z,Letters arrive$/,
  )
  const missing = await exportContacts(
    world,
    await world.actor('luca'),
    'it',
    ContactFilters.parse({ state: 'missing' }),
  )
  expect(
    (await text(missing.csv))
      .trim()
      .split('\n')
      .slice(1)
      .every((each) => each.startsWith('Milan')),
  ).toBe(true)
  expect(
    await world.rows(
      `select data -> 'rows' as rows, personal from event where type = 'organization.listExported' order by position`,
    ),
  ).toEqual([
    { rows: 1, personal: { search: 'Bristol' } },
    { rows: 1, personal: null },
  ])
  await expect(exportContacts(world, await world.actor('mina'), 'en', filters)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('DBI-R1: plain SQL cannot give a role at a location a second holder (CNT-R1)', async ({ world }) => {
  await staffed(world)
  const copy = `insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
    select gen_random_uuid(), vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since from contact_assignment limit 1`
  await expect(world.rows(copy)).rejects.toMatchObject({ constraint: 'contact_assignment_current_unique' })
})

test('DBI-R1: plain SQL cannot give a role at a location to whoever never had a stay (CNT-R2)', async ({ world }) => {
  await staffed(world)
  await expect(world.rows('update contact_assignment set affiliation_id = gen_random_uuid()')).rejects.toMatchObject({
    constraint: 'contact_assignment_affiliation_id_foreign',
  })
})
