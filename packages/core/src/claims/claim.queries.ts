import { sql } from 'kysely'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import { policyNumberAt } from '../catalogue/policy.queries.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { movesFrom } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import { readDeliveries } from '../letters/delivery.queries.ts'
import type { ReviewKind } from './choices.rules.ts'
import type { ConsentMode } from '../customers/customer.rules.ts'
import type { AssociationStatus, ClaimStatus, ConsentState } from './claim.rules.ts'
import { claimMoves, countsFor } from './claim.rules.ts'
import { refuseExcludedReviewer } from './exclusion.queries.ts'
import { readEvidence } from './evidence.queries.ts'
import type { Checklist, ReviewReason } from './evidence.rules.ts'
import { receivingRound } from './evidence.rules.ts'
import { readHistory } from './history.queries.ts'
import type { Viewer } from './history.queries.ts'
import type { ItemDecision } from './parts.entity.ts'
import { readQuestions } from './question.queries.ts'
import { readDispute, readRoundChanges } from './rounds.queries.ts'
import { shownStatus, standingOf } from './standing.rules.ts'

interface Head {
  id: string
  version: number
  number: number
  name: string
  organizationId: string
  organizationName: string
  organizationNumber: number
  locationId: string
  locationName: string
  locationNumber: number
  locationCity: string
  areaCode: string
  areaName: string
  needsEvidence: boolean
  /** Whether claims of this area and activity are paid at all. */
  pays: boolean
  activity: ClaimActivity
  incentiveOptOut: boolean
  customerTenantId: string
  customerName: string
  tenantId: string
  publicSector: boolean
  administrators: number
  domain: string
  status: ClaimStatus
  consentState: ConsentState
  consentMode: ConsentMode
  round: number
  checklist: Checklist
  reviewerId: string | null
  reviewerName: string | null
  createdByName: string | null
  flags: string[]
  closeReason: string | null
  disputableUntil: string | null
  itemsMayBeAdded: boolean
  contactCorrectedAt: string | null
  reviewKind: ReviewKind
  preferredReviewerId: string | null
  solutionSellerName: string
  revenueCustomerName: string
  isvProductName: string
  createdAt: string
  submittedAt: string | null
  reviewStartedAt: string | null
  approvedAt: string | null
  slaDueAt: string | null
  actionDueAt: string | null
  consentStartsAt: string | null
  consentDueAt: string | null
  /** Of the letter that was written, or of one that would be written now (POL-R1). */
  windowDays: number
  /** Those that counted when the customer said no (POL-R1). */
  undoHours: number
  activatedAt: string | null
  closedAt: string | null
  changedAt: string
  sampled: boolean
  heldAt: string | null
  heldByName: string | null
  holdReason: string
}

const readHead = async (call: Call, claimId: string): Promise<Head | undefined> => {
  const { rows } = await sql<Head>`
    select c.id, c.version, c.number, c.name, c.organization_id as "organizationId", o.name as "organizationName",
      o.global_number as "organizationNumber", c.location_id as "locationId", l.name as "locationName",
      l.number as "locationNumber", l.city as "locationCity", c.area_code as "areaCode", coalesce(a.name, c.area_code) as "areaName",
      coalesce(x.evidence, true) as "needsEvidence", coalesce(x.pays, false) as pays, c.activity, c.incentive_opt_out as "incentiveOptOut",
      c.customer_tenant_id as "customerTenantId", c.customer_name as "customerName", t.tenant_id as "tenantId",
      t.public_sector as "publicSector",
      (select count(*)::int from tenant_admin m where m.customer_tenant_id = t.id and m.state <> 'removed') as administrators,
      c.domain, c.status, c.consent_state as "consentState", c.consent_mode as "consentMode", c.round, c.checklist, c.reviewer_id as "reviewerId",
      r.name as "reviewerName", b.name as "createdByName", to_jsonb(c.flags) as flags, c.close_reason as "closeReason",
      c.disputable_until::text as "disputableUntil", c.items_may_be_added as "itemsMayBeAdded",
      c.contact_corrected_at::text as "contactCorrectedAt", c.review_kind as "reviewKind", c.preferred_reviewer_id as "preferredReviewerId",
      c.solution_seller_name as "solutionSellerName", c.revenue_customer_name as "revenueCustomerName",
      c.isv_product_name as "isvProductName", c.created_at::text as "createdAt", c.submitted_at::text as "submittedAt",
      c.review_started_at::text as "reviewStartedAt", c.approved_at::text as "approvedAt", c.sla_due_at::text as "slaDueAt",
      c.action_due_at::text as "actionDueAt", c.consent_starts_at::text as "consentStartsAt", c.consent_due_at::text as "consentDueAt",
      c.activated_at::text as "activatedAt", c.closed_at::text as "closedAt", c.changed_at::text as "changedAt",
      c.sampled, c.held_at::text as "heldAt", h.name as "heldByName", c.hold_reason as "holdReason",
      ${policyNumberAt('undoHours', sql`c.vendor_id`, sql`coalesce(c.closed_at, ${call.now})`)} as "undoHours",
      coalesce((select (n.snapshot ->> 'windowDays')::int from consent_notice n where n.claim_id = c.id order by n.sequence desc limit 1),
        ${policyNumberAt('consentWindowDays', sql`c.vendor_id`, sql`coalesce(c.approved_at, ${call.now})`)}) as "windowDays"
    from claim c join location l on l.id = c.location_id join organization o on o.id = c.organization_id
      join customer_tenant t on t.id = c.customer_tenant_id
      left join solution_area a on a.vendor_id = c.vendor_id and a.code = c.area_code
      left join area_activity x on x.vendor_id = c.vendor_id and x.area_code = c.area_code and x.activity = c.activity
      left join person r on r.id = c.reviewer_id left join person b on b.id = c.created_by left join person h on h.id = c.held_by
    where c.id = ${claimId}
  `.execute(call.em.getKysely())
  return rows[0]
}

/** The page of one claim, in a fixed number of statements. A foreign id and a random one are both absent (PRI-R1). */
export const readClaim = async (call: Call, viewer: Viewer, claimId: string) => {
  const head = await readHead(call, claimId)
  if (!head || head.status === 'deleted') return refuseAbsent()
  if (viewer.side === 'partner' && !isWithin(viewer.scope, head.locationId)) return refuseAbsent()
  // A draft is the partner's own desk: reviewers do not see it (C20).
  if (viewer.side === 'vendor' && head.status === 'draft') return refuseAbsent()
  await refuseExcludedReviewer(call, head.organizationId)
  return {
    ...shownHead(head, viewer),
    moves: movesFrom(claimMoves, head.status),
    /** The round that a document added now would go with; null: none can be added (CLM-R19). */
    evidenceRound: receivingRound({ ...head, disputableUntil: dateOrNull(head.disputableUntil) }, call.now),
    items: await readItems(call, claimId),
    contacts: await readContacts(call, claimId),
    evidence: await readEvidence(call, viewer, claimId),
    comments: await readComments(call, claimId),
    questions: await readQuestions(call, claimId),
    usage: viewer.side === 'partner' ? await readUsage(call, claimId) : [],
    deliveries: await readDeliveries(call, viewer.side, claimId),
    dispute: await readDispute(call, viewer, claimId),
    changes: viewer.side === 'vendor' ? await readRoundChanges(call, claimId) : null,
    history: await readHistory(call, viewer, claimId),
  }
}
export type ClaimPage = Awaited<ReturnType<typeof readClaim>>

const dateOrNull = (printed: string | null): Date | null => (printed === null ? null : new Date(isoOf(printed)))

const shownHead = ({ sampled, heldAt, heldByName, holdReason, ...head }: Head, { side }: Viewer) => {
  const isStaff = side === 'vendor'
  const instants = {
    createdAt: isoOf(head.createdAt),
    submittedAt: isoOrNull(head.submittedAt),
    reviewStartedAt: isoOrNull(head.reviewStartedAt),
    approvedAt: isoOrNull(head.approvedAt),
    slaDueAt: isoOrNull(head.slaDueAt),
    actionDueAt: isoOrNull(head.actionDueAt),
    consentStartsAt: isoOrNull(head.consentStartsAt),
    consentDueAt: isoOrNull(head.consentDueAt),
    activatedAt: isoOrNull(head.activatedAt),
    closedAt: isoOrNull(head.closedAt),
    disputableUntil: isoOrNull(head.disputableUntil),
    contactCorrectedAt: isoOrNull(head.contactCorrectedAt),
    changedAt: isoOf(head.changedAt),
  }
  return {
    ...head,
    ...instants,
    // That a claim was drawn, is held, or brought a complaint, is the vendor's own business (AMB-9, B.17).
    flags: isStaff
      ? [...head.flags, ...(sampled ? ['audit_sample'] : [])]
      : head.flags.filter((flag) => flag !== 'complained'),
    hold: isStaff && heldAt ? { at: isoOf(heldAt), byName: heldByName, reason: holdReason } : null,
    counts: countsFor(head),
    shownStatus: shownStatus(head.status, head.consentState),
    standing: standingOf({ ...head, ...instants }),
  }
}

interface ItemRow {
  id: string
  kind: 'workload' | 'subscription'
  code: string
  name: string
  subscriptionId: string | null
  country: string | null
  decision: ItemDecision
  /** Why the reviewer rejected it alone, or sent the claim back because of it. */
  decisionReason: ReviewReason | null
  association: AssociationStatus | null
  endReason: string | null
}

const readItems = async (call: Call, claimId: string): Promise<ItemRow[]> => {
  const { rows } = await sql<ItemRow>`
    select i.id, i.kind, i.code, i.name, s.subscription_id as "subscriptionId", s.country, i.decision,
      i.decision_reason as "decisionReason",
      case a.status when 'reserved' then 'in_consent_window' else a.status end as association, a.end_reason as "endReason"
    from claim_item i left join subscription s on s.id = i.subscription_id left join association a on a.claim_item_id = i.id
    where i.claim_id = ${claimId} order by i.position
  `.execute(call.em.getKysely())
  return rows
}

interface ContactRow {
  kind: 'customer' | 'customer_technical' | 'partner'
  name: string
  title: string
  email: string
  language: string
  phone: string
}

const readContacts = async (call: Call, claimId: string): Promise<ContactRow[]> => {
  const { rows } = await sql<ContactRow>`
    select kind, name, title, email, language, phone from claim_contact where claim_id = ${claimId} order by kind
  `.execute(call.em.getKysely())
  return rows
}

interface CommentRow {
  id: string
  audience: 'shared' | 'vendor_internal' | 'partner_internal'
  body: string
  at: string
  authorName: string
  authorSide: 'partner' | 'vendor'
  /** The names that stand in it with an @, of those who were told. */
  mentions: string[]
}

/**
 * Row-level security leaves out what was not said to this reader. It also hides the roles of the vendor's staff from a
 * partner, so the side is told by the partner's own affiliations, which stay when somebody leaves.
 */
const readComments = async (call: Call, claimId: string): Promise<CommentRow[]> => {
  const { rows } = await sql<CommentRow>`
    select m.id, m.audience, m.body, m.at::text as at, p.name as "authorName",
      case when exists (select from affiliation f where f.person_id = p.id and f.organization_id = m.organization_id)
        then 'partner' else 'vendor' end as "authorSide",
      (select coalesce(jsonb_agg(q.name order by q.name), '[]') from person q
        where q.id::text = any(m.mentions) and strpos(m.body, '@' || q.name) > 0) as mentions
    from comment m join person p on p.id = m.author_id where m.claim_id = ${claimId} order by m.at, m.id
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}

interface UsageRow {
  itemId: string
  month: string
  activeEntitlements: number
  qualifiedEntitlements: number
}

/** The two figures a month, of items whose association is active; the policy of `usage_fact` hides every other row. */
const readUsage = async (call: Call, claimId: string): Promise<UsageRow[]> => {
  const { rows } = await sql<UsageRow>`
    select a.claim_item_id as "itemId", to_char(u.month, 'YYYY-MM') as month, u.active_entitlements as "activeEntitlements",
      u.qualified_entitlements as "qualifiedEntitlements"
    from association a join usage_fact u on u.customer_tenant_id = a.customer_tenant_id and u.item_key = a.item_key
    where a.claim_id = ${claimId} and a.status = 'active' order by a.claim_item_id, u.month
  `.execute(call.em.getKysely())
  return rows
}
