import { sql } from 'kysely'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { refuseProblems } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { completedFields, problemsOf } from '../organisations/location.input.rules.ts'
import type { NewLocation } from '../organisations/location.input.rules.ts'
import { inheritContacts } from '../people/contact.ts'
import { readAbove } from './branch.queries.ts'
import type { AppliedChange, ChangeNote } from './engine.ts'
import { lockedLocation } from './moving.ts'
import { recordChange } from './recording.ts'
import { decideCreation } from './tree.rules.ts'

/**
 * Makes a location under another (B.7.2): it gets a number of its own, waits for the vendor's verification, and has the
 * contacts of the location above (HIE-R6). Refuses with the codes of its fields, `DEPTH_EXCEEDED` and `NOT_FOUND`.
 */
export const createLocation = async (
  call: Call,
  { parentId, ...typed }: NewLocation,
  { reason, impact }: ChangeNote,
): Promise<AppliedChange> => {
  const { vendorId, organizationId } = await lockedLocation(call, parentId)
  refuseProblems(problemsOf(typed, await readPolicy(call, vendorId)))
  const above = await readAbove(call, parentId)
  decideCreation({ parent: above.at(-1)!, chainAbove: above.map(({ label }) => label), name: typed.name })
  const location = call.em.create(
    Location,
    {
      ...completedFields(typed),
      id: newId(call.now),
      vendorId,
      organizationId,
      parentId,
      number: await nextNumber(call, vendorId),
      isHeadquarters: false,
      status: 'pending_verification',
      statusAt: call.now,
      createdAt: call.now,
    },
    { persist: false },
  )
  call.em.persist(location)
  await call.em.flush()
  happened(location, 'location.created', { parentId, number: location.number })
  await inheritContacts(call, location)
  const { id: locationId, number, name } = location
  const places = [{ locationId, number, name, from: null, to: parentId }]
  await recordChange(call, {
    kind: 'created',
    vendorId,
    organizationId,
    locationId,
    places,
    reason,
    ...(impact && { impact }),
  })
  return { kind: 'created', organizationId, locationId, places }
}

const nextNumber = async (call: Call, vendorId: string): Promise<number> => {
  const { rows } = await sql<{ number: number }>`select next_location_number(${vendorId}::uuid) as number`.execute(
    call.em.getKysely(),
  )
  return rows[0]!.number
}
