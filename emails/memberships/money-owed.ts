import { letter } from '../src/letter.ts'
import type { MoneyOwed } from '../src/memberships.ts'
import { owedShape, owedValues } from '../src/memberships.ts'

export const moneyOwed = letter({
  room: 'memberships',
  shape: owedShape,
  editions: ['paid_back', 'credited'],
  editionOf: ({ outcome }: MoneyOwed) => (outcome === 'owed' ? undefined : outcome),
  fill: owedValues,
})
