import type { CompetencyLevel, EnrollmentState } from '@ofrecord/core/competencies/enrollment.rules'
import { organisations } from './organisations.ts'
import type { Organisation } from './organisations.ts'
import { random } from './random.ts'

/** A year of the programme. Days are counted from T0; a lapsed one has ended. */
export interface MembershipPlan {
  organisation: string
  tier: Organisation['tier']
  /** null: the free tier, which never ends. */
  anniversaryDays: number | null
  startedDays: number
  endedDays?: number
}

/**
 * The stories of F.8 and the days around which deadlines turn: in 90 days a toolkit is refused, in 91 it is not. Who
 * went on within the last month has the next anniversary in almost a year.
 */
const told: Readonly<Record<string, number>> = {
  marlstone: 0,
  sakura: 1,
  mesa: 15,
  kestrel: 30,
  rheinfels: 60,
  tidewater: 89,
  hollowoak: 90,
  stoneweir: 91,
  larkspur: 60 + 42,
  auberline: 365 - 1,
  ferrywell: -23,
  lanterna: 365 - 29,
  vistula: 365 - 30,
  tamarind: 365 - 31,
  // June and October, for the merge that is agreed on.
  fjordline: 226,
  brackwater: 348,
}

/** After the anniversary a membership has thirty days before it lapses. */
const GRACE = 30

/** Lapsed one day and four hundred days before T0. */
const lapsed: Readonly<Record<string, number>> = { quarrybay: -1, oldbridge: -400 }

export const memberships: readonly MembershipPlan[] = organisations.map(({ key, tier }) => {
  const draws = random(`membership of ${key}`)
  const startedDays = -365 * draws.int(1, 9) - draws.int(0, 300)
  if (tier === 'network') return { organisation: key, tier, anniversaryDays: null, startedDays }
  const ended = lapsed[key]
  if (ended !== undefined)
    return { organisation: key, tier, anniversaryDays: ended - GRACE, startedDays: startedDays - 400, endedDays: ended }
  return { organisation: key, tier, anniversaryDays: told[key] ?? draws.int(95, 330), startedDays }
})

export interface EnrollmentPlan {
  location: string
  competency: string
  level: CompetencyLevel
  state: EnrollmentState
  renewsDays: number | null
}

const held = (location: string, competency: string, level: CompetencyLevel, renewsDays: number): EnrollmentPlan => ({
  location,
  competency,
  level,
  state: 'active_earned',
  renewsDays,
})

/** As far as the merges and the closing of a location need them: the same competency on both sides, gold and silver. */
export const enrollments: readonly EnrollmentPlan[] = [
  held('fjordline.gothenburg', 'cloud_productivity', 'gold', 226),
  held('fjordline.gothenburg', 'data_platform', 'silver', 226),
  held('brackwater.zwolle', 'cloud_productivity', 'silver', 348),
  held('brackwater.breda', 'security', 'silver', 348),
  { ...held('brackwater.groningen', 'data_platform', 'silver', 348), state: 'in_renewal' },
  held('redgate.adelaide', 'erp', 'gold', 140),
  held('solano.zaragoza', 'smb_cloud', 'silver', 200),
  held('kestrel.bristol', 'cloud_productivity', 'gold', 30),
  held('kestrel.milan', 'security', 'silver', 30),
  held('kestrel.leeds', 'cloud_bizapps', 'silver', 30),
  held('hexlow.york', 'devices', 'gold', 120),
  held('hexlow.swansea', 'collab', 'silver', 120),
]
