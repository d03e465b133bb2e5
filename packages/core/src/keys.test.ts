import { expect } from 'vitest'
import { acceptedMerge } from '../test/merging.ts'
import { test } from '../test/world.ts'
import type { TestWorld } from '../test/world.ts'

/** Writes a row once more around the code, under a new id; answers what the database refuses it with. */
const again = (world: TestWorld, table: string, changes: object = {}): Promise<string> =>
  world
    .rows(
      `insert into "${table}" select (jsonb_populate_record(null::"${table}", to_jsonb(t) || jsonb_build_object('id', gen_random_uuid()) || $1)).*
       from "${table}" t order by id limit 1`,
      [JSON.stringify(changes)],
    )
    .then(
      () => `a second ${table}`,
      (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
    )

test('DBI-R1: plain SQL gives no number, address, stay, role or key of trees, people and tickets twice (B.20)', async ({
  world,
}) => {
  await acceptedMerge(world)
  const mina = `from affiliation a join person p on p.id = a.person_id where p.name like 'Mina%'`
  for (const row of [
    `into ticket (id, vendor_id, organization_id, location_id, number, path, subject, priority, state_at, created_at, created_by)
      select gen_random_uuid(), a.vendor_id, a.organization_id, a.location_id, 1, 'orders/other', 'x', 'normal', now(), now(), p.id ${mina}`,
    `into directory_token (id, vendor_id, organization_id, name, token_hash, location_id, made_by, made_at)
      select gen_random_uuid(), a.vendor_id, a.organization_id, 'x', 'x', a.location_id, p.id, now() ${mina}`,
    `into directory_user (id, vendor_id, organization_id, person_id, external_id, created_at, changed_at)
      select gen_random_uuid(), a.vendor_id, a.organization_id, p.id, 'x', now(), now() ${mina}`,
    `into digest (id, vendor_id, person_id, told_until) select gen_random_uuid(), a.vendor_id, p.id, now() ${mina}`,
  ])
    await world.rows(`insert ${row}`)
  const nobody = crypto.randomUUID()
  const [first] = await world.rows<{ id: string }>('select id from location order by id limit 1')
  const refused = {
    organization: await again(world, 'organization'),
    location: await again(world, 'location', { is_headquarters: false, parent_id: first!.id, height: 0, below: 0 }),
    person: await again(world, 'person'),
    stay: await again(world, 'affiliation'),
    role: await again(world, 'role_assignment'),
    merge: await again(world, 'merge'),
    'merge of the invited': await again(world, 'merge', { organization_id: nobody }),
    ticket: await again(world, 'ticket'),
    token: await again(world, 'directory_token'),
    'person of a directory': await again(world, 'directory_user', { external_id: 'y' }),
    'number of a directory': await again(world, 'directory_user', { person_id: nobody }),
    digest: await again(world, 'digest'),
  }
  expect(refused).toEqual({
    organization: 'organization_number_unique',
    location: 'location_number_unique',
    person: 'person_email_unique',
    stay: 'affiliation_live_unique',
    role: 'role_assignment_unique',
    merge: 'merge_open_unique',
    'merge of the invited': 'merge_open_invited_unique',
    ticket: 'ticket_number_unique',
    token: 'directory_token_token_hash_unique',
    'person of a directory': 'directory_user_person_unique',
    'number of a directory': 'directory_user_external_unique',
    digest: 'digest_person_unique',
  })
})
