import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  appended,
  consistencyRanges,
  emptyEdge,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
} from './merkle.js'

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

/** RFC 9162, 2.1.1, word for word: the root of a list of leaf hashes. */
const treeHash = (leaves: readonly string[]): string => {
  if (leaves.length === 0) return sha256().toString('hex')
  if (leaves.length === 1) return leaves[0]!
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1)
  const halves = [treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split))]
  return sha256(Buffer.of(1), ...halves.map((each) => Buffer.from(each, 'hex'))).toString('hex')
}

const edgeOf = (leaves: readonly string[]) => leaves.reduce((edge, leaf) => appended(edge, leaf), emptyEdge)

const leavesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => leafHash(sha256(Buffer.from(String(at))).toString('hex')))

const leaves = leavesOf(130)
const prove = (first: number, second: number): string[] =>
  consistencyRanges(first, second).map(({ from, to }) => treeHash(leaves.slice(from, to)))

/** The entries and roots that logs of RFC 6962 are tested with. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('RFC 6962: the roots of the known test tree, from no leaf to eight', () => {
  const hashed = entries.map((entry) => sha256(Buffer.of(0), Buffer.from(entry, 'hex')).toString('hex'))
  expect(roots.map((_, size) => rootOf(edgeOf(hashed.slice(0, size))))).toEqual(roots)
})

test('RFC 6962: a leaf is hashed behind 0x00, so that no node can stand for one', () => {
  const entry = sha256(Buffer.from('an event'))
  expect(leafHash(entry.toString('hex'))).toBe(sha256(Buffer.of(0), entry).toString('hex'))
})

test('an edge that grew leaf by leaf, or by whole subtrees, has the root of the whole tree', () => {
  for (const tile of [1, 2, 8, 32])
    for (let size = 0; size <= leaves.length; size++) {
      let edge = emptyEdge
      while (edge.size + tile <= size) edge = appended(edge, treeHash(leaves.slice(edge.size, edge.size + tile)), tile)
      for (const leaf of leaves.slice(edge.size, size)) edge = appended(edge, leaf)
      expect([edge.size, rootOf(edge)]).toEqual([size, treeHash(leaves.slice(0, size))])
    }
})

test('RFC 9162 2.1.4: every older tree is shown to be the beginning of every newer one, and a proof has at most 9 hashes', () => {
  for (let second = 0; second <= leaves.length; second++)
    for (const first of [0, 1, 2, 3, 6, 7, 8, 33, 64, 100, second - 1, second].filter((n) => n >= 0 && n <= second)) {
      const path = prove(first, second)
      expect(path.length).toBeLessThanOrEqual(9)
      const [before, after] = [rootOf(edgeOf(leaves.slice(0, first))), rootOf(edgeOf(leaves.slice(0, second)))]
      expect(isConsistent(first, before, second, after, path)).toBe(true)
    }
})

test('RFC 9162 2.1.4: no proof shows that a tree with another leaf, another size or another path was the beginning', () => {
  for (let second = 1; second <= 40; second++)
    for (let first = 1; first <= second; first++) {
      const path = prove(first, second)
      const [before, after] = [treeHash(leaves.slice(0, first)), treeHash(leaves.slice(0, second))]
      const shown = (size: number, root: string, way: readonly string[]) => isConsistent(size, root, second, after, way)
      const forged = treeHash(leaves.slice(0, first).with((first * 7 + second) % first, leaves[100]!))
      expect(shown(first, forged, path)).toBe(false)
      expect(shown(first, before, [...path, after])).toBe(false)
      for (let at = 0; at < path.length; at++) expect(shown(first, before, path.with(at, forged))).toBe(false)
      expect(shown(first - 1, before, path)).toBe(false)
      expect(isConsistent(second, after, first, before, path)).toBe(first === second)
    }
})

const way = (place: number, size: number): string[] =>
  inclusionRanges(place, size).map(({ from, to }) => treeHash(leaves.slice(from, to)))

test('RFC 9162 2.1.3: every leaf of every tree is shown to stand at its place, by at most 8 hashes', () => {
  for (let size = 1; size <= leaves.length; size++)
    for (const place of [0, 1, 2, 5, 31, 32, 63, 64, size - 2, size - 1].filter((n) => n >= 0 && n < size)) {
      const path = way(place, size)
      expect(path.length).toBeLessThanOrEqual(8)
      expect(isIncluded(place, size, leaves[place]!, treeHash(leaves.slice(0, size)), path)).toBe(true)
    }
})

test('RFC 9162 2.1.3: with another leaf, place, size, root or path nothing is shown', () => {
  for (let size = 1; size <= 33; size++)
    for (let place = 0; place < size; place++) {
      const [leaf, root, path] = [leaves[place]!, treeHash(leaves.slice(0, size)), way(place, size)]
      expect(isIncluded(place, size, leaves[100]!, root, path)).toBe(false)
      expect(isIncluded(place, size, leaf, leaves[100]!, path)).toBe(false)
      expect(isIncluded(place, size, leaf, root, [...path, root])).toBe(false)
      if (size > 1) expect(isIncluded(place, size, leaf, root, path.slice(1))).toBe(false)
      for (const other of [place - 1, place + 1, size, Number.NaN, 0.5])
        expect(isIncluded(other, size, leaf, root, path)).toBe(false)
      for (let at = 0; at < path.length; at++)
        expect(isIncluded(place, size, leaf, root, path.with(at, leaves[100]!))).toBe(false)
    }
})
