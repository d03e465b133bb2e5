import { sql } from 'kysely'
import type { SignedCheckpoint } from './checkpoint.ts'
import type { Call } from './transaction.ts'

/** A row `c` of checkpoints as the document that was signed; what stands before it is asked for, so that it is missed. */
const document = sql`jsonb_build_object('schema', 'ofrecord-checkpoint/1', 'size', c.size, 'root', c.root,
  'previousSize', (select coalesce(max(p.size), 0) from checkpoint p where p.size < c.size),
  'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'keyId', c.key_id, 'signature', c.signature)`

/** SQL for the latest checkpoint as it is published (`SignedCheckpoint`), null while there is none. */
export const latestCheckpoint = sql<SignedCheckpoint | null>`(select ${document} from checkpoint c order by c.size desc limit 1)`

/** The latest checkpoint, or the one of exactly that size. */
export const readCheckpoint = async (call: Call, size?: number): Promise<SignedCheckpoint | undefined> => {
  const asked = size === undefined ? sql`true` : sql`c.size = ${size}`
  const { rows } = await sql<{ document: SignedCheckpoint }>`
    select ${document} as document from checkpoint c where ${asked} order by c.size desc limit 1
  `.execute(call.em.getKysely())
  return rows[0]?.document
}

/** The next checkpoints after a size, the smallest first. */
export const readCheckpointsAfter = async (call: Call, size: number, most: number): Promise<SignedCheckpoint[]> => {
  const { rows } = await sql<{ document: SignedCheckpoint }>`
    select ${document} as document from checkpoint c where c.size > ${size} order by c.size limit ${most}
  `.execute(call.em.getKysely())
  return rows.map(({ document }) => document)
}

interface Leaf {
  place: number
  hash: string
}

/** The hashes of the events at these places of the tree, `from` included and `to` not, in order. */
export const readLeaves = async (call: Call, from: number, to: number): Promise<Leaf[]> => {
  const { rows } = await sql<{ place: string; hash: string }>`
    select place, hash from event_leaves(${from}, ${to})
  `.execute(call.em.getKysely())
  return rows.map(({ place, hash }) => ({ place: Number(place), hash }))
}
