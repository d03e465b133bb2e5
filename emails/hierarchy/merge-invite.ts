import type { MergeInvite } from '../src/hierarchy.ts'
import { treeShape, treeValues } from '../src/hierarchy.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import { name } from '../src/plain.ts'

export const mergeInvite = letter({
  room: 'hierarchy',
  shape: { ...treeShape, other: 'line', dueAt: 'line' },
  editions: ['reminder'],
  editionOf: ({ isReminder }: MergeInvite) => (isReminder ? 'reminder' : undefined),
  fill: (params: MergeInvite, locale) => ({
    ...treeValues(params, locale),
    other: name(params.otherName),
    dueAt: moment(params.dueAt, params.timeZone, locale),
  }),
})
