import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { policyNumberAt } from '../catalogue/policy.queries.ts'
import { conflictSeenBy } from '../claims/conflict.queries.ts'
import type { ConflictStatus } from '../claims/conflict.rules.ts'
import { movedClock } from '../kernel/clock.ts'
import { unlessErased } from '../kernel/erased.rules.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { linkByToken } from '../links/link.door.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Locale } from '../kernel/words.ts'
import type { ClarificationAnswer, ClarificationStatus } from './clarification.rules.ts'
import { inNeutralOrder, questionNumber, questionState } from './clarification.rules.ts'

interface Partner {
  id: string
  name: string
}

interface LinkRow {
  linkId: string
  now: string | Date
  id: string
  status: ClarificationStatus
  conflictStatus: ConflictStatus
  itemName: string
  askedAt: string
  dueAt: string
  incumbentId: string
  challengerId: string
  answer: ClarificationAnswer | null
  comment: string
  answeredAt: string | null
  answeredBy: string | null
  vendorName: string
  timeZone: string
  customerName: string
  codePhrase: string | null
  address: string
  locale: Locale
  administers: boolean
  recipients: number
  partners: Partner[]
}

/** The page behind a link in one lookup: what is asked about whom, and what was answered (POR-R13). Changes nothing. */
export const readQuestion = async (db: Kysely<unknown>, tokenHash: string) => {
  const now = sql`coalesce(${movedClock() ?? null}::timestamptz, clock_timestamp())`
  const { rows } = await sql<LinkRow>`
    select page.* from ${linkByToken(tokenHash)} l cross join lateral (
    select l.id as "linkId", ${now} as now, q.id, q.status, f.status as "conflictStatus", q.item_name as "itemName",
      q.asked_at::text as "askedAt", q.due_at::text as "dueAt", q.incumbent_id as "incumbentId", q.challenger_id as "challengerId",
      q.answer, q.comment, q.answered_at::text as "answeredAt", q.answered_by as "answeredBy", v.name as "vendorName",
      v.time_zone as "timeZone", t.name as "customerName", t.code_phrase as "codePhrase", r.address, r.locale,
      exists (select from tenant_admin a where a.customer_tenant_id = t.id and a.state <> 'removed'
        and lower(a.email) = lower(r.address)) as administers,
      (select count(*)::int from clarification_recipient x where x.clarification_id = q.id) as recipients,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name)) from organization o
        where o.id in (q.incumbent_id, q.challenger_id)) as partners
    from clarification_recipient r join clarification q on q.id = r.clarification_id
      join conflict f on f.id = q.conflict_id join vendor v on v.id = q.vendor_id join customer_tenant t on t.id = q.customer_tenant_id
    where r.id = l.subject_id and l.purpose = 'clarification' and l.replaced_at is null and ${isReadable(now)} offset 0) page
  `.execute(db)
  const row = rows[0] ?? refuseAbsent()
  const dueAt = new Date(row.dueAt)
  const readAt = new Date(row.now)
  return {
    linkId: row.linkId,
    now: readAt,
    letterNumber: questionNumber(row.id),
    state: questionState({ ...row, dueAt }, readAt),
    vendorName: row.vendorName,
    timeZone: row.timeZone,
    locale: row.locale,
    customerName: row.customerName,
    itemName: row.itemName,
    partners: inNeutralOrder(row.partners),
    askedAt: isoOf(row.askedAt),
    dueAt: dueAt.toISOString(),
    recipient: { address: row.address, kind: row.administers ? ('tenant_admin' as const) : ('customer' as const) },
    otherRecipients: row.recipients - 1,
    codePhraseHint: row.codePhrase !== null,
    answer: shownAnswer(row),
  }
}

/** Ninety days after the decision the link is like any other that opens nothing (B.0.4). */
const isReadable = (now: RawBuilder<unknown>): RawBuilder<boolean> => sql`(f.decided_at is null or
  f.decided_at + ${policyNumberAt('linkReadOnlyDays', sql`q.vendor_id`, sql`f.decided_at`)} * interval '1 day' >= ${now})`

/** What was recorded; the words beside it are shown to the mailbox they came from. */
const shownAnswer = (row: LinkRow) => {
  if (!row.answer || !row.answeredAt) return null
  const mine = row.answeredBy === row.address
  return {
    partner: partnerOf(row)?.name ?? null,
    at: isoOf(row.answeredAt),
    address: unlessErased(row.answeredBy),
    comment: mine ? row.comment : '',
    mine,
  }
}

interface Answered {
  answer: ClarificationAnswer | null
  incumbentId: string
  challengerId: string
  partners: Partner[]
}

/** The partner that the answer names; undefined for neither, or for none yet. */
const partnerOf = ({ answer, incumbentId, challengerId, partners }: Answered): Partner | undefined => {
  const id = answer === 'incumbent' ? incumbentId : answer === 'challenger' ? challengerId : undefined
  return partners.find((partner) => partner.id === id)
}

interface StaffRow extends Answered {
  id: string
  conflictId: string
  status: ClarificationStatus
  itemName: string
  customerName: string
  askedAt: string
  askedByName: string | null
  dueAt: string
  comment: string
  answeredAt: string | null
  answeredBy: string | null
  automationSuspected: boolean
  escalatedAt: string | null
  recipients: { address: string; name: string }[]
  remindedAt: string[]
}

const staffQuestions = async (call: Call, personId: string, which: RawBuilder<unknown>, most: number) => {
  const { rows } = await sql<StaffRow>`
    select q.id, q.conflict_id as "conflictId", q.status, q.item_name as "itemName", t.name as "customerName", q.asked_at::text as "askedAt",
      p.name as "askedByName", q.due_at::text as "dueAt", q.incumbent_id as "incumbentId", q.challenger_id as "challengerId",
      q.answer, q.comment, q.answered_at::text as "answeredAt", q.answered_by as "answeredBy",
      exists (select from event e where e.aggregate_id = q.id and e.type = 'clarification.answered'
        and (e.data ->> 'automationSuspected')::boolean) as "automationSuspected",
      (select max(e.at)::text from event e where e.aggregate_id = q.id and e.type = 'clarification.escalated') as "escalatedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('address', r.address, 'name', r.name) order by r.address), '[]')
        from clarification_recipient r where r.clarification_id = q.id) as recipients,
      (select coalesce(jsonb_agg(e.at order by e.seq), '[]') from event e
        where e.aggregate_id = q.id and e.type = 'clarification.reminded') as "remindedAt",
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name)) from organization o
        where o.id in (q.incumbent_id, q.challenger_id)) as partners
    from clarification q join conflict f on f.id = q.conflict_id join customer_tenant t on t.id = q.customer_tenant_id
      left join person p on p.id = q.asked_by
    where ${which} and ${conflictSeenBy(personId)} order by q.asked_at, q.id limit ${most}
  `.execute(call.em.getKysely())
  return rows.map(({ incumbentId, challengerId, partners, ...row }) => ({
    ...row,
    askedAt: isoOf(row.askedAt),
    dueAt: isoOf(row.dueAt),
    answeredAt: isoOrNull(row.answeredAt),
    escalatedAt: isoOrNull(row.escalatedAt),
    remindedAt: row.remindedAt.map((at) => new Date(at).toISOString()),
    partners: inNeutralOrder(partners),
    answerName: partnerOf({ answer: row.answer, incumbentId, challengerId, partners })?.name ?? null,
  }))
}

/** The question of one conflict; null while none was put. */
export const readQuestionOf = async (call: Call, personId: string, conflictId: string) =>
  (await staffQuestions(call, personId, sql`q.conflict_id = ${conflictId}`, 1))[0] ?? null

/** The questions about items of one claim, oldest first. An item may be in one conflict after the other. */
export const listQuestionsAbout = (call: Call, personId: string, claimId: string) =>
  staffQuestions(
    call,
    personId,
    sql`exists (select from conflict_party cp where cp.conflict_id = f.id and cp.claim_id = ${claimId})`,
    50,
  )

/** Questions that nobody answered in time and whose conflict waits for a decision, oldest first; at most fifty. */
export const listEscalated = (call: Call, personId: string) =>
  staffQuestions(call, personId, sql`q.status = 'escalated' and f.status <> 'decided'`, 50)
