import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { ImpactRoom } from './impact.room.ts'
import { exampleOf, goneFrom, partOf } from './impact.rules.ts'

type Standing = { id: string; name: string; tier: string; anniversaryOn: string | null }

/** Memberships: of two organisations one goes on, with the later anniversary where both had a starter pack (MRG-R4). */
export const membershipImpact: ImpactRoom<Standing[]> = {
  read: async (call, { organizationIds }) => {
    const { rows } = await sql<Standing>`
      select m.id, o.name, m.tier, m.anniversary_on::text as "anniversaryOn"
      from membership m join organization o on o.id = m.organization_id
      where m.organization_id = any(${uuids(organizationIds)}) and m.ended_at is null order by o.name, m.id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after) => {
    const ended = before.filter(({ id }) => !after.some((one) => one.id === id))
    const moved = after.flatMap((one) => {
      const was = before.find(({ id }) => id === one.id)
      return was && was.anniversaryOn !== one.anniversaryOn ? [{ one, was }] : []
    })
    return [
      ...partOf(
        'membership_ended',
        'warning',
        ended.map(({ name, tier }) => exampleOf(name, { from: tier })),
      ),
      ...partOf(
        'anniversary_moved',
        'note',
        moved.map(({ one, was }) => exampleOf(one.name, { from: was.anniversaryOn, to: one.anniversaryOn })),
      ),
    ]
  },
}

type Counting = { id: string; project: string; place: string }

/** References that count at a location which closes count nowhere, until somebody assigns them anew (DIS-R3, REF-R5). */
export const referenceImpact: ImpactRoom<Counting[]> = {
  read: async (call, { organizationIds }) => {
    const { rows } = await sql<Counting>`
      select r.id, r.project_title as project, l.name as place from reference_assignment a
        join customer_reference r on r.id = a.reference_id join location l on l.id = a.location_id
      where a.organization_id = any(${uuids(organizationIds)}) and a.ended_at is null order by r.company, r.id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after) =>
    partOf(
      'references_released',
      'warning',
      goneFrom(before, after).map(({ project, place }) => exampleOf(project, { place })),
    ),
}
