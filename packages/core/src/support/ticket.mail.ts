import { sql } from 'kysely'
import type { LetterParams } from '@ofrecord/emails/letters'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import type { TicketState } from './ticket.rules.ts'
import { reopenUntil, ticketNumber } from './ticket.rules.ts'

interface Facts {
  organizationId: string
  vendorName: string
  number: number
  subject: string
  state: TicketState
  slaDueAt: string | null
  resolvedAt: string | null
  closesAt: string | null
  requesterName: string
  email: string
  locale: string
  timeZone: string
  /** What the desk wrote, where the event is about it; of a resolved ticket its last word. */
  body: string | null
  agentName: string | null
}

/** Undefined where whoever opened it has left: what is said is no longer theirs to read. */
const readFacts = async (call: Call, event: Told): Promise<Facts | undefined> => {
  const messageId = typeof event.data.messageId === 'string' ? event.data.messageId : null
  const { rows } = await sql<Facts>`
    select t.organization_id as "organizationId", v.name as "vendorName", t.number, t.subject, t.state,
      t.sla_due_at::text as "slaDueAt", t.resolved_at::text as "resolvedAt", t.closes_at::text as "closesAt",
      c.name as "requesterName", c.email, c.locale, c.time_zone as "timeZone", s.body, a.name as "agentName"
    from ticket t join vendor v on v.id = t.vendor_id join person c on c.id = t.created_by
      left join lateral (select m.body, m.author_id from ticket_message m where m.ticket_id = t.id
        and (m.id = ${messageId}::uuid or (${messageId}::uuid is null and m.verb = 'resolve')) order by m.at desc limit 1) s on true
      left join person a on a.id = s.author_id
    where t.id = ${event.aggregateId} and exists (select from affiliation f where f.person_id = c.id
      and f.organization_id = t.organization_id and f.status = 'active')
  `.execute(call.em.getKysely())
  return rows[0]
}

type Template = 'ticket-opened' | 'ticket-replied' | 'ticket-resolved'
type Common =
  | 'vendorName'
  | 'timeZone'
  | 'sentAt'
  | 'recipientName'
  | 'letterNumber'
  | 'ticketSubject'
  | 'happenedAt'
  | 'pageUrl'

/** To whoever opened it, and to nobody else (B.14.1). */
const write = <T extends Template>(
  call: Call,
  event: Told,
  { publicUrl }: Installation,
  facts: Facts,
  template: T,
  rest: Omit<LetterParams[T], Common>,
): void => {
  writeLetter(call, {
    vendorId: event.vendorId,
    organizationId: facts.organizationId,
    eventId: event.id,
    aggregateId: event.aggregateId,
    template,
    recipient: facts.email,
    recipientName: facts.requesterName,
    locale: facts.locale,
    params: {
      vendorName: facts.vendorName,
      timeZone: facts.timeZone,
      sentAt: call.now.toISOString(),
      recipientName: facts.requesterName,
      letterNumber: ticketNumber(facts.number),
      ticketSubject: facts.subject,
      happenedAt: event.at.toISOString(),
      pageUrl: `${publicUrl}/support/${event.aggregateId}`,
      ...rest,
    } as unknown as LetterParams[T],
  })
}

const sendOpened: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event)
  const dueAt = isoOrNull(facts?.slaDueAt ?? null)
  // Answered before this letter was written: the answer is the better letter.
  if (facts && dueAt) write(call, event, installation, facts, 'ticket-opened', { dueAt })
}

const sendReplied: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event)
  if (!facts || facts.body === null) return
  const asks = event.data.asks === true
  const { body: comment, agentName } = facts
  write(call, event, installation, facts, 'ticket-replied', { comment, agentName: agentName ?? '', asks })
}

/** None where it was opened again before the letter was written. */
const sendResolved: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event)
  if (facts?.state !== 'resolved' || !facts.resolvedAt || !facts.closesAt) return
  const resolvedAt = isoOf(facts.resolvedAt)
  write(call, { ...event, at: new Date(resolvedAt) }, installation, facts, 'ticket-resolved', {
    comment: facts.body ?? '',
    agentName: facts.agentName ?? '',
    closesAt: isoOf(facts.closesAt),
    reopenUntil: reopenUntil(new Date(resolvedAt)).toISOString(),
    isReminder: event.type === 'ticket.closing',
  })
}

/** On which event of this room who is written to (B.14.1). */
export const ticketLetters: Readonly<Record<string, Reaction>> = {
  'ticket.opened': sendOpened,
  'ticket.replied': sendReplied,
  'ticket.resolved': sendResolved,
  'ticket.closing': sendResolved,
}
