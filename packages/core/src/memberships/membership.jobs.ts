import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { fallBack } from './falling-back.ts'
import { Membership } from './membership.entity.ts'
import { takeTurn } from './order.door.ts'
import { readCalendar, setNext, yearOf, yearTimer } from './year.ts'
import { nextMembershipStep } from './year.rules.ts'
import type { MembershipStep } from './year.rules.ts'

/** The deadline: a day of the year has come. Dated with that day, also when the run was late (GEN-R3). */
export const followMembership = async (call: Call, membershipId: string, dueAt: Date): Promise<void> => {
  const seen = await call.em.findOne(Membership, { id: membershipId })
  if (!seen) return
  await takeTurn(call, seen.organizationId)
  const membership = await call.em.findOneOrFail(
    Membership,
    { id: membershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  const calendar = await readCalendar(call, membership.vendorId)
  // What was extended, renewed or merged meanwhile has another day.
  const due = nextMembershipStep(yearOf(membership, calendar), new Date(dueAt.getTime() - 1), calendar.timeZone)
  if (!membership.endedAt && due?.at.getTime() === dueAt.getTime()) await takeStep(call, membership, due.step, dueAt)
  // This timer counts as fired only when its transaction ends: the next one is another row.
  await sql`update timer set fired_at = ${call.now} where aggregate_id = ${membershipId} and kind = ${yearTimer}
    and fired_at is null and cancelled_at is null`.execute(call.em.getKysely())
  await setNext(call, membership, calendar, dueAt)
}

const takeStep = async (call: Call, membership: Membership, step: MembershipStep, at: Date): Promise<void> => {
  const { state } = membership
  switch (step) {
    case 'openRenewal':
      return membership.openRenewal(at)
    case 'remind':
      return remind(membership, at)
    case 'askConfirmation':
      return happened(membership, 'membership.confirmationAsked', { at: at.toISOString() })
    case 'anniversary':
      if (state === 'active') membership.openRenewal(at)
      return membership.enterGrace(at)
    case 'lapse':
      membership.lapse(at)
      return fallBack(call, membership)
  }
}

const remind = (membership: Membership, at: Date): void => {
  const { tier, state, anniversaryOn } = membership
  happened(membership, 'membership.reminded', {
    tier,
    state,
    anniversaryOn: anniversaryOn ?? null,
    at: at.toISOString(),
  })
}
