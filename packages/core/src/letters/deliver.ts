import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { system } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { LetterParams, LetterTemplate, RenderLetter } from '@ofrecord/emails/letters'
import { freezeAll } from './freezing.ts'
import type { Outcome } from './letter.rules.ts'
import { goesAgain } from './letter.rules.ts'
import { openOutcomes } from './outcomes.ts'

/** What is sent: the same bytes at every attempt. */
export interface Message {
  messageId: string
  date: Date
  from: string
  /** Where it comes back to; without one, to the sender. */
  returnTo?: string
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
  /** Where a mail program has letters of this kind stopped by one press (RFC 8058); without one it offers no such thing. */
  stopUrl?: string
}

/** The program's side of delivery: how a letter is written out, and how it is handed to a relay. */
export interface Post {
  render: RenderLetter
  send: (message: Message) => Promise<Outcome>
  from: (vendorName: string) => string
  /** The mailbox that takes what comes back; each letter makes an address of its own from it. */
  returnMailbox?: string | undefined
  messageDomain: string
  report: (error: unknown, letterId: string) => void
}

/** A letter that is ours to send for as long as its fence stands. */
export interface Leased {
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
const batchSize = 100

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
    await deliverAll(orm, installation, post, letters)
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
      from unnest(${uuids(letters.map(({ id }) => id))}, ${`{${letters.map(({ fence }) => fence).join(',')}}`}::int[]) as ours (id, fence)
      where m.id = ours.id and m.fence = ours.fence and m.state = 'sending'
    `.execute(em.getKysely())
  })

/**
 * Freezes the batch in one go and hands each letter over; what the relay says of one is written down while it thinks
 * about another. An outcome that cannot be written down leaves the row at `sending`: when the lease ends it counts as
 * unknown.
 */
const deliverAll = async (
  orm: MikroORM,
  installation: Installation,
  post: Post,
  letters: readonly Leased[],
): Promise<void> => {
  const outcomes = openOutcomes(orm, post.report)
  // It may have arrived before its worker died; only a notice that must not be lost goes again, and only once.
  const lost = letters.filter(({ cutOff, template, unknownEarlier }) => cutOff && !goesAgain(template, unknownEarlier))
  const messages = await freezeAll(
    orm,
    installation,
    post,
    letters.filter((letter) => !lost.includes(letter)),
  )
  await Promise.all([
    ...lost.map((letter) => outcomes.write(letter, cutOff)),
    ...letters.map(async (letter) => {
      const message = messages.get(letter.id)
      if (!message) return
      try {
        await outcomes.write(letter, 'kind' in message ? message : await post.send(message))
      } catch (error) {
        post.report(error, letter.id)
      }
    }),
  ])
}

const cutOff: Outcome = { kind: 'silent', response: 'the worker ended while it was being sent' }
