import { antivirusTest, statementOfWork, unrelatedMinutes } from '../documents.ts'
import type { Lack, Party, WorkDocument } from '../documents.ts'
import { productOf, workloadOf } from '../products.ts'
import type { World } from '../world.ts'
import type { ClaimPlan, EvidencePlan, EvidenceVariant, ItemPlan } from './plan.ts'

const lacks: Partial<Record<EvidenceVariant, Lack>> = {
  no_signature: 'signature',
  no_dates: 'dates',
  item_missing: 'item',
  other_customer: 'party',
}

/** What a document says the partner does, by activity; the sentences name the items so that both hang together (E3, E4). */
export const activitiesOf = (activity: ClaimPlan['activity'], items: readonly string[]): string[] => {
  const named = items.join(', ')
  switch (activity) {
    case 'usage':
      return [
        `trains key users in ${named} and repeats the training for new staff,`,
        `follows up the number of active users of ${named} every month and reports it,`,
        'removes obstacles that keep people from using it, until eight of ten use it.',
      ]
    case 'presales':
      return [
        `shows ${named} to the departments with the Customer's own cases,`,
        `compares licences and plans the purchase of ${named},`,
        'writes the decision paper for the board.',
      ]
    case 'usage_recognition':
      return [
        `configures ${named} for the Customer's processes and keeps the configuration up to date,`,
        `holds a weekly clinic for users of ${named},`,
        'reports adoption each quarter.',
      ]
    case 'revenue':
      return [`sells its own extension together with ${named}.`]
  }
}

const itemName = (world: World, item: ItemPlan): string =>
  item.kind === 'workload'
    ? workloadOf(item.workload).name
    : productOf(world.subscriptions.find(({ key }) => key === item.subscription)!.product).name

const partnerOf = (world: World, claim: ClaimPlan): Party => {
  const location = world.locations.find(({ key }) => key === claim.location)!
  return {
    name: location.legalName,
    city: location.name,
    signatory: world.people.find(({ key }) => key === claim.creator)!.name,
  }
}

/** The bytes of a planned document: what its variant promises is really in, or missing from, its text. */
export const evidenceFile = (world: World, claim: ClaimPlan, evidence: EvidencePlan): Buffer => {
  if (evidence.infected) return antivirusTest()
  if (evidence.copyOf !== undefined) {
    const [owner, original] = originalOf(world, evidence.copyOf)
    return evidenceFile(world, owner, original)
  }
  const partner = partnerOf(world, claim)
  if (evidence.variant === 'unrelated') return unrelatedMinutes(partner, evidence.signedAt)
  return statementOfWork(workOf(world, claim, evidence, partner))
}

const workOf = (world: World, claim: ClaimPlan, evidence: EvidencePlan, partner: Party): WorkDocument => {
  const tenant = world.tenants.find(({ key }) => key === claim.tenant)!
  const items = claim.items.map((item) => itemName(world, item))
  const lack = lacks[evidence.variant]
  const named = lack === 'item' ? items.slice(0, -1) : items
  return {
    kind: evidence.kind === 'other' || evidence.kind === 'vendor_form' ? 'statement_of_work' : evidence.kind,
    number: `${claim.number}-${evidence.key.slice(-4)}`,
    partner,
    customer: { name: tenant.name, city: tenant.city, signatory: claim.contact.name },
    items,
    activities: activitiesOf(claim.activity, named.length > 0 ? named : ['the products']),
    signedAt: evidence.signedAt,
    disclosure: tenant.publicSector && (tenant.country === 'US' || tenant.country === 'FR'),
    ...(evidence.redacted && { redacted: true }),
    ...(lack && { lack }),
  }
}

const originalOf = (world: World, key: string): [ClaimPlan, EvidencePlan] => {
  for (const claim of world.claims) {
    const found = claim.evidence.find((entry) => entry.key === key)
    if (found) return [claim, found]
  }
  throw new Error(`No document ${key}`)
}
