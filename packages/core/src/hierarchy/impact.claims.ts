import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { hadAt, partFrom, standsAt } from './impact.lists.ts'
import type { ImpactList } from './impact.lists.ts'
import type { ImpactRoom } from './impact.room.ts'
import { exampleOf, examplesShown, partOf } from './impact.rules.ts'
import type { ImpactExample } from './impact.rules.ts'
import { standsIn } from './impact.place.ts'

type Counted = { count: number; named: { name: string; place: string }[] }
type ClaimFacts = { open: Counted; competing: Counted; print: string }

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
        where c.organization_id = any(${uuids(place.organizationIds)}) and ${standsIn(place, 'c.location_id')}
          and c.status in ('draft', 'submitted', 'under_review', 'action_required')),
      named as (select *, row_number() over (order by number) as n, row_number() over (partition by competing order by number) as m from open)
      select jsonb_build_object('count', count(*),
          'named', coalesce(jsonb_agg(jsonb_build_object('name', name, 'place', place) order by number) filter (where n <= ${examplesShown}::int), '[]')) as open,
        jsonb_build_object('count', count(*) filter (where competing),
          'named', coalesce(jsonb_agg(jsonb_build_object('name', name, 'place', place) order by number) filter (where competing and m <= ${examplesShown}::int), '[]')) as competing,
        coalesce(bit_xor(hashtextextended(concat_ws(' ', id, version), 0)), 0)::text as print
      from named
    `.execute(call.em.getKysely())
    return rows[0]!
  },
  compare: (before, _after, kind) => {
    const leaving = kind === 'dissociated'
    return [
      ...partOf('claims_open', leaving ? 'blocker' : 'note', examplesOf(before.open), before.open.count),
      ...partOf('claims_competing', leaving ? 'blocker' : 'note', examplesOf(before.competing), before.competing.count),
    ]
  },
}

/** What these claims ask for: of what both sides of a merge ask for, one of two closes (MRG-R6). */
export const itemImpact: ImpactList = {
  name: 'items',
  rows: (place) => sql`
    select i.id as item, null::uuid as person_id, c.number || ' ' || c.name as name, i.name as what, c.location_id, false as mark
    from claim c join claim_item i on i.claim_id = c.id
    where c.organization_id = any(${uuids(place.organizationIds)}) and ${standsIn(place, 'c.location_id')}
      and c.status in ('draft', 'submitted', 'under_review', 'action_required') and i.decision in ('pending', 'approved')`,
  parts: ({ gone }, kind) => (kind === 'merged' ? partFrom('items_closed', 'loss', gone, hadAt) : []),
}

/** Associations in force, in a customer's window or reserved: with a location that closes they end, and customers are told. */
export const associationImpact: ImpactList = {
  name: 'associations',
  rows: (place) => sql`
    select a.id as item, null::uuid as person_id, c.customer_name || ', ' || i.name as name, a.status as what, a.location_id, true as mark
    from association a join claim c on c.id = a.claim_id join claim_item i on i.id = a.claim_item_id
    where a.organization_id = any(${uuids(place.organizationIds)}) and ${standsIn(place, 'a.location_id')} and a.status <> 'ended'`,
  parts: ({ gone, had }) => [
    ...partFrom('associations_ended', 'loss', gone, standsAt),
    // Where some end, those are named and the others counted.
    ...partFrom(
      'associations_kept',
      'note',
      gone.count === 0 ? had : { count: had.count - gone.count, named: [] },
      standsAt,
    ),
  ],
}
