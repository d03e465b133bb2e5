import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import { canonicalJson, sha256 } from '../kernel/canonical.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { findCandidate } from './contact.candidates.ts'
import { findPlace, refuseTooHigh } from './contact.door.ts'
import { contactRoles, decideContact } from './contact.rules.ts'
import { assignContact, takeTurn } from './contact.ts'

const maxTogether = 100

/** One role at many locations to one person. */
export const AssignPreview = z.strictObject({
  role: z.enum(contactRoles),
  personId: z.uuid(),
  locationIds: z.array(z.uuid()).min(1).max(maxTogether),
})
type AssignPreview = z.infer<typeof AssignPreview>

/** `basis` is what the preview answered: what was looked at is what happens. */
export const AssignMany = AssignPreview.extend({ basis: z.string().max(64) })

export interface Line {
  locationId: string
  locationName: string
  /** Who holds the role now. */
  before: { personId: string; name: string } | null
  /** `assign`: somebody else comes in; `confirm`: theirs by inheritance; `same`: nothing changes. */
  change: 'assign' | 'confirm' | 'same'
}

/** What it would change, in the order of the locations' numbers. Refuses as a single assignment does. */
export const previewMany = async (
  call: Call,
  scope: Scope,
  organizationId: string,
  { role, personId, locationIds }: AssignPreview,
): Promise<{ lines: Line[]; basis: string }> => {
  const candidate = await findCandidate(call, organizationId, { personId })
  decideContact(candidate)
  for (const locationId of new Set(locationIds)) refuseTooHigh(scope, await findPlace(call, scope, locationId), role)
  const { rows } = await sql<Omit<Line, 'change'> & { state: string | null }>`
    select l.id as "locationId", l.name as "locationName", a.state,
      case when p.id is not null then jsonb_build_object('personId', p.id, 'name', p.name) end as before
    from location l left join contact_assignment a on a.location_id = l.id and a.role = ${role} and a.ended_at is null
      left join person p on p.id = a.person_id
    where l.id = any(${`{${locationIds.join(',')}}`}::uuid[]) order by l.number
  `.execute(call.em.getKysely())
  const lines = rows.map(({ state, ...row }): Line => ({ ...row, change: changeOf(row.before, state, personId) }))
  return {
    lines,
    basis: sha256('', canonicalJson(lines.map((each) => [each.locationId, each.before?.personId ?? null]))),
  }
}

const changeOf = (before: Line['before'], state: string | null, personId: string): Line['change'] => {
  if (before?.personId !== personId) return 'assign'
  return state === 'inherited' ? 'confirm' : 'same'
}

/** Does what was looked at, all of it. Refuses with `CONFLICT_STALE` when somebody changed one of these in between. */
export const assignMany = async (
  call: Call,
  scope: Scope,
  organizationId: string,
  { basis, ...input }: z.infer<typeof AssignMany>,
): Promise<{ changed: number }> => {
  await takeTurn(call, organizationId)
  const preview = await previewMany(call, scope, organizationId, input)
  if (preview.basis !== basis) refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5' })
  const candidate = await findCandidate(call, organizationId, { personId: input.personId })
  const changing = preview.lines.filter(({ change }) => change !== 'same')
  for (const { locationId } of changing)
    await assignContact(call, await findPlace(call, scope, locationId), input.role, candidate!)
  return { changed: changing.length }
}
