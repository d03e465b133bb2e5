import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { invited, invitationOf, password, placeOf, profile, stayOf } from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'

const ada = 'ada.byrne@kestrel.example'

const accept = (world: TestWorld, link: string, changes: object = {}) =>
  world.guest().people.invitation.accept({ link, profile: profile(), password, ...changes })

test('C86 AF2 AF9: whoever was invited among many is in with their profile, whoever was invited alone waits for a word', async ({
  world,
}) => {
  expect(await accept(world, await invited(world, 'many@kestrel.example', 'multi'))).toEqual({ status: 'active' })
  expect(await accept(world, await invited(world, ada))).toEqual({ status: 'profile_done_pending_approval' })
  const { people } = await world.as('gwen')
  const { rows } = await people.pending({})
  expect(rows).toMatchObject([{ name: 'Ada Byrne', email: ada, jobRole: 'Engineer', locationName: 'Leeds' }])
  expect(await people.counts()).toEqual({ requests: 0, pending: 1, awaiting: 0 })
})

test('AF1 AF5: both letters name who invites, the organisation and the last day; the link signs nobody in', async ({
  world,
}) => {
  const link = await invited(world, ada)
  const letter = world.sent.findLast(({ to }) => to.address === ada)!
  expect(letter.subject).toBe('Kestrel Consulting Group invites you')
  expect(letter.text).toMatch(/Gwen Aldous invites you .*Leeds/)
  expect(letter.text).toContain('Wednesday, 2 December 2026')
  const seen = await world.guest().people.invitation.see({ link })
  expect(seen).toMatchObject({
    state: 'open',
    address: ada,
    organisationName: 'Kestrel Consulting Group',
    needsPassword: true,
    otherAddress: null,
  })
  await accept(world, link)
  expect(await world.rows('select from auth_session')).toEqual([])
  expect(await world.rows('select email, "emailVerified" from auth_user')).toEqual([
    { email: ada, emailVerified: true },
  ])
})

test('C85 PPL-R3: good lines go out although others fail, the report says each, and the same key sends nothing again', async ({
  world,
}) => {
  const { people } = await world.as('gwen')
  const input = {
    text: 'a@x.example; b@x.example;; a@x.example; mina.member@kestrel.example; nonsense',
    locationId: await placeOf(world, 'leeds'),
    key: crypto.randomUUID(),
  }
  expect(await people.checkInvites({ text: input.text })).toMatchObject({ invited: 2, leftOut: 3 })
  const report = await people.inviteMany(input)
  expect(report.rows.map(({ email, code }) => [email, code])).toEqual([
    ['a@x.example', null],
    ['b@x.example', null],
    ['a@x.example', 'INVITE_DUPLICATE'],
    ['mina.member@kestrel.example', 'INVITE_ALREADY_ACTIVE'],
    [null, 'INVITE_SYNTAX'],
  ])
  expect(await people.inviteMany(input)).toEqual(report)
  await world.work()
  expect(world.sent.map(({ to }) => to.address).toSorted()).toEqual(['a@x.example', 'b@x.example'])
  const { rows } = await people.awaiting({})
  expect(
    rows.toSorted((a, b) => (a.email < b.email ? -1 : 1)).map(({ email, method, status }) => [email, method, status]),
  ).toEqual([
    ['a@x.example', 'multi', 'awaiting_profile'],
    ['b@x.example', 'multi', 'awaiting_profile'],
  ])
})

test('INVITE_SYNTAX, INVITE_ALREADY_ACTIVE and INVITE_ALREADY_PENDING: a single invitation is refused', async ({
  world,
}) => {
  const { people } = await world.as('gwen')
  const locationId = await placeOf(world, 'leeds')
  const invite = (email: string) => people.invite({ name: 'Ada', email, locationId })
  await invite(ada)
  const again = [invite('ada'), invite('MINA.member@kestrel.example'), invite(ada.toUpperCase())]
  expect(await codesOf(again)).toEqual(['INVITE_SYNTAX', 'INVITE_ALREADY_ACTIVE', 'INVITE_ALREADY_PENDING'])
})

test('PPL-R3: somebody of another organisation may be invited; that they have one is a warning, and their name stays theirs', async ({
  world,
}) => {
  const { people } = await world.as('gwen')
  const email = 'theo@tidewater.example'
  await world.rows(
    `update person set email = $1, email_normalised = $1, user_id = gen_random_uuid() where name like 'Theo%'`,
    [email],
  )
  const locationId = await placeOf(world, 'leeds')
  expect((await people.invite({ name: 'Typed Name', email, locationId })).warnings).toEqual(['OTHER_ORGANISATION'])
  expect((await people.awaiting({})).rows).toMatchObject([{ email, name: '' }])
  expect(await world.rows(`select name from person where email = $1`, [email])).toEqual([
    { name: expect.stringMatching(/^Theo/) },
  ])
})

test('an administrator of a location invites to what lies below it and nowhere else, with the roles it may give', async ({
  world,
}) => {
  const { people } = await world.as('luca')
  const milan = await placeOf(world, 'milan')
  const invite = (locationId: string, role: 'order_user' | 'global_admin') =>
    people.invite({
      name: 'Ada',
      email: ada,
      locationId,
      roles: [{ role, locationId: role === 'order_user' ? milan : null }],
    })
  expect((await refusalOf(invite(await placeOf(world, 'leeds'), 'order_user'))).code).toBe('NOT_FOUND')
  expect((await refusalOf(invite(await placeOf(world, 'boston'), 'order_user'))).code).toBe('NOT_FOUND')
  expect((await refusalOf(invite(milan, 'global_admin'))).code).toBe('FORBIDDEN')
  await invite(milan, 'order_user')
  await world.work()
  await accept(world, invitationOf(world, ada))
  await people.decide({ affiliationIds: [(await stayOf(world, ada)).id], verdict: 'approve' })
  expect((await (await world.as(ada)).session.me()).roles.map(({ role }) => role)).toEqual(['order_user'])
})

test('AF10: sending again kills the link before and starts the thirty days anew, a minute apart (RESEND_TOO_SOON)', async ({
  world,
}) => {
  const first = await invited(world, ada)
  const { people } = await world.as('gwen')
  const { id: affiliationId } = await stayOf(world, ada)
  expect((await refusalOf(people.resend({ affiliationId }))).code).toBe('RESEND_TOO_SOON')
  world.at(secondsAfter(world.now(), 60))
  await people.resend({ affiliationId })
  // Before the new letter has left, too.
  expect((await refusalOf(accept(world, first))).code).toBe('NOT_FOUND')
  await world.work()
  const second = invitationOf(world, ada)
  world.at(daysAfter(world.now(), 30))
  expect(await world.fire()).toBe(2)
  expect(await accept(world, second)).toEqual({ status: 'profile_done_pending_approval' })
})

test('AF11 C88: who was taken out of the list can neither use the link nor is barred from coming back', async ({
  world,
}) => {
  const link = await invited(world, ada, 'multi')
  const { people } = await world.as('gwen')
  await people.remove({ affiliationId: (await stayOf(world, ada)).id })
  expect((await refusalOf(accept(world, link))).code).toBe('NOT_FOUND')
  expect((await stayOf(world, ada)).status).toBe('deleted')
  expect((await people.awaiting({})).rows).toEqual([])
  const own = await world.as(ada)
  const where = { name: 'Kestrel Consulting Group', country: 'GB', locationId: await placeOf(world, 'leeds') }
  expect((await own.people.request(where)).status).toBe('requested')
})

test('AF12 INVITE_EXPIRED: at its thirtieth day it is good, after it the row is grey for ninety days and can be sent again', async ({
  world,
}) => {
  const link = await invited(world, ada, 'multi')
  const { people } = await world.as('gwen')
  world.at(secondsAfter(daysAfter(world.now(), 30), 1))
  // Also while nobody has fired the deadline yet.
  expect((await refusalOf(accept(world, link))).code).toBe('INVITE_EXPIRED')
  await world.fire()
  expect((await refusalOf(accept(world, link))).code).toBe('INVITE_EXPIRED')
  expect((await world.guest().people.invitation.see({ link })).state).toBe('late')
  const { rows } = await people.awaiting({})
  expect(rows).toMatchObject([{ email: ada, status: 'expired', since: '2026-12-02T09:00:00Z' }])
  const { affiliationId } = await people.resend({ affiliationId: rows[0]!.affiliationId })
  expect((await people.awaiting({})).rows).toMatchObject([{ affiliationId, status: 'awaiting_profile' }])
  await world.work()
  expect(await accept(world, invitationOf(world, ada))).toEqual({ status: 'active' })
})

test('AF12 B.0.1: whoever sends an invitation anew gives its roles, and may only give their own', async ({ world }) => {
  const roles = [{ role: 'global_admin' as const, locationId: null }]
  const { people } = await world.as('gwen')
  await people.invite({ name: 'Ada', email: ada, locationId: await placeOf(world, 'milan'), roles })
  const { id: affiliationId } = await stayOf(world, ada)
  world.at(daysAfter(world.now(), 31))
  await world.fire()
  const luca = await world.as('luca')
  expect((await refusalOf(luca.people.resend({ affiliationId }))).code).toBe('FORBIDDEN')
  await people.resend({ affiliationId })
  expect((await people.awaiting({})).rows).toMatchObject([{ email: ada, proposedRoles: roles }])
})

test('AF12: ninety days later an expired row is out of the list', async ({ world }) => {
  await invited(world, ada, 'multi')
  const { people } = await world.as('gwen')
  world.at(daysAfter(world.now(), 31))
  await world.fire()
  world.at(daysAfter(world.now(), 88))
  expect((await people.awaiting({})).rows).toHaveLength(1)
  world.at(daysAfter(world.now(), 2))
  expect((await people.awaiting({})).rows).toEqual([])
})

test('B.17: reminders go on days 14 and 27 with the same link, and after an absence only the last of them', async ({
  world,
}) => {
  const link = await invited(world, ada, 'multi')
  world.sent.length = 0
  world.at(secondsAfter(daysAfter(world.now(), 14), 1))
  await world.fire()
  await world.work()
  expect(world.sent.map(({ subject }) => subject)).toEqual(['Kestrel Consulting Group still waits for your profile'])
  expect(invitationOf(world, ada)).toBe(link)
  await invited(world, 'late@kestrel.example', 'multi')
  world.sent.length = 0
  world.at(daysAfter(world.now(), 28))
  await world.fire()
  await world.work()
  expect(world.sent.map(({ to }) => to.address)).toEqual(['late@kestrel.example'])
})

test('PPL-R4: a link is good once, and says afterwards only that it was answered', async ({ world }) => {
  const link = await invited(world, ada, 'multi')
  await accept(world, link)
  expect((await refusalOf(accept(world, link, { password: null }))).code).toBe('INVITE_ALREADY_ACTIVE')
  expect((await world.guest().people.invitation.see({ link })).state).toBe('answered')
})

test('PPL-R4 INVITE_OTHER_ADDRESS: somebody signed in with another address joins as the invited one or not at all', async ({
  world,
}) => {
  const link = await invited(world, ada, 'multi')
  const { people } = await world.as('theo')
  const answer = { link, profile: profile(), password }
  expect((await people.invitation.see({ link })).otherAddress).toMatch(/^theo/)
  expect(await refusalOf(people.invitation.accept(answer))).toMatchObject({
    code: 'INVITE_OTHER_ADDRESS',
    params: { invited: ada },
  })
  await people.invitation.accept({ ...answer, asInvited: true })
  expect((await stayOf(world, ada)).status).toBe('active')
  await expect(stayOf(world, 'theo.tide@tidewater.example')).rejects.toThrow()
})

test('a password is asked of whoever has no sign-in (PASSWORD_REQUIRED), and changes none that exists (SIGN_IN_EXISTS)', async ({
  world,
}) => {
  const link = await invited(world, ada, 'multi')
  expect((await refusalOf(accept(world, link, { password: null }))).code).toBe('PASSWORD_REQUIRED')
  await world.rows(`update person set user_id = gen_random_uuid() where email = $1`, [ada])
  expect((await refusalOf(accept(world, link))).code).toBe('SIGN_IN_EXISTS')
  expect(await accept(world, link, { password: null })).toEqual({ status: 'active' })
})

test('two administrators who invite one address at once send one letter', async ({ world }) => {
  const { people } = await world.as('gwen')
  const locationId = await placeOf(world, 'leeds')
  const invite = () => people.invite({ name: 'Ada', email: ada, locationId })
  expect((await codesOf([invite(), invite(), invite()])).toSorted()).toEqual([
    'INVITE_ALREADY_PENDING',
    'INVITE_ALREADY_PENDING',
    'done',
  ])
})

test('two organisations that invite the same new people at once both get them', async ({ world }) => {
  const [kestrel, tidewater] = [await world.as('gwen'), await world.as('tara')]
  const [leeds, boston] = [await placeOf(world, 'leeds'), await placeOf(world, 'boston')]
  const names = Array.from({ length: 20 }, (_, at) => `p${at}@shared.example`)
  const send = (caller: typeof kestrel, locationId: string, list: string[]) =>
    caller.people.inviteMany({ text: list.join(';'), locationId, key: crypto.randomUUID() })
  const reports = await Promise.all([send(kestrel, leeds, names), send(tidewater, boston, names.toReversed())])
  expect(reports.map((report) => report.invited)).toEqual([20, 20])
  expect(await world.rows(`select from person where email like '%@shared.example'`)).toHaveLength(20)
})

test('B.6.1: a file of people is taken in line by line, by the partner numbers of the scope', async ({ world }) => {
  const { people } = await world.as('luca')
  const number = async (key: 'milan' | 'leeds') =>
    (await world.rows<{ number: number }>('select number from location where id = $1', [await placeOf(world, key)]))[0]!
      .number
  const csv = `Location;Email;Name\n${await number('milan')};a@x.example;Ada Byrne\n${await number('leeds')};b@x.example;\n1;c@x.example;\n;nonsense;\n`
  const key = crypto.randomUUID()
  const report = await people.import({ csv, key })
  expect(report.rows.map(({ line, code }) => [line, code])).toEqual([
    [2, null],
    [3, 'INVITE_LOCATION'],
    [4, 'INVITE_LOCATION'],
    [5, 'INVITE_SYNTAX'],
  ])
  expect(await people.import({ csv, key })).toEqual(report)
  expect((await people.awaiting({})).rows).toMatchObject([
    { name: 'Ada Byrne', email: 'a@x.example', method: 'import' },
  ])
  const broken = [
    people.import({ csv: 'name\nAda', key: crypto.randomUUID() }),
    people.import({ csv: `email,location\n${'a,1\n'.repeat(1001)}`, key: crypto.randomUUID() }),
  ]
  expect(await codesOf(broken)).toEqual(['IMPORT_UNREADABLE', 'TOO_MANY'])
})

test('B.0.1: an invitation gives no role that whoever sent it may not give any more, unless whoever approves may', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const roles = [{ role: 'global_admin' as const, locationId: null }]
  const [late, decided] = ['late@elsewhere.example', 'decided@elsewhere.example']
  const priya = tiny.people.priya.email
  await (
    await world.as('gwen')
  ).people.roles.grant({
    affiliationId: (await stayOf(world, priya)).id,
    role: 'global_admin',
    locationId: null,
  })
  const { people } = await world.as('priya')
  await people.inviteMany({ text: late, locationId, roles, key: crypto.randomUUID() })
  await people.invite({ name: 'Ada', email: decided, locationId, roles })
  await world.work()
  await (await world.as('gwen')).people.end({ affiliationId: (await stayOf(world, priya)).id })
  for (const email of [late, decided])
    await world.guest().people.invitation.accept({ link: invitationOf(world, email), profile: profile(), password })
  const { id } = await stayOf(world, decided)
  await (await world.as('gwen')).people.decide({ affiliationIds: [id], verdict: 'approve' })
  const held = async (email: string) =>
    world.rows('select role from role_assignment where person_id = $1', [(await stayOf(world, email)).personId])
  expect([(await stayOf(world, late)).status, await held(late)]).toEqual(['active', []])
  expect(await held(decided)).toEqual([{ role: 'global_admin' }])
})

test('PPL-R3: characters that no database keeps leave the other lines as good as they were', async ({ world }) => {
  const { people } = await world.as('gwen')
  const locationId = await placeOf(world, 'leeds')
  const text = 'one@kestrel.example\0; \ud800two@kestrel.example; three@kestrel.example'
  const outcomes = ({ rows }: { rows: { outcome: string }[] }) => rows.map(({ outcome }) => outcome)
  const expected = ['invited', 'left_out', 'invited']
  expect(outcomes(await people.checkInvites({ text }))).toEqual(expected)
  expect(outcomes(await people.inviteMany({ text, locationId, key: crypto.randomUUID() }))).toEqual(expected)
  const csv = `email,location\n\0four@kestrel.example,${tiny.locations.leeds.number}`
  expect(outcomes(await people.import({ csv, key: crypto.randomUUID() }))).toEqual(['invited'])
})
