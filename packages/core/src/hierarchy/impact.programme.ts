import { sql } from 'kysely'
import type { HeldCompetency } from '../competencies/enrollment.rules.ts'
import { heldStates, levelsOf } from '../competencies/enrollment.rules.ts'
import type { ImpactRoom } from './impact.room.ts'
import { exampleOf, partOf } from './impact.rules.ts'
import { idList } from './tree.queries.ts'

type Held = HeldCompetency & { id: string; place: string; organizationId: string }

/** The highest level held anywhere is the organisation's (CMP-R2); two organisations become one union (MRG-R3). */
export const competencyImpact: ImpactRoom<Held[]> = {
  read: async (call, { organizationIds }) => {
    const { rows } = await sql<Held>`
      select e.id, e.competency, e.level, e.renews_on::text as "renewsOn", l.name as place, e.organization_id as "organizationId"
      from competency_enrollment e join location l on l.id = e.location_id
      where e.organization_id = any(${idList(organizationIds)}) and e.state = any(${`{${heldStates.join(',')}}`}::text[])
      order by e.competency, l.number, e.id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after, kind) => {
    const levels = levelsOf(after)
    const heads = [...Map.groupBy(before, ({ organizationId }) => organizationId).values()].map((held) =>
      levelsOf(held),
    )
    const had = levelsOf(before)
    const lost = [...had].filter(([competency]) => !levels.has(competency))
    const changed = heads.flatMap((was) =>
      [...was].filter(([competency, level]) => levels.has(competency) && levels.get(competency) !== level),
    )
    return [
      ...partOf(
        'competencies_lost',
        'loss',
        lost.map(([name, from]) => exampleOf(name, { from })),
      ),
      ...partOf(
        'competencies_level_changed',
        'warning',
        changed.map(([name, from]) => exampleOf(name, { from, to: levels.get(name)! })),
      ),
      ...partOf(
        'competencies_gained',
        'gain',
        [...levels].filter(([competency]) => !had.has(competency)).map(([name, to]) => exampleOf(name, { to })),
      ),
      // Each keeps its benefits until its own next renewal.
      ...(kind === 'merged'
        ? partOf(
            'competencies_kept',
            'note',
            before.map(({ competency, level, renewsOn, place }) =>
              exampleOf(competency, { place, from: level, to: renewsOn }),
            ),
          )
        : []),
    ]
  },
}

type Standing = { id: string; name: string; tier: string; anniversaryOn: string | null }

/** Memberships: of two organisations one goes on, with the later anniversary where both had a starter pack (MRG-R4). */
export const membershipImpact: ImpactRoom<Standing[]> = {
  read: async (call, { organizationIds }) => {
    const { rows } = await sql<Standing>`
      select m.id, o.name, m.tier, m.anniversary_on::text as "anniversaryOn"
      from membership m join organization o on o.id = m.organization_id
      where m.organization_id = any(${idList(organizationIds)}) and m.ended_at is null order by o.name, m.id
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
