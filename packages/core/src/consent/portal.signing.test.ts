import { randomUUID } from 'node:crypto'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { falconer, tess } from '../../test/customer.ts'
import { askForCode, codeOf, pageOf, signedInAs } from '../../test/portal.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { nobody } from '../kernel/actor.ts'
import { hoursAfter, secondsAfter } from '../kernel/time.ts'
import { createCaller } from '../router.ts'

const later = (world: TestWorld, seconds: number): void => world.at(secondsAfter(world.now(), seconds))

/** Six digits that are not the ones in the mailbox. */
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

const codesAt = async (world: TestWorld): Promise<unknown> =>
  (await world.rows<{ codes: unknown }>('select count(*)::int as codes from portal_code'))[0]!.codes

test('an administrator signs in by the code in their mailbox, which names the customer and the network', async ({
  world,
}) => {
  const session = await signedInAs(world, tess)
  const { map } = await pageOf(world, session)
  expect(map.customer.name).toBe('Orchard Foods')
  expect(map.me).toEqual({ name: 'Tess Okonjo', address: tess, delegate: false })
  expect(map.people.find(({ me }) => me)).toMatchObject({ state: 'verified', invitedBy: null })
  const letter = world.sent.at(-1)!
  expect(letter.subject).toBe('Your code for the page of Orchard Foods')
  expect(letter.text).toContain('203.0.113.0')
  expect(letter.text).toContain('blue heron 47')
  expect(letter.text).not.toContain('/portal')
})

test('what is asked for an address that administers nothing is answered the same, and nobody gets a letter', async ({
  world,
}) => {
  // A contact, an administrator of nothing, and one whose customer's domain is another.
  for (const address of ['nora.contact@orchardfoods.example', 'ines.incentive@kestrel.example', 'x@nowhere.example'])
    expect(await world.visitor().portal.requestCode({ address })).toBeUndefined()
  await world.rows(`delete from tenant_domain where domain = 'orchardfoods.example'`)
  expect(await world.visitor().portal.requestCode({ address: tess })).toBeUndefined()
  await world.work()
  expect(world.sent).toEqual([])
  expect(await codesAt(world)).toBe(0)
})

test('no table and no stored letter holds a code or a session: only their hashes (I13)', async ({ world }) => {
  const session = await signedInAs(world, tess)
  const code = codeOf(world, tess)
  const [dump] = await world.rows<{ text: string }>(`
    select (select string_agg(to_jsonb(l)::text, '') from letter l) || (select string_agg(to_jsonb(e)::text, '') from event e)
      || (select string_agg(to_jsonb(c)::text, '') from portal_code c) || (select string_agg(to_jsonb(s)::text, '') from portal_session s) as text`)
  expect(dump!.text).toContain('__code__')
  expect(dump!.text).not.toMatch(new RegExp(`[^0-9a-f]${code}[^0-9a-f]`))
  expect(dump!.text).not.toContain(session)
})

test('a code is good once, for ten minutes', async ({ world }) => {
  const { portal } = world.visitor()
  await askForCode(world, tess)
  const used = codeOf(world, tess)
  await portal.signIn({ address: tess, code: ` ${used.slice(0, 3)} ${used.slice(3)}` })
  expect((await refusalOf(portal.signIn({ address: tess, code: used }))).code).toBe('PORTAL_CODE_WRONG')

  await askForCode(world, tess)
  const old = codeOf(world, tess)
  later(world, 601)
  const refusal = await refusalOf(portal.signIn({ address: tess, code: old }))
  expect(refusal).toMatchObject({ code: 'PORTAL_CODE_WRONG', transport: 'UNAUTHORIZED', field: 'code', params: {} })
  // A mailbox that asked for none reads the same.
  expect(await refusalOf(portal.signIn({ address: 'x@nowhere.example', code: old }))).toEqual(refusal)
})

test('of a hundred tries at once five are made: the right code at the end opens nothing', async ({ world }) => {
  const { portal } = world.visitor()
  await askForCode(world, tess)
  const code = codeOf(world, tess)
  const tries = Array.from({ length: 100 }, () => portal.signIn({ address: tess, code: wrong(code) }))
  expect(new Set(await codesOf(tries))).toEqual(new Set(['PORTAL_CODE_WRONG']))
  expect(await world.rows('select tries from portal_code')).toEqual([{ tries: 5 }])
  expect((await refusalOf(portal.signIn({ address: tess, code }))).code).toBe('PORTAL_CODE_WRONG')
  expect(await world.rows('select from portal_session')).toEqual([])
})

test('a mailbox gets five codes an hour, each with tries of its own', async ({ world }) => {
  for (let asked = 0; asked < 7; asked++) await askForCode(world, tess)
  expect(world.sent).toHaveLength(5)
  later(world, 3601)
  await askForCode(world, tess)
  expect(world.sent).toHaveLength(6)
})

test('a session ends after eight hours, at the sign-out, and with whoever was removed', async ({ world }) => {
  const { portal } = world.visitor()
  const out = async (session: string) => (await refusalOf(portal.map({ session }))).code
  const session = await signedInAs(world, tess)
  world.at(new Date(hoursAfter(world.now(), 8).getTime() - 1))
  await portal.map({ session })
  later(world, 1)
  expect(await out(session)).toBe('PORTAL_SIGN_IN')

  const next = await signedInAs(world, tess)
  await portal.signOut({ session: next })
  expect(await out(next)).toBe('PORTAL_SIGN_IN')
  await portal.signOut({ session: 'no such session' })

  const removed = await signedInAs(world, falconer)
  const { form, map } = await pageOf(world, await signedInAs(world, tess))
  await portal.removePerson({ ...form, personId: map.people.find(({ address }) => address === falconer)!.id })
  expect(await out(removed)).toBe('PORTAL_SIGN_IN')
  // Gone from the directory, or from its domain: out at the next call too.
  await world.rows(`update tenant_admin set state = 'removed' where email = $1`, [tess])
  expect(await out(form.session)).toBe('PORTAL_SIGN_IN')
  await world.rows(`update tenant_admin set state = 'verified' where email = $1`, [tess])
  await portal.map({ session: form.session })
  await world.rows(`delete from tenant_domain where domain = 'orchardfoods.example'`)
  expect(await out(form.session)).toBe('PORTAL_SIGN_IN')
})

test('nothing of the page opens without a session, and no form without the nonce of that session', async ({
  world,
}) => {
  const { portal } = world.visitor()
  const { form } = await pageOf(world, await signedInAs(world, tess))
  const other = await pageOf(world, await signedInAs(world, falconer))
  const posts = (given: { session: string; nonce: string }) => [
    portal.revoke({ ...given, associationIds: [randomUUID()], block: false }),
    portal.block({ ...given, number: 1 }),
    portal.unblock({ ...given, number: 1 }),
    portal.allow({ ...given, number: 1 }),
    portal.removeAllowed({ ...given, number: 1 }),
    portal.setPolicy({ ...given, mode: 'opt_in', defaultContact: '', language: 'en', codePhrase: '' }),
    portal.invite({ ...given, name: 'x', email: tess, delegate: false }),
    portal.removePerson({ ...given, personId: randomUUID() }),
    portal.switchTenant({ ...given, tenant: randomUUID() }),
  ]
  const session = 'A'.repeat(43)
  const reads = [portal.map({ session }), portal.history({ session }), portal.receipts({ session })]
  const unsigned = await codesOf([...reads, portal.partner({ session, number: 1 }), ...posts({ ...form, session })])
  expect(new Set(unsigned)).toEqual(new Set(['PORTAL_SIGN_IN']))
  for (const nonce of ['', 'x.y', other.form.nonce])
    expect(new Set(await codesOf(posts({ ...form, nonce })))).toEqual(new Set(['FORM_NONCE_INVALID']))
})

test('somebody who administers two customers is at one of them at a time, and changes between them', async ({
  world,
}) => {
  await world.rows(
    `insert into tenant_admin (id, vendor_id, customer_tenant_id, name, email, state)
    select gen_random_uuid(), vendor_id, id, 'Tess Okonjo', upper($1), 'imported' from customer_tenant where tenant_id = $2`,
    [tess, tiny.tenants.sunder.tenantId],
  )
  await world.rows(`update tenant_domain set domain = 'example' where customer_tenant_id =
    (select customer_tenant_id from tenant_admin where email = upper('${tess}')) `)
  const { portal } = world.visitor()
  const { map, form } = await pageOf(world, await signedInAs(world, tess))
  expect(map.tenants.map(({ name }) => name)).toEqual(['Orchard Foods', tiny.tenants.sunder.name])
  await portal.switchTenant({ ...form, tenant: map.tenants[1]!.id })
  expect((await pageOf(world, form.session)).map.customer.name).toBe(tiny.tenants.sunder.name)
  const [foreign] = await world.rows<{ id: string }>('select id from customer_tenant where tenant_id = $1', [
    tiny.tenants.nordmark.tenantId,
  ])
  const absent = await refusalOf(portal.switchTenant({ ...form, tenant: foreign!.id }))
  expect(absent).toEqual(await refusalOf(portal.switchTenant({ ...form, tenant: randomUUID() })))
  expect(absent.code).toBe('NOT_FOUND')
})

/** A caller whose DNS says what is given. */
const withDns = (world: TestWorld, records: Record<string, string[][]>) =>
  createCaller({
    ...world.contextOf(nobody),
    resolveTxt: async (name) => records[name] ?? Promise.reject(new Error(`queryTxt ENOTFOUND ${name}`)),
  }).portal

test('the first administrator of a customer without one proves the domain by a TXT record made for their mailbox', async ({
  world,
}) => {
  const [domain] = tiny.tenants.okeford.domains
  const address = `g.stobbs@${domain!}`
  const { name, value } = await world.visitor().portal.startProof({ domain: domain!, address })
  expect(name).toBe(`_ofrecord.${domain!}`)
  expect(await withDns(world, {}).checkProof({ domain: domain!, address })).toEqual({ found: false })
  // Everybody can read the record: it is no use to another mailbox of the domain.
  const records = { [name]: [['v=spf1 -all'], [value.slice(0, 20), value.slice(20)]] }
  const other = `somebody.else@${domain!}`
  expect(await withDns(world, records).checkProof({ domain: domain!, address: other })).toEqual({ found: false })
  expect(await withDns(world, records).checkProof({ domain: domain!, address })).toEqual({ found: true })
  const { map } = await pageOf(world, await signedInAs(world, address))
  expect(map.people).toMatchObject([{ address, delegate: false, invitedBy: domain, state: 'verified' }])

  const second = await world.visitor().portal.startProof({ domain: domain!, address: other })
  expect(await withDns(world, { [name]: [[second.value]] }).checkProof({ domain: domain!, address: other })).toEqual({
    found: true,
  })
  await askForCode(world, other)
  expect(world.sent.some(({ to }) => to.address === other)).toBe(false)
})

test('a domain that is no customer’s is answered like one that is', async ({ world }) => {
  const claimed = { domain: 'nowhere.example', address: 'x@nowhere.example' }
  const { name, value } = await world.visitor().portal.startProof(claimed)
  expect(value).toMatch(/^ofrecord-proof=[\w-]{32}$/)
  expect(await withDns(world, { [name]: [[value]] }).checkProof(claimed)).toEqual({ found: true })
  expect(await world.rows(`select from tenant_admin where email = 'x@nowhere.example'`)).toEqual([])
  const off = world.visitor().portal.startProof({ domain: 'orchardfoods.example', address: 'x@nowhere.example' })
  expect((await refusalOf(off)).code).toBe('PORTAL_ADDRESS_NOT_ON_DOMAIN')
})
