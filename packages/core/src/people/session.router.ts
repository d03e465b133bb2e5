import { sql } from 'kysely'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { privilegesIn } from '../kernel/authority.ts'
import { person, router } from '../kernel/trpc.ts'

/** Whoever knows how many claims a person looks at knows what to risk (AMB-9); a survey is between vendor and customer. */
const shownPolicy = ({
  autoApprove: _rules,
  samplePercent: _share,
  survey: _survey,
  surveyAddress: _place,
  ...numbers
}: Policy) => numbers

/** The signed-in person. */
export const sessionRouter = router({
  /** Who I am here, where, and what I may do: menus are drawn from it. */
  me: person().query(async ({ ctx: { actor, call } }) => {
    const { rows: vendors } = await sql<{ name: string; slug: string; brand: string; timeZone: string }>`
      select name, slug, brand, time_zone as "timeZone" from vendor where id = ${actor.vendorId}
    `.execute(call.em.getKysely())
    const { rows: organisations } = await sql<{ id: string; name: string; country: string }>`
      select id, name, country from organization where id = ${actor.organizationId}
    `.execute(call.em.getKysely())
    const locationIds = actor.grants.flatMap(({ scope }) => scope ?? [])
    const { rows: locations } = await sql<{ id: string; name: string }>`
      select id, name from location where id = any(${`{${locationIds.join(',')}}`}::uuid[])
    `.execute(call.em.getKysely())
    return {
      person: { id: actor.personId, name: actor.name, email: actor.email, locale: actor.locale },
      side: actor.side,
      organisation: organisations[0] ?? null,
      roles: actor.grants.map(({ role, scope }) => ({
        role,
        locations:
          scope?.map((id) => ({ id, name: locations.find((location) => location.id === id)?.name ?? '' })) ?? null,
      })),
      privileges: privilegesIn(actor.grants),
      vendor: vendors[0]!,
      /** The programme's numbers that pages name: days, hours, items. */
      policy: shownPolicy(await readPolicy(call, actor.vendorId)),
    }
  }),
})
