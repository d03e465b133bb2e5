import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { daysAfter } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { restoreDays, restoreReminderDays } from './dissociating.ts'
import { lockTrees } from './locking.ts'
import { isFrozen } from './merge.freeze.ts'
import { Merge } from './merge.entity.ts'
import { joinOrganisations, refuseTooDeep } from './merge.joining.ts'
import { keepBefore, placesThere, planAttachment } from './merge.places.ts'
import { currentBasis, lockMerge, sidesOf } from './merge.previewing.ts'
import { refuseStale } from './rehearsing.ts'
import { recordChange } from './recording.ts'

/** An invitation is good for this long, with reminders on these days (B.17). */
export const inviteDays = 30
const reminderDays = [7, 21] as const

const open = (): never => refuse('conflict', 'MERGE_OPEN', { rule: 'M1' })
refuseOnConstraint('merge_open_unique', open)
// The other side's business is not told: the same text as for a number that names nobody.
refuseOnConstraint('merge_open_invited_unique', () => refuseUnknown())

/** One text for a number that names nobody and for an organisation that cannot be invited now (M1, PRI-R2). */
const refuseUnknown = (): never => refuse('absent', 'MERGE_NUMBER_UNKNOWN', { field: 'globalNumber', rule: 'M1' })

interface Invited {
  organizationId: string | null
  primaryContactId: string | null
  status: string | null
  isLocation: boolean
  isBusy: boolean
}

/** Everything about a number in one question, whatever it names: an answer takes as long for one as for the other. */
const lookUp = async (call: Call, vendorId: string, globalNumber: number): Promise<Invited> => {
  const { rows } = await sql<Invited>`
    select o.id as "organizationId", o.status, c.person_id as "primaryContactId",
      exists (select from location l where l.vendor_id = ${vendorId} and l.number = ${globalNumber}) as "isLocation",
      exists (select from merge m where o.id in (m.organization_id, m.invited_organization_id) and m.state in ('invited', 'accepted')) as "isBusy"
    from (select) as asked left join organization o on o.vendor_id = ${vendorId} and o.global_number = ${globalNumber}
      left join location h on h.organization_id = o.id and h.is_headquarters
      left join contact_assignment c on c.location_id = h.id and c.role = 'primary_program' and c.ended_at is null
  `.execute(call.em.getKysely())
  return rows[0]!
}

/**
 * Asks another organisation to become part of the caller's (M1). Its primary program contact is written to. Refuses with
 * `GLOBAL_NUMBER_REQUIRED` a location's number, `MERGE_OPEN` while the caller's organisation has one, and
 * `MERGE_NUMBER_UNKNOWN` everything else, without saying why.
 */
export const inviteToMerge = async (call: Call, globalNumber: number): Promise<Merge> => {
  const { vendorId, organizationId, personId } = call.actor as PersonActor
  const found = await asApplication(call, 'mergers', async (inner) => {
    const named = await lookUp(inner, vendorId, globalNumber)
    // Two that ask each other in one second are two open merges, unless one waits for the other.
    await lockTrees(inner, [organizationId!, named.organizationId ?? organizationId!])
    return lookUp(inner, vendorId, globalNumber)
  })
  if (await isFrozen(call, organizationId!)) open()
  if (found.organizationId === null && found.isLocation)
    refuse('invalid', 'GLOBAL_NUMBER_REQUIRED', { field: 'globalNumber', rule: 'M1' })
  const { organizationId: invitedOrganizationId, primaryContactId, isBusy, status } = found
  if (!invitedOrganizationId || !primaryContactId || isBusy || status === 'merged') return refuseUnknown()
  if (invitedOrganizationId === organizationId) return refuseUnknown()
  const dueAt = daysAfter(call.now, inviteDays)
  const merge = call.em.create(Merge, {
    id: newId(call.now),
    vendorId,
    organizationId: organizationId!,
    invitedOrganizationId,
    state: 'invited',
    invitedAt: call.now,
    invitedBy: personId,
    primaryContactId,
    dueAt,
  })
  call.em.persist(merge)
  await setTimer(call, merge.id, 'merge.expire', dueAt)
  for (const days of reminderDays) await setTimer(call, merge.id, `merge.reminder${days}`, daysAfter(call.now, days))
  await tell(call, 'organization.mergeInvited', merge)
  return merge
}

/** What happened to a merge is told of the organisation of whoever acts: it reads its own events. */
const tell = async (
  call: Call,
  type: string,
  merge: Merge,
  data: { [key: string]: Json } = {},
  personal: { [key: string]: Json } | null = null,
): Promise<void> => {
  const { organizationId } = call.actor as PersonActor
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  happened(organization, type, { mergeId: merge.id, ...data }, personal)
}

const cancelTimers = async (call: Call, merge: Merge): Promise<void> => {
  await cancelTimer(call, merge.id, 'merge.expire')
  for (const days of reminderDays) await cancelTimer(call, merge.id, `merge.reminder${days}`)
}

/** Refuses with `MERGE_NOT_PRIMARY_CONTACT` everybody but the primary program contact of the invited headquarters (M2). */
const refuseOthers = async (call: Call, merge: Merge): Promise<void> => {
  const { organizationId, personId } = call.actor as PersonActor
  const { rows } = await sql`
    select from contact_assignment c join location l on l.id = c.location_id and l.is_headquarters
    where c.organization_id = ${merge.invitedOrganizationId} and c.person_id = ${personId}
      and c.role = 'primary_program' and c.ended_at is null
  `.execute(call.em.getKysely())
  if (organizationId === merge.invitedOrganizationId && rows.length > 0) return
  refuse('forbidden', 'MERGE_NOT_PRIMARY_CONTACT', { rule: 'M2' })
}

const refuseUnseen = async (call: Call, merge: Merge): Promise<void> => {
  if (!merge.previewAt)
    return refuse('conflict', 'PREVIEW_STALE', { rule: 'M2', params: { computedAt: '' }, retryable: true })
  refuseStale(call, merge.previewAt, merge.basis === (await currentBasis(call, merge)))
}

/**
 * The invited side says yes to the preview there is (M2). Refuses with `MERGE_NOT_PRIMARY_CONTACT`, `PREVIEW_STALE`,
 * `ILLEGAL_TRANSITION`.
 */
export const acceptMerge = async (call: Call, mergeId: string): Promise<Merge> => {
  const merge = await lockMerge(call, mergeId)
  await refuseOthers(call, merge)
  merge.accept((call.actor as PersonActor).personId, call.now)
  await refuseUnseen(call, merge)
  await cancelTimers(call, merge)
  await tell(call, 'organization.mergeAccepted', merge)
  return merge
}

/** The invited side says no, perhaps with a reason for the other (M3). Refuses as {@link acceptMerge}. */
export const declineMerge = async (call: Call, mergeId: string, reason: string): Promise<Merge> => {
  const merge = await lockMerge(call, mergeId)
  await refuseOthers(call, merge)
  merge.decline((call.actor as PersonActor).personId, call.now, reason)
  await cancelTimers(call, merge)
  await tell(call, 'organization.mergeDeclined', merge, {}, reason === '' ? null : { reason })
  return merge
}

/** Whoever asked takes it back before it is carried out (M4). The invited side cannot: `NOT_FOUND` would be a lie, so `FORBIDDEN`. */
export const cancelMerge = async (call: Call, mergeId: string): Promise<Merge> => {
  const merge = await lockMerge(call, mergeId)
  refuseInvited(call, merge)
  merge.cancel()
  await cancelTimers(call, merge)
  await tell(call, 'organization.mergeCancelled', merge)
  return merge
}

const refuseInvited = (call: Call, merge: Merge): void => {
  if ((call.actor as PersonActor).organizationId !== merge.organizationId)
    refuse('forbidden', 'FORBIDDEN', { rule: 'M5' })
}

interface Execution {
  mergeId: string
  reason: string
  /** The proposed places of locations that would be too deep are agreed to (MRG-R1). */
  flatten: boolean
}

/**
 * Makes one organisation of two (M5), by whoever asked, with a preview of the last 24 hours from facts that still hold.
 * Refuses with `PREVIEW_STALE`, `DEPTH_EXCEEDED`, `ILLEGAL_TRANSITION` while it is not accepted.
 */
export const executeMerge = async (call: Call, { mergeId, reason, flatten }: Execution): Promise<Merge> => {
  const merge = await lockMerge(call, mergeId)
  refuseInvited(call, merge)
  const preview = merge.preview as { [key: string]: Json }
  if (merge.state === 'accepted') await refuseUnseen(call, merge)
  merge.execute((call.actor as PersonActor).personId, call.now)
  const sides = sidesOf(merge)
  await asApplication(call, 'mergers', async (inner) => {
    const attachment = await planAttachment(inner, sides)
    refuseTooDeep(attachment, flatten)
    const changed = await joinOrganisations(inner, sides, attachment)
    // Both histories tell of it, each with its own half of what was said beforehand.
    const halves = [
      [sides.acquirerId, preview['acquirer']],
      [sides.invitedId, preview['invited']],
    ] as const
    for (const [organizationId, impact] of halves)
      await recordChange(
        { ...inner, actor: call.actor },
        {
          kind: 'merged',
          vendorId: merge.vendorId,
          organizationId,
          locationId: attachment.rootId,
          places: placesThere,
          reason,
          impact: impact as { [key: string]: Json },
        },
      )
    await keepBefore(inner, merge.id, changed)
  })
  await setTimer(call, merge.id, 'merge.undoReminder', daysAfter(call.now, restoreReminderDays))
  await setTimer(call, merge.id, 'merge.settle', daysAfter(call.now, restoreDays))
  await tell(call, 'organization.mergeExecuted', merge)
  return merge
}
