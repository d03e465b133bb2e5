// @ts-check
import { hash } from 'node:crypto'

// The tree of RFC 6962 (RFC 9162, section 2.1) over SHA-256. Hashes are written as 64 lower-case hexadecimal digits.

/**
 * The right edge of a tree: the roots of its full subtrees, the largest first. It is all a tree needs to grow: 20 hashes
 * for a million leaves.
 * @typedef {{ readonly size: number, readonly roots: readonly string[] }} Edge
 */

/** The prefixes keep a leaf from being passed off as a node, and the other way round. */
const leaf = Buffer.alloc(33)
const node = Buffer.alloc(65)
node[0] = 1

/**
 * SHA-256(0x00 ‖ entry), for an entry that is a hash itself.
 * @param {string} entry
 */
export const leafHash = (entry) => {
  leaf.write(entry, 1, 32, 'hex')
  return hash('sha256', leaf)
}

/** @param {string} left @param {string} right */
const nodeHash = (left, right) => {
  node.write(left, 1, 32, 'hex')
  node.write(right, 33, 32, 'hex')
  return hash('sha256', node)
}

/** @type {Edge} */
export const emptyEdge = { size: 0, roots: [] }

/**
 * The edge with one leaf more, or with a full subtree of `leaves` (a power of two that divides the size so far).
 * @param {Edge} edge
 * @param {string} root
 * @returns {Edge}
 */
export const appended = ({ size, roots }, root, leaves = 1) => {
  let merged = root
  let left = roots.length
  for (let full = size / leaves; full % 2 === 1; full = (full - 1) / 2) {
    left -= 1
    merged = nodeHash(/** @type {string} */ (roots[left]), merged)
  }
  return { size: size + leaves, roots: [...roots.slice(0, left), merged] }
}

/**
 * The root of the tree; that of the empty one is the hash of nothing.
 * @param {Edge} edge
 */
export const rootOf = ({ roots }) =>
  roots.length === 0 ? hash('sha256', '') : roots.reduceRight((right, left) => nodeHash(left, right))

/**
 * The ranges of leaves, `from` included and `to` not, whose roots prove that the tree of `first` leaves is the beginning
 * of the tree of `second` leaves, in the order of the proof (RFC 9162, 2.1.4.1).
 * @param {number} first
 * @param {number} second
 */
export const consistencyRanges = (first, second) =>
  first === 0 || first === second ? [] : rangesBetween(first, 0, second, true)

/**
 * @param {number} first
 * @param {number} from
 * @param {number} to
 * @param {boolean} whole whether the first tree is all that stands left of it
 * @returns {{ from: number, to: number }[]}
 */
const rangesBetween = (first, from, to, whole) => {
  if (from + first === to) return whole ? [] : [{ from, to }]
  const split = from + largestPowerBelow(to - from)
  return from + first <= split
    ? [...rangesBetween(first, from, split, whole), { from: split, to }]
    : [...rangesBetween(from + first - split, split, to, false), { from, to: split }]
}

/**
 * The ranges of leaves, `from` included and `to` not, whose roots lead from the leaf at `place` (from 0) to the root of
 * the tree of `size` leaves, the nearest first (RFC 9162, 2.1.3.1).
 * @param {number} place
 * @param {number} size
 */
export const inclusionRanges = (place, size) => rangesBeside(place, 0, size)

/**
 * @param {number} place
 * @param {number} from
 * @param {number} to
 * @returns {{ from: number, to: number }[]}
 */
const rangesBeside = (place, from, to) => {
  if (to - from === 1) return []
  const split = from + largestPowerBelow(to - from)
  return place < split
    ? [...rangesBeside(place, from, split), { from: split, to }]
    : [...rangesBeside(place, split, to), { from, to: split }]
}

/** @param {number} count */
const largestPowerBelow = (count) => {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/**
 * Whether the tree of `first` leaves with the root `firstRoot` is the beginning of the tree of `second` leaves with the
 * root `secondRoot`: nothing in it was edited, taken out, put in or exchanged since (RFC 9162, 2.1.4.2).
 * @param {number} first
 * @param {string} firstRoot
 * @param {number} second
 * @param {string} secondRoot
 * @param {readonly string[]} path
 */
export const isConsistent = (first, firstRoot, second, secondRoot, path) => {
  if (first > second) return false
  if (first === 0) return path.length === 0 && firstRoot === rootOf(emptyEdge)
  if (first === second) return path.length === 0 && firstRoot === secondRoot
  const [start, ...rest] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...path] : path
  if (start === undefined) return false
  // The places of the last leaves of both, from level to level upwards.
  let one = first - 1
  let two = second - 1
  for (; one % 2 === 1; one = above(one)) two = above(two)
  let left = start
  let right = start
  for (const sibling of rest) {
    if (two === 0) return false
    if (one % 2 === 1 || one === two) {
      left = nodeHash(sibling, left)
      right = nodeHash(sibling, right)
      for (; one % 2 === 0 && one !== 0; one = above(one)) two = above(two)
    } else right = nodeHash(right, sibling)
    one = above(one)
    two = above(two)
  }
  return two === 0 && left === firstRoot && right === secondRoot
}

/**
 * Whether the leaf with this hash stands at `place` (from 0) of the tree of `size` leaves with this root (RFC 9162,
 * 2.1.3.2).
 * @param {number} place
 * @param {number} size
 * @param {string} hashed
 * @param {string} root
 * @param {readonly string[]} path
 */
export const isIncluded = (place, size, hashed, root, path) => {
  if (!(Number.isSafeInteger(place) && Number.isSafeInteger(size) && place >= 0 && place < size)) return false
  let one = place
  let last = size - 1
  let reached = hashed
  for (const sibling of path) {
    if (last === 0) return false
    if (one % 2 === 1 || one === last) {
      reached = nodeHash(sibling, reached)
      for (; one % 2 === 0 && one !== 0; one = above(one)) last = above(last)
    } else reached = nodeHash(reached, sibling)
    one = above(one)
    last = above(last)
  }
  return last === 0 && reached === root
}

/** @param {number} place */
const above = (place) => Math.floor(place / 2)
