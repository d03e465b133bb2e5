import { assert, constantFrom, integer, property, array, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import type { Refusal } from '../kernel/errors.ts'
import { decideMove, headquartersPlan, maxLevels } from './tree.rules.ts'
import type { MoveFacts, NewPlace } from './tree.rules.ts'

const branch = { id: 'a', organizationId: 'o', isHeadquarters: false, hasLeft: false, parentId: 'hq' }
const parent = { ...branch, id: 'b' }
const facts: MoveFacts = {
  location: branch,
  parent,
  above: ['b', 'hq'],
  chainAbove: ['HQ', 'B'],
  chainBelow: ['A', 'X'],
  frozen: false,
}

const codeOf = (changes: Partial<MoveFacts>): string => {
  try {
    decideMove({ ...facts, ...changes })
    return 'allowed'
  } catch (error) {
    return (error as Refusal).code
  }
}

test('HIE-R10: the headquarters, a circle, another organisation, a fifth level and more are refused', () => {
  expect(codeOf({})).toBe('allowed')
  expect(codeOf({ location: { ...branch, isHeadquarters: true, parentId: null } })).toBe('HQ_CANNOT_MOVE')
  expect(codeOf({ parent: { ...parent, organizationId: 'another' } })).toBe('OTHER_ORGANISATION')
  expect(codeOf({ above: ['b', 'a', 'hq'] })).toBe('CYCLE')
  expect(codeOf({ chainBelow: ['A', 'X', 'Y'] })).toBe('allowed')
  expect(codeOf({ chainBelow: ['A', 'X', 'Y', 'Z'] })).toBe('DEPTH_EXCEEDED')
  expect(codeOf({ frozen: true })).toBe('HIERARCHY_FROZEN')
  expect(codeOf({ parent: { ...parent, hasLeft: true } })).toBe('LOCATION_LEFT')
  expect(codeOf({ parent: { ...parent, id: 'hq' }, above: ['hq'] })).toBe('ALREADY_THERE')
})

test('HIE-R10: DEPTH_EXCEEDED names the deepest chain there would be', () => {
  const refused = () => decideMove({ ...facts, chainBelow: ['A', 'X', 'Y', 'Z'] })
  expect(refused).toThrow(
    expect.objectContaining({
      detail: expect.objectContaining({ params: { levels: 6, most: maxLevels, chain: 'HQ › B › A › X › Y › Z' } }),
    }),
  )
})

interface Tree {
  [id: string]: string | null
}

const carriedOut = (tree: Tree, plan: readonly NewPlace[]): Tree => ({
  ...tree,
  ...Object.fromEntries(plan.map(({ id, parentId }) => [id, parentId])),
})

const headOf = (tree: Tree): string => Object.keys(tree).find((id) => tree[id] === null)!

const planFor = (tree: Tree, chosenId: string): NewPlace[] => {
  const headquartersId = headOf(tree)
  return headquartersPlan({
    headquartersId,
    chosenId,
    childIds: Object.keys(tree).filter((id) => tree[id] === headquartersId),
  })
}

/** Levels from a location up to the top; 99 in a circle. */
const levelOf = (tree: Tree, id: string): number => {
  let level = 1
  for (let at = tree[id]; at != null && level < 99; at = tree[at]) level++
  return level
}

const deepest = (tree: Tree): number => Math.max(...Object.keys(tree).map((id) => levelOf(tree, id)))

test('HIE-R12: HQ(A,B(C(X(Y)),D)) becomes X(HQ,A,B(C,D),Y)', () => {
  const before: Tree = { HQ: null, A: 'HQ', B: 'HQ', C: 'B', X: 'C', Y: 'X', D: 'B' }
  expect(carriedOut(before, planFor(before, 'X'))).toEqual({ X: null, HQ: 'X', A: 'X', B: 'X', C: 'B', D: 'B', Y: 'X' })
})

test('HIE-R12: whatever becomes the headquarters, there is one root, no circle, the same locations and no longer chain', () => {
  const trees = array(tuple(integer({ min: 0, max: 99 }), integer({ min: 0, max: 99 })), {
    minLength: 1,
    maxLength: 40,
  })
  assert(
    property(trees, constantFrom(...Array(100).keys()), (drawn, pick) => {
      const tree: Tree = { n0: null }
      drawn.forEach(([above], index) => {
        const allowed = Object.keys(tree).filter((id) => levelOf(tree, id) < maxLevels)
        tree[`n${index + 1}`] = allowed[above % allowed.length]!
      })
      const others = Object.keys(tree).filter((id) => tree[id] !== null)
      const after = carriedOut(tree, planFor(tree, others[pick % others.length]!))
      expect(Object.keys(after).toSorted()).toEqual(Object.keys(tree).toSorted())
      expect(Object.values(after).filter((above) => above === null)).toHaveLength(1)
      expect(deepest(after)).toBeLessThanOrEqual(deepest(tree))
    }),
  )
})
