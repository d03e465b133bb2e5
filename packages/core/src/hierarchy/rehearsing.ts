import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import type { Json } from '../kernel/canonical.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { hoursAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { HierarchyRehearsal } from './change.entity.ts'
import { refuseUnconfirmed } from './dissociating.ts'
import { applyChange } from './engine.ts'
import type { AppliedChange, Change } from './engine.ts'
import { compareFacts, fingerprintOf, readFacts, reviewFacts } from './impact.ts'
import { keepPlace, seePlace } from './impact.place.ts'
import type { ImpactPart } from './impact.rules.ts'
import type { ImpactPlace } from './impact.place.ts'
import { lockTrees } from './locking.ts'
import { placesNamed } from './recording.ts'
import { supposeInTurn } from './savepoint.ts'

/** A report is good for this long, or until a fact it was made from changes (`PREVIEW_STALE`). */
export const previewHours = 24

/** What a change would do, part by part, how many places it changes, and the first of them from the top. */
export type Impact = { parts: ImpactPart[]; placeCount: number; places: AppliedChange['places'] }

/** The first of many places and their number, for whoever is told: the history keeps all. */
export const firstPlaces = <Told extends Pick<AppliedChange, 'places'>>(told: Told): Told & { placeCount: number } => ({
  ...told,
  placeCount: told.places.length,
  places: told.places.slice(0, placesNamed),
})

/**
 * Tries a change out on a copy and keeps what it would do (B.7.7). Refuses with the codes of the change itself, and with
 * `NOT_FOUND` what lies outside the caller's scope; open claims of a location that is to close are told, not refused. What
 * has a reason is kept; any other goes after a day unless somebody keeps it.
 */
export const rehearse = async (
  call: Call,
  scope: Scope,
  change: Change,
  reason: string,
): Promise<HierarchyRehearsal> => {
  const { vendorId, organizationId, personId, name } = call.actor as PersonActor
  if (!isWithin(scope, anchorOf(change))) refuseAbsent()
  if (change.kind === 'moved' && !isWithin(scope, change.parentId)) refuseAbsent()
  const { impact, basis } = await supposeAlone(call, scope, change, reason)
  const rehearsal = call.em.create(HierarchyRehearsal, {
    id: newId(call.now),
    vendorId,
    organizationId: organizationId!,
    kind: change.kind,
    input: change as unknown as { [key: string]: Json },
    impact,
    basis,
    reason,
    createdAt: call.now,
    createdBy: personId,
  })
  call.em.persist(rehearsal)
  if (reason !== '') rehearsal.keep(call.now)
  happened(rehearsal, 'hierarchy.rehearsed', { kind: change.kind, locationId: anchorOf(change) }, { name })
  await call.em.flush()
  return rehearsal
}

/** What a change would do, for whom a scope lets read it. */
const supposeAlone = async (
  call: Call,
  scope: Scope,
  change: Change,
  reason: string,
): Promise<{ impact: Impact; basis: string }> => {
  const organizationId = (call.actor as PersonActor).organizationId!
  const { facts, found } = await supposeInTurn(call, {
    organizationIds: [organizationId],
    rule: 'B.7.7',
    read: async () => {
      const whole = await placeOf(call, organizationId, change)
      const basis = await readFacts(call, whole)
      // A new headquarters concerns every place; a location administrator reads of their own (B.7.7).
      return { basis, before: scope === null ? basis : await readFacts(call, await ownPart(call, whole, scope)) }
    },
    change: async (inner, { before }) => {
      const applied = await applyChange(inner, tolerant(change), { reason })
      await inner.em.flush()
      const after = await placeAfter(inner, before.place, change, applied)
      const parts = await compareFacts(inner, before, after, change.kind)
      return firstPlaces({ parts, places: ownPlaces(scope, applied) })
    },
  })
  return { impact: found, basis: fingerprintOf([facts.basis]) }
}

/** What is created is the asker's own: its place was theirs already. */
const ownPlaces = (scope: Scope, { kind, places }: AppliedChange): AppliedChange['places'] => {
  if (kind === 'created' || scope === null) return places
  const own = new Set(scope)
  return places.filter(({ locationId }) => own.has(locationId))
}

const tolerant = (change: Change): Change => (change.kind === 'dissociated' ? { ...change, evenOpen: true } : change)

/** The location that a change is about; of one that does not exist yet, the one above it. */
const anchorOf = (change: Change): string => (change.kind === 'created' ? change.location.parentId : change.locationId)

/** The locations whose place changes: a subtree, or with a new headquarters all of them. */
const changing = (organizationId: string, change: Change): RawBuilder<unknown> => {
  // What is created takes nothing from the locations beside it.
  if (change.kind === 'created') return sql`select id from location where false`
  const root = change.kind === 'headquarters' ? sql`parent_id is null` : sql`id = ${change.locationId}`
  return sql`with recursive below as (
      select id from location where organization_id = ${organizationId} and ${root}
      union all select l.id from below b join location l on l.parent_id = b.id)
    select id from below`
}

const placeOf = (call: Call, organizationId: string, change: Change): Promise<ImpactPlace> =>
  keepPlace(call, [organizationId], changing(organizationId, change))

/** The same for whoever reads a report. */
export const seenPlaceOf = (organizationId: string, change: Change): ImpactPlace =>
  seePlace([organizationId], changing(organizationId, change))

const ownPart = (call: Call, whole: ImpactPlace, scope: readonly string[]): Promise<ImpactPlace> =>
  keepPlace(
    call,
    whole.organizationIds,
    sql`select id from unnest(${uuids(scope)}) as id where id in ${whole.locations}`,
  )

const placeAfter = async (
  call: Call,
  place: ImpactPlace,
  change: Change,
  { locationId }: AppliedChange,
): Promise<ImpactPlace> =>
  change.kind === 'created' ? keepPlace(call, place.organizationIds, sql`select ${locationId}::uuid as id`) : place

interface Execution {
  rehearsalId: string
  reason: string
  /** The number of the location that is to close, as typed (DIS-R4). */
  confirmation: string | null
}

/**
 * Carries out what was rehearsed, if nothing has changed since. Refuses with `PREVIEW_STALE` a report older than 24 hours
 * or made from other facts, `ILLEGAL_TRANSITION` one that was carried out, `CONFIRMATION_MISMATCH`, and with the codes of
 * the change.
 */
export const execute = async (call: Call, { rehearsalId, reason, confirmation }: Execution): Promise<AppliedChange> => {
  const { organizationId } = call.actor as PersonActor
  await lockTrees(call, [organizationId!])
  const rehearsal = await lockedRehearsal(call, rehearsalId)
  if (rehearsal.executedAt)
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: 'executed', verb: 'execute' } })
  const change = rehearsal.input as unknown as Change
  if (change.kind === 'dissociated') await refuseUnconfirmed(call, change.locationId, confirmation)
  const place = await placeOf(call, rehearsal.organizationId, change)
  refuseStale(call, rehearsal.createdAt, await isBasisSame(call, place, rehearsal.basis))
  rehearsal.keep(call.now, reason)
  rehearsal.executedAt = call.now
  happened(rehearsal, 'hierarchy.executed', { kind: change.kind })
  return applyChange(call, change, { reason, impact: rehearsal.impact })
}

/** Whether the facts that a report was made from are still those. */
export const isBasisSame = async (call: Call, place: ImpactPlace, basis: string): Promise<boolean> =>
  fingerprintOf([await reviewFacts(call, place)]) === basis

const lockedRehearsal = async (call: Call, id: string): Promise<HierarchyRehearsal> => {
  const { organizationId } = call.actor as PersonActor
  return (
    (await call.em.findOne(
      HierarchyRehearsal,
      { id, organizationId: organizationId! },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    )) ?? refuseAbsent()
  )
}

/** Refuses with `PREVIEW_STALE` what was computed more than 24 hours ago, or from facts that are others now. */
export const refuseStale = (call: Call, computedAt: Date, unchanged: boolean): void => {
  if (unchanged && !isPast(hoursAfter(computedAt, previewHours), call.now)) return
  refuse('conflict', 'PREVIEW_STALE', {
    rule: 'M5',
    params: { computedAt: computedAt.toISOString() },
    retryable: true,
  })
}

/**
 * Keeps a report for everybody who may read it, so that it is listed and its address goes on opening. `reason` is taken
 * where none was said when it was made. Refuses with `NOT_FOUND`.
 */
export const keepRehearsal = async (call: Call, rehearsalId: string, reason: string): Promise<void> =>
  (await lockedRehearsal(call, rehearsalId)).keep(call.now, reason)

/** Says that somebody has read it and agrees, which keeps it; once each. Refuses with `NOT_FOUND`. */
export const signOff = async (call: Call, rehearsalId: string): Promise<HierarchyRehearsal> => {
  const { personId, name } = call.actor as PersonActor
  const rehearsal = await lockedRehearsal(call, rehearsalId)
  rehearsal.keep(call.now)
  if (rehearsal.signedOff.some((one) => one.personId === personId)) return rehearsal
  rehearsal.signedOff = [...rehearsal.signedOff, { personId, name, at: call.now.toISOString() }]
  happened(rehearsal, 'hierarchy.signedOff')
  return rehearsal
}
