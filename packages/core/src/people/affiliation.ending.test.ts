import { tiny } from '@ofrecord/world/tiny'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { addContact, organisationId, placeOf, stayOf } from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { refusalIn } from '../kernel/trpc.ts'
import { endLocationPeople, restoreLocationPeople } from './leaving-location.ts'

const mina = 'mina.member@kestrel.example'
const gwen = 'gwen.global@kestrel.example'
const priya = tiny.people.priya.email

const end = async (world: TestWorld, by: string, email: string) =>
  (await world.as(by)).people.end({ affiliationId: (await stayOf(world, email)).id })

const makeAdmin = async (world: TestWorld, email: string) =>
  (await world.as('gwen')).people.roles.grant({
    affiliationId: (await stayOf(world, email)).id,
    role: 'global_admin',
    locationId: null,
  })

const admins = async (world: TestWorld): Promise<number> =>
  (
    await world.rows(
      `select from role_assignment r join affiliation a on a.person_id = r.person_id and a.organization_id = r.organization_id
       where r.role = 'global_admin' and a.status = 'active' and r.organization_id = $1`,
      [await organisationId(world, 'Kestrel')],
    )
  ).length

const addPrivilege = async (world: TestWorld, email: string, place: 'leeds' | 'milan') =>
  world.rows(
    `insert into privilege_grant (id, vendor_id, organization_id, location_id, affiliation_id, person_id, privilege, granted_at)
     select gen_random_uuid(), a.vendor_id, a.organization_id, $2, a.id, a.person_id, 'license_statement', now() from affiliation a where a.id = $1`,
    [(await stayOf(world, email)).id, await placeOf(world, place)],
  )

const held = async (world: TestWorld, email: string) => {
  const { personId } = await stayOf(world, email)
  const [row] = await world.rows<{ roles: number; contacts: number; privileges: number }>(
    `select (select count(*)::int from role_assignment where person_id = $1) as roles,
       (select count(*)::int from contact_assignment where person_id = $1 and ended_at is null) as contacts,
       (select count(*)::int from privilege_grant where person_id = $1 and ended_at is null) as privileges`,
    [personId],
  )
  return row
}

test('AF13 PPL-R6: with the stay end roles, contacts and privileges', async ({ world }) => {
  await addContact(world, mina, 'technical_2')
  await addPrivilege(world, mina, 'leeds')
  expect(await held(world, mina)).toEqual({ roles: 1, contacts: 1, privileges: 1 })
  await end(world, 'gwen', mina)
  expect(await held(world, mina)).toEqual({ roles: 0, contacts: 0, privileges: 0 })
  expect((await stayOf(world, mina)).status).toBe('ended')
  expect((await refusalOf(end(world, 'gwen', mina))).code).toBe('ILLEGAL_TRANSITION')
})

test('AF13 CONTACT_REQUIRED: whoever holds a contact role that may not be empty is replaced first', async ({
  world,
}) => {
  await addContact(world, mina, 'executive')
  expect((await refusalOf(end(world, 'gwen', mina))).code).toBe('CONTACT_REQUIRED')
  expect(await held(world, mina)).toEqual({ roles: 1, contacts: 1, privileges: 0 })
})

test('AF13 AF14: whoever leaves by themselves may come back, and the old stay remains', async ({ world }) => {
  await (await world.as('mina')).people.leave()
  const { people } = await world.as('gwen')
  await people.invite({ name: 'Mina Okafor', email: mina, locationId: await placeOf(world, 'milan') })
  const { personId } = await stayOf(world, mina)
  expect(await world.rows(`select status from affiliation where person_id = $1 order by status`, [personId])).toEqual([
    { status: 'ended' },
    { status: 'invited_single' },
  ])
  expect((await people.list({ state: 'ended' })).rows.map(({ email }) => email)).toEqual([mina])
})

test('LAST_ADMIN ROL-R2: the last global administrator can neither leave nor give the role away', async ({ world }) => {
  const { people } = await world.as('gwen')
  const { holdings } = await people.get({ affiliationId: (await stayOf(world, gwen)).id })
  const roleId = holdings.roles.rows.find(({ role }) => role === 'global_admin')!.roleId
  expect(await codesOf([people.leave(), people.roles.revoke({ roleId })])).toEqual(['LAST_ADMIN', 'LAST_ADMIN'])
  await makeAdmin(world, mina)
  await people.leave()
  expect(await admins(world)).toBe(1)
})

test('LAST_ADMIN: two last administrators who leave at once: one stays', async ({ world }) => {
  await makeAdmin(world, mina)
  const [first, second] = [await world.as('gwen'), await world.as('mina')]
  expect((await codesOf([first.people.leave(), second.people.leave()])).toSorted()).toEqual(['LAST_ADMIN', 'done'])
  expect(await admins(world)).toBe(1)
})

test('LAST_ADMIN: whoever is looked at while the other has not committed yet waits, and is refused', async ({
  world,
}) => {
  await makeAdmin(world, mina)
  const [checked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const takeAway = async (person: string, last: (em: EntityManager) => Promise<unknown>) => {
    const actor = (await world.actor(person)) as PersonActor
    return inTransaction(world.orm, actor, async ({ em }) => {
      await sql`delete from role_assignment where person_id = ${actor.personId}`.execute(em.getKysely())
      await last(em)
    })
  }
  const first = takeAway('gwen', async (em) => {
    await sql`set constraints all immediate`.execute(em.getKysely())
    checked.resolve()
    await released.promise
  })
  await checked.promise
  const state = { over: false }
  const second = takeAway('mina', async () => undefined)
    .then(
      () => 'done',
      (error: unknown) => refusalIn(error)?.code,
    )
    .finally(() => (state.over = true))
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`
  while (!state.over && (await world.rows(waiting)).length === 0);
  released.resolve()
  await first
  expect(await second).toBe('LAST_ADMIN')
  expect(await admins(world)).toBe(1)
})

test('LAST_ADMIN: the database refuses whoever goes past the verbs, and lets an organisation without one be', async ({
  world,
}) => {
  const kestrel = await organisationId(world, 'Kestrel')
  const refused = { constraint: 'organization_last_admin' }
  for (const statement of [
    `delete from role_assignment where organization_id = $1`,
    `update role_assignment set held_back = true where organization_id = $1`,
    `update affiliation set status = 'ended' where organization_id = $1`,
  ])
    await expect(world.rows(statement, [kestrel]), statement).rejects.toMatchObject(refused)
  await world.rows(`begin`)
  await world.rows(`update organization set status = 'merged' where id = $1`, [kestrel])
  await world.rows(`delete from role_assignment where organization_id = $1`, [kestrel])
  await world.rows(`commit`)
  await world.rows(`update organization set status = 'active' where id = $1`, [kestrel])
  await world.rows(`update affiliation set status = 'ended' where organization_id = $1`, [kestrel])
})

test('AF15 PRV-R4: a new home ends the privileges of the old one, and the administrator covers both', async ({
  world,
}) => {
  await addPrivilege(world, priya, 'leeds')
  await addPrivilege(world, priya, 'milan')
  const { id: affiliationId } = await stayOf(world, priya)
  const milan = await placeOf(world, 'milan')
  const move = async (by: string) => (await world.as(by)).people.assignLocation({ affiliationId, locationId: milan })
  expect((await refusalOf(move('luca'))).code).toBe('NOT_FOUND')
  await move('gwen')
  const { people } = await world.as('luca')
  expect(await people.get({ affiliationId })).toMatchObject({
    locationName: 'Milan',
    holdings: { privileges: { rows: [{ locationName: 'Milan' }], count: 1 } },
  })
  expect(
    (await refusalOf(people.assignLocation({ affiliationId, locationId: await placeOf(world, 'cologne') }))).code,
  ).toBe('NOT_FOUND')
})

test('B.0.1: who may give what, and where: ROLE_SCOPE and FORBIDDEN', async ({ world }) => {
  const { id: affiliationId } = await stayOf(world, mina)
  const [leeds, milan] = [await placeOf(world, 'leeds'), await placeOf(world, 'milan')]
  const [gwens, lucas, iness, minas] = await Promise.all(
    ['gwen', 'luca', 'ines', 'mina'].map((person) => world.as(person)),
  )
  const give = (
    caller: typeof gwens,
    role: 'care_admin' | 'order_user' | 'incentive_user' | 'incentive_admin',
    locationId: string | null,
  ) => caller!.people.roles.grant({ affiliationId, role, locationId })
  expect(
    await codesOf([give(gwens, 'care_admin', leeds), give(gwens, 'order_user', null), give(gwens, 'care_admin', null)]),
  ).toEqual(['ROLE_SCOPE', 'ROLE_SCOPE', 'done'])
  expect(
    await codesOf([
      give(lucas, 'order_user', milan),
      give(lucas, 'order_user', leeds),
      give(lucas, 'incentive_user', milan),
    ]),
  ).toEqual(['done', 'FORBIDDEN', 'FORBIDDEN'])
  expect(await codesOf([give(iness, 'incentive_user', null), give(iness, 'incentive_admin', null)])).toEqual([
    'done',
    'FORBIDDEN',
  ])
  expect((await refusalOf(give(minas, 'order_user', leeds))).code).toBe('FORBIDDEN')
  const { rows } = await iness!.people.roles.list({})
  expect(await iness!.people.roles.toGive()).toEqual(['incentive_user'])
  expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['incentive_user']))
})

test('B.0.1: one role at several locations, all of them or none, with what became of each', async ({ world }) => {
  const { id: affiliationId } = await stayOf(world, mina)
  const [leeds, milan] = [await placeOf(world, 'leeds'), await placeOf(world, 'milan')]
  const [gwen, luca] = [await world.as('gwen'), await world.as('luca')]
  const wanted = { affiliationId, role: 'order_user' as const, locationIds: [milan, leeds, milan] }
  expect((await refusalOf(luca.people.roles.grantMany(wanted))).code).toBe('FORBIDDEN')
  expect((await refusalOf(gwen.people.roles.grantMany({ ...wanted, role: 'care_admin' }))).code).toBe('ROLE_SCOPE')
  expect((await gwen.people.roles.list({})).rows.filter(({ role }) => role === 'order_user')).toEqual([])
  await gwen.people.roles.grant({ affiliationId, role: 'order_user', locationId: leeds })
  const report = await gwen.people.roles.grantMany(wanted)
  expect(Object.fromEntries(report.map(({ locationName, outcome }) => [locationName, outcome]))).toEqual({
    Leeds: 'held',
    Milan: 'given',
  })
  expect((await gwen.people.roles.list({})).rows.filter(({ role }) => role === 'order_user')).toHaveLength(2)
})

test('ROLE_IMPLIED CNT-R5: a role that comes with being the primary contact goes with the contact only', async ({
  world,
}) => {
  const { personId } = await stayOf(world, mina)
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role, location_id, source)
     select gen_random_uuid(), vendor_id, person_id, organization_id, 'location_admin', location_id, 'contact' from affiliation where person_id = $1`,
    [personId],
  )
  const { people } = await world.as('gwen')
  const { holdings } = await people.get({ affiliationId: (await stayOf(world, mina)).id })
  const { roleId } = holdings.roles.rows.find(({ source }) => source === 'contact')!
  expect((await refusalOf(people.roles.revoke({ roleId }))).code).toBe('ROLE_IMPLIED')
})

test('B.0.1: what a list of roles says can be taken can be taken, wherever a feed has put it', async ({ world }) => {
  const { personId } = await stayOf(world, mina)
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role)
     select gen_random_uuid(), vendor_id, person_id, organization_id, 'order_user' from affiliation where person_id = $1`,
    [personId],
  )
  const { people } = await world.as('gwen')
  const { roleId, canRevoke } = (await people.roles.list({})).rows.find(({ role }) => role === 'order_user')!
  expect(canRevoke).toBe(true)
  const luca = await world.as('luca')
  expect((await refusalOf(luca.people.roles.revoke({ roleId }))).code).toBe('FORBIDDEN')
  await people.roles.revoke({ roleId })
  expect((await people.roles.list({})).rows.filter(({ role }) => role === 'order_user')).toEqual([])
})

test('DIS-R5: a restored location gives its roles to who had them, and not to who left since and came back', async ({
  world,
}) => {
  const [leeds, milan] = [await placeOf(world, 'leeds'), await placeOf(world, 'milan')]
  const { people } = await world.as('gwen')
  for (const email of [mina, priya])
    await people.roles.grant({
      affiliationId: (await stayOf(world, email)).id,
      role: 'order_user',
      locationId: leeds,
    })
  const gwens = await world.actor('gwen')
  const left = await inTransaction(world.orm, gwens, (call) => endLocationPeople(call, [leeds], milan))
  await end(world, 'gwen', mina)
  await world.rows(
    `insert into affiliation (id, vendor_id, person_id, organization_id, location_id, status)
     select gen_random_uuid(), vendor_id, person_id, organization_id, location_id, 'active' from affiliation where status = 'ended'`,
  )
  const lost = await inTransaction(world.orm, gwens, (call) => restoreLocationPeople(call, left))
  expect(new Set(lost.roles.map(({ name, why }) => `${name}: ${why}`))).toEqual(new Set(['Mina Okafor: left']))
  expect(await held(world, mina)).toMatchObject({ roles: 0 })
})

test('B.14.3: a location’s administrator ends no stay that carries rights beyond their own places', async ({
  world,
}) => {
  const admin = (await stayOf(world, gwen)).personId
  await makeAdmin(world, priya)
  await world.rows('update affiliation set location_id = $1 where id = $2', [
    await placeOf(world, 'milan'),
    (await stayOf(world, gwen)).id,
  ])
  expect(await codesOf([end(world, 'luca', gwen)])).toEqual(['FORBIDDEN'])
  expect(await world.rows('select from role_assignment where person_id = $1', [admin])).not.toHaveLength(0)
  await world.rows('update affiliation set location_id = $1 where id = $2', [
    await placeOf(world, 'milan'),
    (await stayOf(world, mina)).id,
  ])
  await end(world, 'luca', mina)
  expect((await stayOf(world, mina)).status).toBe('ended')
})

test('LAST_ADMIN MRG-R2: whose role a merge holds back is no administrator to leave the organisation to', async ({
  world,
}) => {
  await makeAdmin(world, priya)
  await world.rows(`update role_assignment set held_back = true where role = 'global_admin' and person_id = $1`, [
    (await stayOf(world, priya)).personId,
  ])
  expect((await refusalOf(end(world, 'gwen', gwen))).code).toBe('LAST_ADMIN')
})

test('DBI-R1, ROL-R2: plain SQL cannot take the last administrator away, by the role, by the stay, or by holding it back', async ({
  world,
}) => {
  const { id, personId } = await stayOf(world, gwen)
  const organizationId = await organisationId(world, 'Kestrel')
  const role = `role = 'global_admin' and person_id = '${personId}' and organization_id = '${organizationId}'`
  for (const statement of [
    `delete from role_assignment where ${role}`,
    `update role_assignment set role = 'member' where ${role}`,
    `update role_assignment set held_back = true where ${role}`,
    `update affiliation set status = 'ended' where id = '${id}'`,
    `delete from affiliation where id = '${id}'`,
  ])
    await expect(world.rows(statement), statement).rejects.toMatchObject({
      constraint: expect.stringMatching(/^organization_last_admin$|_affiliation_id_foreign$/),
    })
  expect(await admins(world)).toBe(1)
})
