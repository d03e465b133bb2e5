import { letter } from '../src/letter.ts'
import type { TransferInstructions } from '../src/memberships.ts'
import { amount, orderShape, orderValues, transferFacts } from '../src/memberships.ts'
import { moment } from '../src/moments.ts'

export const transferInstructions = letter({
  room: 'memberships',
  shape: { ...orderShape, missing: 'line', dueAt: 'line' },
  editions: ['reminder', 'short'],
  editionOf: ({ phase }: TransferInstructions) => (phase === 'ordered' ? undefined : phase),
  fill: (params: TransferInstructions, locale) => ({
    ...orderValues(params, locale, transferFacts(params, locale)),
    missing: amount({ minor: params.missingMinor, currency: params.currency }, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
  }),
})
