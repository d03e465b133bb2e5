import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import { next } from '../kernel/moves.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { hashToken, mintToken } from '../links/link.entity.ts'
import { fillLinks, linksIn } from '../links/placeholder.ts'
import type { LetterParams, LetterTemplate } from '@ofrecord/emails/letters'
import { Letter } from './letter.entity.ts'
import type { LetterState, LetterVerb, Outcome } from './letter.rules.ts'
import { decideNext, legalNotices, letterMoves } from './letter.rules.ts'

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
  messageId: string | null
  datedAt: Date | null
  subject: string | null
  html: string | null
  plain: string | null
  attempts: number
  unknownBefore: boolean
  fence: number
  wasSending: boolean
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
        select m.id, m.state = 'sending' as was_sending from letter m
        where (m.state in ('queued', 'retry', 'unknown') and m.due_at <= ${call.now})
          or (m.state = 'sending' and m.lease_until <= ${call.now})
        order by m.due_at limit ${batchSize} for update skip locked)
      update letter m set state = 'sending', attempts = m.attempts + 1, fence = m.fence + 1,
        unknown_before = m.unknown_before or due.was_sending or m.state = 'unknown',
        lease_until = ${secondsAfter(call.now, leaseSeconds)}
      from due, vendor v where m.id = due.id and v.id = m.vendor_id
      returning m.id, m.template, m.locale, m.params, m.recipient, m.recipient_name as "recipientName",
        m.message_id as "messageId", m.dated_at as "datedAt", m.subject, m.html, m.plain, m.attempts,
        m.unknown_before as "unknownBefore", m.fence, due.was_sending as "wasSending", v.name as "vendorName"
    `.execute(call.em.getKysely())
    return rows
  })

const renew = (orm: MikroORM, letters: readonly Leased[]): Promise<void> =>
  inTransaction(orm, system('letters'), async ({ em, now }) => {
    await sql`
      update letter set lease_until = ${secondsAfter(now, leaseSeconds)}
      where id = any(${`{${letters.map(({ id }) => id).join(',')}}`}::uuid[]) and state = 'sending'
    `.execute(em.getKysely())
  })

const deliverOne = async (orm: MikroORM, installation: Installation, post: Post, letter: Leased): Promise<void> => {
  try {
    // A letter that was being sent when its worker died may have arrived; only a notice that must not be lost goes again.
    if (letter.wasSending && !legalNotices.has(letter.template))
      return await record(orm, letter, { kind: 'silent', response: 'the worker ended while it was being sent' })
    const message = await freeze(orm, installation, post, letter)
    await record(orm, letter, await post.send(message))
  } catch (error) {
    post.report(error, letter.id)
    await record(orm, letter, { kind: 'unreached', response: String(error) }).catch((second: unknown) =>
      post.report(second, letter.id),
    )
  }
}

/** Renders at the first attempt and keeps what was rendered, with placeholders where the tokens go. */
const freeze = async (orm: MikroORM, installation: Installation, post: Post, letter: Leased): Promise<Message> => {
  const frozen = letter.html !== null ? (letter as Frozen) : await render(orm, post, letter)
  const tokens = await tokensOf(orm, installation, frozen.html + frozen.plain)
  return {
    messageId: frozen.messageId,
    date: new Date(frozen.datedAt),
    from: post.from(letter.vendorName),
    to: { name: letter.recipientName, address: letter.recipient },
    subject: frozen.subject,
    html: fillLinks(frozen.html, tokens),
    text: fillLinks(frozen.plain, tokens),
  }
}

interface Frozen {
  messageId: string
  datedAt: Date | string
  subject: string
  html: string
  plain: string
}

const render = async (orm: MikroORM, post: Post, letter: Leased): Promise<Frozen> => {
  const { subject, html, text } = await post.render(letter.template, letter.locale, letter.params)
  return inTransaction(orm, system('letters'), async ({ em, now }) => {
    const frozen = { messageId: `<${letter.id}@${post.messageDomain}>`, datedAt: now, subject, html, plain: text }
    await sql`
      update letter set message_id = ${frozen.messageId}, dated_at = ${now}, subject = ${subject}, html = ${html}, plain = ${text}
      where id = ${letter.id} and fence = ${letter.fence}
    `.execute(em.getKysely())
    return frozen
  })
}

const tokensOf = async (
  orm: MikroORM,
  installation: Installation,
  text: string,
): Promise<ReadonlyMap<string, string>> => {
  const ids = linksIn(text)
  if (ids.length === 0) return new Map()
  return inTransaction(orm, system('letters'), async ({ em }) => {
    const { rows } = await sql<{ id: string; purpose: string; epoch: number; tokenHash: string }>`
      select id, purpose, epoch, token_hash as "tokenHash" from link where id = any(${`{${ids.join(',')}}`}::uuid[])
    `.execute(em.getKysely())
    return new Map(rows.map((link) => [link.id, checkedToken(installation, link)]))
  })
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
    const letter = await call.em.findOne(Letter, { id: leased.id, fence: leased.fence, state: 'sending' })
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
