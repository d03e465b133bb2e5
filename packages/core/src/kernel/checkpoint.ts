import { checkCheckpoint } from '@ofrecord/verify/verify'
import { z } from 'zod'
import { canonicalJson } from './canonical.ts'
import type { PublishedKey } from './signing.ts'

/** A checkpoint covers at most so many events more than the one before it. */
export const mostCovered = 1000

const hex = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * A signed statement that the tree of all events (RFC 6962) had this root when it had this size (I8), as it is published
 * and as it stands in receipts. `previousSize` is the size of the checkpoint before, 0 for the first one: so none can be
 * taken out from between two others. `signature` is over the canonical JSON of all the rest.
 */
export const SignedCheckpoint = z.strictObject({
  schema: z.literal('ofrecord-checkpoint/1'),
  size: z.int().positive(),
  previousSize: z.int().nonnegative(),
  root: hex,
  /** ISO 8601, UTC. */
  at: z.string(),
  keyId: z.string(),
  signature: z.string(),
})
export type SignedCheckpoint = z.infer<typeof SignedCheckpoint>

/** What is signed of a checkpoint; the id of the key is added by whoever signs. */
export const checkpointContent = (given: Pick<SignedCheckpoint, 'size' | 'previousSize' | 'root' | 'at'>) => ({
  schema: 'ofrecord-checkpoint/1' as const,
  size: given.size,
  previousSize: given.previousSize,
  root: given.root,
  at: given.at,
})

/** Whether one of these keys signed this checkpoint as it stands. */
export const isSigned = (
  checkpoint: SignedCheckpoint,
  keys: readonly Pick<PublishedKey, 'id' | 'publicKey'>[],
): boolean => {
  try {
    return checkCheckpoint(canonicalJson(checkpoint), keys).verdict === 'genuine'
  } catch {
    return false
  }
}
