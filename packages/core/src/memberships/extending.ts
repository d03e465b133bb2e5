import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Membership } from './membership.entity.ts'
import { refuseStale, takeTurn } from './order.door.ts'
import type { ExtendInput } from './order.input.rules.ts'
import { extendCompetencies } from './settling.competencies.ts'
import { setYear } from './year.ts'

/**
 * Moves an anniversary later, and with it everything that shared it: the competencies of the organisation, and what its
 * orders cover (ABT-11). Who was late has the time again. Refuses with `EXTEND_LATER` and `CONFLICT_STALE`.
 */
export const extendMembership = async (
  call: Call,
  { membershipId, anniversaryOn, reason, version }: ExtendInput,
): Promise<{ anniversaryOn: string; competencies: number }> => {
  const seen = (await call.em.findOne(Membership, { id: membershipId })) ?? refuseAbsent()
  await takeTurn(call, seen.organizationId)
  const membership = await call.em.findOneOrFail(
    Membership,
    { id: membershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  refuseStale(membership, version)
  const from = membership.anniversaryOn!
  membership.extend(anniversaryOn, reason, call.now)
  await call.em.flush()
  await sql`update fee_order set covers_until = ${anniversaryOn}::date, version = version + 1
    where organization_id = ${membership.organizationId} and covers_until = ${from}::date`.execute(call.em.getKysely())
  const competencies = await extendCompetencies(call, membership.organizationId, from, anniversaryOn)
  await setYear(call, membership)
  return { anniversaryOn, competencies }
}
