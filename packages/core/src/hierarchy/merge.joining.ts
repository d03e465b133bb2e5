import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { askTaxConfirmation } from '../memberships/tax.confirming.ts'
import { settleImpliedRoles } from '../people/contact.implied.ts'
import { carryRules, holdRolesBack, joinMemberships, joinPeople, moveRows } from './merge.carrying.ts'
import type { Sides } from './merge.carrying.ts'
import { collapseClaims } from './merge.collapsing.ts'
import { movedIds, movedLocations } from './merge.places.ts'
import type { Attachment, Changed } from './merge.places.ts'
import { maxLevels } from './tree.rules.ts'

/** Refuses with `DEPTH_EXCEEDED` a tree that is too deep as it is, unless the proposed places were agreed to. */
export const refuseTooDeep = ({ flattened, flattenedCount }: Attachment, agreed: boolean): void => {
  if (flattenedCount === 0 || agreed) return
  refuse('invalid', 'DEPTH_EXCEEDED', {
    rule: 'MRG-R1',
    params: {
      levels: maxLevels + 1,
      most: maxLevels,
      chain: flattened
        .slice(0, 5)
        .map(({ name, number }) => `${name} (${number})`)
        .join(', '),
    },
  })
}

/**
 * Makes one organisation of two, in the caller's transaction and as the application: neither side may touch the other's
 * rows by itself. Rehearsals run it in a savepoint. Where the locations go is planned before; answers what was changed
 * instead of moved, while what moved is kept for the transaction.
 */
export const joinOrganisations = async (call: Call, sides: Sides, { placeCount }: Attachment): Promise<Changed> => {
  await call.em.flush()
  const closedClaims = await collapseClaims(call, [sides.acquirerId, sides.invitedId])
  await call.em.flush()
  const rows = {
    ...(await joinPeople(call, sides)),
    ...(await holdRolesBack(call, sides)),
    ...(await joinMemberships(call, sides)),
    ...(await carryRules(call, sides)),
  }
  await attach(call, sides)
  await moveRows(call, sides)
  const mergedBefore = await close(call, sides)
  const exemptions = await askTaxConfirmation(call, sides.acquirerId, {
    locations: movedLocations,
    most: placeCount,
    exemptions: movedIds('tax_exemption'),
  })
  // Anew: what was read before carries the organisation that is no more.
  await settleImpliedRoles(
    { ...call, em: call.em.fork({ keepTransactionContext: true }) },
    sides.acquirerId,
    movedLocations,
  )
  return { rows: { ...rows, exemption_asked: exemptions.map((id) => ({ id })) }, mergedBefore, closedClaims }
}

const attach = async (call: Call, { acquirerId }: Sides): Promise<void> => {
  await sql`
    update location l set organization_id = ${acquirerId}, is_headquarters = false, parent_id = p."to", version = l.version + 1
    from merge_place p where p.location_id = l.id
  `.execute(call.em.getKysely())
}

/** Organisations that had gone into the one that goes are read by the one it goes into. */
const close = async (call: Call, { acquirerId, invitedId }: Sides): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update organization set merged_into_id = ${acquirerId} where merged_into_id = ${invitedId} returning id
  `.execute(call.em.getKysely())
  await sql`update organization set status = 'merged', merged_into_id = ${acquirerId}, merged_at = ${call.now}, domains = '{}'
    where id = ${invitedId}`.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}
