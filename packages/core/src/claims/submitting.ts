import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import type { Scope } from '../kernel/actor.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { endOfBusinessDay } from '../kernel/calendar.ts'
import { refuse, refuseProblems } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { Claim } from './claim.entity.ts'
import type { ClaimInput } from './claim.rules.ts'
import { draftFacts } from './draft.queries.ts'
import { problemsOfDraft } from './draft.rules.ts'
import { Evidence } from './evidence.entity.ts'
import { problemsOfSubmission } from './evidence.rules.ts'
import { inputOf } from './opening.ts'

/** A claim as it goes to the vendor: what it says, and its documents. */
export interface Submission {
  input: ClaimInput
  evidenceIds: string[]
}

/** Judges a claim on its way to the vendor (T3, T9); refuses with the code of the first problem. */
export const judgeSubmission = async (
  call: Call,
  scope: Scope,
  claim: Claim,
  acknowledged: boolean,
): Promise<Submission> => {
  const input = await inputOf(call, claim)
  const claimant = { organizationId: claim.organizationId, scope, editedClaimId: claim.id }
  const facts = await draftFacts(call, claimant, input)
  const evidence = await call.em.find(Evidence, { claimId: claim.id, removedAt: null })
  const terms = facts.area?.activities.find(({ activity }) => activity === claim.activity)
  refuseProblems(
    problemsOfSubmission({
      needsEvidence: terms?.evidence ?? true,
      mayAsk: await mayAsk(call, claim),
      scans: evidence.map(({ scanState }) => scanState),
      acknowledged,
      problems: problemsOfDraft(input, facts, call.now),
    }),
  )
  return { input, evidenceIds: evidence.map(({ id }) => id) }
}

/** Whether the customer lets this organisation ask; the answer says nothing of its rules (ACC-R2). */
const mayAsk = async (call: Call, { customerTenantId, organizationId }: Claim): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`
    select partner_may_ask(${customerTenantId}, ${organizationId}) as may
  `.execute(call.em.getKysely())
  return rows[0]!.may
}

/** Keeps what was submitted in this round: the reviewer reads the next one against it. A recalled one is replaced. */
export const keepSubmission = async (call: Call, claim: Claim, { input, evidenceIds }: Submission): Promise<void> => {
  const { vendorId, organizationId, id, round } = claim
  await sql`
    insert into claim_submission (claim_id, round, vendor_id, organization_id, at, by, input, evidence_ids)
    values (${id}, ${round}, ${vendorId}, ${organizationId}, ${call.now.toISOString()}::timestamptz,
      ${(call.actor as PersonActor).personId}, ${JSON.stringify(input)}::jsonb, ${texts(evidenceIds)})
    on conflict (claim_id, round) do update
      set at = excluded.at, by = excluded.by, input = excluded.input, evidence_ids = excluded.evidence_ids
  `.execute(call.em.getKysely())
}

/** Refuses with `NOTHING_CHANGED` when a claim comes back as it was sent back: no edit, no document, no word (CLM-V20). */
export const refuseUnchanged = async (call: Call, claim: Claim, { input, evidenceIds }: Submission): Promise<void> => {
  const { rows } = await sql<{ input: ClaimInput; evidenceIds: string[]; commented: boolean }>`
    select s.input, to_jsonb(s.evidence_ids) as "evidenceIds", exists (
      select from comment m join affiliation f on f.person_id = m.author_id and f.organization_id = s.organization_id
      where m.claim_id = s.claim_id and m.audience = 'shared' and m.at >= ${claim.actionRequiredAt?.toISOString() ?? null}::timestamptz) as commented
    from claim_submission s where s.claim_id = ${claim.id} and s.round = ${claim.round}
  `.execute(call.em.getKysely())
  const [before] = rows
  if (!before || before.commented) return
  const isNew = evidenceIds.some((id) => !before.evidenceIds.includes(id))
  if (isNew || canonicalJson(input) !== canonicalJson(before.input)) return
  refuse('conflict', 'NOTHING_CHANGED', { rule: 'CLM-V20' })
}

type Sla = 'queueSlaBusinessDays' | 'reviewSlaBusinessDays' | 'disputeSlaBusinessDays'

/** The end of the business day by which the vendor means to act, by the setting that is in force now (POL-R1). */
export const dueAfter = async (call: Call, claim: Claim, sla: Sla): Promise<Date> => {
  const policy = await readPolicy(call, claim.vendorId)
  const vendor = await call.em.findOneOrFail(Vendor, { id: claim.vendorId })
  return endOfBusinessDay(call.now, policy[sla], vendor.timeZone)
}
