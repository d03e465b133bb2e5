import type { ConsentMode } from '@ofrecord/core/customers/customer.rules'
import type { CountryCode, Language } from './catalogue.ts'
import { companyName, countriesOf } from './company-names.ts'
import type { Sector } from './company-names.ts'
import { namedTenants } from './customers.table.ts'
import type { Contact, CustomerContact, NamedTenant } from './customers.table.ts'
import { addressOf, domainOf, personName } from './names.ts'
import { organisations } from './organisations.ts'
import { cities } from './places.ts'
import { deck, guid, random } from './random.ts'
import type { Random } from './random.ts'

/** How a customer answers partners in general: silence counts, only a clear yes counts, or only listed partners may ask. */
export interface Consent {
  mode: ConsentMode
  /** Organisation keys: the only ones that may ask. */
  allowed?: readonly string[]
  /** Organisation keys that may not ask any more (ACC-R2). */
  blocked?: readonly string[]
}

/** A customer's directory: the unit claims refer to. */
export interface Tenant {
  key: string
  tenantId: string
  name: string
  country: CountryCode
  city: string
  language: Language
  sector: Sector
  seats: number
  publicSector: boolean
  domains: readonly string[]
  administrators: readonly Contact[]
  consent: Consent
  /** Printed in every genuine letter when the administrators have chosen one (B.2.6). */
  codePhrase?: string
  /** Whom partners name as the customer's contact, and as the technical one. */
  contact: CustomerContact
  technical: CustomerContact
}

const sectorCounts = {
  manufacturing: 28,
  public: 22,
  education: 20,
  retail: 24,
  finance: 18,
  health: 16,
  logistics: 14,
  other: 18,
} as const
const languageCounts = { en: 74, de: 20, fr: 16, it: 16, es: 18, ja: 16 } as const
const domainCounts = { '1': 131, '2': 22, '3': 5, '4': 2 } as const
// 140 tenants with one to four administrators, 301 in all, and 20 with none.
const administratorCounts = { '0': 20, '1': 40, '2': 53, '3': 33, '4': 14 } as const
const consentCounts = { opt_out: 146, opt_in: 9, allow_list: 3, blocking: 2 } as const

/** A shuffled deck without the cards that the named customers already hold. */
const dealt = <T extends string>(
  draws: Random,
  counts: Readonly<Record<T, number>>,
  held: readonly NoInfer<T>[],
): T[] => {
  const left: Record<T, number> = { ...counts }
  for (const card of held) left[card] -= 1
  return draws.shuffle(deck(left))
}

// Sizes are drawn log-normal, then moved so that the middle is 240 and the largest customer has 48,000 seats.
const drawnSizes = (draws: Random): number[] => {
  const drawn = Array.from({ length: 160 }, () => draws.logNormal(240, 1.6)).toSorted((a, b) => a - b)
  const middle = (drawn[79]! + drawn[80]!) / 2
  const sizes = drawn.map((size) => Math.min(40_000, Math.max(5, Math.round((size * 240) / middle))))
  return [...sizes.slice(0, 79), 240, 240, ...sizes.slice(81, 159), 48_000]
}

/** Takes the size nearest to the wish out of the drawn ones. */
const takeNearest = (sizes: number[], wish: number): number => {
  const distance = (size: number): number => Math.abs(size - wish)
  const best = sizes.reduce((nearest, size, index) => (distance(size) < distance(sizes[nearest]!) ? index : nearest), 0)
  return sizes.splice(best, 1)[0]!
}

const titles = [
  'Head of IT',
  'Operations Director',
  'Chief Information Officer',
  'IT Manager',
  'Finance Director',
  'Head of Digital Workplace',
]
const technicalTitles = ['Application Manager', 'Infrastructure Lead', 'Systems Administrator', 'Platform Engineer']

interface Cards {
  sector: Sector
  language: Language
  seats: number
  domains: number
  administrators: number
  consent: keyof typeof consentCounts
}

const consentOf = (draws: Random, kind: keyof typeof consentCounts): Consent => {
  if (kind === 'opt_out' || kind === 'opt_in') return { mode: kind }
  const some = draws.shuffle(organisations).map(({ key }) => key)
  return kind === 'allow_list'
    ? { mode: 'allow_list', allowed: some.slice(0, 2) }
    : { mode: 'opt_out', blocked: some.slice(0, 1) }
}

/** So many different people at a customer; an address belongs to one of them. */
const peopleAt = (draws: Random, count: number, country: CountryCode, domain: string): Contact[] => {
  const found = new Map<string, Contact>()
  while (found.size < count) {
    const name = personName(draws, country)
    const email = addressOf(name, domain)
    if (!found.has(email)) found.set(email, { name, email })
  }
  return [...found.values()]
}

const domainsOf = (name: string, count: number): string[] => {
  const own = domainOf(name)
  return [own, ...['group', 'mail', 'services'].map((suffix) => own.replace('.example', `-${suffix}.example`))].slice(
    0,
    count,
  )
}

const drawnTenant = (draws: Random, cards: Cards, names: Set<string>): Tenant => {
  const name = companyName(draws, cards.language, cards.sector, names)
  names.add(name)
  const country = draws.pick(countriesOf[cards.language])
  const domains = domainsOf(name, cards.domains)
  const [spare, technician, ...administrators] = peopleAt(draws, cards.administrators + 2, country, domains[0]!)
  // One contact in three is an administrator too: such a person gets one letter, not two (NOT-R6).
  const speaker = administrators[0] && draws.chance(1 / 3) ? administrators[0] : spare!
  const key = domains[0]!.replace('.example', '')
  return {
    key,
    tenantId: guid(`tenant:${key}`),
    name,
    country,
    city: draws.pick(cities[country]),
    language: cards.language,
    sector: cards.sector,
    seats: cards.seats,
    publicSector: cards.sector === 'public' || (cards.sector === 'health' && draws.chance(0.4)),
    domains,
    administrators,
    consent: consentOf(draws, cards.consent),
    contact: { ...speaker, title: draws.pick(titles), language: cards.language },
    technical: { ...technician!, title: draws.pick(technicalTitles), language: cards.language },
  }
}

const namedTenant = (draws: Random, named: NamedTenant, seats: number): Tenant => {
  const [technician] = peopleAt(draws, 1, named.country, named.domains[0]!)
  return {
    ...named,
    tenantId: named.tenantId ?? guid(`tenant:${named.key}`),
    seats,
    publicSector: named.publicSector ?? false,
    consent: { mode: 'opt_out' },
    technical: named.technical ?? { ...technician!, title: draws.pick(technicalTitles), language: named.language },
  }
}

/** Who may ask is said by an administrator, so a customer without one changes its rules for another's none. */
const ruled = (drawn: readonly Tenant[]): Tenant[] => {
  const isRuled = ({ consent: { allowed, blocked } }: Tenant): boolean => Boolean(allowed ?? blocked)
  const mute = drawn.filter((tenant) => isRuled(tenant) && tenant.administrators.length === 0)
  const free = drawn.filter(({ consent, administrators }) => consent.mode === 'opt_out' && administrators.length > 0)
  const others = free.filter((tenant) => !isRuled(tenant)).slice(0, mute.length)
  const consents = new Map(
    mute.flatMap((tenant, at) => [
      [tenant.key, others[at]!.consent],
      [others[at]!.key, tenant.consent],
    ]),
  )
  return drawn.map((tenant) => ({ ...tenant, consent: consents.get(tenant.key) ?? tenant.consent }))
}

const customers = (): Tenant[] => {
  const draws = random('customers')
  const sizes = drawnSizes(draws)
  const named = namedTenants.map((entry) => namedTenant(draws, entry, takeNearest(sizes, entry.seats)))
  const count = (of: (tenant: Tenant) => number): ('0' | '1' | '2' | '3' | '4')[] =>
    named.map((tenant) => String(of(tenant)) as '1')
  const hands = {
    seats: draws.shuffle(sizes),
    sector: dealt(
      draws,
      sectorCounts,
      named.map(({ sector }) => sector),
    ),
    language: dealt(
      draws,
      languageCounts,
      named.map(({ language }) => language),
    ),
    domains: dealt(draws, domainCounts, count(({ domains }) => domains.length) as '1'[]),
    administrators: dealt(
      draws,
      administratorCounts,
      count(({ administrators }) => administrators.length),
    ),
    consent: dealt(
      draws,
      consentCounts,
      named.map(() => 'opt_out'),
    ),
  }
  const names = new Set(named.map(({ name }) => name))
  const drawn = hands.seats.map((seats, index) =>
    drawnTenant(
      draws,
      {
        seats,
        sector: hands.sector[index]!,
        language: hands.language[index]!,
        domains: Number(hands.domains[index]),
        administrators: Number(hands.administrators[index]),
        consent: hands.consent[index]!,
      },
      names,
    ),
  )
  return [...named, ...ruled(drawn)]
}

/** 160 customers with 198 domains and 301 administrators (F.10); Orchard Foods is the first. */
export const tenants: readonly Tenant[] = customers()

const tenantByKey = new Map(tenants.map((tenant) => [tenant.key, tenant]))

export const tenantOf = (key: string): Tenant => tenantByKey.get(key)!
