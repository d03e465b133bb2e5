import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import { exampleOf, examplesShown, partOf } from './impact.rules.ts'
import type { ImpactExample, ImpactKey, ImpactPart, ImpactWeight } from './impact.rules.ts'
import type { ImpactPlace } from './impact.place.ts'

/** Rows that are as many as the tree has people or claims: who holds, is or may do something at one of the places, or what stands there. */
export interface ImpactList {
  name: string
  /**
   * The rows now: `item`, one uuid each, `person_id` or, where it is not the person's, `name`, `what`, `location_id` and `mark`.
   */
  rows(place: ImpactPlace): RawBuilder<unknown>
  parts(differences: Differences, kind: ChangeKind): ImpactPart[]
}

export type ListRow = { name: string; what: string; place: string }

/** How many rows, and the first of them by name. */
export type Counted = { count: number; named: ListRow[] }

/** What went, what came without the mark, whose mark is new (also of what came), and what had the mark before. */
export type Differences = Record<'gone' | 'come' | 'marked' | 'had', Counted>

/** What a report rests on: as many rows with the same content. The order does not count, so that nothing is sorted for it. */
export type ListPrint = { count: number; print: string }

const columns = sql`item, person_id, name, what, location_id, mark`

const print = sql`count(*)::int as count,
  coalesce(bit_xor(hashtextextended(concat_ws(' ', item, name, what, location_id, mark), 0)), 0)::text as print`

/** Keeps the rows for {@link compareList}, beside others of the same place, and answers their print. */
export const keepList = async (call: Call, list: ImpactList, place: ImpactPlace): Promise<ListPrint> => {
  const { rows } = await sql<ListPrint>`
    with kept as (insert into impact_fact select ${place.id}, ${list.name}, ${columns} from (${list.rows(place)}) as found returning *)
    select ${print} from kept
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The print alone, where nothing is compared afterwards. */
export const printList = async (call: Call, list: ImpactList, place: ImpactPlace): Promise<ListPrint> => {
  const { rows } = await sql<ListPrint>`select ${print} from (${list.rows(place)}) as found`.execute(
    call.em.getKysely(),
  )
  return rows[0]!
}

/** What is different from the rows that were kept of `before`, counted by the database, which names the first of each. */
export const compareList = async (
  call: Call,
  list: ImpactList,
  { before, after }: { before: ImpactPlace; after: ImpactPlace },
): Promise<Differences> => {
  const { rows } = await sql<Counted & { how: keyof Differences }>`
    with before as materialized (select ${columns} from impact_fact where place = ${before.id} and room = ${list.name}),
    after as materialized (${list.rows(after)}),
    changed as materialized (
      select case when a.item is null then 'gone' when b.item is null and not a.mark then 'come' else 'marked' end as how, coalesce(b.item, a.item) as item,
        coalesce(b.person_id, a.person_id) as person_id, coalesce(b.name, a.name) as name, coalesce(b.what, a.what) as what,
        coalesce(b.location_id, a.location_id) as location_id
      from before b full join after a on a.item = b.item where a.item is null or b.item is null or (a.mark and not b.mark)
      union all select 'had', item, person_id, name, what, location_id from before where mark)
    select h.how, h.count, (
      select jsonb_agg(jsonb_build_object('name', n.name, 'what', n.what, 'place', n.place) order by n.name, n.what, n.number, n.item) from (
        select coalesce(c.name, p.name) as name, c.what, coalesce(l.name, '') as place, l.number, c.item
        from changed c left join person p on p.id = c.person_id left join location l on l.id = c.location_id
        where c.how = h.how order by 1, 2, 4, 5 limit ${examplesShown}::int) n) as named
    from (select how, count(*)::int as count from changed group by how) h
  `.execute(call.em.getKysely())
  const none: Counted = { count: 0, named: [] }
  const told = new Map(rows.map(({ how, count, named }) => [how, { count, named }]))
  const of = (how: keyof Differences): Counted => told.get(how) ?? none
  return { gone: of('gone'), come: of('come'), marked: of('marked'), had: of('had') }
}

/** A part about counted rows, each told by `example`. */
export const partFrom = (
  key: ImpactKey,
  weight: ImpactWeight,
  { named, count }: Counted,
  example: (row: ListRow) => ImpactExample,
): ImpactPart[] => partOf(key, weight, named.map(example), count)

export const hadAt = ({ name, what, place }: ListRow): ImpactExample => exampleOf(name, { place, from: what })
export const standsAt = ({ name, place }: ListRow): ImpactExample => exampleOf(name, { place })
