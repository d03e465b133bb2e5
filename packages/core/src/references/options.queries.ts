import { sql } from 'kysely'
import type { Asking } from './finding.ts'

interface Named {
  code: string
  name: string
}

interface ReferenceOptions {
  competencies: (Named & { groupName: string })[]
  products: (Named & { family: string })[]
}

/** What a form may choose from. */
export const readOptions = async ({ call, actor }: Asking): Promise<ReferenceOptions> => {
  const { rows } = await sql<ReferenceOptions>`
    select (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name, 'groupName', c.group_name) order by c.position), '[]')
        from competency c where c.vendor_id = v.id) as competencies,
      (select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'name', x.name, 'family', x.family) order by x.family, x.position), '[]') from (
        select code, name, family, position from product where vendor_id = v.id
        union all select w.code, w.name, coalesce(s.name, ''), w.position from workload w
          left join solution_area s on s.vendor_id = w.vendor_id and s.code = w.area_code where w.vendor_id = v.id) x) as products
    from (select ${actor.vendorId}::uuid as id) v
  `.execute(call.em.getKysely())
  return rows[0]!
}
