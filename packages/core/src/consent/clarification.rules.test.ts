import { describe, expect, test } from 'vitest'
import { movesFrom } from '../kernel/moves.ts'
import type { ClarificationStatus, ClarificationVerb } from './clarification.rules.ts'
import {
  answerOf,
  clarificationMoves,
  inNeutralOrder,
  isSamePair,
  questionNumber,
  questionState,
  sidesToAsk,
} from './clarification.rules.ts'

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number))
const side = (organizationId: string, joined: number, role: 'incumbent' | 'challenger' = 'challenger') => ({
  organizationId,
  role,
  joinedAt: day(joined),
})

test('CNF-R4 a question is answered, escalated, decided by the vendor or moot, and nothing else', () => {
  const moves = Object.fromEntries(
    Object.keys(clarificationMoves).map((status) => [
      status,
      movesFrom<ClarificationStatus, ClarificationVerb>(clarificationMoves, status as ClarificationStatus),
    ]),
  )
  expect(moves).toEqual({
    open: ['answer', 'escalate', 'decide', 'lapse'],
    escalated: ['decide', 'lapse'],
    answered: [],
    decided_by_vendor: [],
    moot: [],
  })
})

describe('whom the customer is asked about', () => {
  test('CNF-R4 who holds the item, and who asks for it', () => {
    expect(sidesToAsk([side('tide', 2), side('kestrel', 3, 'incumbent')])).toEqual({
      incumbentId: 'kestrel',
      challengerId: 'tide',
    })
  })

  test('where nobody holds it, who asked first and who asked last', () => {
    expect(sidesToAsk([side('tide', 4), side('kestrel', 3)])).toEqual({ incumbentId: 'kestrel', challengerId: 'tide' })
  })

  test('POR-R12 of several who ask for it the last one', () => {
    const parties = [side('kestrel', 1, 'incumbent'), side('pine', 5), side('tide', 2)]
    expect(sidesToAsk(parties)?.challengerId).toBe('pine')
  })

  test('two claims of one organisation are one partner, and one partner is nothing to ask about', () => {
    expect(sidesToAsk([side('kestrel', 1, 'incumbent'), side('kestrel', 2)])).toBeUndefined()
    expect(sidesToAsk([])).toBeUndefined()
  })

  test('the same two in other places are the same pair', () => {
    const pair = { incumbentId: 'a', challengerId: 'b' }
    expect(isSamePair(pair, { incumbentId: 'b', challengerId: 'a' })).toBe(true)
    expect(isSamePair(pair, { incumbentId: 'a', challengerId: 'c' })).toBe(false)
  })
})

test('CNF-R4 the two stand by name, whoever holds the item', () => {
  const partners = [
    { id: '2', name: 'tidewater Cloud' },
    { id: '1', name: 'Élan' },
    { id: '3', name: 'Kestrel' },
  ]
  expect(inNeutralOrder(partners).map(({ name }) => name)).toEqual(['Élan', 'Kestrel', 'tidewater Cloud'])
})

test('an answer is one of the two by id, or neither; anything else is no choice', () => {
  const sides = { incumbentId: 'a', challengerId: 'b' }
  expect(['a', 'b', 'neither', '', 'incumbent', 'c'].map((choice) => answerOf(sides, choice))).toEqual([
    'incumbent',
    'challenger',
    'neither',
    undefined,
    undefined,
    undefined,
  ])
})

describe('how a question stands', () => {
  const at = (status: ClarificationStatus, now = day(1), conflictStatus: 'open' | 'decided' = 'open') =>
    questionState({ status, dueAt: day(15), conflictStatus }, now)

  test('GEN-R2 the due instant is still in time, the next millisecond is not', () => {
    expect(at('open', day(15))).toBe('open')
    expect(at('open', new Date(day(15).getTime() + 1))).toBe('over')
    expect(at('escalated')).toBe('over')
  })

  test('a decision makes it moot before its event was told; an answer stays an answer', () => {
    expect(at('open', day(1), 'decided')).toBe('moot')
    expect(at('escalated', day(20), 'decided')).toBe('moot')
    expect(at('decided_by_vendor', day(20), 'decided')).toBe('moot')
    expect(at('answered', day(20), 'decided')).toBe('answered')
  })
})

test('L15 the number of a question is eight signs that nobody confuses, and the same for the same question', () => {
  const number = questionNumber('019a0000-0000-7000-8000-00ffffffffff')
  expect(number).toBe('ZZZZ-ZZZZ')
  expect(questionNumber('019a0000-0000-7000-8000-000000000021')).toBe('0000-0011')
})
