import { sql } from 'kysely'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { isWithin } from '../kernel/authority.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Problem } from '../kernel/errors.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf } from '../kernel/instants.ts'
import { movesFrom } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ReferenceFields } from './draft.rules.ts'
import { fieldsOf, problemsNow } from './drafting.ts'
import type { Asking } from './finding.ts'
import { CustomerReference } from './reference.entity.ts'
import type { ReferencePlace } from './reference.queries.ts'
import type { ReferenceRejectReason, ReferenceState, ReferenceSuggestion, ReferenceVerb } from './reference.rules.ts'
import { daysLeft, referenceMoves, resendFrom } from './reference.rules.ts'

interface Named {
  code: string
  name: string
}

interface PastPlace extends ReferencePlace {
  assignedAt: string
  assignedByName: string | null
  endedAt: string | null
  endReason: string | null
}

interface MailedLetter {
  id: string
  template: string
  state: string
  queuedAt: string
  acceptedAt: string | null
  bouncedAt: string | null
}

interface HistoryRow {
  id: string
  seq: number
  type: string
  at: string
  actorSide: string
  /** null: the customer, or nobody. */
  actorName: string | null
  data: { [key: string]: Json }
  personal: { [key: string]: Json } | null
}

interface Facts {
  locationName: string
  locationNumber: number
  createdByName: string | null
  organizationName: string
  products: Named[]
  competencies: Named[]
  places: PastPlace[]
  letters: MailedLetter[]
}

/** What a partner may do with a reference besides what the customer and time do. */
const partnerVerbs: readonly ReferenceVerb[] = ['send', 'resend', 'cancel', 'assign', 'unassign']

export interface ReferenceDetail {
  referenceId: string
  version: number
  state: ReferenceState
  stateAt: string
  /** As the partner filled it in. */
  fields: ReferenceFields
  locationName: string
  locationNumber: number
  productNames: Named[]
  competencyNames: Named[]
  createdAt: string
  createdByName: string | null
  sentAt: string | null
  lastSentAt: string | null
  /** When the request came back; null: it did not, or was sent again. */
  returnedAt: string | null
  dueAt: string | null
  /** From when it may be sent again; null where it cannot. */
  resendFrom: string | null
  answeredAt: string | null
  /** Who confirmed, as they typed it; of a no the vendor alone reads them. */
  answeredName: string | null
  answeredRole: string | null
  quotingAllowed: boolean
  suggestion: ReferenceSuggestion | null
  rejectReason: ReferenceRejectReason | null
  /** The customer's words, where they shared them; the vendor reads them all. */
  comment: string | null
  commentShared: boolean
  approvedAt: string | null
  expiresAt: string | null
  daysLeft: number | null
  revokedAt: string | null
  assignment: PastPlace | null
  /** Where it counted, the newest first, the present place among them. */
  assignments: PastPlace[]
  /** Of a draft: everything that is wrong with it, warnings too. */
  problems: Problem[]
  /** What the asker's side may do now; the buttons are drawn from it. */
  verbs: ReferenceVerb[]
  letters: MailedLetter[]
  history: HistoryRow[]
}

/** One reference with everything about it, for its own organisation within a scope; any other is absent (PRI-R1). */
export const getReference = async ({ call, actor, scope }: Asking, referenceId: string): Promise<ReferenceDetail> => {
  const reference = await findShown(call, referenceId, actor.organizationId)
  const facts = await readFacts(call, referenceId)
  const current = facts.places.find(({ endedAt }) => endedAt === null) ?? null
  const within = [reference.locationId, current?.locationId].some((id) => id && isWithin(scope, id))
  if (!within) return refuseAbsent()
  const whole = await detailOf(call, reference, facts, 'partner')
  const isApproved = reference.approvedAt !== null && reference.approvedAt !== undefined
  return {
    ...whole,
    answeredName: isApproved ? whole.answeredName : null,
    answeredRole: isApproved ? whole.answeredRole : null,
    comment: whole.commentShared ? whole.comment : null,
    problems: reference.state === 'draft' ? await problemsNow(call, reference) : [],
    verbs: whole.verbs.filter((verb) => partnerVerbs.includes(verb)),
  }
}

export interface ReferenceCheck extends ReferenceDetail {
  organizationId: string
  organizationName: string
  /** What made the answer look like a program's; empty: nothing (L9). */
  signals: string[]
}

/** The same for the vendor's reviewers, of any partner: with the customer's words and what gave a program away (L9, B.18). */
export const getCheck = async (call: Call, referenceId: string): Promise<ReferenceCheck> => {
  const reference = await findShown(call, referenceId, null)
  const facts = await readFacts(call, referenceId)
  return {
    ...(await detailOf(call, reference, facts, 'vendor')),
    organizationId: reference.organizationId,
    organizationName: facts.organizationName,
    signals: reference.signals,
    verbs: [],
  }
}

/** A draft is its partner's own business. */
const findShown = async (call: Call, id: string, organizationId: string | null): Promise<CustomerReference> => {
  const reference = await call.em.findOne(CustomerReference, { id, ...(organizationId && { organizationId }) })
  return reference && (organizationId !== null || reference.state !== 'draft') ? reference : refuseAbsent()
}

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

const detailOf = async (
  call: Call,
  reference: CustomerReference,
  facts: Facts,
  side: 'partner' | 'vendor',
): Promise<ReferenceDetail> => ({
  referenceId: reference.id,
  version: reference.version,
  state: reference.state,
  stateAt: reference.stateAt.toISOString(),
  fields: fieldsOf(reference),
  locationName: facts.locationName,
  locationNumber: facts.locationNumber,
  productNames: facts.products,
  competencyNames: facts.competencies,
  createdAt: reference.createdAt.toISOString(),
  createdByName: facts.createdByName,
  sentAt: iso(reference.sentAt),
  lastSentAt: iso(reference.lastSentAt),
  returnedAt: iso(reference.returnedAt),
  dueAt: iso(reference.dueAt),
  resendFrom: await resendInstant(call, reference),
  answeredAt: iso(reference.answeredAt),
  answeredName: reference.answeredName ?? null,
  answeredRole: reference.answeredRole ?? null,
  quotingAllowed: reference.quotingAllowed,
  suggestion: reference.suggestion ?? null,
  rejectReason: reference.rejectReason ?? null,
  comment: reference.comment ?? null,
  commentShared: reference.commentShared,
  approvedAt: iso(reference.approvedAt),
  expiresAt: iso(reference.expiresAt),
  daysLeft: daysLeft(reference.expiresAt ?? null, call.now),
  revokedAt: iso(reference.revokedAt),
  assignment: facts.places.find(({ endedAt }) => endedAt === null) ?? null,
  assignments: facts.places,
  problems: [],
  verbs: movesFrom<ReferenceState, ReferenceVerb>(referenceMoves, reference.state),
  letters: facts.letters,
  history: await readHistory(call, reference.id, side),
})

const resendInstant = async (call: Call, reference: CustomerReference): Promise<string | null> => {
  if (reference.state !== 'awaiting_customer' && reference.state !== 'lapsed') return null
  const { referenceResendAfterDays } = await readPolicy(call, reference.vendorId)
  return resendFrom(reference.lastSentAt!, referenceResendAfterDays).toISOString()
}

const named = (codes: 'products' | 'competencies') =>
  codes === 'competencies'
    ? sql`(select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name) order by c.position), '[]')
        from competency c where c.vendor_id = r.vendor_id and c.code = any(r.competencies))`
    : sql`(select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'name', x.name) order by x.name), '[]') from (
        select code, name from product where vendor_id = r.vendor_id union all select code, name from workload where vendor_id = r.vendor_id) x
        where x.code = any(r.products))`

const readFacts = async (call: Call, referenceId: string): Promise<Facts> => {
  const { rows } = await sql<Facts>`
    select l.name as "locationName", l.number as "locationNumber", p.name as "createdByName", o.name as "organizationName",
      ${named('products')} as products, ${named('competencies')} as competencies,
      (select coalesce(jsonb_agg(jsonb_build_object('locationId', a.location_id, 'locationName', al.name, 'locationNumber', al.number,
          'competency', a.competency, 'competencyName', coalesce(k.name, a.competency), 'assignedAt', a.assigned_at,
          'assignedByName', ap.name, 'endedAt', a.ended_at, 'endReason', a.end_reason) order by a.assigned_at desc, a.id desc), '[]')
        from reference_assignment a join location al on al.id = a.location_id left join person ap on ap.id = a.assigned_by
          left join competency k on k.vendor_id = a.vendor_id and k.code = a.competency where a.reference_id = r.id) as places,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'template', m.template, 'state', m.state, 'queuedAt', m.created_at,
          'acceptedAt', m.accepted_at, 'bouncedAt', m.bounced_at) order by m.created_at, m.id), '[]')
        from letter m where m.aggregate_id = r.id and m.recipient = r.contact_email) as letters
    from customer_reference r join location l on l.id = r.location_id join organization o on o.id = r.organization_id
      left join person p on p.id = r.created_by where r.id = ${referenceId}
  `.execute(call.em.getKysely())
  const facts = rows[0]!
  const instant = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString())
  return {
    ...facts,
    places: facts.places.map((place) => ({
      ...place,
      assignedAt: new Date(place.assignedAt).toISOString(),
      endedAt: instant(place.endedAt),
    })),
    letters: facts.letters.map((letter) => ({
      ...letter,
      queuedAt: new Date(letter.queuedAt).toISOString(),
      acceptedAt: instant(letter.acceptedAt),
      bouncedAt: instant(letter.bouncedAt),
    })),
  }
}

/** Who did what and when, newest first. What a customer typed the partner reads in the reference itself, as far as it is shared. */
const readHistory = async (call: Call, referenceId: string, side: 'partner' | 'vendor'): Promise<HistoryRow[]> => {
  const { rows } = await sql<HistoryRow>`
    select e.id, e.seq, e.type, e.at::text as at, e.actor_side as "actorSide", p.name as "actorName", e.data, e.personal
    from event e left join person p on p.id = e.actor_id where e.aggregate_id = ${referenceId} order by e.seq desc
  `.execute(call.em.getKysely())
  return rows.map((row) => ({
    ...row,
    at: isoOf(row.at),
    personal: side === 'partner' && row.actorSide === 'customer' ? null : row.personal,
  }))
}
