import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { nextMembershipStep } from '@ofrecord/core/memberships/year.rules'
import type { Floor } from './ground.members.ts'
import type { MembershipPlan } from './memberships.ts'
import { insertRows } from './rows.ts'

const WINDOW = 90
const GRACE = 30
/** The free tier was confirmed in the last year. */
const CONFIRMED = 120

/** Memberships as they stand, and when their years go on. */
export const layMemberships = async (call: Call, { t0, laid, members, day, at }: Floor): Promise<void> => {
  const rows = members.memberships.map((plan) => {
    const { organisation, tier, state, anniversaryDays, startedDays, endedDays, extendedFromDays } = plan
    const row = {
      id: newId(call.now) as string,
      vendor_id: laid.vendorId,
      organization_id: laid.organisations.get(organisation)!,
      tier,
      anniversary_on: anniversaryDays === null ? null : day(anniversaryDays),
      state,
      state_at: at(stateDaysOf(plan)),
      extended_from: extendedFromDays === undefined ? null : day(extendedFromDays),
      confirmed_at: tier === 'network' ? at(Math.max(startedDays, -CONFIRMED)) : null,
      started_at: at(startedDays),
      ended_at: endedDays === undefined ? null : at(endedDays),
      version: 1,
    }
    return { plan, row }
  })
  await insertRows(
    call,
    'membership',
    rows.map(({ row }) => row),
  )
  await insertRows(
    call,
    'timer',
    rows.flatMap(({ plan: { tier, state, startedDays }, row }) => {
      const confirmedOn = day(Math.max(startedDays, -CONFIRMED))
      const year = { tier, state, anniversaryOn: row.anniversary_on, confirmedOn, windowDays: WINDOW, graceDays: GRACE }
      const next = nextMembershipStep(year, t0, 'Europe/London')
      return next === null
        ? []
        : [{ id: newId(call.now) as string, aggregate_id: row.id, kind: 'membership.year', fires_at: next.at }]
    }),
  )
}

const stateDaysOf = ({ state, anniversaryDays, startedDays, endedDays }: MembershipPlan): number => {
  switch (state) {
    case 'active':
      return startedDays
    case 'reenrol_open':
      return anniversaryDays! - WINDOW
    case 'grace':
      return anniversaryDays! + 1
    case 'cancelled_at_term':
      return -50
    case 'lapsed':
      return endedDays!
  }
}
