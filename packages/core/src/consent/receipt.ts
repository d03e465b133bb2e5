import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { canonicalJson, sha256 } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** R7KD-42QM-XW9F: twelve characters of Crockford's alphabet, 60 bits of chance. */
export const receiptCode = (random: Uint8Array): string =>
  [...random.subarray(0, 12)].map((byte, at) => `${at === 4 || at === 8 ? '-' : ''}${crockford[byte % 32]}`).join('')

/** RFC 8410: the 16 bytes that stand before an Ed25519 seed in PKCS #8. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

interface SigningKey {
  own: KeyObject
  public: KeyObject
  id: string
}

const signingKeys = new WeakMap<Uint8Array, SigningKey>()

/** Making the key objects costs more than signing, so they are made once a seed. */
const signingKey = (seed: Uint8Array): SigningKey => {
  const known = signingKeys.get(seed)
  if (known) return known
  const own = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const shown = createPublicKey(own)
  const key = { own, public: shown, id: sha256(shown.export({ format: 'der', type: 'spki' })).slice(0, 16) }
  signingKeys.set(seed, key)
  return key
}

/** Canonical JSON (RFC 8785) with an Ed25519 signature over itself without the signature: what the customer downloads. */
export const signReceipt = (seed: Uint8Array, content: { readonly [key: string]: Json }): string => {
  const key = signingKey(seed)
  const unsigned = { ...content, keyId: key.id }
  return canonicalJson({
    ...unsigned,
    signature: sign(null, Buffer.from(canonicalJson(unsigned)), key.own).toString('base64url'),
  })
}

/** Whether a downloaded document is byte for byte what was signed with this installation's key. */
export const isGenuine = (seed: Uint8Array, document: string): boolean => {
  try {
    const { signature, ...unsigned } = JSON.parse(document) as { signature: string } & { [key: string]: Json }
    if (canonicalJson({ ...unsigned, signature }) !== document) return false
    const signed = Buffer.from(signature, 'base64url')
    // 86 characters hold four bits more than 64 bytes: without this, sixteen spellings of a signature would do.
    if (signed.toString('base64url') !== signature) return false
    return verify(null, Buffer.from(canonicalJson(unsigned)), signingKey(seed).public, signed)
  } catch {
    return false
  }
}
