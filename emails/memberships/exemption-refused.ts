import { letter } from '../src/letter.ts'
import { exemptionShape, exemptionValues } from '../src/memberships.ts'

export const exemptionRefused = letter({
  room: 'memberships',
  shape: exemptionShape,
  fill: exemptionValues,
})
