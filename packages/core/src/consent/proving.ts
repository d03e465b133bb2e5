import { sql } from 'kysely'
import { proveInclusion } from '../kernel/checkpoint.proof.ts'
import { readCheckpointsAfter } from '../kernel/checkpoint.queries.ts'
import type { SignedCheckpoint } from '../kernel/checkpoint.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { ChainedEvent } from '../kernel/record.ts'
import { eventHash } from '../kernel/record.ts'
import { system } from '../kernel/actor.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { inReading } from '../kernel/transaction.ts'

/** That a receipt stands in the record: its event, and the way from there to the root that a checkpoint signs. */
export type InclusionProof = {
  schema: 'ofrecord-inclusion/1'
  receipt: string
  /** All of the event that is hashed; it names no person. */
  event: ChainedEvent
  previousHash: string
  /** Its place in the tree, from 0. */
  leafIndex: number
  /** RFC 9162, 2.1.3: from the leaf to the root. */
  path: string[]
  /** The first one that covers the event; its `size` and `root` are those of the tree. */
  checkpoint: SignedCheckpoint
}

/**
 * The proof of a receipt's place in the record, always the same once there is one. The event is covered by the first
 * checkpoint after it, so for a minute or two there is none: then, as for an unknown code, it is absent.
 */
export const proveReceipt = async (ctx: CallContext, code: string): Promise<InclusionProof> => {
  const found = await inReading(ctx.reader, system('proof', { receipt: code.toUpperCase() }), async (call) => {
    const { rows } = await sql<Pick<InclusionProof, 'receipt' | 'event' | 'previousHash'> & { place: string }>`
      select r.code as receipt, ${chained} as event, e.prev_hash as "previousHash", e.leaf_index as place
      from consent_receipt r join event e on ${isEventOfReceipt} where r.code = ${code.toUpperCase()} and e.leaf_index is not null
    `.execute(call.em.getKysely())
    const { place, ...row } = rows[0] ?? refuseAbsent()
    const leafIndex = Number(place)
    const [checkpoint] = await readCheckpointsAfter(call, leafIndex, 1)
    return { ...row, leafIndex, checkpoint: checkpoint ?? refuseAbsent() }
  })
  const { event, previousHash, leafIndex, checkpoint } = found
  const path = await proveInclusion(ctx.reader, leafIndex, eventHash(event, previousHash), checkpoint)
  return { schema: 'ofrecord-inclusion/1', ...found, path }
}

/** Row `e` as it was hashed. */
const chained = sql`jsonb_build_object('id', e.id, 'vendorId', e.vendor_id, 'organizationId', e.organization_id,
  'aggregateType', e.aggregate_type, 'aggregateId', e.aggregate_id, 'seq', e.seq, 'type', e.type,
  'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actorSide', e.actor_side, 'actorId', e.actor_id,
  'actorRole', e.actor_role, 'data', e.data, 'personalHash', e.personal_hash)`

/** Whether row `e` is the event with which receipt `r` was issued. */
export const isEventOfReceipt = sql`e.aggregate_id = r.claim_id and e.type = 'claim.consentRecorded' and e.data ->> 'receipt' = r.code`
