import { expect, test } from 'vitest'
import { next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'
import type { TicketState, TicketVerb } from './ticket.rules.ts'
import { mayReopen, readTicketNumber, ticketMoves, ticketNumber } from './ticket.rules.ts'

const path = (...verbs: TicketVerb[]): TicketState =>
  verbs.reduce<TicketState>((state, verb) => next<TicketState, TicketVerb>(ticketMoves, state, verb), 'new')

test('SUP-R3 a ticket is assigned, worked on, waits for the partner, goes on, is resolved and closes', () => {
  expect(path('assign', 'reply')).toBe('in_progress')
  expect(path('assign', 'ask')).toBe('waiting_partner')
  expect(path('assign', 'ask', 'answer')).toBe('in_progress')
  expect(path('assign', 'ask', 'resolve', 'close')).toBe('closed')
  expect(path('assign', 'resolve', 'reopen')).toBe('in_progress')
})

test('STM-R1 nobody answers what nobody has, and what is over takes no word but to be opened again', () => {
  for (const verb of ['reply', 'ask', 'resolve', 'reopen', 'close'] as const)
    expect(() => path(verb)).toThrow('ILLEGAL_TRANSITION')
  for (const verb of ['answer', 'reply', 'ask', 'assign', 'resolve'] as const)
    expect(() => path('assign', 'resolve', verb)).toThrow('ILLEGAL_TRANSITION')
})

test('SUP-R3 a ticket can be opened again up to the very instant 30 days after its resolution (GEN-R2)', () => {
  const resolvedAt = new Date('2026-11-02T09:00:00Z')
  const last = daysAfter(resolvedAt, 30)
  expect(mayReopen({ state: 'closed', resolvedAt }, last)).toBe(true)
  expect(mayReopen({ state: 'closed', resolvedAt }, new Date(last.getTime() + 1))).toBe(false)
  expect(mayReopen({ state: 'in_progress', resolvedAt }, last)).toBe(false)
})

test('GEN-R1 a ticket’s number is T- and six digits, and is found however it is typed', () => {
  expect(ticketNumber(123)).toBe('T-000123')
  expect(['T-000123', 't-123', 't123', ' 123 '].map(readTicketNumber)).toEqual([123, 123, 123, 123])
  expect(readTicketNumber('merger')).toBe(null)
})
