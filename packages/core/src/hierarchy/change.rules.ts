export const changeKinds = [
  'created',
  'moved',
  'headquarters',
  'dissociated',
  'restored',
  'merged',
  'mergeUndone',
] as const
/** What can happen to a tree of locations. */
export type ChangeKind = (typeof changeKinds)[number]
