import { sql } from 'kysely'
import { heldStates } from '../competencies/enrollment.rules.ts'
import type { CompetencyLevel } from '../competencies/enrollment.rules.ts'
import { CompetencyEnrollment } from '../competencies/enrollment.entity.ts'
import type { Cause } from '../competencies/enrollment.entity.ts'
import { lockCompetencies } from '../competencies/enrolled.queries.ts'
import { setYearTimer } from '../competencies/year.jobs.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Membership } from './membership.entity.ts'
import type { FeeOrder } from './order.entity.ts'
import type { Settling } from './settling.ts'

/**
 * The fee of a level covers every competency of the organisation up to that level, until the anniversary (MEM-R3, B.16.4):
 * what is qualified is earned, what is in its window or in grace is renewed, and silver that meets gold is raised by an
 * upgrade. What does not meet its level keeps the fee noted, and goes on as soon as it does.
 */
export const settleCompetencies = async (
  call: Call,
  order: FeeOrder,
  level: CompetencyLevel,
  membership: Membership,
  { today, upgradeStartsYear }: Settling,
): Promise<void> => {
  const renewsOn = membership.anniversaryOn!
  const cause: Cause = { at: call.now, type: 'order.paid', eventId: null }
  const settled = { level, paidOn: today, cause, renewsOn }
  for (const enrollment of await lockEnrollments(call, order.organizationId)) {
    if (enrollment.state === 'qualified') enrollment.earn(call, settled)
    else if (isRaised(enrollment, order)) enrollment.upgrade(call, settled, upgradeStartsYear)
    else if (enrollment.state === 'in_renewal' || enrollment.state === 'grace') {
      // An upgrade within the old year is no fee for the next one.
      if (order.offer === 'gold_upgrade') continue
      enrollment.renew(call, settled)
    } else continue
    await setYearTimer(call, enrollment)
  }
}

const isRaised = ({ state, level, metLevel }: CompetencyEnrollment, { offer }: FeeOrder): boolean =>
  offer === 'gold_upgrade' &&
  level === 'silver' &&
  metLevel === 'gold' &&
  (state === 'active_earned' || state === 'in_renewal')

/** What an organisation works for or holds, locked until the transaction ends. */
const lockEnrollments = async (call: Call, organizationId: string): Promise<CompetencyEnrollment[]> => {
  await lockCompetencies(call, organizationId)
  return call.em.find(
    CompetencyEnrollment,
    { organizationId, state: { $in: ['qualified', ...heldStates] } },
    { orderBy: { id: 'asc' }, refresh: true },
  )
}

/**
 * A competency met its level while a fee of that level or a higher one covers the organisation: it is earned without
 * another fee (MEM-R3), until the anniversary of that fee. Answers whether it was.
 */
export const earnWithoutFee = async (
  call: Call,
  enrollmentId: string,
  today: string,
  cause: Cause,
): Promise<boolean> => {
  const seen = await call.em.findOneOrFail(CompetencyEnrollment, { id: enrollmentId })
  await lockCompetencies(call, seen.organizationId)
  await call.em.refresh(seen)
  if (seen.state !== 'qualified' || !seen.metLevel) return false
  const { rows } = await sql<{ tier: CompetencyLevel; anniversaryOn: string }>`
    select tier, anniversary_on::text as "anniversaryOn" from membership where organization_id = ${seen.organizationId}
      and ended_at is null and tier in ('silver', 'gold') and anniversary_on >= ${today}::date
  `.execute(call.em.getKysely())
  const fee = rows[0]
  if (!fee) return false
  seen.earn(call, { level: fee.tier, paidOn: today, cause, renewsOn: fee.anniversaryOn })
  await setYearTimer(call, seen)
  return true
}

/** Everything that shares an anniversary with the membership follows when the vendor moves it (ABT-11). */
export const extendCompetencies = async (
  call: Call,
  organizationId: string,
  from: string,
  to: string,
): Promise<number> => {
  const sharing = (await lockEnrollments(call, organizationId)).filter(({ renewsOn }) => renewsOn === from)
  for (const enrollment of sharing) {
    enrollment.extend(to)
    await setYearTimer(call, enrollment)
  }
  return sharing.length
}

/** The fee that still covers an organisation after another was paid back. */
export interface Again {
  level: CompetencyLevel
  renewsOn: string
  today: string
}

/**
 * What a fee brought that is paid back is qualified again, and counts no more (MEM-R6); what an earlier fee covers is held
 * as it was before.
 */
export const unpayCompetencies = async (call: Call, organizationId: string, again: Again | null): Promise<void> => {
  const cause: Cause = { at: call.now, type: 'order.refunded', eventId: null }
  for (const enrollment of await lockEnrollments(call, organizationId)) {
    if (enrollment.state !== 'active_earned') continue
    enrollment.unpay(call, cause)
    if (again && enrollment.metLevel)
      enrollment.earn(call, { level: again.level, paidOn: again.today, cause, renewsOn: again.renewsOn })
    await setYearTimer(call, enrollment)
  }
}
