import { areas } from '../catalogue.ts'
import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { headquartersOf, locationOf, locations, organisationOf } from '../organisations.ts'
import type { Location } from '../organisations.ts'
import { deck } from '../random.ts'
import type { Random } from '../random.ts'
import { after, days, minutes } from '../time.ts'
import { allBuckets, groupOf, shapeOf, wasApproved } from './buckets.ts'
import type { Bucket } from './buckets.ts'
import { stories } from './stories.ts'
import type { Story } from './stories.table.ts'

/** One of the 420 claims before its customer and its steps are known. */
export interface Slot extends Omit<Story, 'from' | 'at'> {
  location: Location
  /** The bucket's moment. */
  at: Date
  count: number
  incentiveOptOut: boolean
}

const activityCounts = { usage: 262, presales: 71, usage_recognition: 56, revenue: 31 } as const satisfies Record<
  ClaimActivity,
  number
>
const ITEMS = 910
const ASSOCIATIONS = 400
const MOST_ITEMS_OF_A_CLAIM = 6
// Besides Brennan Dairy's: most Business Applications claims name one subscription.
const CLAIMS_WITH_TWO_SUBSCRIPTIONS = 5

// Revenue claims outside their own bucket: they need no evidence and no notice, so they cannot wait for a customer.
const revenueElsewhere: readonly Bucket[] = [
  'draft.plain',
  'draft.plain',
  'draft.plain',
  'submitted.auto',
  'submitted.auto',
  'submitted.plain',
  'review.plain',
  'review.plain',
  'action.later',
  'action.later',
  'rejected.final',
  'rejected.final',
  'rejected.no_response',
  'withdrawn.wrong_activity',
  'ended.disassociated',
]

const forced: Partial<Record<Bucket, ClaimActivity>> = {
  'active.revenue': 'revenue',
  'active.opted_out': 'usage',
  'active.ends_soon': 'presales',
  'ended.subscription': 'presales',
  'window.bounced': 'usage',
}

/** Kestrel's share by group of buckets, so that its people meet every status. */
const kestrelShare: Readonly<Record<string, number>> = {
  draft: 5,
  submitted: 7,
  review: 6,
  action: 4,
  window: 6,
  active: 28,
  rejected: 4,
  withdrawn: 1,
  denied: 3,
  ended: 3,
}

const takeOut = <T>(list: T[], item: T): void => {
  const index = list.indexOf(item)
  if (index < 0) throw new Error(`More stories than places: ${String(item)}`)
  list.splice(index, 1)
}

interface Open {
  bucket: Bucket
  activity: ClaimActivity
}

/** What the stories leave open: each with its bucket and, from the deck of the areas, its activity. */
const openPlaces = (draws: Random): Open[] => {
  const open = allBuckets()
  const activities = deck(activityCounts)
  for (const { bucket, activity } of stories) {
    takeOut(open, bucket)
    takeOut(activities, activity)
  }
  const place = (bucket: Bucket, activity: ClaimActivity): Open => {
    takeOut(open, bucket)
    takeOut(activities, activity)
    return { bucket, activity }
  }
  const revenue = revenueElsewhere.map((bucket) => place(bucket, 'revenue'))
  const fixed = [...open].flatMap((bucket) => (forced[bucket] ? [place(bucket, forced[bucket])] : []))
  const shuffled = draws.shuffle(activities)
  return [...revenue, ...fixed, ...open.map((bucket, index) => ({ bucket, activity: shuffled[index]! }))]
}

const pays = (activity: ClaimActivity): boolean =>
  areas.flatMap(({ activities }) => activities).find(({ code }) => code === activity)!.pays !== 'never'

const isEnrolled = ({ incentives, status }: Location): boolean => incentives === 'enrolled' && status === 'verified'

const enrolledAt = (organisation: string): Location[] => {
  const found = locations.filter((location) => location.organisation === organisation && isEnrolled(location))
  return found.length > 0 ? found : [headquartersOf(organisation)]
}

const isLapsed = (location: Location): boolean => organisationOf(location.organisation).membership === 'lapsed'

/** The places from which claims are drawn: where the activity pays only enrolled ones, unless it is opted out (CLM-R5). */
const drawLocation = (draws: Random, { bucket, activity }: Open, kestrel: boolean): Location => {
  const needsEnrolment = pays(activity) && bucket !== 'active.opted_out'
  const own = locations
    .filter((location) => (location.organisation === 'kestrel') === kestrel)
    .filter((location) => location.status === 'verified' && !isLapsed(location))
    .filter((location) => !needsEnrolment || isEnrolled(location))
  return draws.pick(own)
}

const momentOf = (draws: Random, bucket: Bucket, t0: Date): Date => {
  const [from, to] = shapeOf(bucket).moment
  return after(t0, draws.int(from, to) * days + draws.int(30, 7 * 60) * minutes)
}

/** Splits so many items over so many claims: one each, the rest at random, none above six. */
const split = (draws: Random, claims: number, total: number): number[] => {
  const counts = Array.from({ length: claims }, () => 1)
  for (let left = total - claims; left > 0;) {
    const index = draws.int(0, claims - 1)
    if (counts[index]! >= MOST_ITEMS_OF_A_CLAIM) continue
    counts[index]! += 1
    left -= 1
  }
  return counts
}

type Sizable = Open & { items?: readonly string[]; count?: number; rejects?: number }

/** How many items each claim names: 910 in all, 400 of them approved at some time. */
const sizes = (draws: Random, all: readonly Sizable[]): number[] => {
  const counts = all.map(({ items, count }) => items?.length ?? count)
  const twice = all.flatMap(({ bucket, activity }, index) =>
    counts[index] === undefined &&
    activity === 'usage_recognition' &&
    groupOf(bucket) !== 'ended' &&
    !bucket.endsWith('ends_soon')
      ? [index]
      : [],
  )
  for (const index of draws.shuffle(twice).slice(0, CLAIMS_WITH_TWO_SUBSCRIPTIONS)) counts[index] = 2
  all.forEach(({ activity }, index) => {
    if (activity !== 'usage') counts[index] ??= 1
  })
  for (const approved of [true, false]) {
    const group = all.map((_, index) => index).filter((index) => wasApproved(all[index]!.bucket) === approved)
    const rejected = all.reduce((sum, { rejects = 0 }) => sum + rejects, 0)
    const total = approved ? ASSOCIATIONS + rejected : ITEMS - ASSOCIATIONS - rejected
    const open = group.filter((index) => counts[index] === undefined)
    const known = group.reduce((sum, index) => sum + (counts[index] ?? 0), 0)
    const shares = split(draws, open.length, total - known)
    open.forEach((index, nth) => {
      counts[index] = shares[nth]!
    })
  }
  return counts as number[]
}

const told = (draws: Random, story: Story, t0: Date): Omit<Slot, 'count'> & Sizable => {
  const { from, at, ...rest } = story
  const location = from.includes('.') ? locationOf(from) : draws.pick(enrolledAt(from))
  return {
    ...rest,
    location,
    at: at === undefined ? momentOf(draws, story.bucket, t0) : after(t0, at),
    incentiveOptOut: story.activity === 'usage' && !isEnrolled(location),
  }
}

/** 420 claims by status, break-down, activity, location, moment and size; the told ones first. */
export const slots = (draws: Random, t0: Date): Slot[] => {
  const first = stories.map((story) => told(draws, story, t0))
  const share = { ...kestrelShare }
  for (const { location, bucket } of first) if (location.organisation === 'kestrel') share[groupOf(bucket)]! -= 1
  const drawn = draws.shuffle(openPlaces(draws)).map((open, index) => {
    const kestrel = (share[groupOf(open.bucket)]! -= 1) >= 0
    return {
      ...open,
      key: `drawn-${String(index + 1).padStart(3, '0')}`,
      location: drawLocation(draws, open, kestrel),
      at: momentOf(draws, open.bucket, t0),
      incentiveOptOut: open.bucket === 'active.opted_out',
    }
  })
  const all = [...first, ...drawn]
  const counts = sizes(draws, all)
  return all.map((slot, index) => ({ ...slot, count: counts[index]! }))
}
