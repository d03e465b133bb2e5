import { createHash } from 'node:crypto'
import { appended, emptyEdge, leafHash, rootOf } from '@ofrecord/verify/merkle'
import { auditEvents, ChainAudit } from '../src/kernel/audit.ts'
import type { AuditedEvent, Flaw } from '../src/kernel/audit.ts'
import { auditTree, TreeAudit } from '../src/kernel/audit.tree.ts'
import type { PlacedLeaf, TreeFlaw } from '../src/kernel/audit.tree.ts'
import { checkpointContent } from '../src/kernel/checkpoint.ts'
import type { SignedCheckpoint } from '../src/kernel/checkpoint.ts'
import { eventHash, genesis, personalHash } from '../src/kernel/record.ts'
import type { ChainedEvent } from '../src/kernel/record.ts'
import { signDocument, signerOf } from '../src/kernel/signing.ts'
import { installation } from './stage.ts'

/** An event as its row is: with its place in the tree. */
export interface Row extends AuditedEvent {
  readonly place: number | null
}

/** A record of events in memory, as the tables hold it; changed by copying. */
export interface Ledger {
  readonly rows: readonly Row[]
  readonly checkpoints: readonly SignedCheckpoint[]
  readonly keys: readonly { id: string; publicKey: string }[]
}

/** A whole number below. */
export type Chance = (below: number) => number

/** The same numbers for the same seed (mulberry32). */
export const chanceOf = (seed: number): Chance => {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export const idFrom = (chance: Chance): string =>
  createHash('sha256')
    .update(String(chance(2 ** 31)))
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const began = Date.parse('2026-11-02T09:00:00Z')
const stepMs = 600_000
const types = ['claim.created', 'claim.submitted', 'claim.approved', 'claim.denied', 'clarification.answered']
const size = { chains: 12, events: 64, uncovered: 8, checkpoint: 8 }

/** 64 events in 12 chains, all but the last eight covered by checkpoints that two keys signed. */
export const honestLedger = (chance: Chance): Ledger => {
  const chains = Array.from({ length: size.chains }, () => ({ id: idFrom(chance), seq: 0, hash: genesis }))
  const rows = Array.from({ length: size.events }, (_, at) => {
    const chain = chains[at < size.chains ? at : chance(size.chains)]!
    const row = honestRow(chance, chain, at)
    chain.seq += 1
    chain.hash = row.hash
    return row
  })
  const signers = [signerOf(installation, 1), signerOf(installation, 2)] as const
  const checkpoints: SignedCheckpoint[] = []
  let edge = emptyEdge
  for (const { place, hash } of rows) {
    if (place === null) break
    edge = appended(edge, leafHash(hash))
    if (edge.size % size.checkpoint !== 0 && edge.size !== size.events - size.uncovered) continue
    const at = new Date(began + place * stepMs + 1000).toISOString()
    const previousSize = checkpoints.at(-1)?.size ?? 0
    const content = checkpointContent({ size: edge.size, previousSize, root: rootOf(edge), at })
    const signer = signers[edge.size > 24 ? 1 : 0]
    checkpoints.push(JSON.parse(signDocument(signer, content)) as SignedCheckpoint)
  }
  return { rows: inChains(rows), checkpoints, keys: signers.map(({ id, publicKey }) => ({ id, publicKey })) }
}

const honestRow = (chance: Chance, chain: { id: string; seq: number; hash: string }, at: number): Row => {
  const personal = chance(3) === 0 ? { name: `Person ${chance(99)}`, comment: 'On record' } : null
  const personalSalt = personal && idFrom(chance)
  const event: ChainedEvent = {
    id: idFrom(chance),
    vendorId: idFrom(chance),
    organizationId: chance(4) === 0 ? null : idFrom(chance),
    aggregateType: 'claim',
    aggregateId: chain.id,
    seq: chain.seq + 1,
    type: types[chance(types.length)]!,
    at: new Date(began + at * stepMs).toISOString(),
    actorSide: 'partner',
    actorId: chance(2) === 0 ? null : idFrom(chance),
    actorRole: null,
    data: { number: 1_000_000 + at, items: ['MAIL', 'SITE'].slice(chance(2)) },
    personalHash: personal && personalSalt ? personalHash(personal, personalSalt) : null,
  }
  const place = at < size.events - size.uncovered ? at : null
  return { event, prevHash: chain.hash, hash: eventHash(event, chain.hash), personal, personalSalt, place }
}

/** As the database hands them over. */
export const inChains = (rows: readonly Row[]): Row[] =>
  rows.toSorted(
    ({ event: a }, { event: b }) => compare(a.aggregateId, b.aggregateId) || a.seq - b.seq || compare(a.id, b.id),
  )

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

const genuine = new Map<string, boolean>()

/** The audit of a ledger, by the functions that audit the database; a signature is checked once. */
export async function* auditLedger(
  { rows, checkpoints, keys }: Ledger,
  isSigned: (checkpoint: SignedCheckpoint, keys: Ledger['keys']) => boolean,
  kept: readonly SignedCheckpoint[] = [],
): AsyncGenerator<Flaw | TreeFlaw> {
  yield* auditEvents(new ChainAudit(), batch(inChains(rows)))
  const ringed = JSON.stringify(keys)
  const audit = new TreeAudit((checkpoint) => {
    const asked = ringed + JSON.stringify(checkpoint)
    const known = genuine.get(asked) ?? isSigned(checkpoint, keys)
    genuine.set(asked, known)
    return known
  })
  const limit = Math.max(0, ...[...checkpoints, ...kept].map((each) => each.size))
  const leaves = rows.map(leafOf).toSorted((a, b) => (a.place ?? -1) - (b.place ?? -1))
  yield* auditTree(audit, {
    leaves: batch(leaves.filter((leaf) => leaf.place !== null && leaf.place < limit) as PlacedLeaf[]),
    checkpoints: batch(checkpoints.toSorted((a, b) => a.size - b.size)),
    uncovered: batch(leaves.filter(({ place }) => place === null || place >= limit)),
    kept,
  })
}

async function* batch<T>(all: readonly T[]): AsyncGenerator<readonly T[]> {
  yield all
}

const leafOf = ({ event: { aggregateId, seq, type, at }, hash, place }: Row) => ({
  aggregateId,
  seq,
  type,
  at,
  hash,
  place,
})
