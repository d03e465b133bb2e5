import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import { heldStates, levelsOf } from '../competencies/enrollment.rules.ts'
import type { CompetencyLevel, HeldCompetency } from '../competencies/enrollment.rules.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import type { Call } from '../kernel/transaction.ts'
import { compareFacts, fingerprintOf, readFacts, reviewFacts } from './impact.ts'
import type { PlaceFacts } from './impact.ts'
import { keepPlace } from './impact.place.ts'
import type { ImpactPart } from './impact.rules.ts'
import type { ImpactPlace } from './impact.place.ts'
import { lockTrees } from './locking.ts'
import type { Sides } from './merge.carrying.ts'
import { Merge } from './merge.entity.ts'
import { joinOrganisations } from './merge.joining.ts'
import { planAttachment } from './merge.places.ts'
import type { Attachment } from './merge.places.ts'
import type { PlaceChange } from './recording.ts'
import { supposeInTurn } from './savepoint.ts'

/** One side of a preview: everything for its own people, and what the other side gets to read of it. */
export type Half = {
  parts: ImpactPart[]
  /** For the other side: names of competencies with their levels, and how deep the tree is. No person, claim or place. */
  outline: { competencies: { competency: string; level: CompetencyLevel }[]; levels: number }
}

export type Preview = {
  acquirer: Half
  invited: Half
  /**
   * Levels of the one tree; `flattened`: the first locations of the invited side that hang higher, since it would be too
   * deep. Previews of before these were counted have all of them.
   */
  levels: number
  flattened: PlaceChange[]
  flattenedCount?: number
}

export const sidesOf = (merge: Merge): Sides => ({
  acquirerId: merge.organizationId,
  invitedId: merge.invitedOrganizationId,
})

/** Refuses with `NOT_FOUND` a merge that the caller's organisation is not in. */
const findMerge = async (call: Call, mergeId: string): Promise<Merge> => {
  const { organizationId } = call.actor as PersonActor
  const known = (await call.em.findOne(Merge, { id: mergeId })) ?? refuseAbsent()
  if (organizationId !== null && ![known.organizationId, known.invitedOrganizationId].includes(organizationId))
    refuseAbsent()
  return known
}

/** Locks both trees and the merge, in that order. Refuses as {@link findMerge}. */
export const lockMerge = async (call: Call, mergeId: string): Promise<Merge> => {
  const known = await findMerge(call, mergeId)
  await asApplication(call, 'mergers', (inner) => lockTrees(inner, Object.values(sidesOf(known))))
  return lockAlone(call, mergeId)
}

const lockAlone = (call: Call, id: string): Promise<Merge> =>
  call.em.findOneOrFail(Merge, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })

const placeOf = (call: Call, organizationId: string): Promise<ImpactPlace> =>
  keepPlace(call, [organizationId], sql`select id from location where organization_id = ${organizationId}`)

const readSides = async (
  call: Call,
  { acquirerId, invitedId }: Sides,
  read: typeof readFacts,
): Promise<[PlaceFacts, PlaceFacts]> => [
  await read(call, await placeOf(call, acquirerId)),
  await read(call, await placeOf(call, invitedId)),
]

/** What a merge was previewed from, as it is now: another value is another preview (`PREVIEW_STALE`). */
export const currentBasis = (call: Call, merge: Merge): Promise<string> =>
  asApplication(call, 'mergers', async (inner) => fingerprintOf(await readSides(inner, sidesOf(merge), reviewFacts)))

/**
 * Computes what the merge would do to both sides, on a copy, and keeps it with the merge: it is accepted and carried out
 * only with one of the last 24 hours. Either side may ask for it; who has read it is not recorded. Refuses with `NOT_FOUND`, and `ILLEGAL_TRANSITION` where nothing is open.
 */
export const previewMerge = async (call: Call, mergeId: string): Promise<Merge> => {
  const known = await findMerge(call, mergeId)
  refuseClosed(known)
  const { preview, basis } = await asApplication(call, 'mergers', (inner) => computePreview(inner, sidesOf(known)))
  const merge = await lockAlone(call, mergeId)
  refuseClosed(merge)
  merge.preview = preview
  merge.previewAt = call.now
  merge.basis = basis
  await call.em.flush()
  return merge
}

const refuseClosed = ({ state }: Merge): void => {
  if (state !== 'invited' && state !== 'accepted')
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: state, verb: 'preview' } })
}

const computePreview = async (call: Call, sides: Sides): Promise<{ preview: Preview; basis: string }> => {
  const { facts: before, found } = await supposeInTurn(call, {
    organizationIds: Object.values(sides),
    rule: 'M2',
    read: async () => ({
      facts: await readSides(call, sides, readFacts),
      attachment: await planAttachment(call, sides),
      outlines: [await outlineOf(call, sides.acquirerId), await outlineOf(call, sides.invitedId)] as const,
    }),
    change: async (inner, { facts, attachment, outlines }) => {
      await joinOrganisations(inner, sides, attachment)
      const halves: Half[] = []
      for (const [at, side] of facts.entries()) {
        const after = { ...side.place, organizationIds: [sides.acquirerId] }
        halves.push({ parts: await compareFacts(inner, side, after, 'merged'), outline: outlines[at]! })
      }
      return halves as [Half, Half]
    },
  })
  const [acquirer, invited] = found
  const { flattened, flattenedCount } = before.attachment
  const preview = { acquirer, invited, levels: levelsIn(before.attachment, before.outlines), flattened, flattenedCount }
  return { preview, basis: fingerprintOf(before.facts) }
}

const levelsIn = (
  { flattenedCount }: Attachment,
  [mine, theirs]: readonly [Half['outline'], Half['outline']],
): number => Math.max(mine.levels, theirs.levels + (flattenedCount > 0 ? 0 : 1))

const outlineOf = async (call: Call, organizationId: string): Promise<Half['outline']> => {
  const database = call.em.getKysely()
  const { rows } = await sql<HeldCompetency & { name: string }>`
    select e.competency, coalesce(k.name, e.competency) as name, e.level, e.renews_on::text as "renewsOn"
    from competency_enrollment e left join competency k on k.vendor_id = e.vendor_id and k.code = e.competency
    where e.organization_id = ${organizationId} and e.state = any(${texts(heldStates)})
  `.execute(database)
  const { rows: heads } = await sql<{ levels: number }>`
    select height + 1 as levels from location where organization_id = ${organizationId} and is_headquarters`.execute(
    database,
  )
  const names = new Map(rows.map(({ competency, name }) => [competency, name]))
  const competencies = [...levelsOf(rows)].map(([code, level]) => ({ competency: names.get(code)!, level }))
  return {
    competencies: competencies.toSorted((a, b) => a.competency.localeCompare(b.competency, 'en')),
    levels: heads[0]?.levels ?? 0,
  }
}
