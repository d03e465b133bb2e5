import { expect } from 'vitest'
import { tiny } from '@ofrecord/world/tiny'
import {
  addContact,
  invitationOf,
  invited,
  organisationId,
  password,
  placeOf,
  profile,
  stayOf,
} from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test as base } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { DirectoryActor, PersonActor } from '../kernel/actor.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { createCaller } from '../router.ts'
import { changeProvisioned, deprovision, provision } from './directory.ts'
import { listDirectoryPeople, readDirectoryPerson } from './directory.queries.ts'
import type { Said } from './directory.rules.ts'
import { findDirectory } from './directory.tokens.ts'

interface Directory {
  actor: DirectoryActor
  bring: (said: Said) => Promise<string>
  say: (id: string, said: Said) => Promise<void>
  drop: (id: string) => Promise<void>
  list: () => Promise<string[]>
  read: (id: string) => ReturnType<typeof readDirectoryPerson>
}

const directoryOf = async (
  world: TestWorld,
  person: string,
  place: keyof typeof tiny.locations,
): Promise<Directory> => {
  const { directory } = await world.as(person)
  const { token } = await directory.makeToken({ name: 'People', locationId: await placeOf(world, place) })
  const actor = (await findDirectory(world.orm, token))!
  const page = { start: 1, count: 100 }
  return {
    actor,
    bring: (said) => inTransaction(world.orm, actor, (call) => provision(call, said)),
    say: (id, said) => inTransaction(world.orm, actor, (call) => changeProvisioned(call, id, said)),
    drop: (id) => inTransaction(world.orm, actor, (call) => deprovision(call, id)),
    list: async () =>
      (await inReading(world.orm, actor, (call) => listDirectoryPeople(call, {}, page))).people.map(
        ({ userName, active }) => `${userName} ${active}`,
      ),
    read: (id) => inReading(world.orm, actor, (call) => readDirectoryPerson(call, id)),
  }
}

const test = base.extend<{ directory: Directory }>({
  directory: ({ world }, use) => directoryOf(world, 'gwen', 'leeds').then(use),
})

const ada = 'ada.byrne@kestrel.example'
const mina = tiny.people.mina.email
const whole = {
  userName: ada,
  givenName: 'Ada',
  familyName: 'Byrne',
  jobRole: 'Engineer',
  language: 'it-IT',
  country: 'gb',
}

const come = async (world: TestWorld, email: string) => {
  await world.work()
  const link = invitationOf(world, email)
  return world.guest().people.invitation.accept({ link, profile: profile(), password })
}

test('B.6.1 AF5: whom a directory brings is pre-approved, gets one letter, finds the profile filled in, and is in with it', async ({
  world,
  directory: { bring, read },
}) => {
  const id = await bring({ ...whole, externalId: 'e-1' })
  expect(await stayOf(world, ada)).toMatchObject({ personId: id, status: 'awaiting_profile' })
  await world.work()
  expect(world.sent.map(({ to }) => to.address)).toEqual([ada])
  const link = invitationOf(world, ada)
  expect((await world.guest().people.invitation.see({ link })).profile).toEqual({
    name: 'Ada Byrne',
    country: 'GB',
    language: 'it',
    jobRole: 'Engineer',
  })
  expect(await read(id)).toMatchObject({
    active: true,
    externalId: 'e-1',
    location: String(tiny.locations.leeds.number),
  })
  await come(world, ada)
  const { people } = await world.as('gwen')
  const { rows } = await people.list({ search: 'ada' })
  expect(rows).toMatchObject([{ method: 'directory', status: 'active', invitedBy: null, locationName: 'Leeds' }])
  const { history } = await people.get({ affiliationId: rows[0]!.affiliationId })
  expect(history.filter(({ bySide }) => bySide === 'directory').map(({ type }) => type)).toContain(
    'affiliation.invited',
  )
})

test('AF9 AF14: a complete profile with a proven mailbox on a proven domain is in at once, without a letter, by the same id', async ({
  world,
  directory: { bring, say, read },
}) => {
  const id = await bring(whole)
  await come(world, ada)
  await say(id, { active: false })
  expect((await stayOf(world, ada)).status).toBe('ended')
  expect(await read(id)).toMatchObject({ active: false, location: null })
  expect((await refusalOf(bring(whole))).code).toBe('DIRECTORY_PERSON_KNOWN')
  world.sent.length = 0
  await say(id, { active: true, jobRole: 'Architect' })
  await world.work()
  expect(world.sent).toEqual([])
  expect(await stayOf(world, ada)).toMatchObject({ personId: id, status: 'active' })
  expect(await read(id)).toMatchObject({ active: true, jobRole: 'Architect' })
})

test('PPL-R3 PPL-R4: of an address on another domain the directory only says that it is invited; what its owner said stays', async ({
  world,
  directory: { bring, read },
}) => {
  const { email, name } = tiny.people.theo
  await world.rows(`update person set email_proven_at = now(), user_id = gen_random_uuid() where email = $1`, [email])
  const id = await bring({ ...whole, userName: email.toUpperCase(), fullName: 'Typed Name' })
  expect((await stayOf(world, email)).status).toBe('awaiting_profile')
  expect(
    await world.rows('select name, job_role = $2 as changed from person where email = $1', [email, whole.jobRole]),
  ).toEqual([{ name, changed: false }])
  expect(await read(id)).toMatchObject({ fullName: 'Typed Name', jobRole: whole.jobRole })
})

test('AF13 CONTACT_REQUIRED LAST_ADMIN: who may not leave stays, whole; who may is out, by the directory', async ({
  world,
  directory: { say, drop },
}) => {
  const { personId } = await stayOf(world, mina)
  await addContact(world, mina, 'executive')
  expect(await codesOf([say(personId, { active: false, externalId: 'e-1' }), drop(personId)])).toEqual([
    'CONTACT_REQUIRED',
    'CONTACT_REQUIRED',
  ])
  const gwen = await stayOf(world, tiny.people.gwen.email)
  expect(await codesOf([drop(gwen.personId)])).toEqual(['LAST_ADMIN'])
  expect((await stayOf(world, tiny.people.gwen.email)).status).toBe('active')
  expect(await world.rows('select from directory_user')).toEqual([])
  await world.rows(`update contact_assignment set ended_at = now() where person_id = $1`, [personId])
  await say(personId, { active: false, userName: 'deleted-mina@kestrel.example' })
  expect((await stayOf(world, mina)).status).toBe('ended')
  const told = await world.rows(`select actor_side as side from event where type = 'affiliation.ended'`)
  expect(told).toEqual([{ side: 'directory' }])
})

test('AF11: who has not come yet is taken out with the link; a DELETE forgets them, and they may be brought anew', async ({
  world,
  directory: { bring, say, drop, read },
}) => {
  const id = await bring(whole)
  await world.work()
  const link = invitationOf(world, ada)
  await say(id, { active: false })
  expect((await stayOf(world, ada)).status).toBe('deleted')
  expect((await refusalOf(world.guest().people.invitation.see({ link }))).code).toBe('NOT_FOUND')
  await drop(id)
  expect(await read(id)).toBeUndefined()
  expect(await codesOf([drop(id)])).toEqual(['NOT_FOUND'])
  expect(await bring(whole)).toBe(id)
})

test('PRI-R1: a directory sees and changes the people of its organisation, and not who waits for an administrator’s word', async ({
  world,
  directory: { bring, list, say },
}) => {
  await invited(world, ada)
  const { personId: asking } = await stayOf(world, mina)
  await world.rows(`update affiliation set status = 'requested' where person_id = $1`, [asking])
  const people = await list()
  expect(people).toContain(`${ada} true`)
  expect(people.filter((line) => !line.includes('@kestrel.example'))).toEqual([])
  expect(people.join()).not.toContain(mina)
  const { personId: foreign } = await stayOf(world, tiny.people.theo.email, 'Tidewater')
  expect(await codesOf([asking, foreign, crypto.randomUUID()].map((id) => say(id, { active: false })))).toEqual(
    Array.from({ length: 3 }, () => 'NOT_FOUND'),
  )
  const more = [mina, tiny.people.ines.email, 'ada'].map((userName) => bring({ userName }))
  expect(await codesOf(more)).toEqual(['INVITE_ALREADY_PENDING', 'INVITE_ALREADY_ACTIVE', 'INVITE_SYNTAX'])
  expect((await stayOf(world, tiny.people.theo.email, 'Tidewater')).status).toBe('active')
})

test('AF15 PRV-R4: a partner number moves somebody; INVITE_LOCATION, DIRECTORY_ADDRESS_FIXED and DIRECTORY_EXTERNAL_TAKEN change nothing', async ({
  world,
  directory: { bring, say, read },
}) => {
  const { personId } = await stayOf(world, mina)
  const milan = String(tiny.locations.milan.number)
  await say(personId, { location: milan, externalId: 'e-1' })
  expect(await read(personId)).toMatchObject({ location: milan, externalId: 'e-1' })
  const refused = [
    say(personId, { location: String(tiny.locations.boston.number) }),
    say(personId, { location: 'x' }),
    say(personId, { userName: ada, jobRole: 'Engineer' }),
    bring({ ...whole, externalId: 'e-1' }),
    bring({ ...whole, active: false }),
  ]
  expect(await codesOf(refused)).toEqual([
    'INVITE_LOCATION',
    'INVITE_LOCATION',
    'DIRECTORY_ADDRESS_FIXED',
    'DIRECTORY_EXTERNAL_TAKEN',
    'DIRECTORY_PERSON_INACTIVE',
  ])
  // The token's own location has left meanwhile: the headquarters takes who comes.
  await world.rows('update directory_token set location_id = $1', [await placeOf(world, 'boston')])
  expect((await read(await bring(whole)))?.location).toBe(String(tiny.locations.bristol.number))
})

test('two connections that bring one address at once, beside an administrator who invites it, make one stay and one letter', async ({
  world,
  directory: { bring },
}) => {
  const { people } = await world.as('gwen')
  const locationId = await placeOf(world, 'milan')
  const invitation = people.invite({ name: 'Ada', email: ada, locationId })
  const codes = await codesOf([bring(whole), bring({ userName: ada.toUpperCase() }), invitation])
  expect(codes.toSorted()).toEqual(['INVITE_ALREADY_PENDING', 'INVITE_ALREADY_PENDING', 'done'])
  await world.work()
  expect(world.sent.filter(({ to }) => to.address.toLowerCase() === ada)).toHaveLength(1)
})

test('a token is made by a global administrator with a fresh sign-in, kept as a hash, told in the history, and good until it is revoked', async ({
  world,
}) => {
  const { directory } = await world.as('gwen')
  const input = { name: 'People', locationId: await placeOf(world, 'leeds') }
  const gwen = (await world.actor('gwen')) as PersonActor
  const stale = { ...gwen, session: { id: crypto.randomUUID(), method: 'password' as const, needsFactor: false } }
  const [luca, boston] = [await world.as('luca'), await placeOf(world, 'boston')]
  const refused = [
    createCaller(world.contextOf(stale)).directory.makeToken(input),
    luca.directory.makeToken(input),
    directory.makeToken({ ...input, locationId: boston }),
  ]
  expect(await codesOf(refused)).toEqual(['STEP_UP_REQUIRED', 'FORBIDDEN', 'NOT_FOUND'])
  const { token, tokenId } = await directory.makeToken(input)
  expect((await directory.get()).tokens).toMatchObject([
    { tokenId, name: 'People', lastUsedAt: null, madeBy: gwen.name },
  ])
  expect(await findDirectory(world.orm, token)).toMatchObject({ tokenId })
  expect((await directory.get()).tokens).toMatchObject([{ lastUsedAt: world.now().toISOString().replace('.000', '') }])
  expect(JSON.stringify(await world.rows('select * from directory_token'))).not.toContain(token)
  await expect(world.reader.em.fork().execute('select token_hash from directory_token')).rejects.toThrow(
    'permission denied',
  )
  const kestrel = await organisationId(world, 'Kestrel')
  await world.rows(`update organization set status = 'merged' where id = $1`, [kestrel])
  expect(await findDirectory(world.orm, token)).toBeUndefined()
  await world.rows(`update organization set status = 'active' where id = $1`, [kestrel])
  await directory.revokeToken({ tokenId })
  expect(await findDirectory(world.orm, token)).toBeUndefined()
  expect(await codesOf([directory.revokeToken({ tokenId })])).toEqual(['NOT_FOUND'])
  const told = await world.rows<{ type: string }>(`select type from event where aggregate_id = $1 order by seq`, [
    kestrel,
  ])
  expect(told.map(({ type }) => type)).toEqual([
    'organization.directoryTokenMade',
    'organization.directoryTokenRevoked',
  ])
})
