import type { MikroORM } from '@mikro-orm/postgresql'
import { appended, emptyEdge, leafHash, rootOf } from '@ofrecord/verify/merkle'
import type { Edge } from '@ofrecord/verify/merkle'
import { sql } from 'kysely'
import { system } from './actor.ts'
import { checkpointContent, mostCovered } from './checkpoint.ts'
import { readCheckpoint, readLeaves } from './checkpoint.queries.ts'
import type { Installation } from './installation.ts'
import { currentSigner, signDocument } from './signing.ts'
import type { Call } from './transaction.ts'
import { inReading, inTransaction } from './transaction.ts'

const batchSize = 5000

/** The right edge of the tree as a process knows it. A new one is grown from the stored events, once. */
export interface Tree {
  edge: Edge
}

export const freshTree = (): Tree => ({ edge: emptyEdge })

/**
 * Gives the events that have none their places in the tree and writes signed checkpoints over them (I8), one for each
 * 1,000 events and one for the rest; none where nothing happened. Answers how many it wrote. One process at a time does
 * it; another one that tries goes away with nothing. Throws where the stored events are not those of the last checkpoint.
 */
export const writeCheckpoints = async (orm: MikroORM, installation: Installation, tree: Tree): Promise<number> => {
  for (let written = 0; ; written++) {
    const from = await grow(orm, tree.edge)
    tree.edge = from
    const covered = await inTransaction(orm, system('checkpoint'), (call) => coverNext(call, installation, from))
    if (!covered || covered.size === from.size) return written
    // Only after the commit: what was taken back is not in the tree.
    tree.edge = covered
    if (covered.size - from.size < mostCovered) return written + 1
  }
}

/** The edge at the last checkpoint, checked against its root. */
const grow = async (orm: MikroORM, edge: Edge): Promise<Edge> => {
  const last = await inReading(orm, system('checkpoint'), (call) => readCheckpoint(call))
  const size = last?.size ?? 0
  let grown = edge
  while (grown.size < size) {
    const from = grown.size
    const to = Math.min(size, from + batchSize)
    const leaves = await inReading(orm, system('checkpoint'), (call) => readLeaves(call, from, to))
    if (leaves.length !== to - from) throw notTheTree(last?.at)
    for (const { hash } of leaves) grown = appended(grown, leafHash(hash))
  }
  if (grown.size !== size || (last && rootOf(grown) !== last.root)) throw notTheTree(last?.at)
  return grown
}

/** Nothing is signed over a record that was tampered with: what is wrong has to be seen, not covered. */
const notTheTree = (at = 'before') =>
  new Error(`The stored events are not those of the checkpoint of ${at}; npm run audit -- verify names the place.`)

/** One more checkpoint; nothing while another process writes one, the same edge where nothing happened. */
const coverNext = async (call: Call, installation: Installation, edge: Edge): Promise<Edge | undefined> => {
  if (!(await isAlone(call))) return undefined
  const last = await readCheckpoint(call)
  if ((last?.size ?? 0) !== edge.size) return undefined
  const hashes = await placeNext(call, edge.size)
  if (hashes.length === 0) return edge
  const covered = hashes.reduce((grown, hash) => appended(grown, leafHash(hash)), edge)
  await insertCheckpoint(call, installation, covered, edge.size)
  return covered
}

const isAlone = async (call: Call): Promise<boolean> => {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('ofrecord/checkpoint', 0)) as alone,
      set_config('lock_timeout', '5s', true)
  `.execute(call.em.getKysely())
  return rows[0]!.alone
}

/**
 * Gives the next events their places, by the order in which they were written. What is seen here is committed, and a
 * place is given after those that were given before: an event whose transaction ends later comes later, so none can slip
 * in below a published size. Within one history the order holds, because an event is written only where the one before it
 * can be seen.
 */
const placeNext = async (call: Call, size: number): Promise<string[]> => {
  const { rows } = await sql<{ place: string; hash: string }>`
    with waiting as (
      select id, position from event where leaf_index is null order by position limit ${mostCovered} for update),
    placed as (select id, ${size}::bigint + row_number() over (order by position) - 1 as place from waiting)
    update event e set leaf_index = placed.place from placed where e.id = placed.id
    returning e.leaf_index as place, e.hash
  `.execute(call.em.getKysely())
  return rows.toSorted((a, b) => Number(a.place) - Number(b.place)).map(({ hash }) => hash)
}

const insertCheckpoint = async (
  call: Call,
  installation: Installation,
  edge: Edge,
  previousSize: number,
): Promise<void> => {
  const { size } = edge
  const root = rootOf(edge)
  const at = call.now.toISOString()
  const signer = await currentSigner(call, installation)
  const document = signDocument(signer, checkpointContent({ size, previousSize, root, at }))
  const { signature } = JSON.parse(document) as { signature: string }
  await sql`
    insert into checkpoint (size, root, at, key_id, signature) values (${size}, ${root}, ${at}, ${signer.id}, ${signature})
  `.execute(call.em.getKysely())
}
