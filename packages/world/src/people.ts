import type { PartnerRole } from '@ofrecord/core/kernel/authority'
import type { CountryCode, Language } from './catalogue.ts'
import { addressOf, personName } from './names.ts'
import { headquartersOf, locations, organisationOf, organisations } from './organisations.ts'
import type { Location } from './organisations.ts'
import { personas } from './personas.ts'
import type { Persona, RoleGrant, RoleScope } from './personas.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'

/** Somebody who works for a partner organisation. */
export interface Person {
  key: string
  name: string
  email: string
  language: Language
  jobRole: string
  affiliations: readonly Affiliation[]
}

export interface Affiliation {
  organisation: string
  /** The home location. */
  location: string
  roles: readonly RoleGrant<PartnerRole>[]
}

const languageIn: Partial<Record<CountryCode, Language>> = {
  DE: 'de',
  AT: 'de',
  CH: 'de',
  FR: 'fr',
  IT: 'it',
  ES: 'es',
  MX: 'es',
  JP: 'ja',
}

export const languageOf = (country: CountryCode): Language => languageIn[country] ?? 'en'

const locationOfScope = (scope: RoleScope, organisation: string): string =>
  scope.at === 'location' ? scope.location : headquartersOf(organisation).key

const affiliation = (organisation: string, roles: readonly RoleGrant[]): Affiliation => ({
  organisation,
  location: locationOfScope(roles[0]!.scope, organisation),
  roles: roles as readonly RoleGrant<PartnerRole>[],
})

const jobRoles: Partial<Record<PartnerRole, string>> = {
  global_admin: 'Managing director',
  incentive_admin: 'Partner programme manager',
  incentive_user: 'Consultant',
  location_admin: 'Office manager',
  membership_admin: 'Programme coordinator',
  care_admin: 'Licensing specialist',
  order_user: 'Order desk',
  member: 'Engineer',
}

const fromPersona = (persona: Persona): Person => ({
  key: persona.key,
  name: persona.name,
  email: persona.login,
  language: persona.language,
  jobRole: jobRoles[persona.roles[0]!.role as PartnerRole] ?? 'Consultant',
  affiliations: [
    affiliation(persona.organisation, persona.roles),
    ...(persona.also ? [affiliation(persona.also.organisation, persona.also.roles)] : []),
  ],
})

const at = (location: string, andBelow = false): RoleScope => ({ at: 'location', location, andBelow })

const member = (
  key: string,
  name: string,
  location: string,
  role: PartnerRole,
  email?: string,
  scope: RoleScope = at(location),
): Person => {
  const organisation = location.split('.')[0]!
  const { country } = locations.find((entry) => entry.key === location)!
  return {
    key,
    name,
    language: languageOf(country),
    jobRole: jobRoles[role]!,
    email: email ?? addressOf(name, organisationOf(organisation).domains[0]!),
    affiliations: [{ organisation, location, roles: [{ role, scope }] }],
  }
}

/** People of the stories who are not personas, and names that break careless screens. */
const named: readonly Person[] = [
  member('anke', 'Anke Vogt', 'kestrel.cologne', 'location_admin'),
  member('tom', 'Tom Eriksen', 'kestrel.edinburgh', 'incentive_user'),
  member('priya', 'Priya Raman', 'kestrel.leeds', 'member'),
  member('giulia', 'Giulia Bonfanti', 'kestrel.milan', 'incentive_user', undefined, at('kestrel.milan', true)),
  member('rhys', 'Rhys Penhallow', 'kestrel.leeds', 'incentive_user', undefined, at('kestrel.leeds', true)),
  // Longer than any column: 39 characters, then exactly 60.
  member(
    'maximiliane',
    'Maximiliane von Hohenthal-Brückenstein',
    'kestrel.cologne',
    'member',
    'm.vonhohenthal@kestrel.example',
  ),
  member(
    'wolfeschlegel',
    'Konstantin-Alexander Freiherr zu Hohenfels-Wolkenstein-Trutz',
    'pinecone.kassel',
    'member',
    'k.hohenfels@pinecone.example',
  ),
  // Right to left, a single name, an apostrophe with a space, and letters outside Latin-1.
  member('maryam', 'مريم الحسن', 'kestrel.edinburgh', 'member', 'm.alhassan@kestrel.example'),
  member('yael', 'יעל בן־דוד', 'tidewater.boston', 'member', 'y.bendavid@tidewater.example'),
  member('widodo', 'Widodo', 'tidewater.portland', 'member'),
  member('zsofia', 'Zsófia Köves', 'kestrel.cologne', 'member'),
  member('nguyen', 'Nguyễn Thị Hồng Ánh', 'sakura.fukuoka', 'member', 'a.nguyen@sakura.example'),
  member('tanaka', '田中 葵', 'sakura.sendai', 'incentive_user', 'a.tanaka@sakura.example', { at: 'organisation' }),
  member('orourke', 'Séan Ó Ruairc', 'alder.galway', 'member', 's.oruairc@alder.example'),
]

/** What each generated person of an organisation does, in the order in which an organisation hires. */
const hiring: readonly PartnerRole[] = [
  'global_admin',
  'incentive_admin',
  'incentive_user',
  'member',
  'location_admin',
  'incentive_user',
]
const organisationWide: ReadonlySet<PartnerRole> = new Set<PartnerRole>(['global_admin', 'incentive_admin'])

const generated = (draws: Random, organisation: string, taken: Set<string>): Person[] => {
  const own = locations.filter((location) => location.organisation === organisation)
  return Array.from({ length: draws.int(3, 6) }, (_, index) => {
    const role = hiring[index]!
    const location: Location = organisationWide.has(role) ? own[0]! : own[index % own.length]!
    const scope: RoleScope = organisationWide.has(role)
      ? { at: 'organisation' }
      : at(location.key, role === 'location_admin')
    return newPerson(draws, `${organisation}.${index + 1}`, location, role, scope, taken)
  })
}

// Two people may share a name; an address belongs to one person per vendor, so names are drawn until the address is free.
const newPerson = (
  draws: Random,
  key: string,
  location: Location,
  role: PartnerRole,
  scope: RoleScope,
  taken: Set<string>,
): Person => {
  for (;;) {
    const person = member(key, personName(draws, location.country), location.key, role, undefined, scope)
    if (taken.has(person.email)) continue
    taken.add(person.email)
    return person
  }
}

const told = [...personas.filter(({ side }) => side === 'partner').map(fromPersona), ...named]

const hired = (): Person[] => {
  const draws = random('people')
  const taken = new Set(told.map(({ email }) => email))
  return organisations.flatMap(({ key }) => generated(draws, key, taken))
}

/** Partners' people: the personas, the people of the stories, and three to six more in every organisation. */
export const people: readonly Person[] = [...told, ...hired()]

/** The vendor's people; reviewers for the other two regions stand beside the personas. */
export const staff: readonly Persona[] = [
  ...personas.filter(({ side }) => side === 'vendor'),
  reviewer('renee', 'Renée Castillo', 'AMER'),
  reviewer('ravi', 'Ravi Deshmukh', 'APAC'),
  reviewer('runa', 'Runa Eklund', 'EMEA'),
]

function reviewer(key: string, name: string, region: 'AMER' | 'EMEA' | 'APAC'): Persona {
  return {
    key,
    name,
    language: 'en',
    side: 'vendor',
    organisation: 'halcyon',
    login: `${key}.reviewer@halcyon.example`,
    roles: [{ role: 'reviewer', scope: { at: 'region', region } }],
    scopeText: { en: `${region} queue`, it: `Coda ${region}` },
  }
}

/** The locations a scope covers: all of the organisation, one, or one and everything below it. */
export const locationsWithin = (scope: RoleScope, organisation: string): string[] => {
  const own = locations.filter((location) => location.organisation === organisation)
  if (scope.at !== 'location') return own.map(({ key }) => key)
  const below = (key: string): string[] => [
    key,
    ...own.filter(({ parent }) => parent === key).flatMap((child) => below(child.key)),
  ]
  return scope.andBelow ? below(scope.location) : [scope.location]
}

/** People who may make a claim for a location: incentive users and administrators whose scope covers it (CLM-R1). */
export const claimantsAt = (location: Location): Person[] =>
  people.filter(({ affiliations }) =>
    affiliations.some(
      ({ organisation, roles }) =>
        organisation === location.organisation &&
        roles.some(
          ({ role, scope }) => claiming.has(role) && locationsWithin(scope, organisation).includes(location.key),
        ),
    ),
  )

const claiming: ReadonlySet<PartnerRole> = new Set<PartnerRole>(['incentive_admin', 'incentive_user'])
