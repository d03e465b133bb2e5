import { letter } from '../src/letter.ts'
import { name } from '../src/plain.ts'
import { commentLines, happenedShape, happenedValues } from '../src/references.ts'
import type { ReferenceRejected } from '../src/references.ts'

export const referenceRejected = letter({
  room: 'references',
  shape: { ...happenedShape, reason: 'line', comment: 'lines' },
  fill: (params: ReferenceRejected, locale) => ({
    ...happenedValues(params, locale),
    reason: name(params.reason),
    comment: commentLines(params.comment),
  }),
})
