import type { MembershipState } from '@ofrecord/core/memberships/membership.rules'
import { organisations } from './organisations.ts'
import type { Organisation } from './organisations.ts'
import { random } from './random.ts'

/** A year of the programme. Days are counted from T0; a lapsed one has ended. */
export interface MembershipPlan {
  organisation: string
  tier: Organisation['tier']
  state: MembershipState
  /** null: the free tier, which never ends. */
  anniversaryDays: number | null
  startedDays: number
  endedDays?: number
  /** The anniversary before the vendor moved it. */
  extendedFromDays?: number
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

/** Moved by sixty days, the toolkit with it. */
const extended: Readonly<Record<string, number>> = { larkspur: 42 }

/** Whoever does not want to go on has benefits to the anniversary (MEM-R8). */
const cancelled = new Set(['vistula'])

/** From so many days before the anniversary a membership can be renewed, and after it lasts so many before it lapses. */
const WINDOW = 90
const GRACE = 30

/** Lapsed one day and four hundred days before T0. */
const lapsed: Readonly<Record<string, number>> = { quarrybay: -1, oldbridge: -400 }

const stateAt = (organisation: string, anniversaryDays: number): MembershipState =>
  cancelled.has(organisation)
    ? 'cancelled_at_term'
    : anniversaryDays < 0
      ? 'grace'
      : anniversaryDays <= WINDOW
        ? 'reenrol_open'
        : 'active'

/** What each stands at follows from its day: whatever the rules would make of it tomorrow they have made already. */
export const memberships: readonly MembershipPlan[] = organisations.map(({ key, tier }) => {
  const draws = random(`membership of ${key}`)
  const startedDays = -365 * draws.int(1, 9) - draws.int(0, 300)
  if (tier === 'network') return { organisation: key, tier, state: 'active', anniversaryDays: null, startedDays }
  const ended = lapsed[key]
  if (ended !== undefined) {
    const started = startedDays - 400
    return {
      organisation: key,
      tier,
      state: 'lapsed',
      anniversaryDays: ended - GRACE,
      startedDays: started,
      endedDays: ended,
    }
  }
  const anniversaryDays = told[key] ?? draws.int(95, 330)
  const from = extended[key]
  return {
    organisation: key,
    tier,
    state: stateAt(key, anniversaryDays),
    anniversaryDays,
    startedDays,
    ...(from !== undefined && { extendedFromDays: from }),
  }
})
