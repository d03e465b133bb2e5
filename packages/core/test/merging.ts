import { tiny } from '@ofrecord/world/tiny'
import { settleImpliedRoles } from '../src/people/contact.implied.ts'
import { system } from '../src/kernel/actor.ts'
import { newId } from '../src/kernel/id.ts'
import { inTransaction } from '../src/kernel/transaction.ts'
import type { TestWorld } from './stage.ts'

const { tidewater } = tiny.organisations

/**
 * June is the primary program contact of Tidewater's headquarters; Tara, its other administrator, is not. Or somebody
 * else of their own organisation's.
 */
export const nameContact = async (world: TestWorld, email: string = tiny.people.june.email): Promise<void> => {
  await inTransaction(world.orm, system('test'), async (call) => {
    await world.rows(
      `insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
       select $1, a.vendor_id, a.organization_id, l.id, 'primary_program', a.id, a.person_id, 'held', now()
       from affiliation a join person p on p.id = a.person_id join location l on l.organization_id = a.organization_id and l.is_headquarters
       where p.email_normalised = $2`,
      [newId(call.now), email.toLowerCase()],
    )
    const [row] = await world.rows<{ id: string }>(
      `select a.organization_id as id from affiliation a join person p on p.id = a.person_id where p.email_normalised = $1`,
      [email.toLowerCase()],
    )
    await settleImpliedRoles(call, row!.id, [])
  })
}

/** Kestrel asks Tidewater, by its global number. */
export const inviteTidewater = async (world: TestWorld) => {
  await nameContact(world)
  const gwen = await world.as('gwen')
  return gwen.hierarchy.merge.invite({ globalNumber: tidewater.globalNumber })
}

/** June has seen what it would do, and agrees. */
export const acceptedMerge = async (world: TestWorld): Promise<string> => {
  const { id: mergeId } = await inviteTidewater(world)
  const june = await world.as('june')
  await june.hierarchy.merge.preview({ mergeId })
  await june.hierarchy.merge.accept({ mergeId })
  return mergeId
}

/** Gwen looks once more and carries it out. */
export const executeMerge = async (world: TestWorld, mergeId: string, flatten = false) => {
  const gwen = await world.as('gwen')
  await gwen.hierarchy.merge.preview({ mergeId })
  return gwen.hierarchy.merge.execute({ mergeId, reason: 'One company since May.', flatten })
}
