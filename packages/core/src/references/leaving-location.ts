import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { placeOf } from './assigning.ts'
import { currentAssignment, lockReference } from './finding.ts'
import { ReferenceAssignment } from './reference.entity.ts'
import { isExpired } from './reference.rules.ts'

/**
 * What counts at locations that close counts nowhere any more, and can be assigned anew (DIS-R3). Answers the ids of the
 * assignments that ended, for a restore.
 */
export const releaseReferences = async (call: Call, locationIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from reference_assignment where location_id = any(${uuids(locationIds)}) and ended_at is null
  `.execute(call.em.getKysely())
  const here = { id: { $in: rows.map(({ id }) => id) } }
  const assignments = await call.em.find(ReferenceAssignment, here, { orderBy: { referenceId: 'asc' } })
  for (const assignment of assignments) {
    const reference = await lockReference(call, assignment.referenceId)
    reference?.release(placeOf(assignment), call.now)
    assignment.end('location_closed', call.now)
  }
  return assignments.map(({ id }) => id)
}

/** `elsewhere`: it counts for something else by now. `over`: the customer took it back, or it is too old. */
export type ReferenceWithout = { reference: string; why: 'elsewhere' | 'over' }

/**
 * References count again where they did, unless they were assigned elsewhere since, or are good no more (DIS-R5). Answers
 * those that do not.
 */
export const reassignReferences = async (call: Call, assignmentIds: readonly string[]): Promise<ReferenceWithout[]> => {
  const lost: ReferenceWithout[] = []
  const ended = await call.em.find(
    ReferenceAssignment,
    { id: { $in: [...assignmentIds] } },
    { orderBy: { referenceId: 'asc' } },
  )
  for (const { referenceId, vendorId, organizationId, locationId, competency } of ended) {
    const reference = await lockReference(call, referenceId)
    // Nobody may read it any more, so that nobody is told of it.
    if (!reference) continue
    const isElsewhere = (await currentAssignment(call, referenceId)) !== null
    if (isElsewhere || reference.state !== 'approved' || isExpired(reference.expiresAt, call.now)) {
      lost.push({
        reference: `${reference.company}: ${reference.projectTitle}`,
        why: isElsewhere ? 'elsewhere' : 'over',
      })
      continue
    }
    reference.assign({ locationId, competency }, null, call.now)
    call.em.persist(
      call.em.create(ReferenceAssignment, {
        id: newId<'ReferenceAssignment'>(call.now),
        vendorId,
        organizationId,
        referenceId,
        locationId,
        competency,
        assignedAt: call.now,
        assignedBy: null,
      }),
    )
  }
  await call.em.flush()
  return lost
}
