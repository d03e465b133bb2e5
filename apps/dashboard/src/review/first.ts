import {
  claims_page_refused,
  review_first_decide,
  review_first_take,
  review_moved_on,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import type { ClaimPage } from '../claims/page/claim.ts'
import { lastEvent } from '../claims/page/claim.ts'
import { statusWords } from '../claims/page/status.ts'

/** Refusals that mean: somebody else was here in the meantime. */
const raced: ReadonlySet<string> = new Set([
  'CONFLICT_STALE',
  'ILLEGAL_TRANSITION',
  'CLAIM_TAKEN_BY_OTHER',
  'CLAIM_ALREADY_DECIDED',
])

const verdicts = ['claim.approved', 'claim.returned', 'claim.rejected'] as const

/** What a refused verb is told as: who was first when somebody was, else the server's sentence. The claim is read again. */
export const tellRefusal = async (error: unknown, claimId: string): Promise<string> => {
  const problem = problemOf(error)
  await refresh(api.review)
  if (!raced.has(problem.code)) return problem.message
  try {
    return `${claims_page_refused()} ${whoWasFirst(await api.review.get.query({ claimId }))}`
  } catch {
    return problem.message
  }
}

const whoWasFirst = (claim: ClaimPage): string => {
  const status = statusWords[claim.shownStatus].word()
  if (claim.status === 'under_review' && claim.reviewerName && claim.reviewStartedAt)
    return review_first_take({ name: claim.reviewerName, when: formatMoment(claim.reviewStartedAt) })
  const verdict = verdicts.map((type) => lastEvent(claim, type)).find((event) => event?.actorName)
  if (!verdict?.actorName) return review_moved_on({ status })
  return review_first_decide({ name: verdict.actorName, when: formatMoment(verdict.at), status })
}

/** Takes a claim from the queue (T4). A row does not know its version, so the claim is asked for it. */
export const takeClaim = async (claimId: string): Promise<void> => {
  const { version } = await api.review.get.query({ claimId })
  await api.review.take.mutate({ claimId, version })
  await refresh(api.review)
}
