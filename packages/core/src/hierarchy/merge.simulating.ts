import type { SupposedChange } from '../competencies/competency.rules.ts'
import { readFacts } from '../competencies/facts.queries.ts'
import type { SimulatedRow } from '../competencies/shown.rules.ts'
import { simulateChanges } from '../competencies/simulating.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Merge } from './merge.entity.ts'

/**
 * What is told before the invited side agrees (B.18): to who asked, levels, so that nobody reads how many of what the
 * other has by asking; to who was asked, what its half of the preview tells, since it decides by that (M2). Beside other
 * supposed changes nothing, since whoever varies those would count it all the same.
 */
interface SimulatedMerge {
  rows: SimulatedRow[]
  told: 'everything' | 'levels' | 'nothing'
}

/**
 * What would become of the caller's own competencies if an open merge were carried out, after other supposed changes
 * (B.8.3); nothing is written. Of the other organisation no person, reference, customer or place is answered, and who
 * asked is answered no figure either before the other has agreed, and neither side anything beside other changes. Refuses with `NOT_FOUND` a merge that the caller's organisation is not in, and with
 * `ILLEGAL_TRANSITION` one that is over.
 */
export const simulateMerge = async (
  call: Call,
  { mergeId, changes }: { mergeId: string; changes: readonly SupposedChange[] },
): Promise<SimulatedMerge> => {
  const { organizationId } = call.actor as PersonActor
  const merge = (await call.em.findOne(Merge, { id: mergeId })) ?? refuseAbsent()
  const sides = [merge.organizationId, merge.invitedOrganizationId]
  if (!sides.includes(organizationId!)) refuseAbsent()
  if (merge.state !== 'invited' && merge.state !== 'accepted')
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: merge.state, verb: 'simulate' } })
  const isAgreed = merge.state === 'accepted'
  if (!isAgreed && changes.length > 0) return { rows: [], told: 'nothing' }
  const isAsked = merge.invitedOrganizationId === organizationId
  const other = await readFacts(
    call,
    sides.find((id) => id !== organizationId)!,
  )
  // Own changes first: whoever leaves may be with the other side all the same.
  const { rows } = await simulateChanges(call, null, changes, [{ change: 'merge', other }])
  return isAgreed || isAsked ? { rows, told: 'everything' } : { rows: levelsOf(rows), told: 'levels' }
}

const levelsOf = (rows: readonly SimulatedRow[]): SimulatedRow[] =>
  rows.filter(({ before, after }) => before !== after).map((row) => ({ ...row, changes: [] }))
