import { createHmac, randomInt } from 'node:crypto'

/** Without letters that are taken for digits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const kept = 'hash:'

/** Ten codes of 60 bits, each good once: `7kd4-42qm-xw9f`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)])
      .join('')
      .replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3'),
  )

/** As it is kept, and as a typed one is made before it is compared: spaces, hyphens and capitals are forgiven. */
export const hashRecoveryCode = (key: Uint8Array, code: string): string =>
  kept +
  createHmac('sha256', key)
    .update(`recovery|${code.toLowerCase().replaceAll(/[^0-9a-z]/g, '')}`)
    .digest('hex')

/** The library thinks that it encrypts; what it gets back are hashes, and what was used is written again as it is. */
export const recoveryStorage = (key: Uint8Array) => ({
  encrypt: async (codes: string): Promise<string> =>
    JSON.stringify(
      (JSON.parse(codes) as string[]).map((code) => (code.startsWith(kept) ? code : hashRecoveryCode(key, code))),
    ),
  decrypt: async (hashes: string): Promise<string> => hashes,
})
