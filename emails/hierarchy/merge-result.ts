import type { MergeResult } from '../src/hierarchy.ts'
import { treeShape, treeValues } from '../src/hierarchy.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import { name, paragraphs } from '../src/plain.ts'

export const mergeResult = letter({
  room: 'hierarchy',
  shape: { ...treeShape, other: 'line', comment: 'lines', untilAt: 'line?' },
  editions: ['accepted', 'declined', 'over', 'undone', 'settling'],
  editionOf: ({ outcome }: MergeResult) => (outcome === 'executed' ? undefined : outcome),
  fill: (params: MergeResult, locale) => ({
    ...treeValues(params, locale),
    other: name(params.otherName),
    comment: params.comment === undefined ? [] : paragraphs(params.comment),
    untilAt: params.untilAt === undefined ? undefined : moment(params.untilAt, params.timeZone, locale),
  }),
})
