import { defineMoves } from '../kernel/moves.ts'

export const mergeStates = ['invited', 'accepted', 'declined', 'expired', 'cancelled', 'executed', 'undone'] as const
export type MergeState = (typeof mergeStates)[number]

export const mergeVerbs = ['accept', 'decline', 'expire', 'cancel', 'execute', 'undo'] as const
export type MergeVerb = (typeof mergeVerbs)[number]

/** B.7.5, M1 to M6. */
export const mergeMoves = defineMoves<MergeState, MergeVerb>()({
  invited: { accept: 'accepted', decline: 'declined', expire: 'expired', cancel: 'cancelled' },
  accepted: { execute: 'executed', cancel: 'cancelled' },
  declined: {},
  expired: {},
  cancelled: {},
  executed: { undo: 'undone' },
  undone: {},
})
