import { newId } from '@ofrecord/core/kernel/id'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { issueLink } from '@ofrecord/core/links/link.entity'
import { answerReminders, expiryOf, expiryWarnings, monthsAfter } from '@ofrecord/core/references/reference.rules'
import { organisationOfPlace } from './enrollments.ts'
import { historyOf } from './ground.references.history.ts'
import type { Plot } from './ground.standing.ts'
import { administratorOf } from './ground.stays.ts'
import type { ReferencePlan } from './references.ts'
import { insertRows } from './rows.ts'
import { after, days } from './time.ts'

const VALID_MONTHS = 24
/** So long a customer may answer. */
const REQUEST_DAYS = 60

/** References as customers answered them, where they count, and what is due to them next. */
export const layReferences = async (call: Call, plot: Plot, installation: Installation): Promise<void> => {
  const rows = plot.world.references.map((plan) => {
    const row = rowOf(call, plot, plan)
    return { plan, row, assignments: assignmentOf(call, plot, plan, row) }
  })
  await insertRows(
    call,
    'customer_reference',
    rows.map(({ row }) => row),
  )
  await insertRows(
    call,
    'reference_assignment',
    rows.flatMap(({ assignments }) => assignments),
  )
  await insertRows(
    call,
    'timer',
    rows.flatMap(({ plan, row }) => timersOf(call, plot, plan, row)),
  )
  await insertRows(
    call,
    'event',
    historyOf(
      rows.map(({ row, assignments: [place] }) => ({ row, place })),
      plot.world.t0,
    ),
  )
  for (const { row } of rows) issueLinks(call, installation, row)
  await call.em.flush()
}

export type Row = ReturnType<typeof rowOf>

const rowOf = (call: Call, { world, laid, at, owner }: Plot, plan: ReferencePlan) => {
  const { tenant, work, state, location, competency, quoting, refusal, suggestion } = plan
  const when = (daysAway: number | null): Date | null => (daysAway === null ? null : at(daysAway))
  const named = (text: string): string => text.replaceAll('{who}', tenant.name)
  const { approvedAt, expiresAt } = validityOf(plan, at)
  const sentAt = approvedAt && plan.approvedOn ? after(approvedAt, -4 * days) : when(plan.sentDays)
  const lastSentAt = plan.lastSentDays === plan.sentDays ? sentAt : when(plan.lastSentDays)
  const answeredAt = approvedAt ?? when(plan.answeredDays)
  const dueAt = lastSentAt && after(lastSentAt, REQUEST_DAYS * days)
  const isAnswered = answeredAt !== null
  const ended = plan.approvedOn ? after(sentAt!, -40 * days) : at(plan.endedDays)
  return {
    id: newId(sentAt ?? call.now) as string,
    ...owner(location),
    created_by: administratorOf(laid.people, organisationOfPlace(location)),
    created_at: after(sentAt ?? after(world.t0, -3 * days), -2 * days),
    state,
    state_at: stateAtOf(plan, { sentAt, lastSentAt, dueAt, answeredAt, expiresAt }, world.t0),
    company: tenant.name,
    contact_name: tenant.contact.name,
    contact_title: tenant.contact.title,
    contact_email: tenant.contact.email,
    contact_language: tenant.contact.language,
    project_title: named(work.title),
    description: named(work.description),
    started_on: isoDay(after(ended, -120 * days)),
    ended_on: isoDay(ended),
    products: work.products,
    competencies: [competency],
    outcome: work.outcome,
    quoting_asked: quoting !== 'no',
    quoting_allowed: quoting === 'allowed' && state !== 'revoked',
    sent_at: sentAt,
    last_sent_at: lastSentAt,
    due_at: dueAt,
    answered_at: answeredAt,
    answered_name: isAnswered ? tenant.contact.name : null,
    answered_role: isAnswered ? tenant.contact.title : null,
    reject_reason: refusal?.reason ?? null,
    comment: refusal?.comment || null,
    comment_shared: refusal?.shared ?? false,
    suggestion: suggestion ? { ...suggestion } : null,
    signals: plan.signals,
    approved_at: approvedAt,
    expires_at: expiresAt,
    revoked_at: state === 'revoked' ? after(world.t0, -33 * days) : null,
    version: 1,
  }
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

/** It was approved two years before its end by the calendar (REF-R4), so that it ends on the day that the plan says. */
const validityOf = ({ expiresDays, approvedOn }: ReferencePlan, at: (daysAway: number) => Date) => {
  if (expiresDays === null) return { approvedAt: null, expiresAt: null }
  const approvedAt = approvedOn ? new Date(`${approvedOn}T14:20:00.000Z`) : monthsAfter(at(expiresDays), -VALID_MONTHS)
  return { approvedAt, expiresAt: expiryOf(approvedAt, VALID_MONTHS) }
}

type Instants = Record<'sentAt' | 'lastSentAt' | 'dueAt' | 'answeredAt' | 'expiresAt', Date | null>

const stateAtOf = ({ state }: ReferencePlan, instants: Instants, t0: Date): Date => {
  const { lastSentAt, dueAt, answeredAt, expiresAt } = instants
  switch (state) {
    case 'draft':
      return after(t0, -2 * days)
    case 'awaiting_customer':
      return lastSentAt!
    case 'lapsed':
      return dueAt!
    case 'expired':
      return expiresAt!
    case 'cancelled':
      return after(lastSentAt!, 5 * days)
    case 'revoked':
      return after(t0, -33 * days)
    case 'approved':
    case 'assigned':
    case 'rejected':
      return answeredAt!
  }
}

/** Those that counted and do not any more have a place of their own in the past. */
const assignmentOf = (call: Call, { laid }: Plot, { state, location, competency }: ReferencePlan, row: Row) => {
  if (state !== 'assigned' && state !== 'expired' && state !== 'revoked') return []
  const { id, vendor_id, organization_id, location_id } = row
  return [
    {
      id: newId(call.now) as string,
      vendor_id,
      organization_id,
      reference_id: id,
      location_id,
      competency,
      assigned_at: after(row.approved_at!, 2 * days),
      assigned_by: administratorOf(laid.people, organisationOfPlace(location)),
      ended_at: state === 'assigned' ? null : row.state_at,
      end_reason: state === 'assigned' ? null : state,
    },
  ]
}

/** Reminders and warnings whose day is past were sent. */
const timersOf = (call: Call, { world }: Plot, { state }: ReferencePlan, row: Row) => {
  const timer = (kind: string, at: Date) => ({
    id: newId(call.now) as string,
    aggregate_id: row.id,
    kind,
    fires_at: at,
  })
  const coming = (timers: ReturnType<typeof timer>[]) => timers.filter(({ fires_at }) => fires_at > world.t0)
  if (state === 'awaiting_customer')
    return coming([
      timer('reference.lapse', row.due_at!),
      ...answerReminders.map((day) => timer(`reference.reminder${day}`, after(row.last_sent_at!, day * days))),
    ])
  if (state !== 'approved' && state !== 'assigned') return []
  return coming([
    timer('reference.expire', row.expires_at!),
    ...expiryWarnings.map((day) => timer(`reference.expiring${day}`, after(row.expires_at!, -day * days))),
  ])
}

/** One to answer with and one to take the answer back, as long as there is something to do with them. */
const issueLinks = (call: Call, { keys }: Installation, { id, vendor_id, contact_email, state }: Row): void => {
  const purposes =
    state === 'awaiting_customer' || state === 'lapsed'
      ? (['reference', 'reference_withdraw'] as const)
      : state === 'approved' || state === 'assigned'
        ? (['reference_withdraw'] as const)
        : []
  for (const purpose of purposes)
    issueLink(call, keys.link, { vendorId: vendor_id, purpose, subjectId: id, address: contact_email })
}
