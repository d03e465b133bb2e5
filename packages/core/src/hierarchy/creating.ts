import { sql } from 'kysely'
import { refuseAbsent, refuseProblems } from '../kernel/errors.ts'
import type { Problem } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { completedFields, problemsOf } from '../organisations/location.input.rules.ts'
import type { LocationFields, NewLocation } from '../organisations/location.input.rules.ts'
import { inheritContacts } from '../people/contact.ts'
import { readAbove } from './branch.queries.ts'
import type { AppliedChange, ChangeNote } from './engine.ts'
import { lockTrees } from './locking.ts'
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
  refuseProblems(problemsOf(typed))
  const parent = (await call.em.findOne(Location, { id: parentId })) ?? refuseAbsent()
  const { vendorId, organizationId } = parent
  await lockTrees(call, [organizationId])
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

/** Locations of the caller's organisation that have the same legal name in the same country: worth a second look (HIE-R7). */
export const duplicatesOf = async (
  call: Call,
  { legalName, country }: Pick<LocationFields, 'legalName' | 'country'>,
): Promise<Problem[]> => {
  if (legalName === '') return []
  const { rows } = await sql<{ label: string }>`
    select name || ' (' || number || ')' as label from location where id in (select id from find_locations(${containing(legalName)}, 100))
      and lower(legal_name) = lower(${legalName}) and country = ${country} and left_at is null order by number limit 3
  `.execute(call.em.getKysely())
  if (rows.length === 0) return []
  const params = { locations: rows.map(({ label }) => label).join(', '), country }
  return [{ code: 'LOCATION_DUPLICATE', field: 'legalName', rule: 'HIE-R7', params, warning: true }]
}

/** `%` and `_` are ordinary characters in a search. */
export const containing = (search: string): string => `%${search.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`
