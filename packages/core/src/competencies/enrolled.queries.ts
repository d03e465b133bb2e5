import { sql } from 'kysely'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { Call } from '../kernel/transaction.ts'
import { CompetencyEnrollment } from './enrollment.entity.ts'
import type { Calendar } from './year.rules.ts'

/**
 * One at a time for an organisation: recounts, fees, goals and the days of the year all change the same rows, and a
 * recount that began before a fee was settled would write what it read then.
 */
export const lockCompetencies = async (call: Call, organizationId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`competencies ${organizationId}`}, 0))`.execute(
    call.em.getKysely(),
  )
}

/** A competency of a location with the organisation's competencies locked until the transaction ends; null: none. */
export const findEnrollment = async (call: Call, enrollmentId: string): Promise<CompetencyEnrollment | null> => {
  const { rows } = await sql<{ organizationId: string }>`
    select organization_id as "organizationId" from competency_enrollment where id = ${enrollmentId}
  `.execute(call.em.getKysely())
  if (!rows[0]) return null
  await lockCompetencies(call, rows[0].organizationId)
  return call.em.findOne(CompetencyEnrollment, { id: enrollmentId }, { refresh: true })
}

/** Whose an organisation is, and the calendar of the desk by whose days and policy its years are counted. */
export const readOwner = async (call: Call, organizationId: string): Promise<Calendar & { vendorId: string }> => {
  const { rows } = await sql<{ vendorId: string; timeZone: string }>`
    select v.id as "vendorId", v.time_zone as "timeZone" from organization o join vendor v on v.id = o.vendor_id where o.id = ${organizationId}
  `.execute(call.em.getKysely())
  const { vendorId, timeZone } = rows[0]!
  const { membershipReenrolWindowDays, membershipGraceDays } = await readPolicy(call, vendorId)
  return { vendorId, timeZone, windowDays: membershipReenrolWindowDays, graceDays: membershipGraceDays }
}
