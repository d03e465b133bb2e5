import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { Conflict, ConflictParty } from '../claims/conflict.entity.ts'
import type { Reaction } from '../kernel/dispatch.ts'
import { newId } from '../kernel/id.ts'
import type { Installation } from '../kernel/installation.ts'
import { daysAfter } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { issueLink } from '../links/link.entity.ts'
import { Clarification, ClarificationRecipient } from './clarification.entity.ts'
import { clarificationDays, isSamePair, reminderDays, sidesToAsk } from './clarification.rules.ts'
import type { Sides } from './clarification.rules.ts'

/**
 * A reviewer had the customer asked (CNF-R4): one question about two partners, one link for each mailbox, fourteen
 * days. Nothing is asked any more about a conflict that was decided before its event was told.
 */
export const putQuestion: Reaction = async (call, event, installation) => {
  const conflict = await call.em.findOneOrFail(Conflict, { id: event.aggregateId })
  const sides = await standingSides(call, conflict.id)
  if (conflict.status === 'decided' || !sides) return
  const clarification = call.em.create(Clarification, {
    ...sides,
    id: newId<'Clarification'>(call.now),
    vendorId: conflict.vendorId,
    customerTenantId: conflict.customerTenantId,
    conflictId: conflict.id,
    itemName: conflict.itemName,
    askedAt: event.at,
    askedBy: event.actorId ?? '',
    dueAt: daysAfter(event.at, clarificationDays),
  })
  call.em.persist(clarification)
  await call.em.flush()
  const mailboxes = await mailboxesOf(call, conflict)
  for (const mailbox of mailboxes) addRecipient(call, installation, clarification, mailbox)
  clarification.open(mailboxes.length)
  if (mailboxes.length === 0) clarification.escalate('nobody')
  else await setDeadlines(call, clarification)
}

const standingSides = async (call: Call, conflictId: string): Promise<Sides | undefined> =>
  sidesToAsk(await call.em.find(ConflictParty, { conflictId, outcome: null }))

interface Mailbox {
  address: string
  name: string
  locale: string
}

/**
 * Every administrator of the tenant, since no partner has named them; where there is none, the contacts that the claims
 * name, once each. Who works for one of the partners is not asked, also when the tenant's directory has them.
 */
const mailboxesOf = async (call: Call, { id, customerTenantId }: Conflict): Promise<Mailbox[]> => {
  const { rows } = await sql<Mailbox>`
    with own as (
      select distinct lower(d) as domain from conflict_party p join organization o on o.id = p.organization_id, unnest(o.domains) as d
      where p.conflict_id = ${id} and p.outcome is null),
    admin as (
      select distinct on (lower(a.email)) a.email as address, a.name, t.language as locale
      from tenant_admin a join customer_tenant t on t.id = a.customer_tenant_id
      where t.id = ${customerTenantId} and a.state <> 'removed' and not exists (
        select from own where lower(a.email) like '%@' || domain or lower(a.email) like '%.' || domain)
      order by lower(a.email), a.id),
    contact as (
      select distinct on (lower(c.email)) c.email as address, c.name, c.language as locale
      from claim_contact c join conflict_party p on p.claim_id = c.claim_id
      where p.conflict_id = ${id} and p.outcome is null and c.kind = 'customer' and not exists (
        select from own where lower(c.email) like '%@' || domain or lower(c.email) like '%.' || domain)
      order by lower(c.email), p.joined_at, c.id)
    select address, name, locale from admin
    union all
    select address, name, locale from contact where not exists (select from admin)
  `.execute(call.em.getKysely())
  return rows
}

const addRecipient = (
  call: Call,
  installation: Installation,
  { id: clarificationId, vendorId }: Clarification,
  { address, name, locale }: Mailbox,
): void => {
  const id = newId<'ClarificationRecipient'>(call.now)
  const link = issueLink(call, installation.keys.link, { vendorId, purpose: 'clarification', subjectId: id, address })
  call.em.persist(
    call.em.create(ClarificationRecipient, { id, vendorId, clarificationId, address, name, locale, linkId: link.id }),
  )
}

/** The last day, and the reminders before it (B.17). */
const setDeadlines = async (call: Call, { id, dueAt }: Clarification): Promise<void> => {
  const askedAt = daysAfter(dueAt, -clarificationDays)
  await setTimer(call, id, 'clarification.due', dueAt)
  for (const day of reminderDays) await setTimer(call, id, `clarification.reminder${day}`, daysAfter(askedAt, day))
}

/** Nothing is awaited any more. */
export const cancelDeadlines = async (call: Call, clarificationId: string): Promise<void> => {
  await cancelTimer(call, clarificationId, 'clarification.due')
  for (const day of reminderDays) await cancelTimer(call, clarificationId, `clarification.reminder${day}`)
}

/**
 * Another partner came into a conflict whose customer has not answered yet, or one of the two left it: the open question
 * is put anew about those who stand in it now, and never a second one beside it (POR-R12).
 */
export const restateQuestion: Reaction = async (call, event) => {
  const clarification = await lockQuestionOf(call, event.aggregateId)
  const sides = await standingSides(call, event.aggregateId)
  if (clarification?.status !== 'open' || !sides || isSamePair(clarification, sides)) return
  clarification.restate(sides, daysAfter(event.at, clarificationDays))
  await setDeadlines(call, clarification)
}

/** The conflict is decided, or dissolved with one partner left: the links say so from now on. */
export const closeQuestion: Reaction = async (call, event) => {
  const clarification = await lockQuestionOf(call, event.aggregateId)
  if (!clarification) return
  clarification.close(event.type === 'conflict.decided' ? 'decide' : 'lapse')
  await cancelDeadlines(call, clarification.id)
}

const lockQuestionOf = (call: Call, conflictId: string): Promise<Clarification | null> =>
  call.em.findOne(Clarification, { conflictId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
