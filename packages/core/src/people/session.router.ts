import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { z } from 'zod'
import type { Grant, Scope } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { privilegesIn } from '../kernel/authority.ts'
import { bareSession, person, router } from '../kernel/trpc.ts'
import { whoCanGrant } from './role.queries.ts'

/** Whoever knows how many claims a person looks at knows what to risk (AMB-9); a survey is between vendor and customer. */
const shownPolicy = ({
  autoApprove: _rules,
  samplePercent: _share,
  survey: _survey,
  surveyAddress: _place,
  ...numbers
}: Policy) => numbers

/** So many names of places are told of each role; the others are counted. */
const mostPlaces = 10

/** A role and where it holds: null is the whole organisation. Of a location's administrator the branches, not what is below. */
interface ShownRole {
  role: string
  locations: { names: string[]; all: number } | null
}

const rolesOf = async (call: Call, grants: readonly Grant[]): Promise<ShownRole[]> => {
  const shown: ShownRole[] = []
  for (const { role, at, scope } of grants)
    shown.push({ role, locations: at && (await placesOf(call, at, role === 'location_admin' ? scope : [])) })
  return shown
}

/** A branch below another one is told with that. */
const placesOf = async (call: Call, at: readonly string[], within: Scope) => {
  const { rows } = await sql<{ name: string; parentId: string | null }>`
    select name, parent_id as "parentId" from location where id = any(${uuids(at)}) order by number
  `.execute(call.em.getKysely())
  const above = new Set(within)
  const highest = rows.filter(({ parentId }) => parentId === null || !above.has(parentId))
  return { names: highest.slice(0, mostPlaces).map(({ name }) => name), all: highest.length }
}

/** The signed-in person. */
export const sessionRouter = router({
  /** Who I am here, where else I could be, and what I may do: menus are drawn from it. */
  me: bareSession().query(async ({ ctx: { actor, call } }) => {
    const { rows: vendors } = await sql<{ name: string; slug: string; brand: string; timeZone: string }>`
      select name, slug, brand, time_zone as "timeZone" from vendor where id = ${actor.vendorId}
    `.execute(call.em.getKysely())
    const { rows: organisations } = await sql<{ id: string; name: string; country: string }>`
      select id, name, country from organization where id = ${actor.organizationId}
    `.execute(call.em.getKysely())
    return {
      person: { id: actor.personId, name: actor.name, email: actor.email, locale: actor.locale },
      side: actor.side,
      /** `required`: nothing is open to this member of the staff but adding a second factor. */
      secondFactor: actor.session?.needsFactor ? ('required' as const) : ('enough' as const),
      places: actor.places,
      organisation: organisations[0] ?? null,
      roles: await rolesOf(call, actor.grants),
      privileges: privilegesIn(actor.grants),
      vendor: vendors[0]!,
      /** The programme's numbers that pages name: days, hours, items. */
      policy: shownPolicy(await readPolicy(call, actor.vendorId)),
    }
  }),

  /** Who can give a role to somebody who has none, or not the right one (ROL-R5). */
  whoCanGrant: person().query(({ ctx }) => whoCanGrant(ctx.call)),

  /**
   * Whether one may act there (ROL-R1): null is the vendor's desk. The choice itself comes with each request: in the header
   * `x-organization`, or in the cookie `ofrecord.place` where a browser follows a link. Anything else is absent.
   */
  switchOrganisation: person('write')
    .input(z.strictObject({ organizationId: z.uuid().nullable() }))
    .mutation(({ ctx: { actor }, input }) => {
      const place = actor.places.find(({ id }) => id === input.organizationId)
      return place ?? refuseAbsent()
    }),
})
