import { letter } from '../src/letter.ts'
import type { AdminRecoveryEndedOwn } from '../src/people.ts'
import { recoveryShape, recoveryValues } from '../src/people.ts'

/** Without an edition: they administer it now. */
export const adminRecoveryEndedOwn = letter({
  room: 'people',
  editions: ['objected', 'overtaken'],
  editionOf: ({ outcome }: AdminRecoveryEndedOwn) => (outcome === 'done' ? undefined : outcome),
  shape: recoveryShape,
  fill: recoveryValues,
})
