import { sql } from 'kysely'
import { texts, uuids } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { findCandidate, holdCandidate } from './contact.candidates.ts'
import { findPlace, refuseTooHigh } from './contact.door.ts'
import type { ContactRole } from './contact.rules.ts'
import { contactRoles, decideContact } from './contact.rules.ts'
import { assignContact, takeTurn } from './contact.ts'

const placesTogether = 100

const Role = z.enum(contactRoles)

/** Some roles at many locations to one person. */
export const AssignPreview = z.strictObject({
  roles: z.array(Role).min(1).max(contactRoles.length),
  personId: z.uuid(),
  locationIds: z.array(z.uuid()).min(1).max(placesTogether),
})
type AssignPreview = z.infer<typeof AssignPreview>

/** `holderId` is who held it when it was looked at, null where nobody did: what was looked at is what happens. */
export const AssignMany = z.strictObject({
  personId: z.uuid(),
  lines: z
    .array(z.strictObject({ locationId: z.uuid(), role: Role, holderId: z.uuid().nullable() }))
    .min(1)
    .max(placesTogether * contactRoles.length),
})

interface Line {
  locationId: string
  locationName: string
  locationNumber: number
  role: ContactRole
  /** Who holds the role now. */
  before: { personId: string; name: string } | null
  /** `assign`: somebody else comes in; `confirm`: theirs by inheritance; `same`: nothing changes. */
  change: 'assign' | 'confirm' | 'same'
}

/** What it would change, in the order of the locations' numbers and of the roles. Refuses as a single assignment does. */
export const previewMany = async (
  call: Call,
  scope: Scope,
  organizationId: string,
  { roles, personId, locationIds }: AssignPreview,
): Promise<Line[]> => {
  decideContact(await findCandidate(call, organizationId, { personId }))
  for (const locationId of new Set(locationIds)) {
    const place = await findPlace(call, scope, locationId)
    for (const role of roles) refuseTooHigh(scope, place, role)
  }
  const { rows } = await sql<Omit<Line, 'change'> & { state: string | null }>`
    select l.id as "locationId", l.name as "locationName", l.number as "locationNumber", wanted.role, a.state,
      case when p.id is not null then jsonb_build_object('personId', p.id, 'name', p.name) end as before
    from location l cross join unnest(${texts(contactRoles.filter((role) => roles.includes(role)))})
        with ordinality as wanted (role, place)
      left join contact_assignment a on a.location_id = l.id and a.role = wanted.role and a.ended_at is null
      left join person p on p.id = a.person_id
    where l.id = any(${uuids(locationIds)}) order by l.number, wanted.place
  `.execute(call.em.getKysely())
  return rows.map(({ state, ...row }) => ({ ...row, change: changeOf(row.before, state, personId) }))
}

const changeOf = (before: Line['before'], state: string | null, personId: string): Line['change'] => {
  if (before?.personId !== personId) return 'assign'
  return state === 'inherited' ? 'confirm' : 'same'
}

/**
 * Does what was looked at, all of it or nothing. Refuses as a single assignment does, and with `CONFLICT_STALE` when
 * somebody else holds one of these by now.
 */
export const assignMany = async (
  call: Call,
  scope: Scope,
  organizationId: string,
  { personId, lines }: z.infer<typeof AssignMany>,
): Promise<{ changed: number }> => {
  // Before the turn, as whoever leaves does: the two would wait for each other otherwise.
  const candidate = await holdCandidate(call, organizationId, { personId })
  await takeTurn(call, organizationId)
  const roles = [...new Set(lines.map(({ role }) => role))]
  const locationIds = [...new Set(lines.map(({ locationId }) => locationId))]
  const now = await previewMany(call, scope, organizationId, { roles, personId, locationIds })
  let changed = 0
  for (const { locationId, role, holderId } of lines) {
    const line = now.find((each) => each.locationId === locationId && each.role === role)
    if ((line?.before?.personId ?? null) !== holderId) refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5' })
    if (line?.change === 'same') continue
    await assignContact(call, await findPlace(call, scope, locationId), role, candidate!)
    changed++
  }
  return { changed }
}
