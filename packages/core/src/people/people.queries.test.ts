import { tiny } from '@ofrecord/world/tiny'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { organisationId, placeOf, profile, stayOf } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { inTransaction } from '../kernel/transaction.ts'

/** Names of the people whom somebody's session sees without any condition in the code. */
const seen = async (world: TestWorld, person: string): Promise<string[]> =>
  inTransaction(world.orm, await world.actor(person), async ({ em }) => {
    const { rows } = await sql<{ name: string }>`select name from person order by name`.execute(em.getKysely())
    return rows.map(({ name }) => name)
  })

test('PRI-R1 B.18: a partner’s session sees its own people and the vendor’s, whatever the code forgets; staff see all', async ({
  world,
}) => {
  const ours = Object.values(tiny.people).filter(({ affiliations }) =>
    affiliations.some(({ organisation }) => organisation === 'kestrel'),
  )
  const staff = Object.values(tiny.staff)
  const names = [...ours, ...staff].map(({ name }) => name)
  expect((await seen(world, 'mina')).toSorted()).toEqual(names.toSorted())
  expect(await seen(world, 'rosa')).toHaveLength(Object.keys(tiny.people).length + staff.length)
  const writes = inTransaction(world.orm, await world.actor('gwen'), async ({ em }) => {
    const { numAffectedRows } = await sql`update person set name = 'X' where name = ${tiny.people.theo.name}`.execute(
      em.getKysely(),
    )
    return numAffectedRows
  })
  expect(await writes).toBe(0n)
})

test('PPL-R2: the list is paged by name without a gap, in the scope of its reader, and a cursor is good for its own list', async ({
  world,
}) => {
  const gwen = await world.as('gwen')
  const ids = await world.rows<{ id: string }>('select id from vendor')
  await world.rows(
    `with added as (insert into person (id, vendor_id, name, email, email_normalised)
       select gen_random_uuid(), $1, 'Person ' || n % 7, 'n' || n || '@x.example', 'n' || n || '@x.example' from generate_series(1, 60) n returning id)
     insert into affiliation (id, vendor_id, person_id, organization_id, location_id, status)
     select gen_random_uuid(), $1, id, $2, $3, 'active' from added`,
    [ids[0]!.id, await organisationId(world, 'Kestrel'), await placeOf(world, 'milan')],
  )
  const first = await gwen.people.list({ size: 25 })
  const second = await gwen.people.list({ size: 25, cursor: first.nextCursor })
  const third = await gwen.people.list({ size: 25, cursor: second.nextCursor })
  const rows = [first, second, third].flatMap((page) => page.rows)
  const total = await gwen.people.exportCount({})
  expect([
    rows.length,
    new Set(rows.map(({ affiliationId }) => affiliationId)).size,
    third.nextCursor !== null,
  ]).toEqual([total, total, false])
  expect((await refusalOf(gwen.people.list({ size: 25, role: 'member', cursor: first.nextCursor }))).code).toBe(
    'CURSOR_INVALID',
  )
  const luca = await world.as('luca')
  expect((await luca.people.list({ size: 100 })).rows.every(({ locationName }) => locationName === 'Milan')).toBe(true)
  expect((await gwen.people.list({ search: 'okaf', role: 'member' })).rows.map(({ name }) => name)).toEqual([
    'Mina Okafor',
  ])
})

test('PRI-R1 B.18: to invite somebody of another organisation tells nothing of what they said there', async ({
  world,
}) => {
  const email = 'theo@tidewater.example'
  await world.rows(
    `update person set email = $1, email_normalised = $1, user_id = gen_random_uuid(), country = 'IE', job_role = 'Architect',
       phone = '+353 1 555', locale = 'it' where name like 'Theo%'`,
    [email],
  )
  const { people } = await world.as('gwen')
  const { affiliationId } = await people.invite({ name: 'T', email, locationId: await placeOf(world, 'leeds') })
  const said = { name: '', country: '', jobRole: '', phone: '', language: '' }
  expect(await people.get({ affiliationId })).toMatchObject({ email, ...said })
  const { contacts, hierarchy } = await world.as('gwen')
  expect(await contacts.candidates({ search: email })).toMatchObject([{ email, name: '', isProfileComplete: false }])
  expect(await contacts.candidates({ search: 'Theo' })).toMatchObject([{ email }])
  expect(await contacts.candidates({ search: tiny.people.theo.name })).toEqual([])
  const change = { kind: 'dissociated', locationId: await placeOf(world, 'leeds'), withChildren: false } as const
  expect(JSON.stringify(await hierarchy.rehearse({ change }))).not.toContain(tiny.people.theo.name)
})

test('B.18: what one says of oneself is kept until one says otherwise, and can be taken back', async ({ world }) => {
  const { people } = await world.as('mina')
  await people.saveProfile(profile({ phone: '+44 113 555', timeZone: 'Europe/Rome' }))
  const { phone: _phone, ...unsaid } = profile()
  await people.saveProfile(unsaid)
  expect(await people.profile()).toMatchObject({ phone: '+44 113 555', timeZone: 'Europe/Rome' })
  await people.saveProfile(profile({ phone: '' }))
  expect(await people.profile()).toMatchObject({ phone: '' })
})

test('B.18: a person’s page is for administrators in whose scope they are at home; colleagues pick by name and work mail', async ({
  world,
}) => {
  const { id: affiliationId } = await stayOf(world, 'mina.member@kestrel.example')
  const get = async (person: string) => (await world.as(person)).people.get({ affiliationId })
  const page = await get('gwen')
  expect(page).toMatchObject({
    name: 'Mina Okafor',
    status: 'active',
    moves: ['end', 'reassign'],
    holdings: { roles: { rows: [{ role: 'member' }], count: 1 } },
  })
  expect((await refusalOf(get('luca'))).code).toBe('NOT_FOUND')
  expect((await refusalOf(get('tara'))).code).toBe('NOT_FOUND')
  expect((await refusalOf(get('ines'))).code).toBe('FORBIDDEN')
  const picked = await (await world.as('ines')).people.pick({ search: 'okaf' })
  expect(picked).toEqual([
    { personId: page.personId, affiliationId, name: 'Mina Okafor', email: page.email, locationName: 'Leeds' },
  ])
  expect(await (await world.as('tara')).people.pick({ search: 'okaf' })).toEqual([])
})

test('B.18: everybody reads what they hold themselves, fifty of a kind by name and the others as a number', async ({
  world,
}) => {
  const mine = await organisationId(world, 'Kestrel')
  const { personId, id: affiliationId } = await stayOf(world, 'mina.member@kestrel.example')
  await world.rows(
    `with l as (insert into location (id, vendor_id, organization_id, number, name, city, country, parent_id, is_headquarters, status)
       select gen_random_uuid(), l.vendor_id, $1, 5000000 + n, 'Place ' || lpad(n::text, 2, '0'), 'Leeds', 'GB', $2, false, 'verified'
       from location l, generate_series(1, 60) as n where l.id = $2 returning id, vendor_id)
     insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
     select gen_random_uuid(), vendor_id, $1, id, 'technical_3', $3, $4, 'inherited', now() from l`,
    [mine, await placeOf(world, 'leeds'), affiliationId, personId],
  )
  const held = await (await world.as('mina')).people.held()
  expect(held).toMatchObject({ roles: { rows: [{ role: 'member' }], count: 1 }, privileges: { rows: [], count: 0 } })
  expect(held.contacts.count).toBe(60)
  expect(held.contacts.rows.map(({ locationName }) => locationName)).toEqual(
    Array.from({ length: 50 }, (_, index) => `Place ${String(index + 1).padStart(2, '0')}`),
  )
  expect(await (await world.as('luca')).people.held()).toMatchObject({ contacts: { count: 0 } })
  expect(await (await world.as('rosa')).people.held()).toMatchObject({ roles: { count: 0 }, contacts: { count: 0 } })
})
