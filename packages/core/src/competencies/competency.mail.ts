import { sql } from 'kysely'
import type { LetterParams } from '@ofrecord/emails/letters'
import { readCompetencies } from '../catalogue/competency.queries.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import type { CompetencyLevel, EnrollmentState } from './enrollment.rules.ts'
import { readOwner } from './enrolled.queries.ts'
import { lastDayOfGrace } from './year.rules.ts'

type CompetencyTemplate = Extract<keyof LetterParams, `competency-${string}`>

interface Facts {
  state: EnrollmentState
  level: CompetencyLevel
  competency: string
  renewsOn: string | null
  preapprovedUntil: string | null
  organisationName: string
  locationName: string
  locationNumber: number
  competencyName: string
  vendorName: string
}

/** What the letters say of a competency, as it is when they are written. */
const readFacts = async (call: Call, event: Told): Promise<Facts> => {
  const { rows } = await sql<Facts>`
    select e.state, e.level, e.competency, e.renews_on::text as "renewsOn", e.preapproved_until::text as "preapprovedUntil",
      o.name as "organisationName", l.name as "locationName", l.number as "locationNumber",
      coalesce(k.name, e.competency) as "competencyName", v.name as "vendorName"
    from competency_enrollment e join organization o on o.id = e.organization_id join location l on l.id = e.location_id
      join vendor v on v.id = e.vendor_id left join competency k on k.vendor_id = e.vendor_id and k.code = e.competency
    where e.id = ${event.aggregateId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

type Common = Exclude<keyof LetterParams['competency-qualified'], 'outcome' | 'happenedAt'>

/**
 * One letter to each who looks after it (CMP-R6): the primary program contact of the location, and global and membership
 * administrators, once to whoever is both.
 */
const write = async <T extends CompetencyTemplate>(
  call: Call,
  event: Told,
  {
    template,
    pageUrl,
    facts,
    rest,
  }: { template: T; pageUrl: string; facts: Facts; rest: Omit<LetterParams[T], Common> },
): Promise<void> => {
  const { rows } = await sql<{ name: string; email: string; locale: string; timeZone: string }>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone" from person p where p.id in (
      select r.person_id from role_assignment r join competency_enrollment e on e.organization_id = r.organization_id
        where e.id = ${event.aggregateId} and r.role in ('global_admin', 'membership_admin') and r.location_id is null and not r.held_back
      union select c.person_id from contact_assignment c join competency_enrollment e on e.location_id = c.location_id
        where e.id = ${event.aggregateId} and c.role = 'primary_program' and c.ended_at is null) order by p.id
  `.execute(call.em.getKysely())
  const { organisationName, locationName, locationNumber, competencyName, vendorName, level } = facts
  for (const { name, email, locale, timeZone } of rows)
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: event.organizationId,
      eventId: event.id,
      aggregateId: event.aggregateId,
      template,
      recipient: email,
      recipientName: name,
      locale,
      params: {
        vendorName,
        timeZone,
        sentAt: call.now.toISOString(),
        recipientName: name,
        organisationName,
        locationName,
        locationNumber,
        competencyName,
        level: (event.data.level as CompetencyLevel | undefined) ?? level,
        pageUrl,
        ...rest,
      } as unknown as LetterParams[T],
    })
}

/** What a step of the state asks to be told, if anything. */
const changed: Reaction = async (call, event, { publicUrl }) => {
  const facts = await readFacts(call, event)
  const about = { facts, pageUrl: `${publicUrl}/competencies/${event.aggregateId}` }
  const { from, to, at: happenedAt } = event.data as { from: EnrollmentState | null; to: EnrollmentState; at: string }
  if (to === 'qualified' && from === 'in_progress')
    await write(call, event, { ...about, template: 'competency-qualified', rest: { outcome: 'qualified', happenedAt } })
  if (to === 'in_progress' && from === 'qualified')
    await write(call, event, { ...about, template: 'competency-qualified', rest: { outcome: 'lost', happenedAt } })
  if (to === 'in_renewal' && facts.state === to && facts.renewsOn)
    await write(call, event, {
      ...about,
      template: 'competency-renewal',
      rest: { phase: 'open', ...(await yearOf(call, event, facts.renewsOn)) },
    })
  if (to === 'active_preapproved' && facts.preapprovedUntil) {
    const rest = { endsOn: facts.preapprovedUntil, isReminder: false }
    await write(call, event, { ...about, template: 'competency-preapproved', rest })
  }
  if (to === 'lapsed')
    await write(call, event, { ...about, template: 'competency-lapsed', rest: { why: whyLapsed(from), happenedAt } })
}

const yearOf = async (call: Call, event: Told, renewsOn: string) => {
  const { graceDays } = await readOwner(call, event.organizationId!)
  return { endsOn: renewsOn, lastDay: lastDayOfGrace(renewsOn, graceDays) }
}

const whyLapsed = (from: EnrollmentState | null) =>
  from === 'active_preapproved' ? 'ahead' : from === 'withdrawn' ? 'given_up' : 'not_renewed'

/** Once more; not of what was renewed or met before the letter was written. */
const reminded: Reaction = async (call, event, { publicUrl }) => {
  const facts = await readFacts(call, event)
  if (facts.state !== event.data.state) return
  const about = { facts, pageUrl: `${publicUrl}/competencies/${event.aggregateId}` }
  const endsOn = String(event.data.endsOn)
  if (facts.state === 'active_preapproved')
    return write(call, event, { ...about, template: 'competency-preapproved', rest: { endsOn, isReminder: true } })
  const phase = facts.state === 'grace' ? 'grace' : 'reminder'
  await write(call, event, {
    ...about,
    template: 'competency-renewal',
    rest: { phase, ...(await yearOf(call, event, endsOn)) },
  })
}

/** One letter for each requirement that begins to fail, and for several at once one letter (B.16.4). */
const risked: Reaction = async (call, event, { publicUrl }) => {
  const facts = await readFacts(call, event)
  const { level, option, renewsOn, requirements } = event.data as unknown as Risk
  const catalogue = await readCompetencies(call, event.vendorId)
  const options = catalogue
    .find(({ code }) => code === facts.competency)
    ?.levels.find((one) => one.level === level)?.options
  const asked = options?.find((one) => one.option === option)?.requirements ?? []
  const names = requirements.map((code) => asked.find((one) => one.code === code)?.name ?? code)
  const pageUrl = `${publicUrl}/competencies/${event.aggregateId}`
  await write(call, event, {
    facts,
    pageUrl,
    template: 'competency-at-risk',
    rest: { endsOn: renewsOn, requirements: names },
  })
}

interface Risk {
  level: CompetencyLevel
  option: string
  renewsOn: string
  requirements: string[]
}

/** Who is told of competencies (B.14.1). */
export const competencyLetters: Readonly<Record<string, Reaction>> = {
  'competency.stateChanged': changed,
  'competency.reminded': reminded,
  'competency.atRisk': risked,
}
