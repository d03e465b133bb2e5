import { sql } from 'kysely'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { impliedRole } from './contact.rules.ts'
import { RoleAssignment } from './person.entity.ts'

interface Primary {
  locationId: string
  isHeadquarters: boolean
  personId: string
  vendorId: string
}

/**
 * Brings the rights that come with being a primary program contact in line with who is one, at these locations (CNT-R5).
 * Counted anew instead of moved step by step, so that a right that is due twice over, or was granted besides, is neither
 * lost nor doubled: what somebody granted is another row (`source`).
 */
export const settleImpliedRoles = async (
  call: Call,
  organizationId: string,
  locationIds: readonly string[],
): Promise<void> => {
  await call.em.flush()
  const due = await readPrimaries(call, organizationId)
  const wanted = due.map(({ personId, vendorId, locationId, isHeadquarters }) => ({
    personId,
    vendorId,
    ...impliedRole({ id: locationId, isHeadquarters }),
  }))
  const held = await call.em.find(RoleAssignment, { organizationId, source: 'contact' })
  const same = (a: Due, b: Due): boolean =>
    a.personId === b.personId && a.role === b.role && (a.locationId ?? null) === (b.locationId ?? null)
  const isHere = ({ locationId }: Due): boolean => !locationId || locationIds.includes(locationId)
  for (const each of wanted.filter((one) => isHere(one) && !held.some((other) => same(one, other))))
    call.em.persist(
      call.em.create(RoleAssignment, {
        ...each,
        id: newId(call.now),
        organizationId,
        source: 'contact',
        grantedAt: call.now,
        heldBack: false,
      }),
    )
  for (const each of held.filter((one) => isHere(one) && !wanted.some((other) => same(one, other))))
    call.em.remove(each)
  await call.em.flush()
}

interface Due {
  personId: string
  role: string
  locationId?: string | null | undefined
}

const readPrimaries = async (call: Call, organizationId: string): Promise<Primary[]> => {
  const { rows } = await sql<Primary>`
    select a.location_id as "locationId", l.is_headquarters as "isHeadquarters", a.person_id as "personId", a.vendor_id as "vendorId"
    from contact_assignment a join location l on l.id = a.location_id
    where a.organization_id = ${organizationId} and a.role = 'primary_program' and a.ended_at is null
      and l.status not in ('dissociated', 'archived')
  `.execute(call.em.getKysely())
  return rows
}
