import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { countries } from './catalogue.ts'
import type { Laid, Owners } from './ground.ts'
import { locationOf } from './organisations.ts'
import { locationsWithin } from './people.ts'
import type { Person } from './people.ts'
import type { RoleGrant } from './personas.ts'
import { insertRows } from './rows.ts'

type Places = Pick<Laid, 'organisations' | 'locations'>

/** Partners' people with their affiliations and roles, then the vendor's; answers their ids by the keys of the data. */
export const layPeople = async (
  call: Call,
  vendorId: string,
  ground: Owners,
  places: Places,
  pageOf: (locale: string) => string,
): Promise<Map<string, string>> => {
  const partners = ground.people.map((person) => ({
    key: person.key,
    ...personRow(call, vendorId, {
      name: person.name,
      email: person.email,
      locale: pageOf(person.language),
      timeZone: zoneOf(ground, person),
    }),
    // Who they are they tell themselves, unless the world is one in which they have done so long ago.
    ...(ground.members ? profileOf(call, person) : {}),
  }))
  const staff = ground.staff.map(({ key, name, login, language }) => ({
    key,
    ...personRow(call, vendorId, {
      name,
      email: login,
      locale: pageOf(language),
      timeZone: ground.vendor.timeZone,
    }),
  }))
  const ids = new Map([...partners, ...staff].map(({ key, id }) => [key, id]))
  for (const group of [partners, staff])
    await insertRows(
      call,
      'person',
      group.map(({ key: _key, ...row }) => row),
    )
  await insertRows(call, 'affiliation', affiliationRows(call, vendorId, ground, places, ids))
  await insertRows(call, 'role_assignment', [
    ...partnerRoles(call, vendorId, ground, places, ids),
    ...staffRoles(call, vendorId, ground, ids),
  ])
  return ids
}

const zoneOf = ({ locations, vendor }: Owners, { affiliations: [home] }: Person): string => {
  const location = locations.find(({ key }) => key === home?.location)
  return countries.find(({ code }) => code === location?.country)?.timeZone ?? vendor.timeZone
}

/** What a row of `person` says of anybody. */
export const personRow = (
  { now }: Call,
  vendorId: string,
  { name, email, locale, timeZone }: { name: string; email: string; locale: string; timeZone: string },
) => ({
  id: newId<'Person'>(now) as string,
  vendor_id: vendorId,
  name,
  email,
  email_normalised: email.toLowerCase(),
  locale,
  time_zone: timeZone,
  phone: '',
  version: 1,
})

/** What makes a profile complete (AF9). */
export const profileOf = (
  { now }: Call,
  { affiliations: [home], jobRole }: Person,
  country = home && locationOf(home.location).country,
) => ({
  country: country ?? '',
  job_role: jobRole,
  email_proven_at: now,
})

const affiliationRows = (
  { now }: Call,
  vendorId: string,
  { people }: Owners,
  { organisations, locations }: Places,
  ids: ReadonlyMap<string, string>,
) =>
  people.flatMap(({ key, affiliations }) =>
    affiliations.map(({ organisation, location }) => ({
      id: newId(now) as string,
      vendor_id: vendorId,
      person_id: ids.get(key)!,
      organization_id: organisations.get(organisation)!,
      location_id: locations.get(location)!,
      status: 'active',
      method: 'import',
      proposed_roles: [],
      created_at: now,
      status_at: now,
      version: 1,
    })),
  )

const roleRow = (
  { now }: Call,
  assignment: { vendor_id: string; person_id: string; organization_id: string | null; role: string },
  locationId: string | null,
) => ({
  ...assignment,
  id: newId(now) as string,
  location_id: locationId,
  source: 'granted',
  granted_at: now,
  held_back: false,
})

const partnerRoles = (
  call: Call,
  vendorId: string,
  { people }: Owners,
  places: Places,
  ids: ReadonlyMap<string, string>,
) =>
  people.flatMap(({ key, affiliations }) =>
    affiliations.flatMap(({ organisation, roles }) =>
      roles.flatMap((grant) => {
        const organizationId = places.organisations.get(organisation)!
        const assignment = {
          vendor_id: vendorId,
          person_id: ids.get(key)!,
          organization_id: organizationId,
          role: grant.role,
        }
        return locationsOf(grant, organisation, places).map((locationId) => roleRow(call, assignment, locationId))
      }),
    ),
  )

/**
 * Null: the whole organisation. A location administrator's scope is kept as its root, since it follows the tree;
 * anybody else's lists every location, as far as this world has it.
 */
const locationsOf = ({ role, scope }: RoleGrant, organisation: string, { locations }: Places): (string | null)[] => {
  if (scope.at !== 'location') return [null]
  const keys = role === 'location_admin' ? [scope.location] : locationsWithin(scope, organisation)
  return keys.flatMap((key) => locations.get(key) ?? [])
}

const staffRoles = (call: Call, vendorId: string, { staff }: Owners, ids: ReadonlyMap<string, string>) =>
  staff.flatMap(({ key, roles }) =>
    roles.map(({ role }) =>
      roleRow(call, { vendor_id: vendorId, person_id: ids.get(key)!, organization_id: null, role }, null),
    ),
  )
