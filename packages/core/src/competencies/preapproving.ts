import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Day } from '../people/skill.rules.ts'
import type { PreapprovalInput } from './competency.rules.ts'
import { causeNow } from './deciding.ts'
import { lockCompetencies, readOwner } from './enrolled.queries.ts'
import { CompetencyEnrollment, startEnrollment } from './enrollment.entity.ts'
import { recount } from './recounting.ts'
import { setYearTimer } from './year.jobs.ts'
import { dayAt, latestPreapproval } from './year.rules.ts'

/**
 * The service desk grants a level ahead of its requirements (B.16.4), three months at most, and once more. Refuses with
 * `PREAPPROVAL_TOO_LONG`, `PREAPPROVAL_RENEWED`, and `ILLEGAL_TRANSITION` what is held already.
 */
export const preapproveCompetency = async (
  call: Call,
  { locationId, competency, level, until, reason }: PreapprovalInput,
): Promise<{ enrollmentId: string }> => {
  const owner = await findPlace(call, locationId, competency, level)
  await lockCompetencies(call, owner.organizationId)
  const calendar = await readOwner(call, owner.organizationId)
  refuseTooLong(until, dayAt(call.now, calendar.timeZone))
  const cause = causeNow(call, 'competency.preapproved')
  const found = await call.em.findOne(CompetencyEnrollment, { locationId, competency }, { refresh: true })
  if (found?.state === 'active_preapproved') await refuseThird(call, found.id)
  const enrollment = found ?? startEnrollment(call, { ...owner, locationId, competency, level }, cause)
  await call.em.flush()
  if (enrollment.state === 'lapsed') enrollment.startAgain(call, cause)
  enrollment.preapprove(call, level, until, cause)
  happened(enrollment, 'competency.preapproved', { locationId, competency, level, until }, { reason })
  await call.em.flush()
  await recount(call, owner.organizationId, cause)
  await setYearTimer(call, enrollment, calendar)
  return { enrollmentId: enrollment.id }
}

/** An open location of the vendor's, held until the call is over, since it may be closing; and a level that its programme has. */
const findPlace = async (call: Call, locationId: string, competency: string, level: string) => {
  const { vendorId } = call.actor as PersonActor
  const { rows } = await sql<{ organizationId: string }>`
    select l.organization_id as "organizationId" from location l
    where l.id = ${locationId} and l.vendor_id = ${vendorId} and l.status not in ('dissociated', 'archived')
      and exists (select from requirement_set s where s.vendor_id = l.vendor_id and s.competency_code = ${competency} and s.level = ${level})
    for key share of l
  `.execute(call.em.getKysely())
  const { organizationId } = rows[0] ?? refuseAbsent()
  return { vendorId, organizationId }
}

const refuseTooLong = (until: Day, today: Day): void => {
  const latest = latestPreapproval(today)
  if (until < today || until > latest)
    refuse('invalid', 'PREAPPROVAL_TOO_LONG', { field: 'until', rule: 'B.17', params: { latest } })
}

/** Granted, and granted once more: that was it, until something else became of it. */
const refuseThird = async (call: Call, enrollmentId: string): Promise<void> => {
  const again = sql`c.from_state = 'active_preapproved' and c.to_state = 'active_preapproved'`
  const { rows } = await sql`
    select from enrollment_change c where c.enrollment_id = ${enrollmentId} and ${again}
      and c.at >= (select max(b.at) from enrollment_change b where b.enrollment_id = c.enrollment_id
        and b.to_state = 'active_preapproved' and b.from_state is distinct from 'active_preapproved') limit 1
  `.execute(call.em.getKysely())
  if (rows.length > 0) refuse('conflict', 'PREAPPROVAL_RENEWED', { rule: 'B.17' })
}
