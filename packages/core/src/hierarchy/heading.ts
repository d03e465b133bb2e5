import { sql } from 'kysely'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { moveImpliedRoles } from '../people/contact.ts'
import { readChildIds } from './branch.queries.ts'
import type { AppliedChange, ChangeNote } from './engine.ts'
import { isFrozen } from './merge.freeze.ts'
import { branchOf, lockedLocation } from './moving.ts'
import { recordChange } from './recording.ts'
import type { PlaceChange } from './recording.ts'
import { decideHeadquarters, headquartersPlan } from './tree.rules.ts'
import type { NewPlace } from './tree.rules.ts'

/**
 * Makes a location the headquarters (HIE-R12, HIE-R13): the old one and its other direct children go directly below it, and
 * the rights that come with being the primary contact of either change. Answers the places of what has not left. Refuses
 * with `HIERARCHY_FROZEN`, `ALREADY_THERE` and `NOT_FOUND`.
 */
export const makeHeadquarters = async (
  call: Call,
  { locationId }: { locationId: string },
  { reason, impact }: ChangeNote,
): Promise<AppliedChange> => {
  const chosen = await lockedLocation(call, locationId)
  const { organizationId, vendorId } = chosen
  decideHeadquarters({ location: branchOf(chosen), frozen: await isFrozen(call, organizationId) })
  const old = await call.em.findOneOrFail(Location, { organizationId, isHeadquarters: true })
  const childIds = await readChildIds(call, old.id)
  const places = await place(call, headquartersPlan({ headquartersId: old.id, chosenId: locationId, childIds }))
  for (const loaded of call.em.getUnitOfWork().getIdentityMap().values())
    if (loaded instanceof Location) await call.em.refresh(loaded)
  await moveImpliedRoles(call, organizationId, { from: old.id, to: locationId })
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId })
  happened(organization, 'organization.headquartersChanged', { from: old.id, to: locationId }, { reason })
  await recordChange(call, {
    kind: 'headquarters',
    vendorId,
    organizationId,
    locationId,
    places,
    reason,
    ...(impact && { impact }),
  })
  return { kind: 'headquarters', organizationId, locationId, places }
}

/** In one statement: in between there would be two headquarters, or a circle. The new headquarters first, then by number. */
const place = async (call: Call, plan: readonly NewPlace[]): Promise<PlaceChange[]> => {
  const { rows } = await sql<PlaceChange & { hasLeft: boolean }>`
    update location l set parent_id = p."parentId", is_headquarters = p."parentId" is null, version = l.version + 1
    from jsonb_to_recordset(${JSON.stringify(plan)}::jsonb) as p(id uuid, "parentId" uuid)
      join location o on o.id = p.id
    where l.id = p.id and l.parent_id is distinct from p."parentId"
    returning l.id as "locationId", l.number, l.name, o.parent_id as "from", l.parent_id as "to", l.left_at is not null as "hasLeft"
  `.execute(call.em.getKysely())
  return rows
    .filter(({ hasLeft }) => !hasLeft)
    .map(({ hasLeft: _hasLeft, ...placed }) => placed)
    .toSorted((a, b) => Number(b.to === null) - Number(a.to === null) || a.number - b.number)
}
