import { system } from '@ofrecord/core/kernel/actor'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { Vendor } from '@ofrecord/core/kernel/vendor.entity'
import { layLocations, layOrganisations } from './ground.ts'
import type { Laid } from './ground.ts'
import { layMembers } from './ground.members.ts'
import { layPeople } from './ground.people.ts'
import { demoMembers } from './members.ts'
import type { Members } from './members.ts'
import { headquartersOf, locationOf, locations, organisationOf } from './organisations.ts'
import { colleagues } from './colleagues.ts'
import { people } from './people.ts'
import { treeExample } from './stories.ts'
import { T0 } from './time.ts'

const { organisation } = treeExample

const isHere = ({ location }: { location: string }): boolean => locationOf(location).organisation === organisation

const credentials = demoMembers.credentials.filter(
  ({ links }) => links.length > 0 && links.every((link) => link.organisation === organisation),
)

const members: Members = {
  ...demoMembers,
  outsiders: [],
  stays: [],
  bouncing: [],
  contacts: demoMembers.contacts.filter(isHere),
  privileges: demoMembers.privileges.filter(isHere),
  memberships: demoMembers.memberships.filter((membership) => membership.organisation === organisation),
  enrollments: demoMembers.enrollments.filter(isHere),
  credentials,
  skills: demoMembers.skills.filter(({ credentialId }) =>
    credentials.some((each) => each.credentialId === credentialId),
  ),
}

/**
 * The worked example of HIE-R12, HQ(A, B(C(X(Y)), D)), as an organisation of its own: a gold member whose people have
 * whole profiles, contacts, privileges and credentials. It lies within the demo world, beside the tiny one.
 */
export const tinyTree = {
  organisation: organisationOf(organisation),
  locations: {
    hq: headquartersOf(organisation),
    a: locationOf('hexlow.dundee'),
    b: locationOf('hexlow.belfast'),
    c: locationOf('hexlow.derby'),
    x: locationOf('hexlow.lincoln'),
    y: locationOf('hexlow.swansea'),
    d: locationOf('hexlow.galway'),
  },
  people: [...people, ...colleagues]
    .map((person) => ({ ...person, affiliations: person.affiliations.filter(isHere) }))
    .filter(({ affiliations }) => affiliations.length > 0),
  members,
} as const

/** Lays the tree of the example into a database that holds the tiny world; answers the ids by the keys of the data. */
export const layTree = async (orm: Pools['orm']): Promise<Laid> => {
  const laid = await inTransaction(orm, system('world'), async (call) => {
    const { id: vendorId, slug, name, timeZone, brand } = await call.em.findOneOrFail(Vendor, { slug: 'halcyon' })
    const ground = {
      vendor: { slug, name, timeZone, brand },
      organisations: [tinyTree.organisation],
      locations: locations.filter((location) => location.organisation === organisation),
      people: tinyTree.people,
      staff: [],
      members,
    }
    const organisations = layOrganisations(call, vendorId, ground)
    const places = { organisations, locations: layLocations(call, vendorId, ground, organisations) }
    await call.em.flush()
    return { vendorId, ...places, people: await layPeople(call, vendorId, ground, places, (locale) => locale) }
  })
  await layMembers(orm, { t0: T0, members }, laid)
  return laid
}
