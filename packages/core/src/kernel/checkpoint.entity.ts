import { defineEntity, p } from '@mikro-orm/core'
import { instant, text } from './columns.ts'

/**
 * The root of a Merkle tree (RFC 6962) over the hashes of all events up to a size, signed: what makes the end of the
 * history hard to cut off (I8). Public, and of the installation, so it belongs to no vendor.
 */
export const CheckpointSchema = defineEntity({
  name: 'Checkpoint',
  tableName: 'checkpoint',
  properties: {
    /** How many events it covers. */
    size: () => p.bigint('number').autoincrement(false).primary(),
    root: () => text(),
    at: () => instant(),
    keyId: () => text(),
    /** base64url, over the checkpoint's canonical JSON without it. */
    signature: () => text(),
  },
})
export class Checkpoint extends CheckpointSchema.class {}
CheckpointSchema.setClass(Checkpoint)

/** The public half of a key that receipts and checkpoints were signed with, kept for as long as they are to be genuine. */
export const SigningKeySchema = defineEntity({
  name: 'SigningKey',
  tableName: 'signing_key',
  properties: {
    /** The first 16 hexadecimal digits of the SHA-256 of the key's SPKI. */
    id: () => text().primary(),
    /** 1 for the first key of an installation; each rotation adds one. The private half is drawn from the secret and this. */
    epoch: () => p.integer().unique(),
    /** 32 bytes, base64url. */
    publicKey: () => text(),
    createdAt: () => instant(),
    /** From then on nothing is signed with it; what it signed stays genuine. */
    retiredAt: () => instant().nullable(),
  },
})
export class SigningKey extends SigningKeySchema.class {}
SigningKeySchema.setClass(SigningKey)
