import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { isErased } from '../kernel/erased.rules.ts'
import { newId } from '../kernel/id.ts'
import { happened } from '../kernel/happened.ts'
import { movesFrom, next } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LetterState, LetterVerb } from './letter.rules.ts'
import { letterMoves } from './letter.rules.ts'
import type { LetterParams, LetterTemplate } from '@ofrecord/emails/letters'

/**
 * One message to one recipient, from the transaction that caused it to the answer of the receiving server. Written in
 * the same commit as its cause; the unique (event, template, recipient) refuses a reaction that writes it a second time.
 */
export const LetterSchema = defineEntity({
  name: 'Letter',
  tableName: 'letter',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** Whose history shows it; null for letters that are nobody's claim. */
    organizationId: () => p.uuid().nullable().index(),
    eventId: () => p.uuid(),
    /** What it is about, for the delivery log: the claim, and the notice's recipient where there is one. */
    aggregateId: () => p.uuid().index(),
    subjectId: () => p.uuid().nullable().index(),
    template: () => text().$type<LetterTemplate>(),
    recipient: () => text(),
    recipientName: () => text(),
    locale: () => text(),
    params: () => p.json().$type<object>(),
    state: () => text().$type<LetterState>().default('queued'),
    createdAt: () => instant(),
    /** Frozen at the first attempt: a second copy is the same letter to the byte. */
    messageId: () => text().nullable(),
    datedAt: () => instant().nullable(),
    subject: () => text().nullable(),
    html: () => text().nullable(),
    plain: () => text().nullable(),
    attempts: () => p.integer().default(0),
    unknownBefore: () => p.boolean().default(false),
    dueAt: () => instant(),
    leaseUntil: () => instant().nullable(),
    fence: () => p.integer().default(0),
    acceptedAt: () => instant().nullable(),
    response: () => text().nullable(),
    /** When a server down the line gave it back (RFC 3464). */
    bouncedAt: () => instant().nullable(),
    /** When its reader called it spam (RFC 5965). */
    complainedAt: () => instant().nullable(),
  },
  uniques: [{ name: 'letter_once_unique', properties: ['eventId', 'template', 'recipient'] }],
  indexes: [
    {
      name: 'letter_due_index',
      expression: `create index "letter_due_index" on "letter" ("due_at") where "state" in ('queued', 'retry', 'sending', 'unknown')`,
    },
  ],
  policies: organizationPolicy('letter_own'),
})
export class Letter extends LetterSchema.class {
  /** A server down the line gave it back for good (RFC 3464). Whoever reads it again finds it bounced already. */
  bounce(now: Date, said: string): void {
    if (!movesFrom<LetterState, LetterVerb>(letterMoves, this.state).includes('bounce')) return
    this.state = next<LetterState, LetterVerb>(letterMoves, this.state, 'bounce')
    this.bouncedAt = now
    note(this, said)
    happened(this, 'letter.bounced', aboutOf(this))
  }

  /** It is not sent: what it says is not for its reader any more. One that has left, or may have, cannot be held. */
  withdraw(): void {
    if (this.state !== 'queued' && this.state !== 'retry') return
    this.state = next<LetterState, LetterVerb>(letterMoves, this.state, 'fail')
    happened(this, 'letter.failed', fateOf(this, null))
  }

  /** A server down the line has not got it through yet and goes on trying: to be read, and nothing moves. */
  delay(said: string): void {
    if (this.state === 'accepted' || this.state === 'unknown') note(this, said)
  }

  /** Its reader called it spam (RFC 5965), so it arrived: what it says stands. */
  complain(now: Date, said: string): void {
    if (this.complainedAt || this.state === 'queued') return
    this.complainedAt = now
    note(this, said)
    happened(this, 'letter.complained', aboutOf(this))
  }
}
LetterSchema.setClass(Letter)

const aboutOf = ({ template, subjectId, aggregateId }: Letter) => ({
  template,
  subjectId: subjectId ?? null,
  aboutId: aggregateId,
})

const longestResponse = 500

/** The newest word about it first; what the relay said when it took the letter stays below. */
const note = (letter: Letter, said: string): void => {
  const before = letter.response?.split('\n') ?? []
  if (said !== '' && !before.includes(said)) letter.response = [said, ...before].join('\n').slice(0, longestResponse)
}

export interface NewLetter<T extends LetterTemplate> {
  vendorId: string
  organizationId: string | null
  eventId: string
  aggregateId: string
  subjectId?: string
  template: T
  recipient: string
  recipientName: string
  locale: string
  params: LetterParams[T]
}

/** Puts a letter into the outbox of this transaction; one to somebody who was erased has failed already (GEN-R7). */
export const writeLetter = <T extends LetterTemplate>(call: Call, letter: NewLetter<T>): Letter => {
  const { subjectId, ...rest } = letter
  const written = call.em.create(Letter, {
    ...rest,
    subjectId: subjectId ?? null,
    id: newId(call.now),
    createdAt: call.now,
    dueAt: call.now,
  })
  if (isErased(letter.recipient)) fail(written)
  call.em.persist(written)
  return written
}

const fail = (letter: Letter): void => {
  letter.state = next<LetterState, LetterVerb>(letterMoves, 'queued', 'fail')
  happened(letter, 'letter.failed', fateOf(letter, null))
}

/** What is told of a letter with its end: that a server took it, or that none ever will. */
export const fateOf = (
  { template, subjectId }: { template: string; subjectId?: string | null | undefined },
  acceptedAt: string | null,
) => ({ template, subjectId: subjectId ?? null, acceptedAt })
