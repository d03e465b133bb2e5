import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The six digits of a code by its id. They are drawn anew from the key whenever they are needed, so that no table and
 * no stored letter holds them (I13).
 */
export const mintCode = (key: Uint8Array, codeId: string): string =>
  String(createHmac('sha256', key).update(`code|${codeId}`).digest().readUInt32BE(0) % 1_000_000).padStart(6, '0')

/** What is kept of a code: with the key, six digits cannot be guessed from it. */
export const hashCode = (key: Uint8Array, codeId: string, code: string): string =>
  createHmac('sha256', key).update(`code hash|${codeId}|${code}`).digest('hex')

export const isCode = (key: Uint8Array, codeId: string, hash: string, typed: string): boolean =>
  timingSafeEqual(Buffer.from(hashCode(key, codeId, typed)), Buffer.from(hash))

/** Stands in a stored letter where the code will be. */
export const codePlaceholder = (codeId: string): string => `__code__${codeId}__`

/** Puts the codes in, once a letter is on its way. */
export const fillCodes = (text: string, key: Uint8Array): string =>
  text.replaceAll(/__code__([0-9a-f-]{36})__/g, (_whole, codeId: string) => mintCode(key, codeId))
