import { createHmac, timingSafeEqual } from 'node:crypto'
import { LockMode } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/postgresql'
import { system } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { Letter } from './letter.entity.ts'

/** What came back about one letter, in the words of whoever sent it back. */
export interface LetterReturn {
  /** `delayed`: a server down the line still tries. */
  kind: 'bounced' | 'delayed' | 'complained'
  /** Every address the report came to or speaks of as the sender: one of them may be a letter's own return address. */
  addresses: readonly string[]
  /** The Message-IDs of the letter it speaks of, with or without their angle brackets. */
  messageIds: readonly string[]
  /** Whose letter it says it was; null: it does not say. Another mailbox than the letter's makes it a stranger. */
  recipient: string | null
  /** What the server said. */
  said: string
}

/** `early`: the letter is being sent at this moment, so the answer that it got is not written down yet. */
export type ReturnFate = 'noted' | 'unknown' | 'early'

/**
 * The address a letter comes back to (VERP): `bounces@halcyon.example` becomes
 * `bounces+<id of the letter>.<8 digits>@halcyon.example`. The digits are an HMAC of the id, so that nobody who writes
 * to such an address makes a letter bounce that is not theirs to give back.
 */
export const returnAddressOf = (key: Uint8Array, letterId: string, mailbox: string): string => {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${letterId.replaceAll('-', '')}.${markOf(key, letterId)}${mailbox.slice(at)}`
}

/** 32 bits are enough where each guess needs the installation's own mail server to hand it on. */
const markOf = (key: Uint8Array, letterId: string): string =>
  createHmac('sha256', key).update(letterId).digest('hex').slice(0, 8)

/**
 * Notes that a letter came back, bounced or called spam. One report has one effect, however often it comes; a report
 * whose return address was not made here, or that is about no letter of ours, has none.
 */
export const noteReturn = (orm: MikroORM, { keys }: Installation, report: LetterReturn): Promise<ReturnFate> =>
  inTransaction(orm, system('returns'), async (call) => {
    const letter = await findReturned(call, keys.returns, report)
    if (!letter) return 'unknown'
    if (letter.state === 'sending') return 'early'
    const said = oneLine(report.said)
    if (report.kind === 'bounced') letter.bounce(call.now, said)
    else if (report.kind === 'delayed') letter.delay(said)
    else letter.complain(call.now, said)
    return 'noted'
  })

/** By the return address where the report has one, and only then by the Message-ID, which its reader knows as well. */
const findReturned = async (
  { em }: Call,
  key: Uint8Array,
  { addresses, messageIds, recipient }: LetterReturn,
): Promise<Letter | null> => {
  const marks = addresses.flatMap((address) => markedIn(address) ?? [])
  const own = marks.find(({ id, mark }) => timingSafeEqual(Buffer.from(mark), Buffer.from(markOf(key, id))))
  if (!own && marks.length > 0) return null
  const ids = messageIds.map((messageId) => messageId.replaceAll(/^<|>$/g, ''))
  const id = own?.id ?? ids.find((messageId) => idPattern.test(messageId))?.slice(0, 36)
  const letter = id ? await em.findOne(Letter, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
  if (!letter || (recipient && recipient.toLowerCase() !== letter.recipient.toLowerCase())) return null
  return own || ids.includes(letter.messageId?.slice(1, -1) ?? '') ? letter : null
}

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@/

const markedIn = (address: string): { id: string; mark: string } | undefined => {
  const [, hex, mark] = /\+([0-9a-f]{32})\.([0-9a-f]{8})@/i.exec(address) ?? []
  if (!hex || !mark) return undefined
  const id = hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { id, mark: mark.toLowerCase() }
}

/** What a stranger's server wrote, as one short line. */
const oneLine = (said: string): string =>
  said
    .replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim()
    .slice(0, 240)
