import type { CompetencyLevel } from '../competencies/enrollment.rules.ts'
import { daysAfterDay, firstAnniversary, nextAnniversary, upgradedAnniversary } from '../competencies/year.rules.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { MembershipState } from './membership.rules.ts'
import { levelOf } from './order.rules.ts'
import type { OfferCode } from './order.rules.ts'

/** What decides whether an organisation may buy an offer on a day. Days are ISO dates of the vendor's desk. */
export interface OfferFacts {
  today: string
  /** The current one. */
  membership: { tier: Tier; state: MembershipState; anniversaryOn: string | null } | null
  /** The last day of a starter pack that is held, or was until a few days ago. */
  starterUntil: string | null
  /** Offers that are ordered and not paid. */
  openOffers: readonly OfferCode[]
  /** Levels whose requirements some competency meets. */
  metLevels: readonly CompetencyLevel[]
  /** The paid silver fee that a gold upgrade takes the place of. */
  silverOrderId: string | null
  windowDays: number
  upgradeStartsYear: boolean
}

export type OfferRefusal = 'STARTER_LIMIT' | 'NOT_QUALIFIED' | 'ORDER_OPEN' | 'FEE_COVERED' | 'NO_SILVER'

/** What an offer would be to this organisation, if it were paid today. */
export interface OfferTerms {
  /** It goes on from the anniversary that is due (CMP-R1), and does not begin a year of its own. */
  renewal: boolean
  coversUntil: string
  replacesId: string | null
  refusal: OfferRefusal | null
}

/**
 * Whether an offer may be bought, until when it would last, and whether it renews. `STARTER_LIMIT`: one starter pack per
 * organisation (MEM-R1), with or without competencies (MEM-R2). `NOT_QUALIFIED`: no competency meets the level (MEM-R3).
 * `FEE_COVERED`: a fee of that level or a higher one was paid and covers every competency of it. `NO_SILVER`: there is
 * no silver year to trade in. `ORDER_OPEN`: it is ordered already.
 */
export const termsOf = (offer: OfferCode, facts: OfferFacts): OfferTerms => {
  const terms = offer === 'starter' ? starterTerms(facts) : levelTerms(offer, facts)
  const open = facts.openOffers.includes(offer)
  // Of starter packs there is one, also among the orders.
  return open ? { ...terms, refusal: offer === 'starter' ? 'STARTER_LIMIT' : 'ORDER_OPEN' } : terms
}

const starterTerms = ({ starterUntil, today, windowDays }: OfferFacts): OfferTerms => {
  if (starterUntil === null)
    return { renewal: false, coversUntil: firstAnniversary(today), replacesId: null, refusal: null }
  const early = today < daysAfterDay(starterUntil, -windowDays)
  return {
    renewal: true,
    coversUntil: nextAnniversary(starterUntil),
    replacesId: null,
    refusal: early ? 'STARTER_LIMIT' : null,
  }
}

const levelTerms = (offer: Exclude<OfferCode, 'starter'>, facts: OfferFacts): OfferTerms => {
  const { membership, today, silverOrderId } = facts
  const level = levelOf(offer)!
  const held = membership && (membership.tier === 'silver' || membership.tier === 'gold') ? membership : null
  const anniversary = held?.anniversaryOn ?? null
  const renewal = offer !== 'gold_upgrade' && anniversary !== null && isRenewable(held!.state)
  const upgrade = offer === 'gold_upgrade' && anniversary !== null
  return {
    renewal,
    coversUntil: renewal
      ? nextAnniversary(anniversary)
      : upgrade
        ? upgradedAnniversary(anniversary, today, facts.upgradeStartsYear)
        : firstAnniversary(today),
    replacesId: upgrade ? silverOrderId : null,
    refusal: refusalOf(offer, level, held, renewal, facts),
  }
}

const refusalOf = (
  offer: OfferCode,
  level: CompetencyLevel,
  held: { tier: Tier; state: MembershipState } | null,
  renewal: boolean,
  { metLevels }: OfferFacts,
): OfferRefusal | null => {
  if (offer === 'gold_upgrade' && (held?.tier !== 'silver' || !isUpgradable(held.state))) return 'NO_SILVER'
  // A silver member buys gold as an upgrade, at its discount; a gold member pays no silver fee (MEM-R3).
  if (offer !== 'gold_upgrade' && held && !renewal) return 'FEE_COVERED'
  const met = level === 'silver' ? metLevels.length > 0 : metLevels.includes('gold')
  return met ? null : 'NOT_QUALIFIED'
}

const isRenewable = (state: MembershipState): boolean => state === 'reenrol_open' || state === 'grace'
const isUpgradable = (state: MembershipState): boolean => state === 'active' || state === 'reenrol_open'
