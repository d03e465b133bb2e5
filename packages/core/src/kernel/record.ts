import { randomBytes } from 'node:crypto'
import { eventHash as hashOf } from '@ofrecord/verify/verify'
import { sql } from 'kysely'
import { uuids } from './conditions.ts'
import type { Actor } from './actor.ts'
import { canonicalJson, sha256 } from './canonical.ts'
import type { Json } from './canonical.ts'
import type { Aggregate, Happening } from './happened.ts'
import { newId } from './id.ts'
import type { Call } from './transaction.ts'

/** The part of an event that its hash covers: everything but the erasable and the columns of its dispatch. */
export interface ChainedEvent {
  id: string
  vendorId: string | null
  organizationId: string | null
  aggregateType: string
  aggregateId: string
  seq: number
  type: string
  at: string
  actorSide: string
  actorId: string | null
  actorRole: string | null
  data: { [key: string]: Json }
  personalHash: string | null
}

/** The first event of a chain follows this. */
export const genesis = '0'.repeat(64)

/** SHA-256 over a leaf prefix, the canonical event and the hash before it, made where the checker of receipts makes it. */
export const eventHash = (event: ChainedEvent, prevHash: string): string => hashOf(event as unknown as Json, prevHash)

export const personalHash = (personal: { [key: string]: Json }, salt: string): string =>
  sha256(salt, canonicalJson(personal))

/** Writes what happened as event rows, each chained to the last of its aggregate, and wakes the dispatcher. */
export const recordEvents = async (call: Call, happenings: readonly Happening[]): Promise<void> => {
  if (happenings.length === 0) return
  const heads = await chainHeads(call, [...new Set(happenings.map(({ aggregate }) => aggregate.id))])
  const rows = happenings.map((happening) => ({
    ...chainEvent(
      happening,
      { at: call.now, ...ownersOf(happening.aggregate, call.actor), ...actorOf(call.actor) },
      heads,
    ),
    dispatched_at: happening.along ? call.now.toISOString() : null,
  }))
  await sql`
    with told as (select pg_notify('ofrecord_event', ''))
    insert into event (id, vendor_id, organization_id, aggregate_type, aggregate_id, seq, type, at, actor_side, actor_id,
      actor_role, data, personal, personal_salt, personal_hash, prev_hash, hash, dispatched_at)
    select row.* from told, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, vendor_id uuid,
      organization_id uuid, aggregate_type text, aggregate_id uuid, seq int, type text, at timestamptz,
      actor_side text, actor_id uuid, actor_role text, data jsonb, personal jsonb, personal_salt text,
      personal_hash text, prev_hash text, hash text, dispatched_at timestamptz)
  `.execute(call.em.getKysely())
}

/** When something happened, to whose entity, and by whom. */
export type Saying = Pick<ChainedEvent, 'vendorId' | 'organizationId' | 'actorSide' | 'actorId' | 'actorRole'> & {
  at: Date
}

/** The last event of a chain. */
export interface Head {
  seq: number
  hash: string
}

const chainHeads = async (call: Call, aggregateIds: string[]): Promise<Map<string, Head>> => {
  const { rows } = await sql<Head & { aggregate_id: string }>`
    select aggregate_id, seq, hash from event_heads(${uuids(aggregateIds)})
  `.execute(call.em.getKysely())
  return new Map(rows.map((row) => [row.aggregate_id, row]))
}

/** An event as its row, by the names of the columns: chained to the head of its aggregate, which it becomes. */
export const chainEvent = (
  { aggregate, type, data, personal }: Pick<Happening, 'aggregate' | 'type' | 'data' | 'personal'>,
  { at, ...said }: Saying,
  heads: Map<string, Head>,
) => {
  const before = heads.get(aggregate.id) ?? { seq: 0, hash: genesis }
  const salt = personal && randomBytes(16).toString('hex')
  const chained: ChainedEvent = {
    id: newId(at),
    ...said,
    aggregateType: type.split('.')[0]!,
    aggregateId: aggregate.id,
    seq: before.seq + 1,
    type,
    at: at.toISOString(),
    data,
    personalHash: personal && salt ? personalHash(personal, salt) : null,
  }
  const hash = eventHash(chained, before.hash)
  heads.set(aggregate.id, { seq: chained.seq, hash })
  return snakeCased({ ...chained, personal, personalSalt: salt, prevHash: before.hash, hash })
}

const ownersOf = (aggregate: Aggregate, actor: Actor) => ({
  vendorId: aggregate.vendorId ?? ('vendorId' in actor ? actor.vendorId : null),
  organizationId: aggregate.organizationId ?? null,
})

const actorOf = (actor: Actor) => ({
  actorSide: actor.side,
  // A directory is nobody: its token says which one it was.
  actorId: 'personId' in actor ? actor.personId : 'tokenId' in actor ? actor.tokenId : null,
  actorRole: 'grants' in actor ? [...new Set(actor.grants.map(({ role }) => role))].toSorted().join(',') || null : null,
})

const snakeCased = (row: { [key: string]: Json }): { [key: string]: Json } =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
