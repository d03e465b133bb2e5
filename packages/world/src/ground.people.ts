import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { Affiliation, Person as PersonEntity, RoleAssignment } from '@ofrecord/core/people/person.entity'
import { countries } from './catalogue.ts'
import type { Ground, Laid } from './ground.ts'
import { locationsWithin } from './people.ts'
import type { Person } from './people.ts'
import type { RoleGrant } from './personas.ts'

type Places = Pick<Laid, 'organisations' | 'locations'>

/** Partners' people with their affiliations and roles, then the vendor's; answers their ids by the keys of the data. */
export const layPeople = (
  call: Call,
  vendorId: string,
  ground: Ground,
  places: Places,
  pageOf: (locale: string) => string,
): Map<string, string> => {
  const people = new Map<string, string>()
  for (const person of ground.people) {
    const id = layPerson(call, vendorId, {
      name: person.name,
      email: person.email,
      locale: pageOf(person.language),
      timeZone: zoneOf(ground, person),
    })
    people.set(person.key, id)
    for (const { organisation, location, roles } of person.affiliations) {
      const organizationId = places.organisations.get(organisation)!
      const locationId = places.locations.get(location)!
      call.em.persist(
        call.em.create(Affiliation, {
          id: newId(call.now),
          vendorId,
          personId: id,
          organizationId,
          locationId,
          status: 'active',
        }),
      )
      for (const grant of roles)
        giveRole(
          call,
          { vendorId, personId: id, organizationId, role: grant.role },
          locationsOf(grant, organisation, places),
        )
    }
  }
  for (const { key, name, login, language, roles } of ground.staff) {
    const id = layPerson(call, vendorId, {
      name,
      email: login,
      locale: pageOf(language),
      timeZone: ground.vendor.timeZone,
    })
    people.set(key, id)
    for (const { role } of roles) giveRole(call, { vendorId, personId: id, organizationId: null, role }, [null])
  }
  return people
}

const zoneOf = ({ locations, vendor }: Ground, { affiliations: [home] }: Person): string => {
  const location = locations.find(({ key }) => key === home?.location)
  return countries.find(({ code }) => code === location?.country)?.timeZone ?? vendor.timeZone
}

const layPerson = (
  { em, now }: Call,
  vendorId: string,
  person: Pick<PersonEntity, 'name' | 'email' | 'locale' | 'timeZone'>,
): string => {
  const id = newId<'Person'>(now)
  em.persist(em.create(PersonEntity, { ...person, id, vendorId, emailNormalised: person.email.toLowerCase() }))
  return id
}

/**
 * Null: the whole organisation. A location administrator's scope is kept as its root, since it follows the tree;
 * anybody else's lists every location, as far as this world has it.
 */
const locationsOf = ({ role, scope }: RoleGrant, organisation: string, { locations }: Places): (string | null)[] => {
  if (scope.at !== 'location') return [null]
  const keys = role === 'location_admin' ? [scope.location] : locationsWithin(scope, organisation)
  return keys.flatMap((key) => locations.get(key) ?? [])
}

const giveRole = (
  { em, now }: Call,
  assignment: { vendorId: string; personId: string; organizationId: string | null; role: string },
  locationIds: readonly (string | null)[],
): void => {
  for (const locationId of locationIds)
    em.persist(em.create(RoleAssignment, { ...assignment, id: newId(now), locationId }))
}
