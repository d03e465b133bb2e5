import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { areas } from './catalogue.ts'
import type { AreaCode } from './catalogue.ts'
import { groupOf, shapeOf, wasApproved } from './claims/buckets.ts'
import { evidence } from './claims/evidence.ts'
import { labelOf } from './claims/labels.ts'
import { place } from './claims/placing.ts'
import type { Placed } from './claims/placing.ts'
import type { ClaimPlan, ItemPlan } from './claims/plan.ts'
import { slots } from './claims/slots.ts'
import type { Slot } from './claims/slots.ts'
import type { ProductCode, WorkloadCode } from './products.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Subscription } from './subscriptions.ts'

const areaOf = (activity: ClaimActivity): AreaCode =>
  areas.find(({ activities }) => activities.some(({ code }) => code === activity))!.code

const itemPlans = ({ slot, subject }: Placed): ItemPlan[] =>
  subject.items.map((code, index): ItemPlan => {
    const decision = decisionOf(slot, index)
    return slot.activity === 'usage'
      ? { kind: 'workload', workload: code as WorkloadCode, decision }
      : { kind: 'subscription', subscription: code, decision, ...(slot.typed !== undefined && { typed: slot.typed }) }
  })

const decisionOf = ({ bucket, key, count, rejects = 0 }: Slot, index: number): ItemPlan['decision'] => {
  if (key === 'partial') return (['approved', 'rejected', 'pending'] as const)[index]!
  if (wasApproved(bucket)) return index >= count - rejects ? 'rejected' : 'approved'
  return groupOf(bucket) === 'rejected' ? 'rejected' : 'pending'
}

/**
 * The plan of 420 claims (F.11): who claims what of whom, how each stands at `t0` and what happened until then.
 * It holds no rows: a builder plays the steps through the application's own verbs with a moved clock (SED-R1).
 */
export const claims = (t0: Date, owned: readonly Subscription[]): ClaimPlan[] => {
  const draws = random('claims')
  const placed = [...place(draws, slots(draws, t0), owned, t0).values()].toSorted(
    (a, b) => a.steps[0]!.at.getTime() - b.steps[0]!.at.getTime() || a.slot.key.localeCompare(b.slot.key),
  )
  const documents = evidence(
    draws,
    placed.map(({ slot, subject, reasons, steps }) => ({
      key: slot.key,
      bucket: slot.bucket,
      reasons,
      steps,
      tenant: subject.tenant.key,
      hasEvidence: slot.activity !== 'revenue',
      ...(slot.redacted && { redacted: slot.redacted }),
      ...(slot.upload === 'infected' && { infected: true as const }),
    })),
  )
  const names = new Map<string, Set<string>>()
  for (const { slot } of placed) if (slot.name !== undefined) namesOf(names, slot).add(slot.name.toLowerCase())
  return placed.map((entry, index) => ({
    ...facts(draws, entry, owned, namesOf(names, entry.slot)),
    number: 1_000_001 + index,
    evidence: documents.get(entry.slot.key)!,
  }))
}

const namesOf = (names: Map<string, Set<string>>, { location }: Slot): Set<string> => {
  const own = names.get(location.organisation) ?? new Set<string>()
  names.set(location.organisation, own)
  return own
}

const facts = (
  draws: Random,
  entry: Placed,
  owned: readonly Subscription[],
  names: Set<string>,
): Omit<ClaimPlan, 'number' | 'evidence'> => {
  const {
    slot,
    subject: { tenant, items },
    steps,
    creator,
    reviewer,
  } = entry
  const { status, phase } = shapeOf(slot.bucket)
  const first =
    slot.activity === 'usage' ? (items[0] as WorkloadCode) : owned.find(({ key }) => key === items[0])!.product
  return {
    key: slot.key,
    fixtures: slot.fixtures ?? [],
    bucket: slot.bucket,
    status,
    ...(phase && { phase }),
    name: slot.name ?? labelOf(draws, slot.activity, first, tenant.name, names),
    organisation: slot.location.organisation,
    location: slot.location.key,
    tenant: tenant.key,
    domain: tenant.domains[0]!,
    area: areaOf(slot.activity),
    activity: slot.activity,
    incentiveOptOut: slot.incentiveOptOut,
    items: itemPlans(entry),
    creator: creator.key,
    reviewer,
    contact: tenant.contact,
    ...(areaOf(slot.activity) === 'business_apps' && { technical: tenant.technical }),
    ...(slot.activity === 'revenue' && {
      revenueDetails: revenueDetails(creator.name, tenant.name, first as ProductCode),
    }),
    steps,
    needs: [...new Set(steps.map(({ verb }) => verb))],
    ...(slot.rival && { rival: slot.rival }),
    ...(slot.refusal !== undefined && { refusal: slot.refusal }),
  }
}

const revenueDetails = (
  seller: string,
  customerName: string,
  product: ProductCode,
): NonNullable<ClaimPlan['revenueDetails']> => ({
  solutionSellerName: seller,
  customerName,
  isvProductName: `${product === 'FINA' ? 'Ledger bridge' : 'Field pack'} for ${product}`,
})
