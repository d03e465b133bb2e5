import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LetterState } from './letter.rules.ts'
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
export class Letter extends LetterSchema.class {}
LetterSchema.setClass(Letter)

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

/** Puts a letter into the outbox of this transaction. */
export const writeLetter = <T extends LetterTemplate>(call: Call, letter: NewLetter<T>): Letter => {
  const { subjectId, ...rest } = letter
  const written = call.em.create(Letter, {
    ...rest,
    subjectId: subjectId ?? null,
    id: newId(call.now),
    createdAt: call.now,
    dueAt: call.now,
  })
  call.em.persist(written)
  return written
}
