import { sql } from 'kysely'
import { marketOf } from '../catalogue/market.rules.ts'
import { asApplication } from '../kernel/fence.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Skill } from '../people/skill.rules.ts'
import type {
  AmountFacts,
  AssociationFact,
  CertificationTerms,
  CompetencyTerms,
  DocumentFact,
  EnrolledFact,
  Facts,
  FigureFact,
  PersonFact,
  PinFact,
  Programme,
  ReferenceFact,
} from './facts.rules.ts'

/**
 * Everything that competencies are counted from: eight statements, however large the organisation is.
 *
 * Read as the application: how much an item is used is behind a fence of its own, and a partner's page must count what the
 * recount counted. Whose names may be shown is decided where they are shown.
 */
export const readFacts = (call: Call, organizationId: string): Promise<Facts> =>
  asApplication(call, 'competencies', async (inner) => ({
    organizationId,
    locations: await readLocations(inner, organizationId),
    people: await readPeople(inner, organizationId),
    references: await readReferences(inner, organizationId),
    associations: await readAssociations(inner, organizationId),
    amounts: await readAmounts(inner, organizationId),
    ...(await readFigures(inner, organizationId)),
    ...(await readEnrolled(inner, organizationId)),
  }))

/** What the vendor asks, in its order. One statement. */
export const readProgramme = async (call: Call, vendorId: string): Promise<Programme> => {
  const { rows } = await sql<{ competencies: CompetencyTerms[]; certifications: CertificationTerms[] }>`
    select (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name, 'options',
        (select coalesce(jsonb_agg(jsonb_build_object('level', s.level, 'option', s.option, 'name', s.option_name, 'requirements', s.requirements)
          order by s.level desc, s.position, s.option), '[]') from requirement_set s where s.vendor_id = c.vendor_id and s.competency_code = c.code))
        order by c.position, c.code), '[]') from competency c where c.vendor_id = ${vendorId}) as competencies,
      (select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name, 'kind', t.kind, 'qualifiesFor', to_jsonb(t.qualifies_for))
        order by t.code), '[]') from certification t where t.vendor_id = ${vendorId}) as certifications
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** A location that closed counts nothing, and nothing is counted for it. */
const open = sql`status not in ('dissociated', 'archived')`

const readLocations = async (call: Call, organizationId: string): Promise<Facts['locations']> => {
  const { rows } = await sql<{ id: string; name: string; country: string }>`
    select id, name, country from location where organization_id = ${organizationId} and ${open}
    order by is_headquarters desc, number
  `.execute(call.em.getKysely())
  return rows.map(({ id, name, country }) => ({ id, name, market: marketOf(country) }))
}

/** Everybody who is active, with the results of the credential that is linked to this organisation. */
const readPeople = async (call: Call, organizationId: string): Promise<PersonFact[]> => {
  const { rows } = await sql<Omit<PersonFact, 'skills'> & { skills: Skill[] | null }>`
    select p.id, p.name, f.location_id as "locationId",
      (select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'code', s.code, 'name', coalesce(t.name, s.code),
          'passedOn', s.passed_on::text, 'expiresOn', s.expires_on::text, 'retiredOn', t.retired_on::text,
          'countsUntil', t.counts_until::text, 'qualifiesFor', coalesce(to_jsonb(t.qualifies_for), '[]')) order by s.passed_on desc, s.code)
        from credential_profile c join skill_record s on s.credential_profile_id = c.id
          left join certification t on t.vendor_id = s.vendor_id and t.code = s.code
        where c.person_id = p.id and c.state = 'linked' and c.organization_id = f.organization_id) as skills
    from affiliation f join person p on p.id = f.person_id
    where f.organization_id = ${organizationId} and f.status = 'active' order by p.id
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, skills: row.skills ?? [] }))
}

const readReferences = async (call: Call, organizationId: string): Promise<ReferenceFact[]> => {
  const { rows } = await sql<ReferenceFact>`
    select r.id, r.company, r.project_title as title, r.location_id as "locationId", r.competencies, r.expires_at::text as "expiresAt",
      (select jsonb_build_object('locationId', a.location_id, 'competency', a.competency) from reference_assignment a
        where a.reference_id = r.id and a.ended_at is null) as assigned
    from customer_reference r
    where r.organization_id = ${organizationId} and r.state in ('approved', 'assigned') and r.expires_at is not null order by r.id
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, expiresAt: isoOf(row.expiresAt) }))
}

/**
 * Where the organisation is on record, by claims and by other systems, now or within the last three years, with the
 * newest figures of the item. The product is the service of a suite, or the product of a subscription.
 */
const readAssociations = async (call: Call, organizationId: string): Promise<AssociationFact[]> => {
  const { rows } = await sql<AssociationFact>`
    with held as (
      select a.id, a.customer_tenant_id, a.location_id, 'claim' as method, a.item_key, i.code as product, a.vendor_id,
        coalesce(a.data_visible_from, a.created_at) as since, a.ended_at
      from association a join claim_item i on i.id = a.claim_item_id
      where a.organization_id = ${organizationId} and (a.status = 'active' or (a.status = 'ended' and a.data_visible_from is not null))
      union all
      select r.id, r.customer_tenant_id, r.location_id, r.method, r.item_key, null, r.vendor_id, r.since, r.ended_at
      from recorded_association r where r.organization_id = ${organizationId})
    select h.id, h.customer_tenant_id as "tenantId", t.name as "tenantName", h.location_id as "locationId", h.method,
      coalesce(h.product, s.product_code, split_part(h.item_key, ':', 2)) as product, (h.since at time zone 'UTC')::date::text as since,
      (h.ended_at at time zone 'UTC')::date::text as until, coalesce(s.seats, u.qualified_entitlements, 0) as seats,
      coalesce(u.active_entitlements, 0) as active
    from held h join customer_tenant t on t.id = h.customer_tenant_id
      left join subscription s on s.vendor_id = h.vendor_id and s.subscription_id = case when h.item_key like 's:%' then substr(h.item_key, 3)::uuid end
      left join lateral (select f.active_entitlements, f.qualified_entitlements from usage_fact f
        where f.customer_tenant_id = h.customer_tenant_id and f.item_key = h.item_key order by f.month desc limit 1) u on true
    where h.ended_at is null or h.ended_at > ${call.now.toISOString()}::timestamptz - interval '3 years'
    order by h.id
  `.execute(call.em.getKysely())
  return rows
}

const readAmounts = async (call: Call, organizationId: string): Promise<AmountFacts[]> => {
  const { rows } = await sql<Omit<AmountFacts, 'cents'> & { cents: string }>`
    select location_id as "locationId", measure, method, product_code as product, month::text as month, sum(amount_minor)::text as cents
    from amount_fact where organization_id = ${organizationId} and month > ${call.now.toISOString()}::timestamptz - interval '3 years'
    group by location_id, measure, method, product_code, month order by month, location_id, measure, method, product_code
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, cents: Number(row.cents) }))
}

/**
 * Figures of points models, and documents that were handed in: both by month from the same feed. A document is named by a
 * requirement of its own kind, a figure by an indicator.
 */
const readFigures = async (
  call: Call,
  organizationId: string,
): Promise<{ figures: FigureFact[]; documents: DocumentFact[] }> => {
  const { rows } = await sql<FigureFact & { isDocument: boolean }>`
    with document as (
      select s.vendor_id, s.competency_code, r ->> 'document' as code from requirement_set s, jsonb_array_elements(s.requirements) r
      where r ->> 'kind' in ('agreement', 'satisfaction_survey'))
    select i.location_id as "locationId", i.competency, i.indicator, i.month::text as month, i.value::float8 as value,
      i.baseline::float8 as baseline, exists (select from document d where d.vendor_id = i.vendor_id
        and d.competency_code = i.competency and d.code = i.indicator) as "isDocument"
    from indicator_fact i where i.organization_id = ${organizationId}
      and i.month > ${call.now.toISOString()}::timestamptz - interval '3 years' order by i.month, i.id
  `.execute(call.em.getKysely())
  return {
    figures: rows.filter(({ isDocument }) => !isDocument).map(figureOf),
    documents: rows
      .filter(({ isDocument, value }) => isDocument && value >= 1)
      .map(({ locationId, competency, indicator: document, month: on }) => ({ locationId, competency, document, on })),
  }
}

const figureOf = ({ locationId, competency, indicator, month, value, baseline }: FigureFact): FigureFact => ({
  locationId,
  competency,
  indicator,
  month,
  value,
  baseline,
})

/** Enrolments of open locations, and who is reserved for what. What was granted ahead is projected to its last day. */
const readEnrolled = async (
  call: Call,
  organizationId: string,
): Promise<{ enrollments: EnrolledFact[]; pins: PinFact[] }> => {
  const { rows } = await sql<{ enrollments: EnrolledFact[]; pins: PinFact[] }>`
    select (select coalesce(jsonb_agg(jsonb_build_object('locationId', e.location_id, 'competency', e.competency, 'level', e.level,
        'state', e.state, 'renewsOn', case e.state when 'active_preapproved' then e.preapproved_until else e.renews_on end)
        order by e.id), '[]')
        from competency_enrollment e join location l on l.id = e.location_id and l.status not in ('dissociated', 'archived')
        where e.organization_id = ${organizationId}) as enrollments,
      (select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'competency', p.competency, 'locationId', p.location_id)
        order by p.id), '[]') from person_pin p where p.organization_id = ${organizationId}) as pins
  `.execute(call.em.getKysely())
  return rows[0]!
}
