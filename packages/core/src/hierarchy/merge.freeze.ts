import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'

/** Whether a merge of the organisation is open: from the invitation to the execution both sides' trees hold still (MRG-R10). */
export const isFrozen = async (call: Call, organizationId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from merge where ${organizationId} in (organization_id, invited_organization_id)
      and state in ('invited', 'accepted') limit 1
  `.execute(call.em.getKysely())
  return rows.length > 0
}

/** Refuses with `HIERARCHY_FROZEN` a new headquarters or a dissociation while a merge is open (MRG-R10). */
export const refuseFrozen = async (call: Call, organizationId: string): Promise<void> => {
  if (await isFrozen(call, organizationId)) refuse('invalid', 'HIERARCHY_FROZEN', { rule: 'MRG-R10' })
}
