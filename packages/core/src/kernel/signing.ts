import { createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { canonicalJson, sha256 } from './canonical.ts'
import type { Json } from './canonical.ts'
import type { Installation } from './installation.ts'
import { isoOf, isoOrNull } from './instants.ts'
import type { Call } from './transaction.ts'

/** What receipts and checkpoints are signed with at the moment. */
export interface Signer {
  /** The first 16 hexadecimal digits of the SHA-256 of the key's SPKI. */
  id: string
  /** 1 for the first key of an installation; each rotation adds one. */
  epoch: number
  /** 32 bytes, base64url. */
  publicKey: string
  /** An Ed25519 signature (RFC 8032), base64url. */
  sign(bytes: string | Uint8Array): string
}

/** A public key as it is published. What a retired one signed stays genuine. */
export interface PublishedKey {
  id: string
  algorithm: 'Ed25519'
  /** 32 bytes, base64url. */
  publicKey: string
  createdAt: string
  retiredAt: string | null
}

interface KeyPair {
  id: string
  own: KeyObject
  publicKey: string
}

/** RFC 8410: what stands before an Ed25519 seed in PKCS #8, and before a public key in SPKI. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiHeadBytes = 12

const pairs = new WeakMap<Uint8Array, Map<number, KeyPair>>()

/** Drawing a seed and making its key objects costs more than signing, so both are done once an epoch. */
const keyPair = (secret: Uint8Array, epoch: number): KeyPair => {
  const known = pairs.get(secret) ?? new Map<number, KeyPair>()
  pairs.set(secret, known)
  const pair = known.get(epoch) ?? drawPair(secret, epoch)
  known.set(epoch, pair)
  return pair
}

const drawPair = (secret: Uint8Array, epoch: number): KeyPair => {
  const seed = Buffer.from(hkdfSync('sha256', secret, 'ofrecord', `ofrecord/signing/${epoch}`, 32))
  const own = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(own).export({ format: 'der', type: 'spki' })
  return { id: sha256(spki).slice(0, 16), own, publicKey: spki.subarray(spkiHeadBytes).toString('base64url') }
}

/** The signer of an epoch, without asking which one is current. */
export const signerOf = (installation: Installation, epoch: number): Signer => {
  const { id, own, publicKey } = keyPair(installation.keys.receipt, epoch)
  return { id, epoch, publicKey, sign: (bytes) => sign(null, Buffer.from(bytes), own).toString('base64url') }
}

interface KeyRow {
  id: string
  epoch: number
  retired: boolean
}

/**
 * The key to sign with now. The first call of an installation makes the first key; where OFRECORD_SECRET was changed,
 * the key of the old secret is retired and the next one made, and what the old one signed stays genuine.
 */
export const currentSigner = async (call: Call, installation: Installation): Promise<Signer> => {
  // A writer beside us may make, or retire, the key that we were about to: then theirs is read and taken.
  for (let attempt = 1; attempt <= 5; attempt++) {
    const latest = await latestKey(call)
    if (latest && !latest.retired && latest.id === keyPair(installation.keys.receipt, latest.epoch).id)
      return signerOf(installation, latest.epoch)
    await succeed(call, installation, latest)
  }
  throw new Error('two programs with different secrets are retiring each other’s signing keys')
}

/** Retires the key in use and makes the next one; what was signed before stays genuine. */
export const rotateKey = async (call: Call, installation: Installation): Promise<Signer> => {
  await succeed(call, installation, await latestKey(call))
  return currentSigner(call, installation)
}

const latestKey = async (call: Call): Promise<KeyRow | undefined> => {
  const { rows } = await sql<KeyRow>`
    select id, epoch, retired_at is not null as retired from signing_key order by epoch desc limit 1
  `.execute(call.em.getKysely())
  return rows[0]
}

const succeed = async (call: Call, installation: Installation, latest: KeyRow | undefined): Promise<void> => {
  const db = call.em.getKysely()
  const epoch = (latest?.epoch ?? 0) + 1
  const { id, publicKey } = keyPair(installation.keys.receipt, epoch)
  // The customers' site may make the first key, and no other: else whoever got into it could sign for everybody.
  if (!latest) {
    await sql`select first_signing_key(${id}, ${publicKey}, ${call.now})`.execute(db)
    return
  }
  await sql`update signing_key set retired_at = ${call.now} where id = ${latest.id} and retired_at is null`.execute(db)
  await sql`
    insert into signing_key (id, epoch, public_key, created_at) values (${id}, ${epoch}, ${publicKey}, ${call.now})
    on conflict do nothing
  `.execute(db)
}

/** Every key that anything was ever signed with, the first one first. */
export const readKeys = async (db: Kysely<unknown>): Promise<PublishedKey[]> => {
  const { rows } = await sql<{ id: string; publicKey: string; createdAt: string; retiredAt: string | null }>`
    select id, public_key as "publicKey", created_at::text as "createdAt", retired_at::text as "retiredAt"
    from signing_key order by epoch
  `.execute(db)
  return rows.map(({ id, publicKey, createdAt, retiredAt }) => ({
    id,
    algorithm: 'Ed25519',
    publicKey,
    createdAt: isoOf(createdAt),
    retiredAt: isoOrNull(retiredAt),
  }))
}

/**
 * Canonical JSON (RFC 8785) of the content with the id of the key, and an Ed25519 signature over just that. What stands
 * `beside` is in the document and not under the signature.
 */
export const signDocument = (
  signer: Signer,
  content: { readonly [key: string]: Json },
  beside: { readonly [key: string]: Json } = {},
): string => {
  const signed = { ...content, keyId: signer.id }
  return canonicalJson({ ...signed, ...beside, signature: signer.sign(canonicalJson(signed)) })
}
