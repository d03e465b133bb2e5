import { deck } from '../random.ts'
import type { Random } from '../random.ts'
import type { ReviewReason } from '../reasons.ts'
import { after, days } from '../time.ts'
import { groupOf, wasApproved } from './buckets.ts'
import type { Bucket } from './buckets.ts'
import type { EvidencePlan, EvidenceVariant, Step } from './plan.ts'

/** 640 documents by what they show or lack (F.11). */
export const variantCounts = {
  complete: 410,
  no_signature: 60,
  no_dates: 45,
  item_missing: 40,
  other_customer: 30,
  outdated: 25,
  unrelated: 20,
  duplicate: 10,
} as const satisfies Record<EvidenceVariant, number>

const variantOf: Partial<Record<ReviewReason, EvidenceVariant>> = {
  no_customer_acknowledgement: 'no_signature',
  dates_missing: 'no_dates',
  item_not_covered: 'item_missing',
  party_mismatch: 'other_customer',
  evidence_outdated: 'outdated',
  evidence_unrelated: 'unrelated',
  activity_not_described: 'unrelated',
}

/** What the planner needs to know of a claim to give it documents. */
export interface Owner {
  key: string
  bucket: Bucket
  reasons: readonly ReviewReason[]
  hasEvidence: boolean
  redacted?: true
  infected?: true
  steps: readonly Step[]
  tenant: string
}

interface Wanted {
  owner: Owner
  round: 1 | 2
  variant: EvidenceVariant
}

const bringsRound = ({ steps }: Owner, round: 1 | 2): boolean => steps.some((step) => step.round === round)

/** The documents a claim's course needs: what it was returned or rejected for, and what answered that. */
const needed = (draws: Random, owner: Owner): Wanted[] => {
  if (!owner.hasEvidence || !bringsRound(owner, 1)) return []
  if (owner.infected) return [{ owner, round: 1, variant: 'unrelated' }]
  const flaws = owner.reasons.flatMap((reason) => variantOf[reason] ?? [])
  const flawed: EvidenceVariant[] = wasApproved(owner.bucket) && owner.bucket !== 'active.after_dispute' ? [] : flaws
  const waits =
    groupOf(owner.bucket) === 'submitted' || owner.bucket === 'review.plain' || owner.bucket === 'review.over_sla'
  const guess: EvidenceVariant =
    waits && !owner.redacted && draws.chance(0.25)
      ? draws.pick(['no_signature', 'no_dates', 'item_missing', 'other_customer'])
      : 'complete'
  return [
    { owner, round: 1, variant: flawed[0] ?? guess },
    ...(bringsRound(owner, 2) ? [{ owner, round: 2 as const, variant: 'complete' as const }] : []),
  ]
}

// Further documents go where a reader expects them: second proofs to approved claims, weak ones to those still judged.
const further = (draws: Random, owners: readonly Owner[], base: readonly Wanted[]): Wanted[] => {
  const left: Record<EvidenceVariant, number> = { ...variantCounts }
  for (const { variant } of base) left[variant] -= 1
  const carrying = owners.filter((owner) => owner.hasEvidence && bringsRound(owner, 1))
  const approved = draws.shuffle(carrying.filter(({ bucket }) => wasApproved(bucket)))
  const judged = draws.shuffle(carrying.filter(({ bucket }) => !wasApproved(bucket) && groupOf(bucket) !== 'draft'))
  const used = { approved: 0, judged: 0 }
  return draws.shuffle(deck(left)).map((variant) => {
    const owner =
      variant === 'complete' || variant === 'duplicate'
        ? approved[used.approved++ % approved.length]!
        : judged[used.judged++ % judged.length]!
    return { owner, round: 1, variant }
  })
}

const kinds = [
  ['statement_of_work', 'Statement of work'],
  ['purchase_order', 'Purchase order'],
  ['master_agreement', 'Master agreement'],
] as const

const notes: Readonly<Record<EvidenceVariant, string>> = {
  complete: 'Signed by both sides; the products are on page 1.',
  no_signature: 'Final text; the signed page follows.',
  no_dates: 'Signed by both sides.',
  item_missing: 'Signed; covers most of the products.',
  other_customer: 'Framework used for this customer too.',
  outdated: 'The agreement we still work under.',
  unrelated: 'For information.',
  duplicate: 'Our standard agreement.',
}

const signedBefore = (draws: Random, variant: EvidenceVariant): number =>
  (variant === 'outdated' ? draws.int(400, 700) : draws.int(6, 120)) * days

const planned = (draws: Random, { owner, round, variant }: Wanted, index: number, nth: number): EvidencePlan => {
  const attached = owner.steps.findLast((step) => step.round === round)!
  const [kind, title] =
    variant === 'unrelated' ? (['other', 'Minutes'] as const) : nth === 1 ? kinds[0] : draws.pick(kinds)
  return {
    key: `evidence-${String(index + 1).padStart(4, '0')}`,
    round,
    fileName: `${title} ${attached.at.toISOString().slice(0, 7)}${nth === 1 ? '' : ` (${nth})`}.pdf`,
    kind,
    note: notes[variant],
    variant,
    signedAt: after(attached.at, -signedBefore(draws, variant)),
    ...(owner.redacted && { redacted: true as const }),
    ...(owner.infected && { infected: true as const }),
  }
}

/** The documents of all claims, by claim; the counts are those of F.11 exactly. */
export const evidence = (draws: Random, owners: readonly Owner[]): Map<string, EvidencePlan[]> => {
  const base = owners.flatMap((owner) => needed(draws, owner))
  const byClaim = new Map<string, EvidencePlan[]>(owners.map(({ key }) => [key, []]))
  const tenantOfEvidence = new Map<string, string>()
  let index = 0
  for (const wanted of [...base, ...further(draws, owners, base)]) {
    const own = byClaim.get(wanted.owner.key)!
    const plan = planned(draws, wanted, index++, own.length + 1)
    tenantOfEvidence.set(plan.key, wanted.owner.tenant)
    own.push(plan)
  }
  return shareCopies(byClaim, owners, tenantOfEvidence)
}

/** A duplicate has the bytes of a complete document that the same partner sent for another customer (CLM-V14). */
const shareCopies = (
  byClaim: Map<string, EvidencePlan[]>,
  owners: readonly Owner[],
  tenantOfEvidence: ReadonlyMap<string, string>,
): Map<string, EvidencePlan[]> => {
  const originals = [...byClaim.values()].flat().filter(({ variant }) => variant === 'complete')
  let nth = 0
  for (const { key, tenant } of owners) {
    byClaim.set(
      key,
      byClaim.get(key)!.map((plan) => {
        if (plan.variant !== 'duplicate') return plan
        const others = originals.filter((original) => tenantOfEvidence.get(original.key) !== tenant)
        return { ...plan, copyOf: others[(nth++ * 17) % others.length]!.key }
      }),
    )
  }
  return byClaim
}
