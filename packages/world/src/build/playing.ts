import { Readable } from 'node:stream'
import { lockClaim } from '@ofrecord/core/claims/deciding'
import { checklistPoints, reviewReasons } from '@ofrecord/core/claims/evidence.rules'
import { disassociationReasons, withdrawalReasons } from '@ofrecord/core/claims/choices.rules'
import { takeIn } from '@ofrecord/core/claims/intake'
import { denialReasons } from '@ofrecord/core/consent/consent.rules'
import { Refusal } from '@ofrecord/core/kernel/errors'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import type { ClaimPlan, Step } from '../claims/plan.ts'
import { after } from '../time.ts'
import { closeLocationOf } from './closing.ts'
import { inputOfPlan } from './inputs.ts'
import type { PlayableVerb } from './playable.ts'
import type { Stage } from './stage.ts'

/** A claim while its plan is played. */
export interface Played {
  plan: ClaimPlan
  /** Undefined while it is a draft of the wizard, or one that the wizard refuses. */
  claim: { claimId: string; number: number; version: number } | undefined
  draftId: string
  /** The token in the contact's notice. */
  link: string
}

type Play = (stage: Stage, played: Played, step: Step) => Promise<void>

const create: Play = async (stage, played) => {
  const { plan } = played
  const { claims } = await stage.as(plan.creator, plan.organisation)
  const input = inputOfPlan(stage.world, stage.laid, plan)
  const { draftId, version } = await claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  played.draftId = draftId
  // What the wizard refuses stays what it is: an unfinished draft on its maker's desk.
  if (plan.refusal === undefined) played.claim = { ...(await claims.drafts.finish({ draftId, version })), version: 1 }
  stage.papers.expect(plan, roundOf(plan, 1))
}

const roundOf = ({ evidence }: ClaimPlan, round: Step['round']) => evidence.filter((each) => each.round === round)

const attach: Play = async (stage, { plan, claim }, { by, round }) => {
  const actor = await stage.actorOf(by, plan.organisation)
  const { claims } = await stage.as(by, plan.organisation)
  for (const evidence of roundOf(plan, round)) {
    const { fileName, kind, note } = evidence
    const content = Readable.from([stage.papers.take(plan, evidence)])
    const upload = { claimId: claim!.claimId, fileName, kind, content }
    const { evidenceId } = await takeIn(stage.pools.orm, stage.files, actor, upload)
    // Told claims are looked at; the notes of 400 other documents would cost a second that nobody sees.
    if (!plan.key.startsWith('drawn-')) await claims.describeEvidence({ evidenceId, kind, note })
  }
}

/**
 * Says a verb with the version that this side knows. Reactions change claims too; then the refusal names the newer
 * version, as it does to anybody who looked at an older page (GEN-R5).
 */
const versioned = async (
  { claim }: Played,
  say: (of: { claimId: string; version: number }) => Promise<unknown>,
): Promise<void> => {
  const { claimId } = claim!
  try {
    await say({ claimId, version: claim!.version })
  } catch (error) {
    claim!.version = newerVersion(error)
    await say({ claimId, version: claim!.version })
  }
  claim!.version += 1
}

const newerVersion = (error: unknown): number => {
  const { cause } = error as { cause?: unknown }
  if (cause instanceof Refusal && cause.code === 'CONFLICT_STALE') return Number(cause.detail.params?.version)
  throw error
}

const submit: Play = async (stage, played, { by }) => {
  const { claims } = await stage.as(by, played.plan.organisation)
  await versioned(played, (of) => claims.submit({ ...of, acknowledged: true }))
}

const recall: Play = async (stage, played, { by }) => {
  const { claims } = await stage.as(by, played.plan.organisation)
  await versioned(played, (of) => claims.recall(of))
}

const take: Play = async (stage, played, { by }) => {
  const { review } = await stage.as(by)
  await versioned(played, (of) => review.take(of))
}

/** Every point is answered with yes, in one transaction instead of six: 170 approvals wait for it. */
const approve: Play = async (stage, played, { by }) => {
  const reviewer = await stage.actorOf(by)
  await inTransaction(stage.pools.orm, reviewer, async (call) => {
    const claim = await lockClaim(call, played.claim!.claimId)
    for (const point of checklistPoints) claim.check(reviewer, point, 'yes', call.now)
  })
  played.claim!.version += 1
  const { review } = await stage.as(by)
  const rejected = await leftOut(stage, played, by)
  await versioned(played, (of) => review.approve({ ...of, rejected }))
}

/** Items that the plan has rejected while others are approved (CLM-R17). */
const leftOut = async (stage: Stage, { plan, claim }: Played, by: string) => {
  if (plan.items.every(({ decision }) => decision !== 'rejected')) return []
  const { items } = await (await stage.as(by)).review.get({ claimId: claim!.claimId })
  return items
    .filter((_item, at) => plan.items[at]?.decision === 'rejected')
    .map(({ id: itemId }) => ({ itemId, reason: 'item_not_covered' as const }))
}

const resubmit: Play = async (stage, played, { by }) => {
  const { claims } = await stage.as(by, played.plan.organisation)
  await versioned(played, (of) => claims.resubmit({ ...of, acknowledged: true }))
}

/** The world says "customer left" where the application says "no longer working with them". */
const reasonOf = <Code extends string>(reasons: Step['reasons'], known: readonly Code[]): Code => {
  const [first] = (reasons ?? []) as readonly string[]
  const code = first === 'customer_left' ? 'no_longer_working' : first
  return known.find((each) => each === code) ?? known.at(-1)!
}

const withdraw: Play = async (stage, played, { by, reasons }) => {
  const { claims } = await stage.as(by, played.plan.organisation)
  const reason = reasonOf(reasons, withdrawalReasons)
  await versioned(played, (of) => claims.withdraw({ ...of, reason }))
}

const disassociate: Play = async (stage, played, { by, reasons }) => {
  const { claims } = await stage.as(by, played.plan.organisation)
  const reason = reasonOf(reasons, disassociationReasons)
  await versioned(played, (of) => claims.disassociate({ ...of, reason }))
}

const dissociateLocation: Play = (stage, { plan, claim }) => closeLocationOf(stage, plan, claim!.claimId)

const dispute: Play = async (stage, played, { by, comment = '' }) => {
  const { claims } = await stage.as(by, played.plan.organisation)
  await versioned(played, (of) => claims.dispute({ ...of, justification: comment }))
}

/** The lead takes the objection and judges it. */
const decideDispute: Play = async (stage, played, step) => {
  await take(stage, played, step)
  if (step.outcome === 'upheld') return approve(stage, played, step)
  const { reasons = [] } = played.plan.steps.find(({ verb }) => verb === 'reject') ?? {}
  return decide('reject')(stage, played, { ...step, reasons })
}

const decide =
  (verdict: 'return' | 'reject'): Play =>
  async (stage, played, { by, reasons = [], comment = '' }) => {
    const { review } = await stage.as(by)
    const known = reviewReasons.filter((reason) => (reasons as readonly string[]).includes(reason))
    await versioned(played, (of) => review[verdict]({ ...of, reasons: known, comment }))
  }

const acceptNotice: Play = async ({ desk }, played) => {
  await desk.work()
  played.link = desk.linkTo(played.plan.contact.email)
}

const bounceNotice: Play = ({ desk }, { plan }) => desk.workWithout(plan.contact.email)

// People read before they press: a form that comes back within two seconds is asked again (L5).
const READING = 40_000

/** Opens the link a little before the answer, as a person does; answers the form's nonce. */
const read = async (stage: Stage, link: string, at: Date): Promise<string> => {
  stage.at(after(at, -READING))
  const { nonce } = await stage.customer.consent.notice({ link })
  stage.at(at)
  return nonce
}

const deny: Play = async (stage, { link }, { at, reasons = [] }) => {
  const known = denialReasons.filter((reason) => (reasons as readonly string[]).includes(reason))
  const comment = known.includes('other') ? 'Our contract with this company ended in the spring.' : ''
  const nonce = await read(stage, link, at)
  await stage.customer.consent.deny({ link, nonce, reasons: known, comment, shareComment: comment !== '' })
}

const confirm: Play = async (stage, { link }, { at }) => {
  const nonce = await read(stage, link, at)
  await stage.customer.consent.confirm({ link, nonce, agree: true })
}

const ask: Play = async (stage, { link }, { at, comment = '' }) => {
  const nonce = await read(stage, link, at)
  await stage.customer.consent.ask({ link, nonce, text: comment })
}

const undoDenial: Play = async (stage, { link }, { at }) => {
  const nonce = await read(stage, link, at)
  await stage.customer.consent.undo({ link, nonce })
}

/** Each verb by the door that people use for it. */
export const plays: Readonly<Record<PlayableVerb, Play>> = {
  create,
  attach,
  submit,
  recall,
  take,
  return: decide('return'),
  reject: decide('reject'),
  resubmit,
  withdraw,
  disassociate,
  dissociateLocation,
  dispute,
  decideDispute,
  addEvidence: attach,
  approve,
  acceptNotice,
  bounceNotice,
  remind: ({ desk }) => desk.fire(),
  ask,
  activate: ({ desk }) => desk.fire(),
  lapse: ({ desk }) => desk.fire(),
  deny,
  confirm,
  undoDenial,
}
