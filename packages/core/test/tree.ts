import { v7 } from 'uuid'
import type { PersonActor } from '../src/kernel/actor.ts'
import { createCaller } from '../src/router.ts'
import type { TestWorld } from './world.ts'

/** A tree as it is read aloud: `HQ(A, B(C, D))`, children in the order of their numbers, of what has not left. */
export const drawTree = async (world: TestWorld, organizationId: string): Promise<string> => {
  const rows = await world.rows<{ id: string; parentId: string | null; name: string }>(
    `select id, parent_id as "parentId", name from location where organization_id = $1 and left_at is null order by number`,
    [organizationId],
  )
  const drawn = (parentId: string | null): string =>
    rows
      .filter((row) => row.parentId === parentId)
      .map(({ id, name }) => {
        const below = drawn(id)
        return below ? `${name}(${below})` : name
      })
      .join(', ')
  return drawn(null)
}

/** What {@link plantTree} made: the organisation, and the ids of its locations by name. */
export interface Planted {
  organizationId: string
  vendorId: string
  ids: Record<string, string>
}

/** An organisation with the tree that the drawing shows. Written around the code, names being single words. */
export const plantTree = async (world: TestWorld, drawing: string, name = 'Test Trees'): Promise<Planted> => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor limit 1`)
  const [{ number }] = (await world.rows<{ number: number }>(
    `select greatest(max(number), (select max(global_number) from organization)) as number from location`,
  )) as [{ number: number }]
  const organizationId = v7()
  const rows = readDrawing(drawing).map((row, index) => ({
    ...row,
    id: v7(),
    number: number + 2 + index,
  }))
  const ids = Object.fromEntries(rows.map((row) => [row.name, row.id]))
  const written = rows.map((row) => ({
    id: row.id,
    name: row.name,
    number: row.number,
    parent: row.parent && ids[row.parent],
  }))
  await world.rows(`select set_config('ofrecord.clock', $1, false)`, [world.now().toISOString()])
  await world.rows(
    `with planted as (insert into organization (id, vendor_id, global_number, name, country, domains)
       values ($1, $2, $3, $4, 'GB', '{}') returning id)
     insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select r.id, $2, p.id, r.number, r.name, r.name || ' Ltd', r.name, 'GB', r.parent, r.parent is null, 'verified'
     from planted p, jsonb_to_recordset($5) as r(id uuid, name text, number int, parent uuid)`,
    [organizationId, vendor!.id, number + 1, name, JSON.stringify(written)],
  )
  await world.rows(`select set_config('ofrecord.clock', '', false)`)
  return { organizationId, vendorId: vendor!.id, ids }
}

const readDrawing = (drawing: string): { name: string; parent: string | null }[] => {
  const rows: { name: string; parent: string | null }[] = []
  const above: string[] = []
  for (const [token] of drawing.matchAll(/\w+|[()]/g)) {
    if (token === '(') above.push(rows.at(-1)!.name)
    else if (token === ')') above.pop()
    else rows.push({ name: token, parent: above.at(-1) ?? null })
  }
  return rows
}

/** Everything wrong with an organisation's tree: labels against a recount, roots, depth, and places. Empty when it is whole. */
export const treeFaults = async (world: TestWorld, organizationId: string): Promise<string[]> => {
  const rows = await world.rows<{ fault: string }>(
    `with recursive up as (
       select id, parent_id as at, 1 as far from location where organization_id = $1 and left_at is null
       union all select u.id, l.parent_id, u.far + 1 from up u join location l on l.id = u.at where u.far < 20),
     counted as (select at as id, count(*)::int as below, max(far)::int as height from up where at is not null group by at),
     roots as (select count(*) as n from location where organization_id = $1 and is_headquarters and left_at is null)
     select format('%s is labelled %s/%s and should be %s/%s', l.name, l.below, l.height, coalesce(c.below, 0), coalesce(c.height, 0)) as fault
       from location l left join counted c on c.id = l.id where l.organization_id = $1
         and (l.below, l.height) is distinct from (coalesce(c.below, 0), coalesce(c.height, 0))
     union all select format('%s roots', n) from roots where n <> 1
     union all select format('a chain of %s', max(far)) from up having max(far) > 5
     union all select format('%s does not reach the headquarters', l.name) from location l where organization_id = $1 and left_at is null
       and not exists (select from up u join location h on h.id = u.at and h.is_headquarters where u.id = l.id) and not is_headquarters
     union all select format('%s stands elsewhere than its place says', l.name) from location l left join location_place p on p.location_id = l.id and p.until is null
       where l.organization_id = $1 and (l.left_at is null, l.parent_id, l.name, l.number, l.is_headquarters, l.organization_id)
         is distinct from (p.id is not null, case when p.id is null then l.parent_id else p.parent_id end, coalesce(p.name, l.name),
           coalesce(p.number, l.number), coalesce(p.is_headquarters, l.is_headquarters), coalesce(p.organization_id, l.organization_id))
     union all select format('%s was in two places', a.name) from location_place a join location_place b on b.location_id = a.location_id and b.id > a.id
       and tstzrange(a.since, a.until) && tstzrange(b.since, b.until) where a.organization_id = $1`,
    [organizationId],
  )
  return rows.map(({ fault }) => fault)
}

/** Gwen, acting in a planted organisation: with the role everywhere in it, or at these places alone. */
export const actingIn = async (
  world: TestWorld,
  { organizationId, ids }: Planted,
  role = 'global_admin',
  places: readonly string[] | null = null,
): Promise<PersonActor> => {
  const gwen = (await world.actor('gwen')) as PersonActor
  const scope = places?.map((name) => ids[name]!) ?? null
  return { ...gwen, organizationId, grants: [{ role, scope, at: scope }] }
}

/** A caller of the real router, as {@link actingIn}. */
export const callerIn = async (...given: Parameters<typeof actingIn>): Promise<ReturnType<typeof createCaller>> =>
  createCaller(given[0].contextOf(await actingIn(...given)))

/** Whole numbers below `limit`, the same for the same seed (mulberry32). */
export const randomFrom = (seed: number) => {
  let state = seed
  return (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** A new location as somebody types it, with nothing missing. */
export const york = {
  name: 'York',
  legalName: 'Test Trees York Ltd',
  street: '1 Stonegate',
  postalCode: 'YO1 8AS',
  city: 'York',
  country: 'GB',
  phone: '+44 1904 960000',
  registrationNumber: '07654321',
}

/** Adds verified locations called `Branch 001`, `Branch 002`, … directly below one; answers their ids in that order. */
export const plantBranches = async (world: TestWorld, parentId: string, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => v7())
  await world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status, enrolled)
     select b.id, p.vendor_id, p.organization_id, m.number + b.place, 'Branch ' || lpad(b.place::text, 3, '0'), '', 'Hull', 'GB', p.id, false, 'verified', true
     from location p, unnest($2::uuid[]) with ordinality as b(id, place),
       (select greatest(max(number), (select max(global_number) from organization)) as number from location) m
     where p.id = $1`,
    [parentId, ids],
  )
  return ids
}
