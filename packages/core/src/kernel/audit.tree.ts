import { appended, emptyEdge, leafHash, rootOf } from '@ofrecord/verify/merkle'
import type { Edge } from '@ofrecord/verify/merkle'
import { mostCovered } from './checkpoint.ts'
import type { SignedCheckpoint } from './checkpoint.ts'

/** An event as the tree of checkpoints knows it. */
export interface Leaf {
  /** From 0; null while no checkpoint covers it. */
  place: number | null
  hash: string
  at: string
  aggregateId: string
  seq: number
  type: string
}

export type PlacedLeaf = Leaf & { place: number }

type Named = Pick<Leaf, 'aggregateId' | 'seq' | 'type'>
type Covering = Pick<SignedCheckpoint, 'size' | 'at'>

/**
 * What can be wrong with the tree (I8), by places from 0, `from` and `to` included.
 * `lost`: no event stands at these places, which the checkpoint covers. `rewritten`: what stands at these places is not
 * what the checkpoint covered, though it may fit together. `doubled`: a second event claims the place. `beyond`: these
 * places were given to events, and the checkpoint over them is not there. `backdated`: the event says that it happened
 * before the last checkpoint, which does not cover it. `unsigned`: the checkpoint is not what was signed, or its key is
 * not known. `withdrawn`: a checkpoint of that size was signed, and is not there.
 */
export type TreeFlaw =
  | { damage: 'lost'; from: number; to: number; checkpoint: Covering }
  | { damage: 'rewritten'; from: number; to: number; checkpoint: Covering }
  | { damage: 'doubled'; place: number; event: Named }
  | { damage: 'beyond'; from: number; to: number; event: Named }
  | { damage: 'backdated'; event: Named; checkpoint: Covering }
  | { damage: 'unsigned'; checkpoint: Covering }
  | { damage: 'withdrawn'; size: number }

type Told<Damage> = Extract<TreeFlaw, { damage: Damage }>

/** No transaction stays open for so long: an event that is older than the last checkpoint by more was put in later. */
const openForMs = 3_600_000

/**
 * Checks the tree one event and one checkpoint at a time, so that any number fits: hand over the events by their places,
 * and each checkpoint as soon as all events below its size were handed over; then the events that no checkpoint covers.
 * Where one is lost or rewritten no later root can be made, so what comes after is checked for its places only.
 */
export class TreeAudit {
  checkpoints = 0
  readonly #isSigned: (checkpoint: SignedCheckpoint) => boolean
  #edge: Edge = emptyEdge
  /** The place that comes next. */
  #next = 0
  #comparable = true
  /** All below is what the checkpoints of the record covered, and what the kept ones did. */
  #good = 0
  #goodByKept = 0
  #last: SignedCheckpoint | undefined
  /** The size of the last checkpoint that is genuine. */
  #genuine = 0
  #lost: Told<'lost'> | undefined
  #beyond: Told<'beyond'> | undefined
  readonly #withdrawn = new Set<number>()

  constructor(isSigned: (checkpoint: SignedCheckpoint) => boolean) {
    this.#isSigned = isSigned
  }

  /** An event below the size of the checkpoint that comes next. */
  take({ place, hash, ...event }: PlacedLeaf, checkpoint: Covering): TreeFlaw[] {
    if (place < this.#next) return [{ damage: 'doubled', place, event: namedOf(event) }]
    if (place > this.#next) this.#lose(place - 1, checkpoint)
    const told = this.#tellLost()
    this.#next = place + 1
    if (this.#comparable) this.#edge = appended(this.#edge, leafHash(hash))
    return told
  }

  /** A checkpoint of the record. */
  check(given: SignedCheckpoint): TreeFlaw[] {
    this.checkpoints++
    this.#last = given
    const { size } = given
    if (this.#next < size) this.#lose(size - 1, given)
    const before = this.#genuine
    const previousSize = this.#previousSize(given)
    if (previousSize === undefined) return [{ damage: 'unsigned', checkpoint: coveringOf(given) }]
    this.#genuine = size
    const withdrawn = previousSize === before ? [] : this.#withdraw(previousSize)
    const rewritten = this.#compare(given, this.#good)
    this.#good = size
    return [...withdrawn, ...rewritten]
  }

  /** A checkpoint that somebody kept outside of the record: what it covers cannot be cut off unseen. */
  checkKept(kept: SignedCheckpoint): TreeFlaw[] {
    if (!this.#isSigned(kept)) return [{ damage: 'unsigned', checkpoint: coveringOf(kept) }]
    if (this.#next < kept.size) this.#lose(kept.size - 1, kept)
    const withdrawn = this.#last?.size === kept.size ? [] : this.#withdraw(kept.size)
    const rewritten = this.#compare(kept, this.#goodByKept)
    this.#goodByKept = kept.size
    return [...withdrawn, ...rewritten]
  }

  /** An event that no checkpoint covers. */
  takeUncovered({ place, at, ...leaf }: Leaf): TreeFlaw[] {
    const event = namedOf(leaf)
    if (place === null) {
      const last = this.#last
      if (!last || Date.parse(at) >= Date.parse(last.at) - openForMs) return []
      return [{ damage: 'backdated', event, checkpoint: coveringOf(last) }]
    }
    const run = this.#beyond
    if (run && place === run.to + 1) {
      run.to = place
      return []
    }
    this.#beyond = { damage: 'beyond', from: place, to: place, event }
    return run ? [run] : []
  }

  end(): TreeFlaw[] {
    return [...this.#tellLost(), ...(this.#beyond ? [this.#beyond] : [])]
  }

  /** The size that was signed as the one before; undefined where the checkpoint is not genuine. */
  #previousSize(given: SignedCheckpoint): number | undefined {
    const isSignedAfter = (previousSize: number) => this.#isSigned({ ...given, previousSize })
    if (isSignedAfter(this.#genuine)) return this.#genuine
    // The one before may have been taken away; a checkpoint covers 1,000 events at most, so it is soon found.
    for (let size = given.size - 1; size > this.#genuine && size >= given.size - mostCovered; size--)
      if (isSignedAfter(size)) return size
    return undefined
  }

  #compare(checkpoint: SignedCheckpoint, from: number): TreeFlaw[] {
    if (!this.#comparable || rootOf(this.#edge) === checkpoint.root) return []
    this.#comparable = false
    return [{ damage: 'rewritten', from, to: checkpoint.size - 1, checkpoint: coveringOf(checkpoint) }]
  }

  #withdraw(size: number): TreeFlaw[] {
    if (this.#withdrawn.has(size)) return []
    this.#withdrawn.add(size)
    return [{ damage: 'withdrawn', size }]
  }

  #lose(to: number, given: Covering): void {
    const checkpoint = coveringOf(given)
    const from = this.#next
    this.#lost = { damage: 'lost', from: this.#lost?.from ?? from, to, checkpoint }
    this.#next = to + 1
    this.#comparable = false
  }

  #tellLost(): TreeFlaw[] {
    const lost = this.#lost
    this.#lost = undefined
    return lost ? [lost] : []
  }
}

const namedOf = ({ aggregateId, seq, type }: Named): Named => ({ aggregateId, seq, type })
const coveringOf = ({ size, at }: Covering): Covering => ({ size, at })

/** What the tree is made of; batches of any size, in order. */
export interface StoredTree {
  /** By their places, below the size of the last checkpoint. */
  leaves: AsyncIterable<readonly PlacedLeaf[]>
  /** By their sizes. */
  checkpoints: AsyncIterable<readonly SignedCheckpoint[]>
  uncovered: AsyncIterable<readonly Leaf[]>
  /** Checkpoints that were kept outside of the record. */
  kept: readonly SignedCheckpoint[]
}

/** Checks a whole tree in one pass, and tells each flaw as it is found. */
export async function* auditTree(audit: TreeAudit, tree: StoredTree): AsyncGenerator<TreeFlaw> {
  const batches = tree.leaves[Symbol.asyncIterator]()
  let batch: readonly PlacedLeaf[] = []
  let at = 0
  for await (const { checkpoint, kept } of stopsOf(tree)) {
    for (;;) {
      for (; at < batch.length && batch[at]!.place < checkpoint.size; at++)
        for (const flaw of audit.take(batch[at]!, checkpoint)) yield flaw
      if (at < batch.length) break
      const next = await batches.next()
      if (next.done) break
      batch = next.value
      at = 0
    }
    for (const flaw of kept ? audit.checkKept(checkpoint) : audit.check(checkpoint)) yield flaw
  }
  for await (const leaves of tree.uncovered)
    for (const leaf of leaves) for (const flaw of audit.takeUncovered(leaf)) yield flaw
  for (const flaw of audit.end()) yield flaw
}

/** All checkpoints by their sizes, a kept one after that of the record. */
async function* stopsOf({ checkpoints, kept }: StoredTree) {
  const waiting = kept.toSorted((a, b) => a.size - b.size)
  for await (const batch of checkpoints)
    for (const checkpoint of batch) {
      while (waiting[0] && waiting[0].size < checkpoint.size) yield { checkpoint: waiting.shift()!, kept: true }
      yield { checkpoint, kept: false }
    }
  for (const checkpoint of waiting) yield { checkpoint, kept: true }
}
