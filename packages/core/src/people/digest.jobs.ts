import { createHash } from 'node:crypto'
import { LockMode } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { Digest as DigestParams } from '@ofrecord/emails/digest'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { system } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { issueLink } from '../links/link.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import { composeDigest } from './digest.composing.ts'
import { Digest } from './digest.entity.ts'
import type { DigestLines, DigestPart } from './digest.lines.ts'
import { nextDigest, planMissing } from './digest.planning.ts'
import { mostDigestLines } from './digest.rules.ts'

const actor = system('digests')

/**
 * Writes every digest that is due, each in a transaction of its own that also plans the next: two workers never write one
 * twice, and one that fails is tried again with the next run. Of several that were missed one is written. Answers how
 * many letters there are; a digest with nothing in it is none.
 */
export const writeDigests = async (
  orm: MikroORM,
  installation: Installation,
  parts: readonly DigestPart[],
  report: (error: unknown, digestId: string) => void,
): Promise<number> => {
  while ((await inTransaction(orm, actor, planMissing)) > 0);
  const failed = new Set<string>()
  let written = 0
  for (;;) {
    let digestId: string | undefined
    try {
      const outcome = await inTransaction(orm, actor, async (call) => {
        digestId = await findDue(call, failed)
        return digestId ? writeOne(call, orm, installation, parts, digestId) : 'none'
      })
      if (outcome === 'none') return written
      if (outcome === 'written') written++
    } catch (error) {
      if (!digestId) throw error
      failed.add(digestId)
      report(error, digestId)
    }
  }
}

const findDue = async (call: Call, failed: ReadonlySet<string>): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select id from digest where due_at <= ${call.now} and id <> all(${uuids(failed)})
    order by due_at, id limit 1 for update skip locked
  `.execute(call.em.getKysely())
  return rows[0]?.id
}

interface Reader {
  name: string
  email: string
  locale: string
  timeZone: string
  vendorName: string
}

const writeOne = async (
  call: Call,
  orm: MikroORM,
  installation: Installation,
  parts: readonly DigestPart[],
  digestId: string,
): Promise<'written' | 'empty'> => {
  const digest = await call.em.findOneOrFail(Digest, { id: digestId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  const { toldUntil, dueAt, personId } = digest
  digest.turn(call.now, await nextDigest(call, personId, digest.cadence))
  const reader = await findReader(call, personId)
  if (!reader) return 'empty'
  const lines = await composeDigest(orm, installation, parts, personId, { since: toldUntil, until: call.now })
  if (lines.tasks.length + lines.news.length === 0) return 'empty'
  const linkId = await findLink(call, installation, digest, reader.email)
  writeLetter(call, {
    vendorId: digest.vendorId,
    // Nobody else's list of letters shows it.
    organizationId: null,
    eventId: periodId(digest.id, dueAt!),
    aggregateId: digest.id,
    template: digest.cadence === 'daily' ? 'digest-daily' : 'digest-weekly',
    recipient: reader.email,
    recipientName: reader.name,
    locale: reader.locale,
    params: paramsOf(call, installation, reader, lines, toldUntil, linkId),
  })
  return 'written'
}

/** Somebody with an account whose mailbox takes letters: one that gives them back gets none that it can do without. */
const findReader = async (call: Call, personId: string): Promise<Reader | undefined> => {
  const { rows } = await sql<Reader>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone", v.name as "vendorName"
    from person p join vendor v on v.id = p.vendor_id
    where p.id = ${personId} and p.user_id is not null and p.bounced_at is null
  `.execute(call.em.getKysely())
  return rows[0]
}

/** One link for all digests to a mailbox: that of an old letter still stops them. */
const findLink = async (call: Call, { keys }: Installation, digest: Digest, address: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select id from link where subject_id = ${digest.id} and purpose = 'digest' and address = ${address} and revoked_at is null
  `.execute(call.em.getKysely())
  const { id: subjectId, vendorId } = digest
  return rows[0]?.id ?? issueLink(call, keys.link, { vendorId, purpose: 'digest', subjectId, address }).id
}

/** What takes an event's place for the outbox, which refuses a second letter of one event: a digest and its due moment. */
const periodId = (digestId: string, dueAt: Date): string =>
  createHash('sha256')
    .update(`${digestId}|${dueAt.toISOString()}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')

const paramsOf = (
  call: Call,
  { publicUrl }: Installation,
  { name, timeZone, vendorName }: Reader,
  { tasks, news }: DigestLines,
  since: Date,
  linkId: string,
): DigestParams => ({
  vendorName,
  timeZone,
  sentAt: call.now.toISOString(),
  recipientName: name,
  tasks: tasks.slice(0, mostDigestLines),
  moreTasks: Math.max(0, tasks.length - mostDigestLines),
  news: news.slice(0, mostDigestLines),
  moreNews: Math.max(0, news.length - mostDigestLines),
  sinceAt: since.toISOString(),
  homeUrl: `${publicUrl}/`,
  choiceUrl: `${publicUrl}/account/letters`,
  stopUrl: `${publicUrl}/digest/${linkPlaceholder(linkId)}`,
})
