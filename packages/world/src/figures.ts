import { enrollments, organisationOfPlace } from './enrollments.ts'

/** The figure of one indicator in one month before that of T0. */
export interface FigurePlan {
  location: string
  competency: string
  indicator: string
  monthsAgo: number
  value: number
  baseline: number | null
}

/** One organisation's indicators of F.5.2: revenue in dollars, growth in hundredths of a per cent. */
interface Figures {
  revenue: number
  engagement: number
  operations: number
  consultants: number
  growth: number
  baseline: number
  developers: number
  largeEngagement: number
  largeOperations: number
  users: number
}

/** Together 34, 59.9, 60, 79.5 and 91 points; the sixth has 68.4. */
const figuresOf: Readonly<Record<string, Figures>> = {
  vistula: {
    revenue: 60_000,
    engagement: 1,
    operations: 0,
    consultants: 2,
    growth: 0,
    baseline: 2,
    developers: 1,
    largeEngagement: 0,
    largeOperations: 0,
    users: 2_050,
  },
  auberline: {
    revenue: 312_000,
    engagement: 3,
    operations: 1,
    consultants: 22,
    growth: 3_750,
    baseline: 16,
    developers: 1,
    largeEngagement: 1,
    largeOperations: 0,
    users: 1_380,
  },
  rheinfels: {
    revenue: 304_000,
    engagement: 3,
    operations: 1,
    consultants: 21,
    growth: 4_000,
    baseline: 15,
    developers: 1,
    largeEngagement: 1,
    largeOperations: 0,
    users: 1_390,
  },
  hexlow: {
    revenue: 418_000,
    engagement: 7,
    operations: 2,
    consultants: 25,
    growth: 3_888,
    baseline: 18,
    developers: 4,
    largeEngagement: 3,
    largeOperations: 2,
    users: 1_610,
  },
  marlstone: {
    revenue: 690_000,
    engagement: 12,
    operations: 4,
    consultants: 40,
    growth: 2_903,
    baseline: 31,
    developers: 6,
    largeEngagement: 4,
    largeOperations: 3,
    users: 1_800,
  },
  kestrel: {
    revenue: 371_000,
    engagement: 5,
    operations: 1,
    consultants: 23,
    growth: 3_529,
    baseline: 17,
    developers: 3,
    largeEngagement: 2,
    largeOperations: 1,
    users: 1_400,
  },
}

/** They come on the 20th of the next month, so that two months have the same: whichever counts, the points are those. */
const MONTHS = [1, 2, 3] as const

/** A month in which there was a little less, for a history. */
const EARLIER = 6

export const figures: readonly FigurePlan[] = enrollments
  .filter(({ competency }) => competency === 'cloud_bizapps')
  .flatMap(({ location, competency }) => {
    const own = figuresOf[organisationOfPlace(location)]!
    const values: [indicator: string, value: number, baseline?: number][] = [
      ['net_new_revenue', own.revenue * 100],
      ['adds_engagement', own.engagement],
      ['adds_operations', own.operations],
      ['consultants', own.consultants],
      ['consultants_growth', own.growth, own.baseline],
      ['developers', own.developers],
      ['deployments_engagement', own.largeEngagement],
      ['deployments_operations', own.largeOperations],
      ['users_growth', own.users],
    ]
    return [...MONTHS, EARLIER].flatMap((monthsAgo) =>
      values.map(([indicator, value, baseline]) => ({
        location,
        competency,
        indicator,
        monthsAgo,
        value: monthsAgo === EARLIER ? Math.floor(value * 0.8) : value,
        baseline: baseline ?? null,
      })),
    )
  })
