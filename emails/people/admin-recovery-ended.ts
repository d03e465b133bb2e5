import { letter } from '../src/letter.ts'
import type { AdminRecoveryEnded } from '../src/people.ts'
import { recoveryShape, recoveryValues } from '../src/people.ts'
import { exact, name } from '../src/plain.ts'

/** Without an edition: they administer it now. */
export const adminRecoveryEnded = letter({
  room: 'people',
  editions: ['objected', 'withdrawn', 'overtaken'],
  editionOf: ({ outcome }: AdminRecoveryEnded) => (outcome === 'done' ? undefined : outcome),
  shape: { ...recoveryShape, person: 'line', address: 'line' },
  fill: (params, locale) => ({
    ...recoveryValues(params, locale),
    person: name(params.personName),
    address: exact(params.personAddress),
  }),
})
