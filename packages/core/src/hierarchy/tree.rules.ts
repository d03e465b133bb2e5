import { refuse } from '../kernel/errors.ts'

/** The headquarters is the first level (HIE-R1). */
export const maxLevels = 5

/** A location as a decision about the tree needs it. */
export interface Branch {
  id: string
  organizationId: string
  isHeadquarters: boolean
  hasLeft: boolean
  parentId: string | null
}

/** Names of a chain of locations from the top, as people read them: `Bristol (4420137)`. */
type Chain = readonly string[]

export interface MoveFacts {
  location: Branch
  parent: Branch
  /** The ids from the new parent up to the headquarters, both included. */
  above: readonly string[]
  /** The same, and the deepest chain from the location down, by names: together they are the chain that would be. */
  chainAbove: Chain
  chainBelow: Chain
  /** A merge of the organisation is open (MRG-R10). */
  frozen: boolean
}

/**
 * Whether a location may go under another (HIE-R10). Refuses with `HQ_CANNOT_MOVE`, `OTHER_ORGANISATION`,
 * `HIERARCHY_FROZEN`, `CYCLE`, `DEPTH_EXCEEDED` with the deepest chain, and with `ALREADY_THERE`.
 */
export const decideMove = ({ location, parent, above, chainAbove, chainBelow, frozen }: MoveFacts): void => {
  if (location.isHeadquarters) refuse('invalid', 'HQ_CANNOT_MOVE', { rule: 'HIE-R10' })
  if (location.organizationId !== parent.organizationId)
    refuse('invalid', 'OTHER_ORGANISATION', { field: 'parentId', rule: 'HIE-R10' })
  refuseGone(location)
  refuseGone(parent)
  if (frozen) refuse('invalid', 'HIERARCHY_FROZEN', { rule: 'MRG-R10' })
  if (above.includes(location.id)) refuse('invalid', 'CYCLE', { field: 'parentId', rule: 'HIE-R10' })
  if (location.parentId === parent.id) refuse('conflict', 'ALREADY_THERE', { field: 'parentId', rule: 'HIE-R9' })
  refuseDepth(chainAbove, chainBelow)
}

/** Whether a location may be made under another. Refuses with `DEPTH_EXCEEDED`, and when the one above left. */
export const decideCreation = (facts: { parent: Branch; chainAbove: Chain; name: string }): void => {
  refuseGone(facts.parent)
  refuseDepth(facts.chainAbove, [facts.name])
}

/** Whether a location may become the headquarters. Refuses with `HIERARCHY_FROZEN`, and `ALREADY_THERE` where it is. */
export const decideHeadquarters = ({ location, frozen }: { location: Branch; frozen: boolean }): void => {
  refuseGone(location)
  if (frozen) refuse('invalid', 'HIERARCHY_FROZEN', { rule: 'MRG-R10' })
  if (location.isHeadquarters) refuse('conflict', 'ALREADY_THERE', { rule: 'HIE-R12' })
}

const refuseGone = ({ hasLeft }: Branch): void => {
  if (hasLeft) refuse('conflict', 'LOCATION_LEFT', { rule: 'B.16.3' })
}

const refuseDepth = (above: Chain, below: Chain): void => {
  const chain = [...above, ...below]
  if (chain.length <= maxLevels) return
  refuse('invalid', 'DEPTH_EXCEEDED', {
    field: 'parentId',
    rule: 'HIE-R10',
    params: { levels: chain.length, most: maxLevels, chain: chain.join(' › ') },
  })
}

/** Who is above whom after a change; null is above nobody. */
export interface NewPlace {
  id: string
  parentId: string | null
}

/**
 * The places that change when another location becomes the headquarters (HIE-R12): it goes to the top; the old headquarters
 * and every other direct child of it go directly below it. All else keeps its place, so no chain gets longer.
 */
export const headquartersPlan = (plan: {
  headquartersId: string
  chosenId: string
  childIds: readonly string[]
}): NewPlace[] => {
  const { headquartersId, chosenId, childIds } = plan
  const under = [headquartersId, ...childIds.filter((id) => id !== chosenId)]
  return [{ id: chosenId, parentId: null }, ...under.map((id) => ({ id, parentId: chosenId }))]
}
