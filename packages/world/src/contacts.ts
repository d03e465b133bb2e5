import type { ContactRole, ContactState } from '@ofrecord/core/people/contact.rules'
import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import { slotsOf } from '@ofrecord/core/people/privilege.rules'
import { colleagues } from './colleagues.ts'
import { headquartersOf, locationOf, locations, organisationOf } from './organisations.ts'
import type { Location } from './organisations.ts'
import { people } from './people.ts'
import type { Person } from './people.ts'
import { personas } from './personas.ts'
import { random } from './random.ts'

/** Who holds a role at a location, or held it until so many days before T0. */
export interface ContactPlan {
  location: string
  role: ContactRole
  person: string
  state: ContactState
  sinceDays: number
  endedDays?: number
}

/** Contacts that came from the location above and nobody has looked at (F.9). */
const INHERITED = 31

const everybody: readonly Person[] = [...people, ...colleagues]
const hats: ReadonlySet<string> = new Set(personas.map(({ key }) => key))

const isAt = (person: Person, location: string): boolean =>
  person.affiliations.some((affiliation) => affiliation.location === location)

const holds = ({ affiliations }: Person, organisation: string, role: string): boolean =>
  affiliations.some((each) => each.organisation === organisation && each.roles.some((grant) => grant.role === role))

/** People whose home it is. Whom one can be with one press has the roles that the sign-in page says, and no more. */
const localsAt = (location: Location): Person[] =>
  everybody.filter((person) => isAt(person, location.key) && !hats.has(person.key))

/** Who is the primary program contact may administer there (CNT-R5): so it is whoever does already, where there is one. */
const primaryAt = (location: Location, locals: readonly Person[]): Person | undefined =>
  location.level === 1
    ? everybody.find((person) => holds(person, location.organisation, 'global_admin'))
    : (locals.find((person) => holds(person, location.organisation, 'location_admin')) ?? locals[0])

const plain: readonly ContactRole[] = ['executive', 'sales_marketing', 'technical_1']
const optional: readonly ContactRole[] = ['technical_2', 'technical_3']

const rolesAt = ({ organisation, level }: Location): readonly ContactRole[] => {
  if (level > 1) return plain
  const { tier } = organisationOf(organisation)
  return tier === 'gold' ? [...plain, ...optional] : tier === 'silver' ? [...plain, optional[0]!] : plain
}

const heldAt = (location: Location): ContactPlan[] => {
  const draws = random(`contacts of ${location.key}`)
  const locals = localsAt(location)
  const primary = primaryAt(location, locals)!
  const others = draws.shuffle(locals.filter((person) => person !== primary))
  const holder = (index: number): Person => others[index % Math.max(1, others.length)] ?? primary
  const plan = (role: ContactRole, person: Person): ContactPlan => ({
    location: location.key,
    role,
    person: person.key,
    state: 'held',
    sinceDays: -draws.int(20, 600),
  })
  return [plan('primary_program', primary), ...rolesAt(location).map((role, index) => plan(role, holder(index)))]
}

/** Locations that came last, whose contacts are still those of the location above; the deepest of Kestrel among them. */
const inheriting = (): ReadonlySet<string> => {
  const draws = random('inheriting')
  const below = draws.shuffle(locations.filter(({ level, organisation }) => level > 1 && organisation !== 'kestrel'))
  const roles = ['primary_program', ...plain].toReversed()
  const all = [locationOf('kestrel.savona'), ...below].flatMap(({ key }) => roles.map((role) => `${key} ${role}`))
  return new Set(all.slice(0, INHERITED))
}

/** Every required role of every location has a holder (CNT-R3); parents come first, so what is inherited is known. */
const assign = (): ContactPlan[] => {
  const fresh = inheriting()
  const current = new Map<string, ContactPlan>()
  for (const location of locations.toSorted((a, b) => a.level - b.level))
    for (const plan of heldAt(location)) {
      const above = current.get(`${location.parent} ${plan.role}`)
      const key = `${plan.location} ${plan.role}`
      current.set(key, above && fresh.has(key) ? { ...plan, person: above.person, state: 'inherited' } : plan)
    }
  return [...current.values()].map((plan, index) => (index % 9 === 4 ? confirmed(plan) : plan))
}

/** Was inherited once, and somebody looked. */
const confirmed = (plan: ContactPlan): ContactPlan => (plan.state === 'held' ? { ...plan, state: 'confirmed' } : plan)

/** Before some of them somebody else held the role. */
const replaced = (current: readonly ContactPlan[]): ContactPlan[] =>
  current
    .filter(({ state, role }) => state === 'held' && role === 'sales_marketing')
    .slice(0, 8)
    .flatMap((plan) => {
      const other = localsAt(locationOf(plan.location)).find(({ key }) => key !== plan.person)
      return other
        ? [
            {
              ...plan,
              person: other.key,
              state: 'replaced' as const,
              sinceDays: plan.sinceDays - 300,
              endedDays: plan.sinceDays,
            },
          ]
        : []
    })

const assigned = assign()

export const contacts: readonly ContactPlan[] = [...replaced(assigned), ...assigned]

/** Four contacts whose mailbox gives letters back (CNT-R6); Lone Pine's only administrator is one of them (F.8). */
export const bouncing: readonly string[] = (() => {
  const often = (person: string): number => assigned.filter((plan) => plan.person === person).length
  const once = assigned.filter(
    ({ person, role, location }) =>
      role === 'executive' && often(person) === 1 && locationOf(location).organisation !== 'lonepine',
  )
  const seen = once.filter(({ location }) => locationOf(location).organisation === 'kestrel').slice(0, 1)
  const lone = assigned.find(
    ({ location, role }) => location === headquartersOf('lonepine').key && role === 'primary_program',
  )!
  return [lone, ...seen, ...once.filter((plan) => !seen.includes(plan)).slice(-2)].map(({ person }) => person)
})()

export interface PrivilegePlan {
  location: string
  person: string
  privilege: GrantablePrivilege
  slot: number | null
}

/** Locations where every slot is taken (PRV-R3): from ten at a golden headquarters to two at a starter's. */
export const fullLocations = [
  'kestrel.bristol',
  'pinecone.kassel',
  'lanterna.verona',
  'hollowoak.graz',
  'bluebell.denver',
] as const

const limited = ['software_download', 'view_keys'] as const

const grantsAt = (location: Location): PrivilegePlan[] => {
  const { tier } = organisationOf(location.organisation)
  const isFull = (fullLocations as readonly string[]).includes(location.key)
  const draws = random(`privileges of ${location.key}`)
  const locals = draws.shuffle(everybody.filter((person) => isAt(person, location.key)))
  const of = (privilege: GrantablePrivilege, count: number): PrivilegePlan[] =>
    locals.slice(0, count).map(({ key }, index) => ({
      location: location.key,
      person: key,
      privilege,
      slot: slotsOf[privilege] ? index + 1 : null,
    }))
  const most = (privilege: (typeof limited)[number]): number => slotsOf[privilege]![tier]
  return [
    ...limited.flatMap((privilege) =>
      of(privilege, isFull ? most(privilege) : Math.max(0, Math.min(most(privilege) - 1, draws.int(0, 2)))),
    ),
    ...(location.level === 1 ? [...of('license_statement', 1), ...of('training_admin', 2)] : []),
  ]
}

export const privileges: readonly PrivilegePlan[] = locations.flatMap(grantsAt)
