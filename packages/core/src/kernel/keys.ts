import { hkdfSync } from 'node:crypto'

/** What a derived key is for. A key of one purpose opens nothing of another. */
export type KeyPurpose =
  | 'session'
  | 'link'
  | 'form-nonce'
  | 'cursor'
  | 'receipt'
  | 'code'
  | 'proof'
  | 'returns'
  | 'erasure'
  | 'sign-in'

/**
 * A 32-byte key for one purpose, drawn from the installation's secret (OFRECORD_SECRET) by HKDF-SHA256 (RFC 5869).
 * The same secret and purpose always give the same key, so every process of an installation agrees without storing it.
 */
export function deriveKey(secret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'ofrecord', `ofrecord/${purpose}/1`, 32))
}
