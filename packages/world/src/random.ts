import { createHash } from 'node:crypto'

/** The one seed of the demo world (SED-R2): change it and every generated name, number and GUID changes. */
export const SEED = 20261102

/** Draws that repeat. A stream depends on the seed and its own name only, so a new stream never shifts an old one. */
export interface Random {
  /** 0 up to, not including, 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  /** One of the items; refuses an empty list, since nothing can be drawn from it. */
  pick<T>(items: readonly T[]): T
  /** A shuffled copy. */
  shuffle<T>(items: readonly T[]): T[]
  /** A positive number whose logarithm is normal: half of all draws lie below the median. */
  logNormal(median: number, sigma: number): number
  /** Sixteen bytes, the random part of a repeatable id. */
  bytes(): Uint8Array
}

const digest = (key: string): Buffer => createHash('sha256').update(`${SEED}|${key}`).digest()

/** A stream of draws by name: `random('customers')` gives the same draws in every run and on every machine. */
export const random = (stream: string): Random => {
  const next = sfc32(digest(`stream:${stream}`))
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error(`Nothing to pick from in stream ${stream}`)
    return items[int(0, items.length - 1)]!
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    shuffle: (items) => shuffled(items, int),
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    bytes: () => Uint8Array.from({ length: 16 }, () => int(0, 255)),
  }
}

// sfc32: 128 bits of state, passes PractRand, exact in 32-bit integer arithmetic and so equal on every platform.
const sfc32 = (seed: Buffer): (() => number) => {
  const state = new Uint32Array([seed.readUInt32LE(0), seed.readUInt32LE(4), seed.readUInt32LE(8), 1])
  return () => {
    const [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
    const drawn = (a + b + d) >>> 0
    state[0] = b ^ (b >>> 9)
    state[1] = c + (c << 3)
    state[2] = ((c << 21) | (c >>> 11)) + drawn
    state[3] = d + 1
    return drawn / 4_294_967_296
  }
}

const shuffled = <T>(items: readonly T[], int: (min: number, max: number) => number): T[] => {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = int(0, last)
    ;[copy[last], copy[other]] = [copy[other]!, copy[last]!]
  }
  return copy
}

/**
 * A GUID that belongs to a key: `guid('tenant:orchard')` is the same in every run. It has the shape of a version 4
 * UUID (RFC 9562), because customers' directories and order systems hand out that shape.
 */
export const guid = (key: string): string => {
  const bytes = digest(`guid:${key}`).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Repeats each value as often as its count says: the deck from which exact distributions are dealt. */
export const deck = <T extends string>(counts: Readonly<Record<T, number>>): T[] =>
  (Object.entries(counts) as [T, number][]).flatMap(([value, count]) => Array.from({ length: count }, () => value))
