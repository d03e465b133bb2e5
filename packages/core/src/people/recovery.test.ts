import { expect } from 'vitest'
import { organisationId, stayOf } from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { hoursAfter, secondsAfter } from '../kernel/time.ts'
import { createCaller } from '../router.ts'

const mina = 'mina.member@kestrel.example'
const gwen = 'gwen.global@kestrel.example'

/** A caller whose DNS holds these records. */
const withDns = async (world: TestWorld, person: string, records: Map<string, string>) =>
  createCaller({
    ...world.contextOf(await world.actor(person)),
    resolveTxt: async (name) => {
      const value = records.get(name)
      if (value === undefined) throw new Error('ENOTFOUND')
      // As servers do with long ones.
      return [['v=spf1 -all'], [value.slice(0, 20), value.slice(20)]]
    },
  })

/** Kestrel without an administrator, and a member whose mailbox is proven. */
const orphaned = async (world: TestWorld): Promise<string> => {
  const kestrel = await organisationId(world, 'Kestrel')
  await world.rows('alter table role_assignment disable trigger role_assignment_last_admin')
  await world.rows(`delete from role_assignment where role = 'global_admin' and organization_id = $1`, [kestrel])
  await world.rows('alter table role_assignment enable trigger role_assignment_last_admin')
  await world.rows('update person set email_proven_at = now() where email = $1', [mina])
  return kestrel
}

const proven = async (world: TestWorld) => {
  const organizationId = await orphaned(world)
  const records = new Map<string, string>()
  const { people } = await withDns(world, 'mina', records)
  const { proofId, record } = await people.recovery.start({ organizationId })
  const early = await people.recovery.check({ proofId })
  records.set(record.name, record.value)
  const found = await people.recovery.check({ proofId })
  return { proofId, record, early, found, people }
}

const lettersTo = (world: TestWorld, address: string): string[] =>
  world.sent.filter(({ to }) => to.address === address).map(({ subject }) => subject)

const adminsOf = (world: TestWorld) =>
  world.rows<{ name: string }>(
    `select p.name from role_assignment r join person p on p.id = r.person_id join organization o on o.id = r.organization_id
     where r.role = 'global_admin' and o.name like 'Kestrel%'`,
  )

test('PPL-R7: whose record stands in the DNS administers 72 hours later, and every member was told', async ({
  world,
}) => {
  const { record, early, found } = await proven(world)
  expect(record).toEqual({ name: '_ofrecord.kestrel.example', value: expect.stringMatching(/^ofrecord-proof=/) })
  expect([early, found]).toEqual([
    { found: false, dueAt: null },
    { found: true, dueAt: hoursAfter(world.now(), 72).toISOString() },
  ])
  await world.work()
  const members = await world.rows(
    `select from affiliation a join organization o on o.id = a.organization_id where o.name like 'Kestrel%' and a.status = 'active'`,
  )
  expect(world.sent.filter(({ subject }) => subject.includes('Mina Okafor'))).toHaveLength(members.length - 1)
  expect(lettersTo(world, mina)).toEqual(['You are to administer Kestrel Consulting Group'])
  world.at(hoursAfter(world.now(), 72))
  expect(await world.fire()).toBe(0)
  world.at(secondsAfter(world.now(), 1))
  await world.fire()
  expect(await adminsOf(world)).toEqual([{ name: 'Mina Okafor' }])
  await world.work()
  expect([lettersTo(world, mina).at(-1), lettersTo(world, gwen).at(-1)]).toEqual([
    'You administer Kestrel Consulting Group',
    'Mina Okafor administers Kestrel Consulting Group',
  ])
})

test('PPL-R7: who asked, and the members who were told, are told that a member objected', async ({ world }) => {
  const { proofId } = await proven(world)
  await (await world.as('priya')).people.recovery.stop({ proofId })
  await world.work()
  expect([lettersTo(world, mina).at(-1), lettersTo(world, gwen).at(-1)]).toEqual([
    'You do not become administrator of Kestrel Consulting Group',
    'Mina Okafor does not become administrator of Kestrel Consulting Group',
  ])
})

test('PPL-R7: who withdraws is told nothing, nor are members who never heard of it', async ({ world }) => {
  const organizationId = await orphaned(world)
  const { people } = await world.as('mina')
  const { proofId } = await people.recovery.start({ organizationId })
  await people.recovery.stop({ proofId })
  await world.work()
  expect([lettersTo(world, mina), lettersTo(world, gwen)]).toEqual([[], []])
})

test('PPL-R7: who is no member finds the way on asking to join, is told, and becomes a member and the administrator', async ({
  world,
}) => {
  const organizationId = await orphaned(world)
  await world.rows(
    `update person set email = 'tara@kestrel.example', email_proven_at = now() where name = 'Tara Winslow'`,
  )
  const asked = { name: 'Kestrel Consulting Group', country: 'GB' }
  const { people } = await world.as('tara')
  const found = async (person: string) => (await (await world.as(person)).people.findOrganisation(asked))?.mayRecover
  expect([await found('tara'), await found('theo')]).toEqual([true, false])
  const records = new Map<string, string>()
  const { proofId, record } = await people.recovery.start({ organizationId })
  records.set(record.name, record.value)
  await (await withDns(world, 'tara', records)).people.recovery.check({ proofId })
  world.at(hoursAfter(world.now(), 73))
  await world.fire()
  await world.work()
  expect(lettersTo(world, 'tara@kestrel.example')).toEqual([
    'You are to administer Kestrel Consulting Group',
    'You administer Kestrel Consulting Group',
  ])
  expect(await adminsOf(world)).toEqual([{ name: 'Tara Winslow' }])
})

test('PPL-R7: whoever acts for another organisation can take back what they asked of this one', async ({ world }) => {
  const organizationId = await orphaned(world)
  await world.rows(
    `update person set email = 'tara@kestrel.example', email_proven_at = now() where name = 'Tara Winslow'`,
  )
  const { people } = await world.as('tara')
  const { proofId } = await people.recovery.start({ organizationId })
  await people.recovery.stop({ proofId })
  expect(await people.recovery.list()).toMatchObject({ rows: [{ proofId, state: 'stopped', isWithdrawn: true }] })
})

test('PPL-R7: any member stops it, nobody else sees it, and nothing comes of it', async ({ world }) => {
  const { proofId } = await proven(world)
  const theo = await world.as('theo')
  expect([await theo.people.recovery.list(), (await refusalOf(theo.people.recovery.stop({ proofId }))).code]).toEqual([
    { rows: [], mayStart: false },
    'NOT_FOUND',
  ])
  const priya = await world.as('priya')
  expect(await priya.people.recovery.list()).toMatchObject({
    rows: [{ proofId, askedBy: 'Mina Okafor', state: 'proven', record: null, stoppedBy: null }],
    mayStart: true,
  })
  await priya.people.recovery.stop({ proofId })
  expect(await (await world.as('mina')).people.recovery.list()).toMatchObject({
    rows: [{ proofId, state: 'stopped', stoppedBy: 'Priya Raman' }],
  })
  world.at(hoursAfter(world.now(), 73))
  await world.fire()
  expect(await adminsOf(world)).toEqual([])
})

test('PPL-R7: ADMIN_EXISTS, MAIL_UNPROVEN, and for whoever is on another domain the organisation is absent', async ({
  world,
}) => {
  const organizationId = await organisationId(world, 'Kestrel')
  const start = async (person: string) => (await world.as(person)).people.recovery.start({ organizationId })
  expect(await codesOf([start('mina'), start('theo')])).toEqual(['MAIL_UNPROVEN', 'NOT_FOUND'])
  await world.rows('update person set email_proven_at = now() where email = $1', [mina])
  expect((await refusalOf(start('mina'))).code).toBe('ADMIN_EXISTS')
})

test('PPL-R7: only who would not be refused may start one: nobody administers, and the address is on the domain', async ({
  world,
}) => {
  const may = async (person: string) => (await (await world.as(person)).people.recovery.list()).mayStart
  expect([await may('mina'), await may('gwen')]).toEqual([false, false])
  await orphaned(world)
  expect([await may('mina'), await may('gwen')]).toEqual([true, true])
  await world.rows(`update person set email = 'mina@elsewhere.example' where email = $1`, [mina])
  expect(await may('mina')).toBe(false)
})

test('PPL-R7: when somebody administers it again meanwhile, the proof gives nothing', async ({ world }) => {
  await proven(world)
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role) select gen_random_uuid(), vendor_id, person_id, organization_id, 'global_admin'
     from affiliation where id = $1`,
    [(await stayOf(world, 'gwen.global@kestrel.example')).id],
  )
  world.at(hoursAfter(world.now(), 73))
  await world.fire()
  expect(await adminsOf(world)).toEqual([{ name: 'Gwen Aldous' }])
})

test('a domain that the organisation has proven lets its people in (AF7); DOMAIN_FREE_MAIL is nobody’s', async ({
  world,
}) => {
  const records = new Map<string, string>()
  const { people } = await withDns(world, 'gwen', records)
  expect((await refusalOf(people.domains.ask({ domain: 'freemail.example' }))).code).toBe('DOMAIN_FREE_MAIL')
  const { proofId, record } = await people.domains.ask({ domain: 'Kestrel.Works' })
  expect(await people.domains.check({ proofId })).toEqual({ found: false })
  records.set(record.name, record.value)
  expect(await people.domains.check({ proofId })).toEqual({ found: true })
  expect(await people.domains.list()).toEqual({
    domains: ['kestrel-consulting.example', 'kestrel.example', 'kestrel.works'],
    asked: [],
  })
  const theo = await withDns(world, 'tara', records)
  expect((await refusalOf(theo.people.domains.check({ proofId }))).code).toBe('NOT_FOUND')
})

test('PPL-R7 MRG-R2: a role that a merge holds back administers nothing, so nobody is kept from recovering', async ({
  world,
}) => {
  const organizationId = await orphaned(world)
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role, held_back)
     select gen_random_uuid(), vendor_id, person_id, organization_id, 'global_admin', true from affiliation where id = $1`,
    [(await stayOf(world, 'gwen.global@kestrel.example')).id],
  )
  const { people } = await world.as('mina')
  expect(await codesOf([people.recovery.start({ organizationId })])).toEqual(['done'])
})

test('PPL-R7 PRI-R1: a proof is looked up for who asked, and is absent for everybody else', async ({ world }) => {
  const { proofId, record } = await proven(world)
  const records = new Map([[record.name, record.value]])
  for (const other of ['priya', 'theo'])
    expect(await codesOf([(await withDns(world, other, records)).people.recovery.check({ proofId })])).toEqual([
      'NOT_FOUND',
    ])
})
