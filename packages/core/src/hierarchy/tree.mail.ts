import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { LetterParams } from '@ofrecord/emails/letters'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Installation } from '../kernel/installation.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { restoreDays } from './dissociating.ts'

interface Reader {
  name: string
  email: string
  locale: string
  timeZone: string
  vendorName: string
  organisationName: string
}

type TreeTemplate = 'merge-invite' | 'merge-result' | 'location-dissociated' | 'location-restored' | 'hq-changed'
type Common = 'vendorName' | 'timeZone' | 'sentAt' | 'recipientName' | 'organisationName'

interface Telling {
  /** Whose people read it: the letter stands in that organisation's log. */
  organizationId: string
  aggregateId: string
  /** Which of them, over `person p`. */
  who: RawBuilder<unknown>
}

/** One letter to each reader, in the name of their own organisation. */
const write = async <T extends TreeTemplate>(
  call: Call,
  event: Told,
  template: T,
  { organizationId, aggregateId, who }: Telling,
  rest: Omit<LetterParams[T], Common>,
): Promise<void> => {
  const { rows } = await sql<Reader>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone", v.name as "vendorName", o.name as "organisationName"
    from person p join vendor v on v.id = p.vendor_id join organization o on o.id = ${organizationId}
    where ${who} order by p.id
  `.execute(call.em.getKysely())
  for (const { email, name, locale, ...reader } of rows)
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId,
      eventId: event.id,
      aggregateId,
      template,
      recipient: email,
      recipientName: name,
      locale,
      params: { ...reader, sentAt: call.now.toISOString(), recipientName: name, ...rest } as unknown as LetterParams[T],
    })
}

/** Global administrators, and the primary contact of the headquarters. Whose role waits for a yes since a merge is not one yet (MRG-R2). */
const administersOf = (organizationId: string): RawBuilder<unknown> =>
  sql`(${mayOpen(organizationId)} or p.id in (
    select c.person_id from contact_assignment c join location l on l.id = c.location_id and l.is_headquarters
    where c.organization_id = ${organizationId} and c.role = 'primary_program' and c.ended_at is null))`

const globalAdministers = (organizationId: string, isHeldBack: boolean): RawBuilder<unknown> => sql`p.id in (
  select r.person_id from role_assignment r where r.organization_id = ${organizationId} and r.role = 'global_admin'
    and r.location_id is null and r.held_back = ${isHeldBack})`

const mayOpen = (organizationId: string) => globalAdministers(organizationId, false)
const waitsForYes = (organizationId: string) => globalAdministers(organizationId, true)

interface MergeFacts {
  id: string
  organizationId: string
  invitedId: string
  acquirerName: string
  invitedName: string
  primaryContactId: string
  invitedAt: string
  dueAt: string
  executedAt: string | null
}

const readMerge = async (call: Call, event: Told): Promise<MergeFacts> => {
  const { rows } = await sql<MergeFacts>`
    select m.id, m.organization_id as "organizationId", m.invited_organization_id as "invitedId", a.name as "acquirerName",
      b.name as "invitedName", m.primary_contact_id as "primaryContactId", m.invited_at::text as "invitedAt", m.due_at::text as "dueAt",
      m.executed_at::text as "executedAt"
    from merge m join organization a on a.id = m.organization_id join organization b on b.id = m.invited_organization_id
    where m.id = ${String(event.data.mergeId)}
  `.execute(call.em.getKysely())
  return rows[0]!
}

const pageOf = ({ publicUrl }: Installation, mergeId: string): string => `${publicUrl}/organisation/merges/${mergeId}`

/** Whose role came with a merge and waits for a yes reads what happened to their own locations, and no page of merges. */
const historyOf = ({ publicUrl }: Installation): string => `${publicUrl}/organisation/history`

/** To the one person who answers; not any more, where somebody has answered before the letter was written. */
const invite =
  (isReminder: boolean): Reaction =>
  async (call, event, installation) => {
    const merge = await readMerge(call, event)
    const { invitedId: organizationId, primaryContactId } = merge
    const who = sql`p.id = ${primaryContactId} and exists (select from merge where id = ${merge.id} and state = 'invited')`
    await write(
      call,
      event,
      'merge-invite',
      { organizationId, aggregateId: merge.id, who },
      {
        otherName: merge.acquirerName,
        happenedAt: isoOf(merge.invitedAt),
        dueAt: isoOf(merge.dueAt),
        isReminder,
        pageUrl: pageOf(installation, merge.id),
      },
    )
  }

type Outcome = LetterParams['merge-result']['outcome']

/** What became of it, to the side that did not do it; of what concerns both, to both. */
const result =
  (outcome: Outcome, side: 'acquirer' | 'invited' | 'both'): Reaction =>
  async (call, event, installation) => {
    const merge = await readMerge(call, event)
    const { organizationId, invitedId, primaryContactId } = merge
    const reason = event.personal?.reason
    const undoable = (outcome === 'executed' || outcome === 'settling') && merge.executedAt !== null
    const rest = {
      outcome,
      happenedAt: outcome === 'settling' ? isoOf(merge.executedAt!) : event.at.toISOString(),
      pageUrl: pageOf(installation, merge.id),
      ...(typeof reason === 'string' && { comment: reason }),
      ...(undoable && { untilAt: daysAfter(new Date(isoOf(merge.executedAt!)), restoreDays).toISOString() }),
    }
    const aggregateId = merge.id
    // Once merged, the people of both sides are of one organisation.
    const isOne = outcome === 'executed' || outcome === 'settling'
    if (side !== 'invited') {
      const params = { ...rest, otherName: merge.invitedName }
      const who = isOne
        ? sql`(${administersOf(organizationId)} or ${waitsForYes(organizationId)} or p.id = ${primaryContactId})`
        : administersOf(organizationId)
      const opens = isOne ? sql`${who} and ${mayOpen(organizationId)}` : who
      await write(call, event, 'merge-result', { organizationId, aggregateId, who: opens }, params)
      if (isOne) {
        const others = { organizationId, aggregateId, who: sql`${who} and not ${mayOpen(organizationId)}` }
        await write(call, event, 'merge-result', others, { ...params, pageUrl: historyOf(installation) })
      }
    }
    if (side === 'acquirer' || isOne) return
    // Who administers both has one letter of it.
    const others = sql`(${administersOf(invitedId)} and not ${administersOf(organizationId)})`
    const who = side === 'both' ? others : sql`p.id = ${primaryContactId}`
    await write(
      call,
      event,
      'merge-result',
      { organizationId: invitedId, aggregateId, who },
      { ...rest, otherName: merge.acquirerName },
    )
  }

interface LocationFacts {
  name: string
  number: number
  organizationId: string
  leftAt: string | null
}

const readLocation = async (call: Call, id: string): Promise<LocationFacts> => {
  const { rows } = await sql<LocationFacts>`
    select name, number, organization_id as "organizationId", left_at::text as "leftAt" from location where id = ${id}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** Of locations that close together one letter tells, about the highest. One that is back already needs none. */
const closed =
  (isReminder: boolean): Reaction =>
  async (call, event, { publicUrl }) => {
    if (!isReminder && event.data.rootId !== event.aggregateId) return
    const location = await readLocation(call, event.aggregateId)
    if (location.leftAt === null) return
    const { organizationId } = location
    const leftAt = isoOf(location.leftAt)
    await write(
      call,
      event,
      'location-dissociated',
      { organizationId, aggregateId: event.aggregateId, who: administersOf(organizationId) },
      {
        locationName: location.name,
        locationNumber: location.number,
        happenedAt: leftAt,
        untilAt: daysAfter(new Date(leftAt), restoreDays).toISOString(),
        isReminder,
        pageUrl: `${publicUrl}/organisation/locations`,
      },
    )
  }

/** Whoever was told that it closed, and who administers it again, are told that it is back and where it says what is not. */
const restored: Reaction = async (call, event, { publicUrl }) => {
  if (event.data.rootId !== event.aggregateId) return
  const { name, number, organizationId } = await readLocation(call, event.aggregateId)
  const here = sql`p.id in (select person_id from role_assignment where location_id = ${event.aggregateId} and role = 'location_admin')`
  await write(
    call,
    event,
    'location-restored',
    { organizationId, aggregateId: event.aggregateId, who: sql`(${administersOf(organizationId)} or ${here})` },
    {
      locationName: name,
      locationNumber: number,
      happenedAt: event.at.toISOString(),
      pageUrl: `${publicUrl}/organisation/history`,
    },
  )
}

const headed: Reaction = async (call, event, { publicUrl }) => {
  const organizationId = event.aggregateId
  const location = await readLocation(call, String(event.data.to))
  const former = await readLocation(call, String(event.data.from))
  await write(
    call,
    event,
    'hq-changed',
    { organizationId, aggregateId: organizationId, who: administersOf(organizationId) },
    {
      locationName: location.name,
      locationNumber: location.number,
      formerLocationName: former.name,
      happenedAt: event.at.toISOString(),
      pageUrl: `${publicUrl}/organisation/locations`,
    },
  )
}

/** Who is told of changes to the tree, and of mergers. */
export const treeLetters: Readonly<Record<string, Reaction>> = {
  'organization.mergeInvited': invite(false),
  'organization.mergeReminded': invite(true),
  'organization.mergeAccepted': result('accepted', 'acquirer'),
  'organization.mergeDeclined': result('declined', 'acquirer'),
  'organization.mergeExpired': result('over', 'acquirer'),
  'organization.mergeCancelled': result('over', 'invited'),
  'organization.mergeExecuted': result('executed', 'both'),
  'organization.mergeUndone': result('undone', 'both'),
  'organization.mergeUndoReminded': result('settling', 'both'),
  'organization.headquartersChanged': headed,
  'location.dissociated': closed(false),
  'location.restoreReminded': closed(true),
  'location.restored': restored,
}
