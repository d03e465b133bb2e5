import { z } from 'zod'
import type { ConflictStatus, PartyRole } from '../claims/conflict.rules.ts'
import { crockford } from '../kernel/id.ts'
import { paragraph } from '../kernel/text.rules.ts'
import { defineMoves } from '../kernel/moves.ts'
import { isPast } from '../kernel/time.ts'

/** What a customer answers when asked who does the work (CNF-R4). */
export type ClarificationAnswer = 'incumbent' | 'challenger' | 'neither'

export type ClarificationStatus = 'open' | 'answered' | 'escalated' | 'decided_by_vendor' | 'moot'
export type ClarificationVerb = 'answer' | 'escalate' | 'decide' | 'lapse'

/**
 * The state machine of a question to the customer (B.16). The answer advises and decides nothing, so a decision of the
 * vendor changes an answered question no more; `lapse`: one partner is left, and nothing is to be compared.
 */
export const clarificationMoves = defineMoves<ClarificationStatus, ClarificationVerb>()({
  open: { answer: 'answered', escalate: 'escalated', decide: 'moot', lapse: 'moot' },
  escalated: { decide: 'decided_by_vendor', lapse: 'moot' },
  answered: {},
  decided_by_vendor: {},
  moot: {},
})

/** Calendar days for an answer; then a review lead sees that none came (B.17). */
export const clarificationDays = 14

/** Days after the question on which the customer is reminded while it is open (P6). */
export const reminderDays = [3, 7, 12] as const
export type ReminderDay = (typeof reminderDays)[number]

/** Whom a question is about. */
export interface Sides {
  incumbentId: string
  challengerId: string
}

interface Standing {
  organizationId: string
  role: PartyRole
  joinedAt: Date
}

/**
 * The two partners the customer is asked about: who holds the item, or asked for it first, and of the others who asked
 * for it last (POR-R12). Undefined when one partner is left.
 */
export const sidesToAsk = (parties: readonly Standing[]): Sides | undefined => {
  const byTime = parties.toSorted((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())
  const incumbent = byTime.find(({ role }) => role === 'incumbent') ?? byTime[0]
  const challenger = byTime.findLast(({ organizationId }) => organizationId !== incumbent?.organizationId)
  return incumbent && challenger
    ? { incumbentId: incumbent.organizationId, challengerId: challenger.organizationId }
    : undefined
}

export const isSamePair = (one: Sides, other: Sides): boolean =>
  [one.incumbentId, one.challengerId].toSorted().join() === [other.incumbentId, other.challengerId].toSorted().join()

/** As the customer chose it: one of the two by its id, since a place in a list would move with a name; or neither. */
export const answerOf = ({ incumbentId, challengerId }: Sides, choice: string): ClarificationAnswer | undefined => {
  if (choice === 'neither') return 'neither'
  if (choice === incumbentId) return 'incumbent'
  return choice === challengerId ? 'challenger' : undefined
}

/** By name, so that nobody stands first for holding the item. */
export const inNeutralOrder = <P extends { id: string; name: string }>(partners: readonly P[]): P[] =>
  partners.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id))

/** How the question stands for whoever opens its link. */
export type QuestionState = 'open' | 'answered' | 'over' | 'moot'

/** The due instant itself is still in time (GEN-R2), and a decision counts before its event has been told. */
export const questionState = (
  { status, dueAt, conflictStatus }: { status: ClarificationStatus; dueAt: Date; conflictStatus: ConflictStatus },
  now: Date,
): QuestionState => {
  if (status === 'answered') return 'answered'
  if (status === 'moot' || status === 'decided_by_vendor' || conflictStatus === 'decided') return 'moot'
  return status === 'escalated' || isPast(dueAt, now) ? 'over' : 'open'
}

/** 7KD4-2QMX: what letter and page print so that they can be held beside each other. Opens nothing (L15). */
export const questionNumber = (clarificationId: string): string => {
  const bits = BigInt(`0x${clarificationId.slice(-10)}`)
  const sign = (at: number): string => crockford[Number((bits >> BigInt(35 - at * 5)) & 31n)] ?? ''
  const signs = Array.from({ length: 8 }, (_, at) => sign(at)).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}

/** The end of the id that a typed number stands for; null: it is no number of a question. */
export const questionIdEnd = (number: string): string | null => {
  const signs = number.replace('-', '')
  if (!/^.{4}-.{4}$/.test(number) || [...signs].some((sign) => !crockford.includes(sign))) return null
  const bits = [...signs].reduce((all, sign) => (all << 5n) | BigInt(crockford.indexOf(sign)), 0n)
  return bits.toString(16).padStart(10, '0')
}

export const AnswerQuestionInput = z.strictObject({
  link: z.string().max(200),
  nonce: z.string().max(80),
  /** The id of a partner, or `neither`; empty when nothing was chosen. */
  choice: z.string().max(40),
  comment: paragraph(2000).default(''),
  trap: z.string().max(200).default(''),
})
