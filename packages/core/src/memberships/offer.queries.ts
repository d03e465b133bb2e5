import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { heldStates } from '../competencies/enrollment.rules.ts'
import type { CompetencyLevel, EnrollmentState } from '../competencies/enrollment.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { MembershipState } from './membership.rules.ts'
import type { OfferFacts } from './offer.rules.ts'
import type { ListPrice, PriceFacts } from './price.rules.ts'

/** A competency whose requirements are met, as an offer names it. */
export interface MetCompetency {
  enrollmentId: string
  locationId: string
  competency: string
  name: string
  state: EnrollmentState
  level: CompetencyLevel
  metLevel: CompetencyLevel
  renewsOn: string | null
}

/** Competencies of an organisation at which a level's requirements are met (MEM-R3), by name. */
export const readMet = async (call: Call, organizationId: string): Promise<MetCompetency[]> => {
  const { rows } = await sql<MetCompetency>`
    select e.id as "enrollmentId", e.location_id as "locationId", e.competency, coalesce(c.name, e.competency) as name, e.state,
      e.level, e.met_level as "metLevel", e.renews_on::text as "renewsOn"
    from competency_enrollment e left join competency c on c.vendor_id = e.vendor_id and c.code = e.competency
    where e.organization_id = ${organizationId} and e.met_level is not null and e.state = any(${texts(['qualified', ...heldStates])})
    order by name, e.id
  `.execute(call.em.getKysely())
  return rows
}

/** What decides which offers an organisation may buy on a day, and until when they would last. */
export const readOfferFacts = async (
  call: Call,
  organizationId: string,
  today: string,
  policy: Policy,
): Promise<OfferFacts> => {
  const { rows } = await sql<{
    tier: Tier | null
    state: MembershipState | null
    anniversaryOn: string | null
    starterUntil: string | null
    open: string[]
    met: CompetencyLevel[]
    silverOrderId: string | null
  }>`
    select m.tier, m.state, m.anniversary_on::text as "anniversaryOn",
      (select max(o.covers_until)::text from fee_order o where o.organization_id = ${organizationId} and o.offer = 'starter'
        and o.state in ('paid', 'fulfilled', 'refund_requested', 'refund_refused') and o.covers_until >= ${today}::date - ${policy.membershipGraceDays}::int) as "starterUntil",
      array(select distinct o.offer from fee_order o where o.organization_id = ${organizationId} and o.state in ('submitted', 'awaiting_payment')) as open,
      array(select distinct e.met_level from competency_enrollment e where e.organization_id = ${organizationId}
        and e.met_level is not null and e.state = any(${texts(['qualified', ...heldStates])})) as met,
      (select o.id from fee_order o where o.organization_id = ${organizationId} and o.offer = 'silver'
        and o.state in ('paid', 'fulfilled', 'refund_requested', 'refund_refused') and o.covers_until >= ${today}::date
        order by o.paid_at desc limit 1) as "silverOrderId"
    from (select 1) as one left join membership m on m.organization_id = ${organizationId} and m.ended_at is null
  `.execute(call.em.getKysely())
  const row = rows[0]!
  return {
    today,
    membership: row.tier && row.state ? { tier: row.tier, state: row.state, anniversaryOn: row.anniversaryOn } : null,
    starterUntil: row.starterUntil,
    openOffers: row.open as OfferFacts['openOffers'],
    metLevels: row.met,
    silverOrderId: row.silverOrderId,
    windowDays: policy.membershipReenrolWindowDays,
    upgradeStartsYear: policy.goldUpgradeStartsYear,
  }
}

/** The price list, rates, and tax of a country on a day, and whether a certificate takes it off (MEM-R4, MEM-R7). */
export const readPriceFacts = async (
  call: Call,
  {
    vendorId,
    organizationId,
    currency,
    country,
    day,
  }: { vendorId: string; organizationId: string; currency: string; country: string; day: string },
  policy: Policy,
): Promise<PriceFacts> => {
  const { rows } = await sql<{
    prices: ListPrice[]
    rate: { day: string; perDollar: string } | null
    tax: { name: string; basisPoints: number } | null
    exempt: boolean
  }>`
    select (select coalesce(jsonb_agg(jsonb_build_object('offer', p.offer, 'currency', p.currency, 'amountMinor', p.amount_minor,
        'validFrom', p.valid_from, 'validUntil', p.valid_until)), '[]') from price p
        where p.vendor_id = ${vendorId} and p.currency in ('USD', ${currency}) and p.valid_from <= ${day}::date) as prices,
      (select jsonb_build_object('day', r.day, 'perDollar', r.per_dollar) from exchange_rate r where r.vendor_id = ${vendorId}
        and r.currency = ${currency} and r.day <= ${day}::date order by r.day desc limit 1) as rate,
      (select jsonb_build_object('name', t.name, 'basisPoints', t.basis_points) from tax_rate t where t.vendor_id = ${vendorId}
        and t.country = ${country} and t.valid_from <= ${day}::date order by t.valid_from desc limit 1) as tax,
      exists (select from tax_exemption x where x.organization_id = ${organizationId} and x.country = ${country} and x.state = 'approved' and x.confirm_asked_at is null
        and x.valid_from <= ${day}::date and (x.valid_until is null or x.valid_until >= ${day}::date)) as exempt
  `.execute(call.em.getKysely())
  const { prices, rate, tax, exempt } = rows[0]!
  return {
    prices,
    rates: rate ? [{ currency, ...rate }] : [],
    tax: tax && tax.basisPoints > 0 ? tax : null,
    exempt,
    goldUpgradeDiscountPercent: policy.goldUpgradeDiscountPercent,
  }
}
