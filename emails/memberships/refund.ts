import { letter } from '../src/letter.ts'
import type { Refund } from '../src/memberships.ts'
import { orderShape, orderValues } from '../src/memberships.ts'

export const refund = letter({
  room: 'memberships',
  shape: orderShape,
  editions: ['refused', 'tax'],
  editionOf: ({ outcome }: Refund) => (outcome === 'refunded' ? undefined : outcome),
  fill: (params: Refund, locale) => orderValues(params, locale),
})
