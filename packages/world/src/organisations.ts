import type { LocationStatus } from '@ofrecord/core/organisations/location.rules'
import { countries } from './catalogue.ts'
import type { CountryCode } from './catalogue.ts'
import { ascii } from './names.ts'
import { organisationRows } from './organisations.table.ts'
import type { MembershipState, OrganisationRow, Tier } from './organisations.table.ts'
import { deck, random } from './random.ts'

export type IncentiveState = 'enrolled' | 'in_progress' | 'action_needed' | 'suspended' | 'not_invited'

export interface Organisation {
  key: string
  /** Seven digits; names the company, is never used for claims. */
  globalNumber: number
  name: string
  legalName: string
  country: CountryCode
  tier: Tier
  membership: MembershipState
  /** Verified domains; a customer contact may not use one (CLM-R14). */
  domains: readonly string[]
}

export interface Location {
  key: string
  organisation: string
  /** Seven digits; the number a claim carries. */
  number: number
  /** The town, which is what screens call the location. */
  name: string
  legalName: string
  country: CountryCode
  /** The location above; null for the headquarters. */
  parent: string | null
  /** 1 is the headquarters, 5 the deepest allowed (HIE-R1). */
  level: number
  status: Extract<LocationStatus, 'verified' | 'pending_verification'>
  incentives: IncentiveState
}

const legalForms: Readonly<Record<CountryCode, string>> = {
  US: 'Inc.',
  CA: 'Inc.',
  MX: 'S.A. de C.V.',
  BR: 'Ltda.',
  GB: 'Ltd',
  IE: 'Ltd',
  DE: 'GmbH',
  AT: 'GmbH',
  CH: 'AG',
  FR: 'SAS',
  IT: 'S.r.l.',
  ES: 'S.L.',
  NL: 'B.V.',
  SE: 'AB',
  PL: 'Sp. z o.o.',
  JP: 'K.K.',
  AU: 'Pty Ltd',
  IN: 'Pvt Ltd',
}
const countryWord = (code: CountryCode): string =>
  ({ DE: 'Deutschland', IT: 'Italia', ES: 'España', BR: 'Brasil' } as Partial<Record<CountryCode, string>>)[code] ??
  countries.find((entry) => entry.code === code)!.name

/** The company that a location is: the organisation's own, or a daughter named after the country it sits in. */
const legalNameOf = (row: OrganisationRow, country: CountryCode): string =>
  country === row.country
    ? `${row.name} ${legalForms[country]}`
    : `${row.name.split(' ')[0]} ${countryWord(country)} ${legalForms[country]}`

const slug = (text: string): string => ascii(text).replace(/[^a-z]/g, '')

/** One location of a path such as `Bristol/Milan IT`: below Bristol, in Italy. */
const locationAt = (row: OrganisationRow, path: string, index: number): Location => {
  const steps = path.split('/')
  const [, name = '', abroad] = /^(.*?)(?: ([A-Z]{2}))?$/.exec(steps.at(-1)!) ?? []
  const country = (abroad as CountryCode | undefined) ?? row.country
  const parent = steps.at(-2)?.replace(/ [A-Z]{2}$/, '')
  const pending = row.pending?.includes(name) ?? false
  return {
    key: `${row.key}.${slug(name)}`,
    organisation: row.key,
    number: row.numbers?.[index] ?? row.base + 13 * (index + 1),
    name,
    legalName: legalNameOf(row, country),
    country,
    parent: parent === undefined ? null : `${row.key}.${slug(parent)}`,
    level: steps.length,
    status: pending ? 'pending_verification' : 'verified',
    incentives: row.incentives?.[name] ?? row.incentives?.['*'] ?? 'not_invited',
  }
}

/** Forty partner organisations of the main vendor (F.8). */
export const organisations: readonly Organisation[] = organisationRows.map((row) => ({
  key: row.key,
  globalNumber: row.base,
  name: row.name,
  legalName: legalNameOf(row, row.country),
  country: row.country,
  tier: row.tier,
  membership: row.membership,
  domains: row.domains ?? [`${row.key}.example`],
}))

// F.7 counts enrolments over all 120 locations; rows that tell a story fix theirs, the deck deals what remains.
const enrolments = {
  enrolled: 61,
  in_progress: 9,
  action_needed: 4,
  suspended: 5,
  not_invited: 41,
} as const satisfies Record<IncentiveState, number>

const dealEnrolments = (drawn: readonly Location[]): Location[] => {
  const fixed = new Set(organisationRows.filter((row) => row.incentives).map(({ key }) => key))
  const count = (state: IncentiveState): number =>
    drawn.filter((location) => fixed.has(location.organisation) && location.incentives === state).length
  const remaining = deck(
    Object.fromEntries(
      (Object.entries(enrolments) as [IncentiveState, number][]).map(([state, total]) => [state, total - count(state)]),
    ) as Record<IncentiveState, number>,
  )
  const open = random('enrolments').shuffle(drawn.filter((location) => !fixed.has(location.organisation)))
  // Headquarters come first, so that almost every organisation can earn with at least one location.
  const order = [...open.filter(({ level }) => level === 1), ...open.filter(({ level }) => level > 1)].map(
    ({ key }) => key,
  )
  return drawn.map((location) =>
    fixed.has(location.organisation) ? location : { ...location, incentives: remaining[order.indexOf(location.key)]! },
  )
}

/** 120 locations: 61 enrolled in incentives, 9 in progress, 4 with action needed, 5 suspended, 41 not invited. */
export const locations: readonly Location[] = dealEnrolments(
  organisationRows.flatMap((row) => row.places.map((path, index) => locationAt(row, path, index))),
)

const organisationByKey = new Map(organisations.map((organisation) => [organisation.key, organisation]))
const locationByKey = new Map(locations.map((location) => [location.key, location]))

export const organisationOf = (key: string): Organisation => organisationByKey.get(key)!
export const locationOf = (key: string): Location => locationByKey.get(key)!

export const headquartersOf = (organisation: string): Location =>
  locations.find((location) => location.organisation === organisation && location.level === 1)!
