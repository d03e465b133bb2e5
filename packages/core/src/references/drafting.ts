import { sql } from 'kysely'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { refuse } from '../kernel/errors.ts'
import type { Problem } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { DraftFacts, ReferenceFields } from './draft.rules.ts'
import { problemsOf } from './draft.rules.ts'
import type { Asking } from './finding.ts'
import { ownLocation, ownReference, refuseUnknownCodes } from './finding.ts'
import { CustomerReference } from './reference.entity.ts'

interface Saved {
  referenceId: string
  version: number
  problems: Problem[]
}

/** A new draft, right or wrong, with what is wrong in it (REF-R1). */
export const createReference = async (asking: Asking, fields: ReferenceFields): Promise<Saved> => {
  const { call, actor } = asking
  await ownLocation(asking, fields.locationId)
  await refuseUnknownCodes(call, fields)
  const reference = call.em.create(CustomerReference, {
    ...fields,
    id: newId<'CustomerReference'>(call.now),
    vendorId: actor.vendorId,
    organizationId: actor.organizationId!,
    createdBy: actor.personId,
    createdAt: call.now,
    state: 'draft',
    stateAt: call.now,
    signals: [],
  })
  happened(reference, 'reference.created')
  await call.em.persist(reference).flush()
  return savedOf(call, reference)
}

/** Other contents of a draft. What the customer was asked about is never changed (REF-R1): refuses with `ILLEGAL_TRANSITION`. */
export const updateReference = async (
  asking: Asking,
  { referenceId, version, ...fields }: ReferenceFields & { referenceId: string; version: number },
): Promise<Saved> => {
  const { call } = asking
  const { reference } = await ownReference(asking, referenceId, version)
  refuseUnlessDraft(reference, 'edit')
  await ownLocation(asking, fields.locationId)
  await refuseUnknownCodes(call, fields)
  const changed = (Object.keys(fields) as (keyof ReferenceFields)[]).filter(
    (field) => JSON.stringify(reference[field] ?? null) !== JSON.stringify(fields[field]),
  )
  if (changed.length > 0) {
    Object.assign(reference, fields)
    happened(reference, 'reference.edited', { fields: changed })
    await call.em.flush()
  }
  return savedOf(call, reference)
}

/** Takes a draft away. What was sent is kept: refuses with `ILLEGAL_TRANSITION`. */
export const discardReference = async (asking: Asking, referenceId: string, version: number): Promise<void> => {
  const { reference } = await ownReference(asking, referenceId, version)
  refuseUnlessDraft(reference, 'discard')
  happened(reference, 'reference.discarded')
  // By a statement: the entity stays known to the call, so that what happened to it is written down.
  await asking.call.em.nativeDelete(CustomerReference, { id: reference.id })
}

const refuseUnlessDraft = ({ state }: CustomerReference, verb: string): void => {
  if (state !== 'draft') refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: state, verb } })
}

const savedOf = async (call: Call, reference: CustomerReference): Promise<Saved> => ({
  referenceId: reference.id,
  version: reference.version,
  problems: await problemsNow(call, reference),
})

/** What is wrong with a reference as it stands, warnings too. */
export const problemsNow = async (call: Call, reference: CustomerReference): Promise<Problem[]> => {
  const fields = fieldsOf(reference)
  return problemsOf(fields, await draftFacts(call, reference))
}

export const fieldsOf = (reference: CustomerReference): ReferenceFields => ({
  locationId: reference.locationId,
  company: reference.company,
  contactName: reference.contactName,
  contactTitle: reference.contactTitle,
  contactEmail: reference.contactEmail,
  contactLanguage: reference.contactLanguage,
  projectTitle: reference.projectTitle,
  description: reference.description,
  startedOn: reference.startedOn ?? null,
  endedOn: reference.endedOn ?? null,
  products: reference.products,
  competencies: reference.competencies,
  outcome: reference.outcome,
  quotingAsked: reference.quotingAsked,
})

interface FactsRow {
  ownDomains: string[]
  isOwnMailbox: boolean
  today: string
  alike: DraftFacts['alike']
  rejectedAt: string | null
}

type Asked = Pick<CustomerReference, 'id' | 'vendorId' | 'organizationId' | 'contactEmail' | 'projectTitle'> & {
  startedOn?: string | null | undefined
  endedOn?: string | null | undefined
}

/** What the rules ask about a contact and a project. The same project: work at the same time, or of the same title. */
export const draftFacts = async (call: Call, reference: Asked): Promise<DraftFacts> => {
  const { id, vendorId, organizationId, projectTitle, startedOn, endedOn } = reference
  const mailbox = reference.contactEmail.trim().toLowerCase()
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1)
  const overlaps = sql`(r.started_on <= ${endedOn ?? null}::date and r.ended_on >= ${startedOn ?? null}::date)`
  const mine = sql`r.organization_id = ${organizationId} and lower(r.contact_email) = ${mailbox} and r.id <> ${id}`
  const works = sql`from affiliation a join person p on p.id = a.person_id
    where a.organization_id = ${organizationId} and a.status = 'active'`
  const { rows } = await sql<FactsRow>`
    select o.domains || array(select ${domain} where exists (select ${works}
        and split_part(p.email_normalised, '@', 2) = ${domain})) as "ownDomains",
      exists (select ${works} and p.email_normalised = ${mailbox}) as "isOwnMailbox",
      (${call.now}::timestamptz at time zone v.time_zone)::date::text as today,
      (select coalesce(jsonb_agg(jsonb_build_object('projectTitle', r.project_title, 'state', r.state) order by r.id), '[]')
        from customer_reference r where ${mine} and ${mailbox} <> '' and ${overlaps} and r.state not in ('draft', 'cancelled', 'rejected')) as alike,
      (select max(r.answered_at)::text from customer_reference r where ${mine} and r.state = 'rejected'
        and (coalesce(${overlaps}, false) or lower(r.project_title) = ${projectTitle.toLowerCase()})) as "rejectedAt"
    from organization o join vendor v on v.id = o.vendor_id where o.id = ${organizationId} and v.id = ${vendorId}
  `.execute(call.em.getKysely())
  const { ownDomains, isOwnMailbox, today, alike, rejectedAt } = rows[0]!
  const { referenceProjectMaxAgeMonths: projectMaxAgeMonths } = await readPolicy(call, vendorId)
  return {
    ownDomains,
    isOwnMailbox,
    today,
    projectMaxAgeMonths,
    alike,
    rejectedAt: rejectedAt === null ? null : new Date(rejectedAt),
    now: call.now,
  }
}
