import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from './actor.ts'
import { auditEvents, ChainAudit } from './audit.ts'
import type { AuditedEvent, Flaw } from './audit.ts'
import { auditTree, TreeAudit } from './audit.tree.ts'
import type { Leaf, PlacedLeaf, StoredTree, TreeFlaw } from './audit.tree.ts'
import { readCheckpoint, readCheckpointsAfter } from './checkpoint.queries.ts'
import { isSigned } from './checkpoint.ts'
import type { SignedCheckpoint } from './checkpoint.ts'
import type { ChainedEvent } from './record.ts'
import { readKeys } from './signing.ts'
import type { Call } from './transaction.ts'
import { inReading } from './transaction.ts'

type EventRow = Omit<ChainedEvent, 'at'> & Omit<AuditedEvent, 'event'> & { at: Date | string }

const columns = sql`e.id, e.vendor_id as "vendorId", e.organization_id as "organizationId", e.aggregate_type as "aggregateType",
  e.aggregate_id as "aggregateId", e.seq, e.type, e.at, e.actor_side as "actorSide", e.actor_id as "actorId",
  e.actor_role as "actorRole", e.data, e.personal, e.personal_salt as "personalSalt", e.personal_hash as "personalHash",
  e.prev_hash as "prevHash", e.hash`

export interface Audited {
  events: number
  chains: number
  checkpoints: number
  flaws: Flaw[]
  treeFlaws: TreeFlaw[]
}

/** A row elsewhere that names an event which is not there: what was told last can be cut off without a gap. */
export interface Witness {
  aggregateId: string
  namedBy: string
}

const batchSize = 2000

/**
 * Walks every chain of events in the database and the tree over them, in batches, and finds what was edited, taken out,
 * put in or put elsewhere (I8). `findWitnesses` asks the rooms' own rows for events that no chain has: they know of a
 * tail that was cut off before a checkpoint covered it. `kept` are checkpoints from outside, such as those of receipts:
 * only they know of a tail that was cut off together with the checkpoints over it.
 */
export const auditChains = async (
  orm: MikroORM,
  findWitnesses: (call: Call) => Promise<Witness[]>,
  kept: readonly SignedCheckpoint[] = [],
): Promise<Audited> => {
  const chains = new ChainAudit()
  const flaws: Flaw[] = []
  for await (const flaw of auditEvents(chains, readChains(orm))) flaws.push(flaw)
  flaws.push(...(await cutOff(orm, findWitnesses, flaws)))
  const keys = await reading(orm, (call) => readKeys(call.em.getKysely()))
  const tree = new TreeAudit((checkpoint) => isSigned(checkpoint, keys))
  const treeFlaws: TreeFlaw[] = []
  for await (const flaw of auditTree(tree, await readTree(orm, kept))) treeFlaws.push(flaw)
  return { events: chains.events, chains: chains.chains, checkpoints: tree.checkpoints, flaws, treeFlaws }
}

const reading = <T>(orm: MikroORM, work: (call: Call) => Promise<T>): Promise<T> =>
  inReading(orm, system('audit'), work)

async function* readChains(orm: MikroORM): AsyncGenerator<AuditedEvent[]> {
  for (let after: AuditedEvent | undefined; ;) {
    const from = after
    const batch = await reading(orm, (call) => readEventsAfter(call, from))
    yield batch
    if (batch.length < batchSize) return
    after = batch.at(-1)
  }
}

/** Events that other rows name and no chain has; a hole in a chain was told at its place already. */
const cutOff = async (
  orm: MikroORM,
  findWitnesses: (call: Call) => Promise<Witness[]>,
  flaws: readonly Flaw[],
): Promise<Flaw[]> => {
  const told = new Set(flaws.map(({ aggregateId }) => aggregateId))
  const ends = new Map<string, number>()
  const found: Flaw[] = []
  for (const { aggregateId, namedBy } of await reading(orm, findWitnesses)) {
    if (told.has(aggregateId)) continue
    const last = ends.get(aggregateId) ?? (await reading(orm, (call) => lastPlace(call, aggregateId)))
    ends.set(aggregateId, last)
    found.push({ aggregateId, seq: last + 1, type: null, damage: 'missing', namedBy })
  }
  return found
}

/** The next events of all chains in order; the index of the chains gives them in it. */
const readEventsAfter = async (call: Call, after: AuditedEvent | undefined): Promise<AuditedEvent[]> => {
  const nil = '00000000-0000-0000-0000-000000000000'
  const { aggregateId = nil, seq = 0, id = nil } = after?.event ?? {}
  const { rows } = await sql<EventRow>`
    select ${columns} from event e where (e.aggregate_id, e.seq, e.id) > (${aggregateId}::uuid, ${seq}::int, ${id}::uuid)
    order by e.aggregate_id, e.seq, e.id limit ${batchSize}
  `.execute(call.em.getKysely())
  return rows.map(auditedEvent)
}

const lastPlace = async (call: Call, aggregateId: string): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(seq), 0)::int as last from event where aggregate_id = ${aggregateId}
  `.execute(call.em.getKysely())
  return rows[0]!.last
}

/** The tree as it stands now; what is covered while it is read is left to the next audit. */
const readTree = async (orm: MikroORM, kept: readonly SignedCheckpoint[]): Promise<StoredTree> => {
  const last = await reading(orm, (call) => readCheckpoint(call))
  const size = Math.max(last?.size ?? 0, ...kept.map((each) => each.size))
  return {
    leaves: readPlacedLeaves(orm, size),
    checkpoints: readCheckpoints(orm, last?.size ?? 0),
    uncovered: readUncovered(orm, size, last?.at ?? null),
    kept,
  }
}

async function* readCheckpoints(orm: MikroORM, size: number): AsyncGenerator<SignedCheckpoint[]> {
  for (let after = 0; after < size;) {
    const from = after
    const batch = await reading(orm, (call) => readCheckpointsAfter(call, from, batchSize))
    yield batch.filter((each) => each.size <= size)
    after = batch.at(-1)?.size ?? size
  }
}

const leafColumns = sql`e.leaf_index as place, e.hash, e.at, e.aggregate_id as "aggregateId", e.seq, e.type`

type LeafRow = Omit<Leaf, 'place' | 'at'> & { id: string; place: string | null; at: Date | string }

async function* readPlacedLeaves(orm: MikroORM, size: number): AsyncGenerator<PlacedLeaf[]> {
  const nil = '00000000-0000-0000-0000-000000000000'
  for (let after = { place: -1, id: nil }; ;) {
    const { place, id } = after
    const { rows } = await reading(orm, (call) =>
      sql<LeafRow>`
        select ${leafColumns}, e.id from event e where (e.leaf_index, e.id) > (${place}::bigint, ${id}::uuid)
          and e.leaf_index < ${size} order by e.leaf_index, e.id limit ${batchSize}
      `.execute(call.em.getKysely()),
    )
    yield rows.map((row) => ({ ...leafOf(row), place: Number(row.place) }))
    if (rows.length < batchSize) return
    after = { place: Number(rows.at(-1)!.place), id: rows.at(-1)!.id }
  }
}

/** In one statement, so that no checkpoint is written in between; the first of them tell enough. */
async function* readUncovered(orm: MikroORM, size: number, lastAt: string | null): AsyncGenerator<Leaf[]> {
  const { rows } = await reading(orm, (call) =>
    sql<LeafRow>`
      (select ${leafColumns}, e.id from event e
        where e.leaf_index >= greatest(${size}::bigint, (select max(c.size) from checkpoint c))
        order by e.leaf_index limit ${batchSize})
      union all
      (select ${leafColumns}, e.id from event e where e.leaf_index is null and e.at < ${lastAt}::timestamptz
        limit ${batchSize})
    `.execute(call.em.getKysely()),
  )
  yield rows.map(leafOf)
}

const leafOf = ({ place, hash, at, aggregateId, seq, type }: LeafRow): Leaf => ({
  place: place === null ? null : Number(place),
  hash,
  at: new Date(at).toISOString(),
  aggregateId,
  seq,
  type,
})

/** The chain of one aggregate, from its first event to its last. */
export const readChain = async (call: Call, aggregateId: string): Promise<AuditedEvent[]> => {
  const { rows } = await sql<EventRow>`
    select ${columns} from event e where e.aggregate_id = ${aggregateId} order by e.seq
  `.execute(call.em.getKysely())
  return rows.map(auditedEvent)
}

const auditedEvent = ({ prevHash, hash, personal, personalSalt, ...chained }: EventRow): AuditedEvent => ({
  event: { ...chained, at: new Date(chained.at).toISOString() },
  prevHash,
  hash,
  personal,
  personalSalt,
})
