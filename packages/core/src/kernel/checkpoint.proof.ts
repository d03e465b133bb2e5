import type { MikroORM } from '@mikro-orm/postgresql'
import { appended, consistencyRanges, emptyEdge, isConsistent, leafHash, rootOf } from '@ofrecord/verify/merkle'
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
  const known = tilesOf.get(orm)
  // Tiles are of this process's memory; before it is said that the tree does not fit, they are made once more.
  const path = (known && (await tryProof(orm, known, first, second))) ?? (await tryProof(orm, new Map(), first, second))
  if (!path) throw new Error(`The checkpoint of ${first.at} is not the beginning of the one of ${second.at}.`)
  return path
}

const tryProof = async (
  orm: MikroORM,
  tiles: Tiles,
  first: SignedCheckpoint,
  second: SignedCheckpoint,
): Promise<string[] | undefined> => {
  tilesOf.set(orm, tiles)
  const path: string[] = []
  for (const { from, to } of consistencyRanges(first.size, second.size))
    path.push(rootOf(await edgeOver(orm, tiles, from, to)))
  return isConsistent(first.size, first.root, second.size, second.root, path) ? path : undefined
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
