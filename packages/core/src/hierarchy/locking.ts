import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'

/**
 * One structural change at a time in an organisation: whoever comes second waits, and decides by what the first left.
 * In the order of their ids, so that two merges cannot wait for each other. The weaker of the two row locks: every claim
 * that is created refers to the organisation and need not wait. Refuses an organisation that the caller does not see.
 */
export const lockTrees = async (call: Call, organizationIds: readonly string[]): Promise<void> => {
  await call.em.flush()
  const { rows } = await sql`
    select from organization where id = any(${uuids(organizationIds)}) order by id for no key update
  `.execute(call.em.getKysely())
  if (rows.length < new Set(organizationIds).size) refuseAbsent()
}
