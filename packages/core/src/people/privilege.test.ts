import { expect } from 'vitest'
import { completeProfiles, doAs, locationId, organizationId, personId } from '../../test/access.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import type { TestWorld } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { GrantablePrivilege } from './privilege.rules.ts'
import { endPrivileges } from './privilege.ts'

const grant = async (
  world: TestWorld,
  to: string,
  privilege: GrantablePrivilege = 'software_download',
  at = 'Leeds',
  by = 'gwen',
) =>
  (await world.as(by)).privileges.grant({
    locationId: await locationId(world, at),
    personId: await personId(world, to),
    privilege,
  })

/** An organisation whose locations have two slots of each limited privilege. */
const starter = async (world: TestWorld): Promise<void> => {
  await completeProfiles(world)
  await world.rows(`update organization set tier = 'starter' where id = $1`, [await organizationId(world, 'gwen')])
}

const slots = async (world: TestWorld, at = 'Leeds') => {
  const { rows } = await (await world.as('gwen')).privileges.list({ search: at })
  return rows[0]!.slots.find(({ privilege }) => privilege === 'software_download')
}

test('C93, PRV-R2, PRV-R3: with the last slot used another grant is NO_DOWNLOAD_SLOTS; one taken back, it works', async ({
  world,
}) => {
  await starter(world)
  const { grantId } = await grant(world, 'mina')
  await grant(world, 'ugo')
  expect(await slots(world)).toEqual({ privilege: 'software_download', limit: 2, used: 2, left: 0 })
  expect(await refusalOf(grant(world, 'ines'))).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'NO_DOWNLOAD_SLOTS',
    rule: 'PRV-R3',
    params: { slots: 2 },
  })
  await (await world.as('gwen')).privileges.revoke({ grantId })
  await grant(world, 'ines')
  expect(await slots(world)).toMatchObject({ used: 2, left: 0 })
  // Each location has slots of its own, and what is not limited has no end.
  await grant(world, 'mina', 'software_download', 'Milan')
  for (const person of ['mina', 'ugo', 'ines']) await grant(world, person, 'license_statement')
})

test('PRV-R1: the tier says how many slots there are, and network has none', async ({ world }) => {
  await starter(world)
  await world.rows(`update organization set tier = 'network'`)
  expect(await refusalOf(grant(world, 'mina'))).toMatchObject({ code: 'NO_DOWNLOAD_SLOTS', params: { slots: 0 } })
  await world.rows(`update organization set tier = 'gold'`)
  await grant(world, 'mina')
  expect(await slots(world)).toMatchObject({ limit: 10, used: 1, left: 9 })
  // A smaller tier takes nothing away; it gives nothing more.
  await grant(world, 'ugo')
  await grant(world, 'ines')
  await world.rows(`update organization set tier = 'starter'`)
  expect(await slots(world)).toMatchObject({ limit: 2, used: 3, left: 0 })
  expect(await refusalOf(grant(world, 'cara'))).toMatchObject({ code: 'NO_DOWNLOAD_SLOTS' })
})

test('PRV-R1: of twenty grants at once for the last two slots two are made, whoever asks', async ({ world }) => {
  await starter(world)
  const people = ['mina', 'ugo', 'ines', 'cara', 'anke', 'priya', 'giulia', 'rhys', 'zsofia', 'maximiliane']
  const codes = await codesOf([...people, ...people].map((person) => grant(world, person)))
  const rows = await world.rows<{ slot: number }>(
    `select slot from privilege_grant where ended_at is null and privilege = 'software_download' order by slot`,
  )
  expect(rows).toEqual([{ slot: 1 }, { slot: 2 }])
  // Whoever asked twice and got one is answered with it again.
  expect(codes.filter((code) => code === 'done').length).toBeGreaterThanOrEqual(2)
  expect(new Set(codes)).toEqual(new Set(['done', 'NO_DOWNLOAD_SLOTS']))
})

test('PRV-R4: privileges of a location end when their holder moves away, and all of them when they leave', async ({
  world,
}) => {
  await starter(world)
  await grant(world, 'mina')
  await grant(world, 'mina', 'view_keys')
  await grant(world, 'mina', 'training_admin', 'Milan')
  const [who, organization, leeds] = [
    await personId(world, 'mina'),
    await organizationId(world, 'gwen'),
    await locationId(world, 'Leeds'),
  ]
  const left = () =>
    world.rows(`select privilege from privilege_grant where person_id = $1 and ended_at is null`, [who])
  await doAs(world, 'gwen', (call) =>
    endPrivileges(call, { personId: who, organizationId: organization, locationId: leeds }),
  )
  expect(await left()).toEqual([{ privilege: 'training_admin' }])
  expect(await slots(world)).toMatchObject({ left: 2 })
  await doAs(world, 'gwen', (call) => endPrivileges(call, { personId: who, organizationId: organization }))
  expect(await left()).toEqual([])
  await world.work()
  expect(world.sent.map(({ subject }) => subject).toSorted()).toEqual([
    'Leeds: your new privilege, Product keys',
    'Leeds: your new privilege, Software download',
    'Leeds: your privilege has ended, Product keys',
    'Leeds: your privilege has ended, Software download',
    'Milan: your new privilege, Training administration',
    'Milan: your privilege has ended, Training administration',
  ])
  // PRV-R5: whoever looks at keys is told that it is seen.
  expect(world.sent.find(({ subject }) => subject.includes('new privilege, Product keys'))!.text).toContain(
    'is written down',
  )
})

test('PRI-R1: grants outside a scope, people of others and grants that are over are absent alike', async ({
  world,
}) => {
  await starter(world)
  const absent = { transport: 'NOT_FOUND', code: 'NOT_FOUND' }
  expect(await refusalOf(grant(world, 'theo'))).toMatchObject(absent)
  expect(await refusalOf(grant(world, 'mina', 'view_keys', 'Leeds', 'luca'))).toMatchObject(absent)
  expect(await refusalOf(grant(world, 'mina', 'view_keys', 'Leeds', 'tara'))).toMatchObject(absent)
  // Whoever was only invited is nobody to allow something to, and takes no slot.
  await world.rows(`update affiliation set status = 'awaiting_profile' where person_id = $1`, [
    await personId(world, 'ines'),
  ])
  expect(await refusalOf(grant(world, 'ines'))).toMatchObject(absent)
  const { grantId } = await grant(world, 'mina')
  for (const person of ['luca', 'tara'])
    expect(await refusalOf((await world.as(person)).privileges.revoke({ grantId }))).toMatchObject(absent)
  const gwen = await world.as('gwen')
  await gwen.privileges.revoke({ grantId })
  expect(await refusalOf(gwen.privileges.revoke({ grantId }))).toMatchObject(absent)
})

test('DBI-R1: plain SQL cannot give a slot, or a person the same privilege, twice', async ({ world }) => {
  await starter(world)
  await grant(world, 'mina')
  const copy = (person: string, slot: string) =>
    world.rows(`insert into privilege_grant (id, vendor_id, organization_id, location_id, affiliation_id, person_id, privilege, slot, granted_at)
      select gen_random_uuid(), vendor_id, organization_id, location_id, affiliation_id, ${person}, privilege, ${slot}, granted_at from privilege_grant`)
  await expect(copy('(select id from person where id <> person_id limit 1)', 'slot')).rejects.toMatchObject({
    constraint: 'privilege_grant_slot_unique',
  })
  await expect(copy('person_id', '2')).rejects.toMatchObject({ constraint: 'privilege_grant_person_unique' })
})
