import type { PersonActor } from '../src/kernel/actor.ts'
import type { Call } from '../src/kernel/transaction.ts'
import { inTransaction } from '../src/kernel/transaction.ts'
import type { TestWorld } from './stage.ts'

/** Everybody of the tiny world has filled in who they are, and read a letter. */
export const completeProfiles = (world: TestWorld): Promise<unknown> =>
  world.rows(`update person set country = 'GB', job_role = 'Engineer', email_proven_at = now()`)

export const personId = async (world: TestWorld, person: string): Promise<string> =>
  ((await world.actor(person)) as PersonActor).personId

/** A location of the tiny world by its name, such as `Leeds`. */
export const locationId = async (world: TestWorld, name: string): Promise<string> => {
  const [row] = await world.rows<{ id: string }>(`select id from location where name = $1`, [name])
  if (!row) throw new Error(`there is no location ${name}`)
  return row.id
}

export const organizationId = async (world: TestWorld, person: string): Promise<string> =>
  ((await world.actor(person)) as PersonActor).organizationId!

/** Does something in one call of a person's, as a verb of another room would. */
export const doAs = async <T>(world: TestWorld, person: string, work: (call: Call) => Promise<T>): Promise<T> =>
  inTransaction(world.orm, await world.actor(person), work)

/** Makes somebody a second affiliation, at headquarters of another organisation, with the role of a member. */
export const joinOther = async (world: TestWorld, person: string, admin: string): Promise<void> => {
  const [who, where] = [await personId(world, person), await organizationId(world, admin)]
  await world.rows(
    `with home as (select id, vendor_id from location where organization_id = $2 and is_headquarters),
      stay as (insert into affiliation (id, vendor_id, person_id, organization_id, location_id, status)
        select gen_random_uuid(), vendor_id, $1, $2, id, 'active' from home)
    insert into role_assignment (id, vendor_id, person_id, organization_id, role)
      select gen_random_uuid(), vendor_id, $1, $2, 'member' from home`,
    [who, where],
  )
}

/** A person who acts for another organisation than their first. */
export const actingAt = async (world: TestWorld, person: string, admin: string): Promise<PersonActor> => {
  const actor = (await world.actor(person)) as PersonActor
  return {
    ...actor,
    organizationId: await organizationId(world, admin),
    grants: [{ role: 'member', scope: null, at: null }],
  }
}
