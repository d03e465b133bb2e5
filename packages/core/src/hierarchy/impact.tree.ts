import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { ImpactRoom } from './impact.room.ts'
import { exampleOf, partOf } from './impact.rules.ts'
import type { ImpactExample, ImpactPart } from './impact.rules.ts'

type TreeFacts = {
  /** Levels of the deepest chain, the headquarters being the first. */
  levels: number
  headquarters: { name: string; country: string; currency: string }[]
  enrolled: number
  /** The versions of every location: a place that somebody else changed makes the report stale. */
  print: string
}

/** How deep the tree gets, and whether another legal entity stands at its head (HIE-R14). */
export const treeImpact: ImpactRoom<TreeFacts> = {
  // The levels are a label of the headquarters. The order of the versions does not count, so that nothing is sorted for it.
  read: async (call, place) => {
    const own = sql`organization_id = any(${uuids(place.organizationIds)})`
    const { rows } = await sql<TreeFacts>`
      select coalesce((select max(height) + 1 from location where ${own} and parent_id is null), 0) as levels,
        (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'country', country, 'currency', currency) order by number), '[]')
          from location where is_headquarters and ${own}) as headquarters,
        (select count(*)::int from location where enrolled and ${own} and id in ${place.locations}) as enrolled,
        (select coalesce(bit_xor(hashtextextended(concat_ws(' ', id, version), 0)), 0)::text from location where ${own}) as print
    `.execute(call.em.getKysely())
    return rows[0]!
  },
  compare: (before, after, kind) => [
    ...(before.levels === after.levels
      ? []
      : partOf(
          'depth',
          after.levels > before.levels ? 'warning' : 'note',
          [exampleOf('', { from: String(before.levels), to: String(after.levels) })],
          after.levels,
        )),
    ...headChange(before, after),
    ...(kind === 'merged' ? partOf('incentives_locations', 'note', [], before.enrolled) : []),
  ],
}

/** Taxes, fees and the currency follow the legal entity at the head: whoever gets another one is named. */
const headChange = (before: TreeFacts, after: TreeFacts): ImpactPart[] => {
  const [next] = after.headquarters
  if (!next) return []
  const of = (field: 'country' | 'currency'): ImpactExample[] =>
    before.headquarters
      .filter((head) => head[field] !== next[field] && head[field] !== '' && next[field] !== '')
      .map((head) => exampleOf(head.name, { from: head[field], to: next[field] }))
  return [
    ...partOf('country_changed', 'warning', of('country')),
    ...partOf('currency_changed', 'warning', of('currency')),
  ]
}
