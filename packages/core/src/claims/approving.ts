import { sql } from 'kysely'
import { readPolicy, readVersion } from '../catalogue/policy.queries.ts'
import { daysAfter, hoursAfter, isPast, secondsAfter } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ApprovalDocument, ApprovalFacts } from './approval.rules.ts'
import { isBeingRead, isSampled, reasonsForPerson, rememberedDays } from './approval.rules.ts'
import type { Claim } from './claim.entity.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { associate, decide, lockClaim } from './deciding.ts'
import { draftFacts } from './draft.queries.ts'
import { problemsOfDraft } from './draft.rules.ts'
import { inputOf } from './opening.ts'
import { ClaimItem } from './parts.entity.ts'
import { readableTypes } from './preflight.reading.ts'
import { watchSla } from './sla.ts'

/** Every minute documents are read and the rules look; after an hour of waiting for a document a person looks. */
const againSeconds = 60
const patienceHours = 1

/** After a first submission: the rules look at the claim, where they are switched on (T5). */
export const awaitRules = async (call: Call, claim: Claim): Promise<void> => {
  const { autoApprove } = await readPolicy(call, claim.vendorId)
  if (autoApprove && !claim.sampled) await setTimer(call, claim.id, 'claim.byRules', call.now)
}

/**
 * Approves a claim by the vendor's rules, unless they leave it to a person (T5, AMB-9): its reasons are kept, and a
 * share of those without any is drawn for a look by a person all the same. `draw` is a number from 0 to below 100, by
 * chance. A claim that somebody has taken, or that was taken back meanwhile, is left alone.
 */
export const approveByRules = async (call: Call, claimId: string, draw: () => number): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  const { autoApprove, samplePercent } = await readPolicy(call, claim.vendorId)
  if (!autoApprove || claim.status !== 'submitted' || claim.sampled) return
  await leaveConflicts(call, claim)
  const facts = await readFacts(call, claim)
  if (isBeingRead(facts) && !isPast(hoursAfter(facts.submittedAt, patienceHours), call.now))
    return setTimer(call, claim.id, 'claim.byRules', secondsAfter(call.now, againSeconds))
  const rules = (await readVersion(call, claim.vendorId))?.version ?? 0
  const reasons = reasonsForPerson(facts)
  if (reasons.length > 0) return claim.leaveToPerson(reasons, rules)
  if (isSampled(samplePercent, draw())) return claim.sample(rules)
  await approve(call, claim, facts.needsNotice, rules)
}

/** As after a reviewer's yes (T7): the verdict, the items, one association an item. */
const approve = async (call: Call, claim: Claim, notice: boolean, rules: number): Promise<void> => {
  const items = await call.em.find(ClaimItem, { claimId: claim.id, decision: 'pending' })
  claim.approveByRules(call.now, { notice, items: items.length, rules })
  decide(call, claim, 'approved', [])
  await associate(call, claim, items, notice)
  await watchSla(call, claim)
}

const readFacts = async (call: Call, claim: Claim): Promise<ApprovalFacts> => {
  const { id, organizationId, vendorId } = claim
  const input = await inputOf(call, claim)
  const claimant = { organizationId, vendorId, scope: null, editedClaimId: id }
  const known = await draftFacts(call, claimant, input)
  const terms = known.area?.activities.find(({ activity }) => activity === claim.activity)
  return {
    round: claim.round,
    reviewKind: claim.reviewKind,
    submittedAt: claim.submittedAt!,
    problems: problemsOfDraft(input, known, call.now),
    needsNotice: terms?.notice ?? false,
    consentMode: known.tenant.consentMode,
    documents: await readDocuments(call, claim),
    ...(await readStanding(call, claim)),
  }
}

type Standing = Pick<ApprovalFacts, 'competing' | 'publicSector' | 'refusedBefore'>

/** A claim that was sent back counts while it is open, too: the same claim again is no first submission. */
const readStanding = async (call: Call, claim: Claim): Promise<Standing> => {
  const since = daysAfter(call.now, -rememberedDays).toISOString()
  const { rows } = await sql<Standing>`
    select t.public_sector as "publicSector",
      exists (select from conflict_party p join conflict f on f.id = p.conflict_id
        where p.claim_id = ${claim.id} and p.outcome is null and f.status <> 'decided')
      or exists (select from claim_item i join association a on a.item_key = i.item_key
        where i.claim_id = ${claim.id} and a.customer_tenant_id = t.id and a.organization_id <> ${claim.organizationId}
          and a.status <> 'ended') as competing,
      exists (select from claim_item mine join claim_item i on i.item_key = mine.item_key join claim c on c.id = i.claim_id
        where mine.claim_id = ${claim.id} and c.customer_tenant_id = t.id and c.organization_id = ${claim.organizationId}
          and c.id <> ${claim.id} and c.changed_at >= ${since}::timestamptz
          and (i.decision = 'rejected' or c.status in ('rejected', 'action_required', 'withdrawn', 'consent_denied')))
        as "refusedBefore"
    from customer_tenant t where t.id = ${claim.customerTenantId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** What was read of a document before the claim was edited says nothing of the claim as it is. */
const readDocuments = async (call: Call, claim: Claim): Promise<ApprovalDocument[]> => {
  const { rows } = await sql<ApprovalDocument & { mime: string }>`
    select e.mime, e.scan_state as "scanState",
      case when (e.preflight ->> 'at')::timestamptz < (select max(v.at) from event v
        where v.aggregate_id = e.claim_id and v.type = 'claim.edited') then null else e.preflight end as preflight,
      exists (select from evidence d join claim k on k.id = d.claim_id where d.sha256 = e.sha256 and d.claim_id <> e.claim_id
        and d.removed_at is null and k.status <> 'deleted') as elsewhere
    from evidence e where e.claim_id = ${claim.id} and e.removed_at is null order by e.id
  `.execute(call.em.getKysely())
  return rows.map(({ mime, ...row }) => ({ ...row, readable: mime in readableTypes }))
}
