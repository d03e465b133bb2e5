import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { maxTogether } from './choices.rules.ts'
import { Claim } from './claim.entity.ts'
import type { Colleague } from './colleague.queries.ts'
import { listColleagues } from './colleague.queries.ts'
import { paragraph } from '../kernel/text.rules.ts'

export const NudgeInput = z.strictObject({
  claimIds: z.array(z.uuid()).min(1).max(maxTogether),
  personId: z.uuid(),
  /** Anything to add, at most 500 characters; the colleague reads it in the letter, the organisation in the history. */
  note: paragraph(500).default(''),
})

/** Why a ticked claim is not in the letter: it is absent, or the colleague may not open it. */
export type NudgeSkip = 'gone' | 'not_theirs'

export interface Nudged {
  nudged: number
  skipped: { claimId: string; number: number | null; reason: NudgeSkip }[]
}

/**
 * Asks a colleague of the same organisation to look at 1 to 25 claims (B.1.9): one letter that names them all, and on
 * each claim an event that only the partner reads. Claims that the colleague may not open are left out and told.
 * Refuses with `NOT_FOUND` when the person is no colleague who sees claims.
 */
export const nudge = async (call: Call, scope: Scope, input: z.infer<typeof NudgeInput>): Promise<Nudged> => {
  const colleagues = await listColleagues(call, null)
  const colleague = colleagues.find(({ personId }) => personId === input.personId) ?? refuseAbsent()
  const claimIds = [...new Set(input.claimIds)]
  const found = await lockSeen(call, scope, claimIds)
  const theirs: Claim[] = []
  for (const claim of found) if (await mayOpen(call, colleague, claim)) theirs.push(claim)
  const of = theirs.map(({ id }) => id)
  for (const [at, claim] of theirs.entries())
    // The letter is written for the first of them; on the others it is only history.
    happened(
      claim,
      'claim.nudged',
      { to: colleague.personId, ...(at === 0 && { claimIds: of }) },
      { to: colleague.name, note: input.note },
    )
  const skipped = claimIds.filter((id) => !of.includes(id)).map((claimId) => skipOf(found, claimId))
  return { nudged: theirs.length, skipped }
}

/** In the order of their ids, so that two colleagues who tick the same claims wait for each other. */
const lockSeen = async (call: Call, scope: Scope, claimIds: readonly string[]): Promise<Claim[]> => {
  const found = await call.em.find(
    Claim,
    { id: { $in: [...claimIds] }, status: { $ne: 'deleted' } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  )
  return found.filter(({ locationId }) => isWithin(scope, locationId))
}

const mayOpen = async (call: Call, { personId }: Colleague, { locationId }: Claim): Promise<boolean> =>
  (await listColleagues(call, [locationId])).some((each) => each.personId === personId)

const skipOf = (found: readonly Claim[], claimId: string): Nudged['skipped'][number] => {
  const claim = found.find(({ id }) => id === claimId)
  return { claimId, number: claim?.number ?? null, reason: claim ? 'not_theirs' : 'gone' }
}
