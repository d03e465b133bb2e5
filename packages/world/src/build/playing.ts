import { Readable } from 'node:stream'
import { checklistPoints, reviewReasons } from '@ofrecord/core/claims/evidence.rules'
import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import { takeIn } from '@ofrecord/core/claims/intake'
import { denialReasons } from '@ofrecord/core/consent/consent.rules'
import { lockClaim } from '@ofrecord/core/claims/deciding'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { Refusal } from '@ofrecord/core/kernel/errors'
import { evidenceFile } from '../claims/files.ts'
import type { ClaimPlan, Step, Verb } from '../claims/plan.ts'
import { after } from '../time.ts'
import { inputOfPlan } from './inputs.ts'
import type { Stage } from './stage.ts'

/** A claim while its plan is played. */
export interface Played {
  plan: ClaimPlan
  /** Absent while it is an unfinished draft of the wizard. */
  claimId: string
  number: number
  version: number
  link: string
}

type Play = (stage: Stage, played: Played, step: Step) => Promise<void>

const create: Play = async (stage, played) => {
  const { plan } = played
  const { claims } = await stage.as(plan.creator, plan.organisation)
  const input = inputOfPlan(stage.world, stage.laid, plan)
  const saved = await claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  // What the wizard refuses stays what it is: an unfinished draft on its maker's desk.
  if (plan.refusal !== undefined) return
  const made = await claims.drafts.finish({ draftId: saved.draftId, version: saved.version })
  Object.assign(played, made, { version: 1 })
}

const attach: Play = async (stage, { plan, claimId }, { by, round }) => {
  const actor = await stage.actorOf(by, plan.organisation)
  for (const evidence of plan.evidence.filter((each) => each.round === round)) {
    const content = Readable.from([evidenceFile(stage.world, plan, evidence)])
    const { fileName, kind } = evidence
    await takeIn(stage.pools.orm, stage.files, actor, { claimId, fileName, kind, content })
  }
}

/**
 * Says a verb with the version that this side knows. Reactions change claims too; then the refusal names the newer
 * version, as it does to anybody else who looked at an older page (GEN-R5).
 */
const versioned = async (played: Played, say: (of: { claimId: string; version: number }) => Promise<unknown>): Promise<void> => {
  try {
    await say({ claimId: played.claimId, version: played.version })
  } catch (error) {
    const newer = newerVersion(error)
    if (newer === undefined) throw error
    played.version = newer
    await say({ claimId: played.claimId, version: newer })
  }
  played.version += 1
}

const newerVersion = (error: unknown): number | undefined => {
  const { cause } = error as { cause?: unknown }
  const stale = cause instanceof Refusal && cause.code === 'CONFLICT_STALE'
  return stale ? Number(cause.detail.params?.version) : undefined
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

const approve: Play = async (stage, played, { by }) => {
  const { review } = await stage.as(by)
  const actor = await stage.actorOf(by)
  await inTransaction(stage.pools.orm, actor, async (call) => {
    const claim = await lockClaim(call, played.claimId)
    for (const point of checklistPoints) claim.check(actor, point, 'yes', call.now)
  })
  played.version += 1
  await versioned(played, (of) => review.approve(of))
}

const verdict =
  (verb: 'return' | 'reject'): Play =>
  async (stage, played, { by, reasons = [], comment = '' }) => {
    const { review } = await stage.as(by)
    const known = reasons.filter((reason): reason is ReviewReason => (reviewReasons as readonly string[]).includes(reason))
    await versioned(played, (of) => review[verb]({ ...of, reasons: known, comment }))
  }

const acceptNotice: Play = async (stage, played) => {
  await stage.deliver()
  played.link = stage.linkTo(played.plan.contact.email)
}

const bounceNotice: Play = async (stage, { plan }) => {
  stage.gone.add(plan.contact.email)
  await stage.deliver()
  stage.gone.delete(plan.contact.email)
}

// People read before they press: a form younger than two seconds would be asked again (L5).
const READING = 45_000

const nonceOf = async (stage: Stage, link: string, at: Date): Promise<string> => {
  stage.at(after(at, -READING))
  const { nonce } = await stage.customer.consent.notice({ link })
  stage.at(at)
  return nonce
}

const deny: Play = async (stage, { link }, { at, reasons = [] }) => {
  const known = denialReasons.filter((reason) => reasons.includes(reason))
  const comment = known.includes('other') ? 'Our contract with this company ended in the spring.' : ''
  const nonce = await nonceOf(stage, link, at)
  await stage.customer.consent.deny({ link, nonce, reasons: known, comment, shareComment: comment !== '' })
}

const confirm: Play = async (stage, { link }, { at }) => {
  await stage.customer.consent.confirm({ link, nonce: await nonceOf(stage, link, at), agree: true })
}

const undoDenial: Play = async (stage, { link }, { at }) => {
  await stage.customer.consent.undo({ link, nonce: await nonceOf(stage, link, at) })
}

const fire: Play = (stage) => stage.fire()

/** What a builder can do today, each by the door that people use. */
export const plays: Partial<Record<Verb, Play>> = {
  create,
  attach,
  submit,
  recall,
  take,
  return: verdict('return'),
  reject: verdict('reject'),
  approve,
  acceptNotice,
  bounceNotice,
  deny,
  confirm,
  undoDenial,
  activate: fire,
  lapse: fire,
}
