import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { askTaxConfirmation } from '../memberships/tax.confirming.ts'
import { settleImpliedRoles } from '../people/contact.implied.ts'
import { carryRules, holdRolesBack, joinMemberships, joinPeople, moveRows } from './merge.carrying.ts'
import type { Rows, Sides } from './merge.carrying.ts'
import { collapseClaims } from './merge.collapsing.ts'
import type { PlaceChange } from './recording.ts'
import { maxLevels } from './tree.rules.ts'

/** Where everything stood before a merge: what undoing it needs. */
export type Before = {
  moved: { [table: string]: string[] }
  rows: Rows
  places: PlaceChange[]
  mergedBefore: string[]
  closedClaims: number[]
}

/** The places of the tree that comes, and those that hang higher than before because it would be too deep. */
export interface Attachment {
  places: PlaceChange[]
  flattened: PlaceChange[]
}

interface Standing extends Omit<PlaceChange, 'from' | 'to'> {
  parentId: string | null
  grandparentId: string | null
  level: number
  left: boolean
}

/**
 * How the tree of the organisation that comes hangs under the headquarters of the other (MRG-R1): as it is, but for what
 * would be on a sixth level. That is attached to the location above the one it was below.
 */
export const planAttachment = async (call: Call, { acquirerId, invitedId }: Sides): Promise<Attachment> => {
  const { rows } = await sql<Standing>`
    with recursive tree as (
      select id, parent_id, null::uuid as grandparent_id, number, name, 2 as level, left_at is not null as "left" from location
      where organization_id = ${invitedId} and parent_id is null
      union all select l.id, l.parent_id, t.parent_id, l.number, l.name, t.level + 1, l.left_at is not null from tree t join location l on l.parent_id = t.id)
    select id as "locationId", parent_id as "parentId", grandparent_id as "grandparentId", number, name, level, "left"
    from tree order by level, number
  `.execute(call.em.getKysely())
  const { rows: heads } = await sql<{ id: string }>`
    select id from location where organization_id = ${acquirerId} and is_headquarters`.execute(call.em.getKysely())
  const tooDeep = ({ level, left }: Standing): boolean => level > maxLevels && !left
  const placed = (one: Standing): PlaceChange => ({
    locationId: one.locationId,
    number: one.number,
    name: one.name,
    from: one.parentId,
    to: tooDeep(one) ? one.grandparentId : (one.parentId ?? heads[0]!.id),
  })
  return { places: rows.map(placed), flattened: rows.filter(tooDeep).map(placed) }
}

/** Refuses with `DEPTH_EXCEEDED` a tree that is too deep as it is, unless the proposed places were agreed to. */
export const refuseTooDeep = ({ flattened }: Attachment, agreed: boolean): void => {
  if (flattened.length === 0 || agreed) return
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
 * rows by itself. Rehearsals run it in a savepoint.
 */
export const joinOrganisations = async (call: Call, sides: Sides, { places }: Attachment): Promise<Before> => {
  await call.em.flush()
  const closedClaims = await collapseClaims(call, [sides.acquirerId, sides.invitedId])
  await call.em.flush()
  const rows: Rows = {
    ...(await joinPeople(call, sides)),
    ...(await holdRolesBack(call, sides)),
    ...(await joinMemberships(call, sides)),
    ...(await carryRules(call, sides)),
  }
  await attach(call, sides, places)
  const moved = await moveRows(call, sides)
  const mergedBefore = await close(call, sides)
  const exemptions = await askTaxConfirmation(call, sides.acquirerId, {
    locationIds: places.map(({ locationId }) => locationId),
    exemptionIds: moved['tax_exemption'] ?? [],
  })
  // Anew: what was read before carries the organisation that is no more.
  await settleImpliedRoles(
    { ...call, em: call.em.fork({ keepTransactionContext: true }) },
    sides.acquirerId,
    places.map(({ locationId }) => locationId),
  )
  return {
    moved,
    rows: { ...rows, exemption_asked: exemptions.map((id) => ({ id })) },
    places,
    mergedBefore,
    closedClaims,
  }
}

const attach = async (call: Call, { acquirerId }: Sides, places: readonly PlaceChange[]): Promise<void> => {
  await sql`
    update location l set organization_id = ${acquirerId}, is_headquarters = false, parent_id = p."to", version = l.version + 1
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p ("locationId" uuid, "to" uuid) where p."locationId" = l.id
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
