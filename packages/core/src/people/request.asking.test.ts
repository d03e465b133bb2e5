import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { placeOf, profile, stayOf } from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'

const ada = 'ada.byrne@kestrel.example'

/** Somebody with a proven mailbox who is of no organisation. */
const newcomer = async (world: TestWorld, email = ada): Promise<string> => {
  await world.rows(
    `insert into person (id, vendor_id, name, email, email_normalised, email_proven_at)
     select gen_random_uuid(), id, 'Ada Byrne', $1, $1, now() from vendor`,
    [email],
  )
  return email
}

const companies = {
  Kestrel: { name: 'Kestrel Consulting Group', country: 'GB' },
  Tidewater: { name: 'Tidewater Cloud', country: 'US' },
} as const

const ask = async (
  world: TestWorld,
  email: string,
  company: keyof typeof companies = 'Kestrel',
  place: 'leeds' | 'cologne' | 'boston' = 'leeds',
) => (await world.as(email)).people.request({ ...companies[company], locationId: await placeOf(world, place) })

test('PRI-R2: an organisation is found by its whole name and country, and tells name, city and what one asks for', async ({
  world,
}) => {
  const { people } = await world.as(await newcomer(world))
  const found = await people.findOrganisation({ name: 'kestrel consulting group', country: 'GB' })
  expect(Object.keys(found!).toSorted()).toEqual([
    'city',
    'country',
    'locations',
    'mayRecover',
    'name',
    'organizationId',
  ])
  expect(found).toMatchObject({ name: 'Kestrel Consulting Group', city: 'Bristol', country: 'GB' })
  expect(found!.locations.rows.map(({ name }) => name)).toEqual(['Bristol', 'Cologne', 'Leeds', 'Milan'])
  for (const [name, country] of [
    ['Kestrel', 'GB'],
    ['Kestrel Consulting Group', 'IT'],
    ['%', 'GB'],
  ] as const)
    expect(await people.findOrganisation({ name, country })).toBeNull()
})

test('C87 AF7: a proven mailbox on a domain of the organisation is let in at once and listed as awaited', async ({
  world,
}) => {
  expect(await ask(world, await newcomer(world))).toMatchObject({ status: 'awaiting_profile' })
  const { people } = await world.as('gwen')
  expect((await people.requests({})).rows).toEqual([])
  expect((await people.awaiting({})).rows).toMatchObject([{ email: ada, name: 'Ada Byrne', method: 'request' }])
  await world.work()
  expect(world.sent.at(-1)).toMatchObject({ subject: 'Kestrel Consulting Group said yes', to: { address: ada } })
  const own = await world.as(ada)
  expect((await own.people.own()).map(({ status }) => status)).toEqual(['awaiting_profile'])
  expect(await own.people.saveProfile(profile())).toMatchObject({ complete: true, joined: [{ status: 'active' }] })
})

test.for([
  ['of another domain', 'ada@elsewhere.example', ''],
  ['of a subdomain', 'ada@sub.kestrel.example', ''],
  ['that is not proven', ada, 'update person set email_proven_at = null where email = $1'],
] as const)('AF6 AF7: a mailbox %s waits for an administrator', async ([, email, spoil], { world }) => {
  await newcomer(world, email)
  if (spoil) await world.rows(spoil, [email])
  expect(await ask(world, email)).toMatchObject({ status: 'requested' })
})

test('AF7: where the vendor has switched it off, everybody waits', async ({ world }) => {
  const { policy } = await world.as('petra')
  const { version, settings } = await policy.get()
  await policy.change({ version, settings: { ...settings, autoAuthorizeMatchingDomain: false }, reason: 'By hand' })
  expect(await ask(world, await newcomer(world))).toMatchObject({ status: 'requested' })
})

test('PPL-R1 AF7 AF8: requests are found by first name, last name and address, and decided one by one or together', async ({
  world,
}) => {
  for (const at of [1, 2, 3]) await ask(world, await newcomer(world, `p${at}@elsewhere.example`))
  await ask(world, await newcomer(world, 'far@elsewhere.example'), 'Kestrel', 'cologne')
  const { people } = await world.as('gwen')
  const found = async (filters: object) => (await people.requests(filters)).rows.map(({ email }) => email)
  expect(await found({ firstName: 'ad', lastName: 'byr', email: 'p2@' })).toEqual(['p2@elsewhere.example'])
  expect(await found({ lastName: 'ada' })).toEqual([])
  expect(await (await world.as('luca')).people.requests({})).toMatchObject({ rows: [] })
  const { rows } = await people.requests({})
  const ids = rows.toSorted((a, b) => (a.email < b.email ? 1 : -1)).map(({ affiliationId }) => affiliationId)
  const outside = (await stayOf(world, tiny.people.tara.email, 'Tidewater')).id
  const asked = { affiliationIds: [...ids.slice(0, 2), outside], verdict: 'approve' as const }
  const preview = await people.previewDecision(asked)
  expect(preview.rows.map(({ to, code }) => [to, code])).toEqual([
    ['awaiting_profile', null],
    ['awaiting_profile', null],
    [null, 'NOT_FOUND'],
  ])
  expect(await people.decide(asked)).toEqual(preview)
  await people.decide({ affiliationIds: ids, verdict: 'deny', reason: 'We do not know you.' })
  await world.work()
  const denied = world.sent.filter(({ subject }) => subject === 'Kestrel Consulting Group said no')
  expect(denied.map(({ to }) => to.address).toSorted()).toEqual(['far@elsewhere.example', 'p1@elsewhere.example'])
  expect(denied[0]!.text).toContain('We do not know you.')
})

test('two administrators who decide at once: one does, the other is told', async ({ world }) => {
  await ask(world, await newcomer(world, 'p@elsewhere.example'))
  const { id } = await stayOf(world, 'p@elsewhere.example')
  const { people } = await world.as('gwen')
  const decide = (verdict: 'approve' | 'deny') => people.decide({ affiliationIds: [id], verdict })
  expect((await codesOf([decide('approve'), decide('deny'), decide('approve')])).toSorted()).toEqual([
    'ILLEGAL_TRANSITION',
    'ILLEGAL_TRANSITION',
    'done',
  ])
})

test('SELF_APPROVAL ROL-R4: nobody lets themselves in', async ({ world }) => {
  await world.rows(
    `update affiliation set status = 'requested' where person_id = (select id from person where name = 'Luca Ferrante')`,
  )
  const { id } = await stayOf(world, 'luca.location@kestrel.example')
  const { people } = await world.as('luca')
  const decision = { affiliationIds: [id], verdict: 'approve' as const }
  expect(await refusalOf(people.decide(decision))).toMatchObject({ transport: 'FORBIDDEN', code: 'SELF_APPROVAL' })
  await (await world.as('gwen')).people.decide(decision)
})

test('AF8: who was denied may ask again at once, the fourth time within ninety days is REQUEST_LIMIT', async ({
  world,
}) => {
  const email = await newcomer(world, 'p@elsewhere.example')
  const { people } = await world.as('gwen')
  for (const _ of [1, 2, 3]) {
    await ask(world, email)
    expect((await refusalOf(ask(world, email))).code).toBe('INVITE_ALREADY_PENDING')
    await people.decide({ affiliationIds: [(await stayOf(world, email)).id], verdict: 'deny' })
    world.at(daysAfter(world.now(), 1))
  }
  expect(await refusalOf(ask(world, email))).toMatchObject({
    code: 'REQUEST_LIMIT',
    params: { nextAt: '2027-01-31T09:00:00.000Z' },
  })
  expect(await ask(world, email, 'Tidewater', 'boston')).toMatchObject({ status: 'requested' })
  world.at(daysAfter(world.now(), 87))
  expect(await ask(world, email)).toMatchObject({ status: 'requested' })
})

test('PRI-R1: a location of another organisation and one that nobody has are absent alike', async ({ world }) => {
  const email = await newcomer(world)
  expect(await refusalOf(ask(world, email, 'Kestrel', 'boston'))).toEqual(
    await refusalOf((await world.as(email)).people.request({ ...companies.Kestrel, locationId: crypto.randomUUID() })),
  )
  expect((await refusalOf(ask(world, 'mina', 'Kestrel'))).code).toBe('INVITE_ALREADY_ACTIVE')
})

test('ROL-R5: whoever has no role is signed in, may ask, and learns who can give them one', async ({ world }) => {
  const caller = await world.as(await newcomer(world))
  const me = await caller.session.me()
  expect([me.side, me.organisation, me.roles, me.places]).toEqual(['partner', null, [], []])
  expect(await caller.session.whoCanGrant()).toEqual([])
  expect(await codesOf([caller.people.list({}), caller.organisations.get(), caller.people.leave()])).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
    'NOT_FOUND',
  ])
  const granters = await (await world.as('mina')).session.whoCanGrant()
  expect(granters.map(({ name, role }) => [name, role])).toContainEqual(['Gwen Aldous', 'global_admin'])
  expect(granters.every(({ organisationName }) => organisationName === 'Kestrel Consulting Group')).toBe(true)
  const atDesk = await (await world.as('oda')).session.whoCanGrant()
  expect(atDesk.map(({ name, role }) => [name, role])).toEqual([['Petra Novotná', 'programme_admin']])
})
