import { regionOf } from '../catalogue.ts'
import { tenantOf } from '../customers.ts'
import type { Location } from '../organisations.ts'
import { claimantsAt, people } from '../people.ts'
import type { Person } from '../people.ts'
import { deck } from '../random.ts'
import type { Random } from '../random.ts'
import { disassociationReasons } from '../reasons.ts'
import type { DenialReason, ReviewReason } from '../reasons.ts'
import type { Subscription } from '../subscriptions.ts'
import { after, days } from '../time.ts'
import { groupOf, shapeOf } from './buckets.ts'
import type { Step } from './plan.ts'
import type { Slot } from './slots.ts'
import { subjects } from './subjects.ts'
import type { Subject, Subjects } from './subjects.ts'
import { denialCards, stepsOf } from './timeline.ts'

/** A claim whose customer is chosen, before its documents, name and number. */
export interface Placed {
  slot: Slot
  subject: Subject
  reasons: readonly ReviewReason[]
  steps: readonly Step[]
  creator: Person
  reviewer: string
}

// The reasons of returns and rejections, in the proportion in which weak documents occur.
const reasonCards = deck({
  no_customer_acknowledgement: 26,
  dates_missing: 20,
  item_not_covered: 16,
  party_mismatch: 12,
  evidence_outdated: 12,
  evidence_unrelated: 8,
  activity_not_described: 4,
  public_sector_disclosure: 3,
  wrong_activity: 4,
  wrong_location: 3,
  customer_not_found: 3,
  other: 3,
} satisfies Partial<Record<ReviewReason, number>>)

const reviewersOf = { AMER: ['renee'], EMEA: ['rosa', 'rosa', 'runa'], APAC: ['ravi'] } as const

const rivalSubject = (slot: Slot, placed: ReadonlyMap<string, Placed>): Subject | undefined => {
  const other = slot.rival && placed.get(slot.rival.claim)
  return other && { tenant: other.subject.tenant, items: other.subject.items.slice(0, slot.count) }
}

/** The customer and the items of a claim: named by its story, its rival's, or dealt from the pool. */
const subjectOf = (slot: Slot, pool: Subjects, placed: ReadonlyMap<string, Placed>): Subject => {
  if (slot.items && slot.tenant !== undefined) return { tenant: tenantOf(slot.tenant), items: slot.items }
  const boughtBy = after(slot.at, -(shapeOf(slot.bucket).history + 3) * days)
  return rivalSubject(slot, placed) ?? pool.take({ ...slot, boughtBy })
}

/** When an ended subscription's claim closed: the day its subscription did. */
const momentOf = (slot: Slot, subject: Subject, owned: readonly Subscription[]): Date =>
  slot.bucket === 'ended.subscription' ? owned.find(({ key }) => key === subject.items[0])!.endsAt! : slot.at

const creatorAt = (draws: Random, location: Location): Person => {
  const found = claimantsAt(location)
  if (location.organisation !== 'kestrel') return draws.pick(found)
  // Kestrel's claims are mostly those of the two people one signs in as.
  const known = found.filter(({ key }) => key === 'ines' || key === 'ugo')
  return draws.chance(0.7) && known.length > 0 ? draws.pick(known) : draws.pick(found)
}

const administratorOf = (organisation: string): Person =>
  people.find(({ affiliations }) =>
    affiliations.some(
      (entry) => entry.organisation === organisation && entry.roles.some(({ role }) => role === 'incentive_admin'),
    ),
  )!

/** Gives every slot its customer, its people and its steps. */
export const place = (
  draws: Random,
  slots: readonly Slot[],
  owned: readonly Subscription[],
  t0: Date,
): Map<string, Placed> => {
  const pool = subjects(draws, owned, t0)
  for (const { tenant, items } of slots) if (tenant !== undefined && items) pool.claim(tenant, items)
  const reasons = draws.shuffle(reasonCards)
  const denials = dealDenials(draws, slots)
  // Every reason comes before one comes twice.
  const partings = [...draws.shuffle(disassociationReasons), ...draws.shuffle(disassociationReasons)]
  const placed = new Map<string, Placed>()
  for (const slot of hardestFirst(slots)) {
    const subject = subjectOf(slot, pool, placed)
    const creator = creatorAt(draws, slot.location)
    const reviewer = draws.pick(reviewersOf[regionOf(slot.location.country)])
    const own = slot.reasons ?? (needsReasons(slot) ? [reasons.pop()!] : [])
    const steps = stepsOf(slot.bucket, {
      draws,
      t0,
      at: momentOf(slot, subject, owned),
      creator: creator.key,
      administrator: administratorOf(slot.location.organisation).key,
      reviewer,
      lead: 'liam',
      hasEvidence: slot.activity !== 'revenue',
      reasons: own,
      parting: slot.bucket === 'ended.disassociated' ? partings.shift()!.code : 'other',
      denial: slot.denial ?? denials.get(slot.key) ?? 'other',
      beatsRival: slot.rival?.conflict === 'reserved' || slot.rival?.conflict === 'superseded',
      ...(slot.upload && { upload: slot.upload }),
      ...(slot.question !== undefined && { question: slot.question }),
    })
    placed.set(slot.key, { slot, subject, reasons: own, steps, creator, reviewer })
  }
  return placed
}

/** Told claims keep their order; of the drawn ones those that few customers fit are placed before the others. */
const hardestFirst = (slots: readonly Slot[]): Slot[] => {
  const scarce = ['ended.subscription', 'active.ends_soon', 'window.bounced', 'window.no_admin', 'active.confirmed']
  const rank = ({ key, bucket, count }: Slot): number =>
    !key.startsWith('drawn-') ? 0 : scarce.includes(bucket) ? 1 : 8 - count
  return slots.toSorted((a, b) => rank(a) - rank(b))
}

/** Claims that were or may have been sent back or rejected. A withdrawn one may have been on its way back. */
const needsReasons = ({ bucket }: Slot): boolean =>
  ['action', 'rejected', 'withdrawn'].includes(groupOf(bucket)) ||
  ['review.dispute', 'review.resubmission', 'active.after_dispute'].includes(bucket)

const dealDenials = (draws: Random, slots: readonly Slot[]): Map<string, DenialReason> => {
  const cards = [...denialCards]
  const denied = slots.filter(({ bucket }) => groupOf(bucket) === 'denied')
  for (const { denial } of denied) if (denial) cards.splice(cards.indexOf(denial), 1)
  const shuffled = draws.shuffle(cards)
  return new Map(denied.filter(({ denial }) => !denial).map(({ key }, index) => [key, shuffled[index]!]))
}
