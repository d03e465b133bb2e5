import { LockMode } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import { next } from '../kernel/moves.ts'
import { secondsAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { hashToken, mintToken } from '../links/link.entity.ts'
import { fillLinks, linksIn } from '../links/placeholder.ts'
import type { LetterParams, LetterTemplate } from '@ofrecord/emails/letters'
import { Letter } from './letter.entity.ts'
import type { LetterState, LetterVerb, Outcome } from './letter.rules.ts'
import { decideNext, goesAgain, letterMoves } from './letter.rules.ts'

/** What is sent: the same bytes at every attempt. */
export interface Message {
  messageId: string
  date: Date
  from: string
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
}

/** The program's side of delivery: how a letter is written out, and how it is handed to a relay. */
export interface Post {
  render: <T extends LetterTemplate>(
    template: T,
    locale: string,
    params: LetterParams[T],
  ) => Promise<{ subject: string; html: string; text: string }>
  send: (message: Message) => Promise<Outcome>
  from: (vendorName: string) => string
  messageDomain: string
  report: (error: unknown, letterId: string) => void
}

interface Leased {
  id: string
  template: LetterTemplate
  locale: string
  params: LetterParams[LetterTemplate]
  recipient: string
  recipientName: string
  /** Rendered at an attempt before this one. */
  frozen: boolean
  /** Counts its leases: whoever holds an older one may not write any more. */
  fence: number
  /** Its last worker died when bytes may have left. */
  cutOff: boolean
  unknownEarlier: boolean
  vendorName: string
}

/** A killed worker's letters are taken over after this many seconds; while it lives it renews every five. */
const leaseSeconds = 20
const batchSize = 50

/**
 * Sends what is due, a batch at a time: lease, freeze, send, record. The row says `sending` before any byte leaves, so
 * a crash in between is an unknown outcome, never a lost letter (I6). Answers how many were tried.
 */
export const deliverLetters = async (orm: MikroORM, installation: Installation, post: Post): Promise<number> => {
  const letters = await lease(orm)
  if (letters.length === 0) return 0
  const renewal = setInterval(
    () => void renew(orm, letters).catch((error: unknown) => post.report(error, 'renewal')),
    5000,
  )
  try {
    await Promise.all(letters.map((letter) => deliverOne(orm, installation, post, letter)))
  } finally {
    clearInterval(renewal)
  }
  return letters.length
}

const lease = (orm: MikroORM): Promise<Leased[]> =>
  inTransaction(orm, system('letters'), async (call) => {
    const { rows } = await sql<Leased>`
      with due as (
        select m.id, m.state = 'sending' and m.html is not null as cut_off, m.unknown_before from letter m
        where (m.state in ('queued', 'retry', 'unknown') and m.due_at <= ${call.now})
          or (m.state = 'sending' and m.lease_until <= ${call.now})
        order by m.due_at limit ${batchSize} for update skip locked)
      update letter m set state = 'sending', attempts = m.attempts + 1, fence = m.fence + 1,
        unknown_before = m.unknown_before or due.cut_off or m.state = 'unknown',
        lease_until = ${secondsAfter(call.now, leaseSeconds)}
      from due, vendor v where m.id = due.id and v.id = m.vendor_id
      returning m.id, m.template, m.locale, m.params, m.recipient, m.recipient_name as "recipientName", m.html is not null as frozen,
        m.fence, due.cut_off as "cutOff", due.unknown_before as "unknownEarlier", v.name as "vendorName"
    `.execute(call.em.getKysely())
    return rows
  })

const renew = (orm: MikroORM, letters: readonly Leased[]): Promise<void> =>
  inTransaction(orm, system('letters'), async ({ em, now }) => {
    await sql`
      update letter m set lease_until = ${secondsAfter(now, leaseSeconds)}
      from unnest(${`{${letters.map(({ id }) => id).join(',')}}`}::uuid[], ${`{${letters.map(({ fence }) => fence).join(',')}}`}::int[]) as ours (id, fence)
      where m.id = ours.id and m.fence = ours.fence and m.state = 'sending'
    `.execute(em.getKysely())
  })

const deliverOne = async (orm: MikroORM, installation: Installation, post: Post, letter: Leased): Promise<void> => {
  try {
    const outcome = await attempt(orm, installation, post, letter)
    // An outcome that cannot be written down leaves the row at `sending`: when the lease ends it counts as unknown.
    if (outcome) await record(orm, letter, outcome)
  } catch (error) {
    post.report(error, letter.id)
  }
}

const attempt = async (
  orm: MikroORM,
  installation: Installation,
  post: Post,
  letter: Leased,
): Promise<Outcome | undefined> => {
  // It may have arrived before its worker died; only a notice that must not be lost goes again, and only once.
  if (letter.cutOff && !goesAgain(letter.template, letter.unknownEarlier))
    return { kind: 'silent', response: 'the worker ended while it was being sent' }
  let message: Message | undefined
  try {
    message = await freeze(orm, installation, post, letter)
  } catch (error) {
    post.report(error, letter.id)
    return { kind: 'unreached', response: String(error) }
  }
  return message && post.send(message)
}

/**
 * Renders at the first attempt and keeps what was rendered, with placeholders where the tokens go. Undefined when
 * another worker took the letter over meanwhile: two workers would freeze two Dates.
 */
const freeze = async (
  orm: MikroORM,
  installation: Installation,
  post: Post,
  letter: Leased,
): Promise<Message | undefined> => {
  const rendered = letter.frozen ? undefined : await post.render(letter.template, letter.locale, letter.params)
  return inTransaction(orm, system('letters'), async (call) => {
    const frozen = await keep(call, letter, `<${letter.id}@${post.messageDomain}>`, rendered)
    if (!frozen) return undefined
    const tokens = await tokensOf(call, installation, frozen.html + frozen.plain)
    return {
      messageId: frozen.messageId,
      date: new Date(frozen.datedAt),
      from: post.from(letter.vendorName),
      to: { name: letter.recipientName, address: letter.recipient },
      subject: frozen.subject,
      html: fillLinks(frozen.html, tokens),
      text: fillLinks(frozen.plain, tokens),
    }
  })
}

interface Frozen {
  messageId: string
  datedAt: Date | string
  subject: string
  html: string
  plain: string
}

const keep = async (
  { em, now }: Call,
  { id, fence }: Leased,
  messageId: string,
  rendered: { subject: string; html: string; text: string } | undefined,
): Promise<Frozen | undefined> => {
  const { subject = null, html = null, text = null } = rendered ?? {}
  const { rows } = await sql<Frozen>`
    update letter set message_id = coalesce(message_id, ${messageId}), dated_at = coalesce(dated_at, ${now}),
      subject = coalesce(subject, ${subject}), html = coalesce(html, ${html}), plain = coalesce(plain, ${text})
    where id = ${id} and fence = ${fence} and state = 'sending'
    returning message_id as "messageId", dated_at as "datedAt", subject, html, plain
  `.execute(em.getKysely())
  return rows[0]
}

const tokensOf = async (
  { em }: Call,
  installation: Installation,
  text: string,
): Promise<ReadonlyMap<string, string>> => {
  const ids = linksIn(text)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; purpose: string; epoch: number; tokenHash: string }>`
    select id, purpose, epoch, token_hash as "tokenHash" from link where id = any(${`{${ids.join(',')}}`}::uuid[])
  `.execute(em.getKysely())
  return new Map(rows.map((link) => [link.id, checkedToken(installation, link)]))
}

/** With another secret the minted token would open nothing: better no letter than a dead link in it. */
const checkedToken = (
  installation: Installation,
  link: { id: string; purpose: string; epoch: number; tokenHash: string },
): string => {
  const token = mintToken(installation.keys.link, link)
  if (hashToken(token) !== link.tokenHash) throw new Error(`the link ${link.id} was made with another OFRECORD_SECRET`)
  return token
}

/** Writes the outcome, if the letter is still ours: a worker that was taken for dead finds another fence. */
const record = (orm: MikroORM, leased: Leased, outcome: Outcome): Promise<void> =>
  inTransaction(orm, system('letters'), async (call) => {
    const ours = { id: leased.id, fence: leased.fence, state: 'sending' } as const
    const letter = await call.em.findOne(Letter, ours, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!letter) return
    const step = decideNext(letter.template, letter.attempts, letter.unknownBefore, outcome, Math.random())
    letter.state = next<LetterState, LetterVerb>(letterMoves, letter.state, step.verb)
    letter.response = outcome.response.slice(0, 500)
    letter.leaseUntil = null
    if (step.verb === 'accept') letter.acceptedAt = call.now
    if ('afterSeconds' in step)
      letter.dueAt = step.afterSeconds === null ? never : secondsAfter(call.now, step.afterSeconds)
    tell(letter, step.verb)
  })

/** An unknown outcome that is not tried again waits for a person, or for ever. */
const never = new Date('9999-12-31T00:00:00Z')

const tell = (letter: Letter, verb: string): void => {
  if (verb !== 'accept' && verb !== 'fail') return
  const type = verb === 'accept' ? 'letter.accepted' : 'letter.failed'
  const { template, subjectId, acceptedAt } = letter
  happened(letter, type, { template, subjectId: subjectId ?? null, acceptedAt: acceptedAt?.toISOString() ?? null })
}
