import type { MikroORM } from '@mikro-orm/postgresql'
import {
  appended,
  consistencyRanges,
  emptyEdge,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
} from '@ofrecord/verify/merkle'
import type { Edge } from '@ofrecord/verify/merkle'
import { system } from './actor.ts'
import { readLeaves } from './checkpoint.queries.ts'
import type { SignedCheckpoint } from './checkpoint.ts'
import { inReading } from './transaction.ts'

/** A power of two: a full tile is a full subtree. */
const tileSize = 1024

/** The roots of full tiles, by their number; what is covered never changes, and a million events have 64 kB of them. */
type Tiles = Map<number, string>

const tilesOf = new WeakMap<MikroORM, Tiles>()

/**
 * The hashes which prove that the tree of the first checkpoint is the beginning of the tree of the second (RFC 9162,
 * 2.1.4): nothing that was published once was changed since. Throws where that is not so.
 */
export const proveConsistency = async (
  orm: MikroORM,
  first: SignedCheckpoint,
  second: SignedCheckpoint,
): Promise<string[]> => {
  const ranges = consistencyRanges(first.size, second.size)
  const path = await prove(orm, ranges, (given) =>
    isConsistent(first.size, first.root, second.size, second.root, given),
  )
  if (!path) throw new Error(`The checkpoint of ${first.at} is not the beginning of the one of ${second.at}.`)
  return path
}

/**
 * The hashes which prove that the event with this hash stands at its place (from 0) under a checkpoint (RFC 9162, 2.1.3).
 * Throws where that is not so.
 */
export const proveInclusion = async (
  orm: MikroORM,
  place: number,
  hash: string,
  { size, root, at }: SignedCheckpoint,
): Promise<string[]> => {
  const leaf = leafHash(hash)
  const path = await prove(orm, inclusionRanges(place, size), (given) => isIncluded(place, size, leaf, root, given))
  if (!path) throw new Error(`The event at place ${place} is not the one that the checkpoint of ${at} covered.`)
  return path
}

type Range = ReturnType<typeof consistencyRanges>[number]

/** Tiles are of this process's memory; before it is said that the tree does not fit, they are made once more. */
const prove = async (
  orm: MikroORM,
  ranges: readonly Range[],
  isProof: (path: string[]) => boolean,
): Promise<string[] | undefined> => {
  const known = tilesOf.get(orm)
  return (known && (await tryProof(orm, known, ranges, isProof))) ?? (await tryProof(orm, new Map(), ranges, isProof))
}

const tryProof = async (
  orm: MikroORM,
  tiles: Tiles,
  ranges: readonly Range[],
  isProof: (path: string[]) => boolean,
): Promise<string[] | undefined> => {
  tilesOf.set(orm, tiles)
  const path: string[] = []
  for (const { from, to } of ranges) path.push(rootOf(await edgeOver(orm, tiles, from, to)))
  return isProof(path) ? path : undefined
}

/** The tree over a range of leaves; a range of a proof is a subtree, so where a tile fits into it, it begins at one. */
const edgeOver = async (orm: MikroORM, tiles: Tiles, from: number, to: number): Promise<Edge> => {
  let edge = emptyEdge
  for (let at = from; at < to;) {
    const tile = Math.floor(at / tileSize)
    const end = Math.min(to, (tile + 1) * tileSize)
    const whole = end - at === tileSize
    if (whole) edge = appended(edge, await tileRoot(orm, tiles, tile), tileSize)
    else for (const leaf of await readHashed(orm, at, end)) edge = appended(edge, leaf)
    at = end
  }
  return edge
}

const tileRoot = async (orm: MikroORM, tiles: Tiles, tile: number): Promise<string> => {
  const known = tiles.get(tile)
  if (known) return known
  const leaves = await readHashed(orm, tile * tileSize, (tile + 1) * tileSize)
  const root = rootOf(leaves.reduce((edge, leaf) => appended(edge, leaf), emptyEdge))
  tiles.set(tile, root)
  return root
}

const readHashed = async (orm: MikroORM, from: number, to: number): Promise<string[]> => {
  const leaves = await inReading(orm, system('proof'), (call) => readLeaves(call, from, to))
  return leaves.map(({ hash }) => leafHash(hash))
}
