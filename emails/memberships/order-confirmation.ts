import { plainDay } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'
import type { OrderConfirmation } from '../src/memberships.ts'
import { orderShape, orderValues } from '../src/memberships.ts'

export const orderConfirmation = letter({
  room: 'memberships',
  shape: { ...orderShape, until: 'line' },
  fill: (params: OrderConfirmation, locale) => ({
    ...orderValues(params, locale),
    until: plainDay(params.coversUntil, locale),
  }),
})
