import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'

/** Keeps a secret that has to be read again (AES-256-GCM). It opens only for the same `about`, so no row can be given another's. */
export const seal = (key: Uint8Array, secret: string, about: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed; throws when the key, the text or what it is about is another. */
export const unseal = (key: Uint8Array, sealed: string, about: string): string => {
  const bytes = Buffer.from(sealed, 'base64url')
  const opener = createDecipheriv(algorithm, key, bytes.subarray(0, 12)).setAAD(Buffer.from(about))
  opener.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
}
