import type { AssociationMethod, Requirement } from '@ofrecord/core/catalogue/requirement.rules'

export type Wish = Requirement

/** F.5.1: how a partner must be recorded at a customer to count for each measure. */
const methods = {
  entitlements: ['claim', 'designation', 'delegated', 'transaction'],
  customers: ['claim', 'designation', 'transaction'],
  consumption: ['designation', 'delegated', 'transaction'],
  revenue: ['claim', 'transaction'],
} as const satisfies Record<string, readonly AssociationMethod[]>

/** What is used or sold for a competency, by codes of products and workloads. */
export const usersOf = {
  security: ['INFO', 'THML', 'THEP', 'THID', 'CLAP', 'COMP'],
  mobility: ['DEVM', 'IDPR'],
  engagement: ['SALE', 'SERV', 'FLDS', 'MKTG', 'PROJ', 'PORT', 'CRMB'],
  operations: ['FINA', 'SUPC', 'RETA', 'PEOP'],
} as const
export const workSuite = ['MAIL', 'MEET', 'VOIC', 'SITE', 'SYNC', 'DESK', 'COMM'] as const

interface PeopleWish {
  kind?: 'people_certified' | 'people_assessed'
  code?: string
  name?: string
  codes?: readonly string[]
  match?: 'any' | 'all'
  smallCount?: number
  exclusive?: boolean
  samePeopleAs?: string
}

/** So many people; without codes, whoever has a result that the catalogue names for the competency. */
export const people = (count: number, wish: PeopleWish = {}): Wish => ({
  kind: wish.kind ?? 'people_certified',
  code: wish.code ?? 'people',
  name: wish.name ?? 'Certified people',
  scope: 'organization',
  count,
  smallCount: wish.smallCount ?? null,
  skills: { match: wish.match ?? 'any', codes: [...(wish.codes ?? [])], minimum: 1 },
  exclusive: wish.exclusive ?? false,
  samePeopleAs: wish.samePeopleAs ?? null,
})

/** A reference counts where it is assigned, and nowhere else (REF-R5). */
export const references = (count: number): Wish => ({
  kind: 'references',
  code: 'references',
  name: 'Customer references',
  scope: 'location',
  count,
})

export const entitlements = (
  products: readonly string[],
  developed: number,
  developing = developed,
  by: readonly AssociationMethod[] = methods.entitlements,
): Wish => ({
  kind: 'active_entitlements',
  code: 'entitlements',
  name: 'Active users',
  scope: 'organization',
  threshold: { developed, developing },
  products: [...products],
  methods: [...by],
})

export const customersBy = (count: number): Wish => ({
  kind: 'new_customers',
  code: 'customers',
  name: 'New customers in twelve months',
  scope: 'organization',
  threshold: { developed: count, developing: count },
  months: 12,
  minSeats: 0,
  methods: [...methods.customers],
})

/** In twelve months; F.5 has dollars, a requirement cents. */
export const money = (
  kind: 'consumption' | 'revenue',
  products: readonly string[],
  { developed, developing }: { developed: number; developing: number },
): Wish => ({
  kind,
  code: kind,
  name: kind === 'consumption' ? 'Consumption in twelve months' : 'Licence revenue in twelve months',
  scope: 'organization',
  threshold: { developed: developed * 100, developing: developing * 100 },
  products: [...products],
  months: 12,
  methods: [...methods[kind]],
})

type IndicatorWish = Extract<Requirement, { kind: 'points' }>['indicators'][number]

const indicator = (
  code: string,
  name: string,
  maxPoints: number,
  developed: number,
  developing = developed,
): IndicatorWish => ({
  code,
  name,
  maxTenths: maxPoints * 10,
  threshold: { developed, developing },
  kind: 'proportional',
  bands: [],
})

const PER_CENT = 100

const revenueOf = (developed: number): IndicatorWish =>
  indicator('net_new_revenue', 'Net new revenue', 10, developed * 100, developed * 50)

/**
 * F.5.2. Customers and large deployments count engagement and operations products each with half of their points; the
 * growth of consultants earns all of its points or none, by a threshold that depends on how many there were.
 */
const bySize: readonly IndicatorWish[] = [
  indicator('adds_engagement', 'New customers of engagement products', 5, 10, 5),
  indicator('adds_operations', 'New customers of operations products', 5, 3, 1),
  indicator('developers', 'Certified developers', 5, 5, 2),
  indicator('deployments_engagement', 'Large deployments of engagement products', 10, 5, 1),
  indicator('deployments_operations', 'Large deployments of operations products', 10, 3, 1),
  indicator('users_growth', 'Growth of monthly active users', 25, 25 * PER_CENT),
]
const consultants = (maxPoints: number): IndicatorWish =>
  indicator('consultants', 'Certified functional consultants', maxPoints, 15, 5)
const consultantGrowth: IndicatorWish = {
  ...indicator('consultants_growth', 'Growth of consultants', 15, 35 * PER_CENT),
  kind: 'all_or_nothing',
  bands: [
    { from: { developed: 15, developing: 5 }, threshold: 35 * PER_CENT },
    { from: { developed: 30, developing: 15 }, threshold: 25 * PER_CENT },
    { from: { developed: 50, developing: 25 }, threshold: 15 * PER_CENT },
  ],
}

/** So many tenths of a hundred points; in the small variant consultants count double and their growth does not. */
export const points = (minTenths: number, size: 'any' | 'small' = 'any'): Wish => ({
  kind: 'points',
  code: 'points',
  name: 'Points of a hundred',
  scope: 'organization',
  minTenths,
  indicators:
    size === 'small'
      ? [revenueOf(30_000), consultants(30), ...bySize]
      : [revenueOf(300_000), consultants(15), consultantGrowth, ...bySize],
})
