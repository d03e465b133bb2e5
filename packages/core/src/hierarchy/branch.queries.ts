import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import type { Branch } from './tree.rules.ts'

interface BranchRow extends Branch {
  label: string
}

/** A location and everything above it, from the top; empty where the caller sees no such location. */
export const readAbove = async (call: Call, locationId: string): Promise<BranchRow[]> => {
  const { rows } = await sql<BranchRow>`
    with recursive above as (
      select l.*, 0 as steps from location l where id = ${locationId}
      union all select l.*, a.steps + 1 from above a join location l on l.id = a.parent_id where a.steps < 16)
    select id, organization_id as "organizationId", is_headquarters as "isHeadquarters", left_at is not null as "hasLeft",
      parent_id as "parentId", name || ' (' || number || ')' as label
    from above order by steps desc
  `.execute(call.em.getKysely())
  return rows
}

/** The longest chain from a location down to a leaf, itself first, by names. Follows the labels: one row a level. */
export const readDeepest = async (call: Call, locationId: string): Promise<string[]> => {
  const { rows } = await sql<{ label: string }>`
    with recursive deepest as (
      select id, name, number, height, below, 0 as steps from location where id = ${locationId}
      union all
      select c.id, c.name, c.number, c.height, c.below, d.steps + 1 from deepest d cross join lateral (
        select l.* from location l where l.parent_id = d.id and l.height = d.height - 1 and (l.left_at is null or l.below > 0)
        order by l.number limit 1) c
      where d.below > 0)
    select name || ' (' || number || ')' as label from deepest order by steps
  `.execute(call.em.getKysely())
  return rows.map(({ label }) => label)
}

/** Ids of everything that stands or stood directly below a location, what left included: it keeps its place beside them. */
export const readChildIds = async (call: Call, locationId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from location where parent_id = ${locationId} order by number
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}
