import { expect, test } from 'vitest'
import type { Refusal } from './errors.ts'
import { defineMoves, movesFrom, next } from './moves.ts'

const table = defineMoves<'open' | 'shut', 'shut' | 'lock'>()({ open: { shut: 'shut' }, shut: {} })

test('a verb of the table leads where the table says', () => {
  expect(next<'open' | 'shut', 'shut' | 'lock'>(table, 'open', 'shut')).toBe('shut')
})

test('STM-R1: a verb that is not in the row of a state refuses with ILLEGAL_TRANSITION and says from where', () => {
  const refused = (): void => void next<'open' | 'shut', 'shut' | 'lock'>(table, 'shut', 'lock')
  expect(refused).toThrow(
    expect.objectContaining({
      kind: 'conflict',
      code: 'ILLEGAL_TRANSITION',
      detail: { rule: 'STM-R1', params: { from: 'shut', verb: 'lock' } },
    }) as Refusal,
  )
})

test('the buttons of a state are the verbs of its row', () => {
  expect(movesFrom<'open' | 'shut', 'shut' | 'lock'>(table, 'open')).toEqual(['shut'])
  expect(movesFrom<'open' | 'shut', 'shut' | 'lock'>(table, 'shut')).toEqual([])
})
