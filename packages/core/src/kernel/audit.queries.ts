import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from './actor.ts'
import { ChainAudit } from './audit.ts'
import type { AuditedEvent, Flaw } from './audit.ts'
import type { ChainedEvent } from './record.ts'
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
  flaws: Flaw[]
}

/** A row elsewhere that names an event which is not there: what was told last can be cut off without a gap. */
export interface Witness {
  aggregateId: string
  namedBy: string
}

const batchSize = 2000

/**
 * Walks every chain of events in the database, in batches, and finds what was edited, taken out or put elsewhere (I8).
 * `findWitnesses` asks the rooms' own rows for events that no chain has: only they know of a tail that was cut off.
 */
export const auditChains = async (
  orm: MikroORM,
  findWitnesses: (call: Call) => Promise<Witness[]>,
): Promise<Audited> => {
  const audit = new ChainAudit()
  const flaws: Flaw[] = []
  const ends = new Map<string, number>()
  for (let after: AuditedEvent | undefined; ;) {
    const from = after
    const batch = await inReading(orm, system('audit'), (call) => readEventsAfter(call, from))
    for (const event of batch) flaws.push(...audit.take(event))
    after = batch.at(-1)
    if (batch.length < batchSize) break
  }
  const told = new Set(flaws.map(({ aggregateId }) => aggregateId))
  for (const { aggregateId, namedBy } of await inReading(orm, system('audit'), findWitnesses)) {
    // A hole in the chain was told at its place already.
    if (told.has(aggregateId)) continue
    const last =
      ends.get(aggregateId) ?? (await inReading(orm, system('audit'), (call) => lastPlace(call, aggregateId)))
    ends.set(aggregateId, last)
    flaws.push({ aggregateId, seq: last + 1, type: null, damage: 'missing', namedBy })
  }
  return { events: audit.events, chains: audit.chains, flaws }
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
