import { organisationOf, locationOf } from './organisations.ts'
import type { Location, Organisation } from './organisations.ts'
import type { Person } from './people.ts'
import { staff } from './people.ts'
import { tinyPeople } from './tiny.people.ts'
import { tinyProgramme } from './programme.ts'
import { tinySubscriptions, tinyTenants, tinyUsage } from './tiny.customers.ts'
import { T0 } from './time.ts'

const pick = <Key extends string, Value>(keys: readonly Key[], find: (key: Key) => Value): Record<Key, Value> =>
  Object.fromEntries(keys.map((key) => [key, find(key)])) as Record<Key, Value>

const organisationKeys = ['kestrel', 'tidewater', 'pinecone', 'alder'] as const

const locationKeys = {
  bristol: 'kestrel.bristol',
  leeds: 'kestrel.leeds',
  milan: 'kestrel.milan',
  cologne: 'kestrel.cologne',
  boston: 'tidewater.boston',
  london: 'tidewater.london',
  kassel: 'pinecone.kassel',
  cork: 'alder.cork',
  galway: 'alder.galway',
} as const
type LocationKey = keyof typeof locationKeys

const staffKeys = ['rosa', 'liam', 'oda', 'sam', 'petra', 'aiko'] as const

/**
 * The `tiny` profile, counted from any moment: four organisations with nine locations and 24 people, five customers
 * with six domains, six administrators and fourteen subscriptions, 60 usage facts (F.2). It lies within the demo world:
 * organisations, locations and customers that have the same key are the same there.
 */
export const tinyWorld = (t0: Date) => {
  const tenants = tinyTenants()
  const subscriptions = tinySubscriptions(t0)
  return {
    t0,
    programme: tinyProgramme,
    organisations: pick(organisationKeys, organisationOf) satisfies Record<string, Organisation>,
    locations: pick(Object.keys(locationKeys) as LocationKey[], (key) =>
      locationOf(locationKeys[key]),
    ) satisfies Record<string, Location>,
    people: tinyPeople satisfies Record<string, Person>,
    staff: pick(staffKeys, (key) => staff.find((entry) => entry.key === key)!),
    tenants,
    subscriptions,
    usage: tinyUsage(t0),
  }
}

/** The small named world that tests and previews stand on: `tiny.tenants.orchard`, `tiny.people.ines`, at T0. */
export const tiny = tinyWorld(T0)
export type TinyWorld = ReturnType<typeof tinyWorld>
