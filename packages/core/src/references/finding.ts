import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { CustomerReference, ReferenceAssignment } from './reference.entity.ts'

/** Who asks for a reference of their organisation, and where they may. */
export interface Asking {
  call: Call
  actor: PersonActor
  scope: Scope
}

/** Two people may act on one reference in the same second, or the customer may: whoever is second sees what the first did. */
export const lockReference = (call: Call, id: string): Promise<CustomerReference | null> =>
  call.em.findOne(CustomerReference, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })

/** Where it counts now. */
export const currentAssignment = (call: Call, referenceId: string): Promise<ReferenceAssignment | null> =>
  call.em.findOne(ReferenceAssignment, { referenceId, endedAt: null })

/**
 * One of the organisation's references, locked: of the scope's locations, by where the work was done or where it counts.
 * Any other is absent (PRI-R1). With `version` refuses with `CONFLICT_STALE` what has changed since it was read (GEN-R5).
 */
export const ownReference = async (
  { call, actor, scope }: Asking,
  referenceId: string,
  version: number | null = null,
): Promise<{ reference: CustomerReference; current: ReferenceAssignment | null }> => {
  const found = await lockReference(call, referenceId)
  const reference = found?.organizationId === actor.organizationId ? found : refuseAbsent()
  const current = await currentAssignment(call, referenceId)
  if (!isWithin(scope, reference.locationId) && !(current && isWithin(scope, current.locationId))) refuseAbsent()
  if (version !== null && version !== reference.version)
    refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', params: { version: reference.version }, retryable: true })
  return { reference, current }
}

/** A location of the organisation within the scope, whether it has left or not; any other is absent (PRI-R1). */
export const ownLocation = async ({ call, actor, scope }: Asking, id: string): Promise<Location> => {
  const location = await call.em.findOne(Location, { id, organizationId: actor.organizationId! })
  return location && isWithin(scope, id) ? location : refuseAbsent()
}

/** Refuses codes that the catalogue does not have. */
export const refuseUnknownCodes = async (
  call: Call,
  { products, competencies }: { products: readonly string[]; competencies: readonly string[] },
): Promise<void> => {
  const { rows } = await sql<{ field: string }>`
    select 'competencies' as field from unnest(${asTexts(competencies)}::text[]) x (code)
      where not exists (select from competency c where c.code = x.code)
    union all select 'products' from unnest(${asTexts(products)}::text[]) x (code)
      where not exists (select from product p where p.code = x.code) and not exists (select from workload w where w.code = x.code)
    limit 1
  `.execute(call.em.getKysely())
  if (rows[0]) refuse('invalid', 'INPUT_SHAPE', { field: rows[0].field })
}

/** A list as PostgreSQL writes one: codes come from outside, so each is quoted. */
const asTexts = (codes: readonly string[]): string =>
  `{${codes.map((code) => `"${code.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`
