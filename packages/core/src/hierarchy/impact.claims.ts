import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { ImpactRoom } from './impact.room.ts'
import { exampleOf, examplesShown, partOf } from './impact.rules.ts'
import type { ImpactExample } from './impact.rules.ts'

type Counted = { count: number; named: { name: string; place: string }[] }
type ClaimFacts = { open: Counted; competing: Counted; items: number; print: string }

const examplesOf = ({ named }: Counted): ImpactExample[] => named.map(({ name, place }) => exampleOf(name, { place }))

/**
 * Claims that the vendor has not decided. They stay with a location that moves, and hold up one that closes: they are
 * withdrawn or go to another location first (DIS-R3).
 */
export const claimImpact: ImpactRoom<ClaimFacts> = {
  read: async (call, place) => {
    const { rows } = await sql<ClaimFacts>`
      with open as (
        select c.id, c.version, c.number, c.number || ' ' || c.name as name, l.name as place, 'competing' = any(c.flags) as competing
        from claim c join location l on l.id = c.location_id
        where c.organization_id = any(${uuids(place.organizationIds)}) and c.location_id in ${place.locations}
          and c.status in ('draft', 'submitted', 'under_review', 'action_required')),
      named as (select *, row_number() over (order by number) as n, row_number() over (partition by competing order by number) as m from open)
      select jsonb_build_object('count', count(*),
          'named', coalesce(jsonb_agg(jsonb_build_object('name', name, 'place', place) order by number) filter (where n <= ${examplesShown}::int), '[]')) as open,
        jsonb_build_object('count', count(*) filter (where competing),
          'named', coalesce(jsonb_agg(jsonb_build_object('name', name, 'place', place) order by number) filter (where competing and m <= ${examplesShown}::int), '[]')) as competing,
        (select count(*)::int from claim_item i where i.claim_id in (select id from open) and i.decision <> 'removed') as items,
        coalesce(bit_xor(hashtextextended(concat_ws(' ', id, version), 0)), 0)::text as print
      from named
    `.execute(call.em.getKysely())
    return rows[0]!
  },
  compare: (before, after, kind) => {
    const leaving = kind === 'dissociated'
    return [
      ...partOf('claims_open', leaving ? 'blocker' : 'note', examplesOf(before.open), before.open.count),
      ...partOf('claims_competing', leaving ? 'blocker' : 'note', examplesOf(before.competing), before.competing.count),
      ...(kind === 'merged' ? partOf('items_closed', 'loss', [], before.items - after.items) : []),
    ]
  },
}

type AssociationFacts = { live: Counted; print: string }

/** Associations in force or in a customer's window: with a location that closes they end, and customers are told. */
export const associationImpact: ImpactRoom<AssociationFacts> = {
  read: async (call, place) => {
    const { rows } = await sql<AssociationFacts>`
      with live as (
        select a.id, a.status, c.customer_name || ', ' || i.name as name, l.name as place
        from association a join claim c on c.id = a.claim_id join claim_item i on i.id = a.claim_item_id join location l on l.id = a.location_id
        where a.organization_id = any(${uuids(place.organizationIds)}) and a.location_id in ${place.locations} and a.status <> 'ended'),
      named as (select *, row_number() over (order by name, id) as n from live)
      select jsonb_build_object('count', count(*),
          'named', coalesce(jsonb_agg(jsonb_build_object('name', name, 'place', place) order by n) filter (where n <= ${examplesShown}::int), '[]')) as live,
        coalesce(bit_xor(hashtextextended(concat_ws(' ', id, status), 0)), 0)::text as print
      from named
    `.execute(call.em.getKysely())
    return rows[0]!
  },
  compare: (before, after) => {
    const ended = before.live.count - after.live.count
    return ended > 0
      ? partOf('associations_ended', 'loss', examplesOf(before.live), ended)
      : partOf('associations_kept', 'note', examplesOf(before.live), before.live.count)
  },
}
