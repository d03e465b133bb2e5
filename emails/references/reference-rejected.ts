import { letter } from '../src/letter.ts'
import { commentLines, happenedShape, happenedValues, reasonText } from '../src/references.ts'
import type { ReferenceRejected } from '../src/references.ts'

export const referenceRejected = letter({
  room: 'references',
  shape: { ...happenedShape, reason: 'line', comment: 'lines' },
  fill: (params: ReferenceRejected, locale) => ({
    ...happenedValues(params, locale),
    reason: reasonText(params.reason, locale),
    comment: commentLines(params.comment),
  }),
})
