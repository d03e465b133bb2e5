import { createHash } from 'node:crypto'

/** What canonical JSON may hold: no dates, no undefined, no functions. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * JSON in the canonical form of RFC 8785: keys in the order of their UTF-16 code units, no white space, numbers as
 * ECMAScript prints them. Equal values give equal bytes, which is what a hash or a signature needs.
 */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value !== 'object') return primitive(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const record = value as { readonly [key: string]: Json }
  const members = Object.keys(record)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((key) => `${primitive(key)}:${canonicalJson(record[key] as Json)}`)
  return `{${members.join(',')}}`
}

const primitive = (value: string | number | boolean | null): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('canonical JSON has no infinite number')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('canonical JSON has no lone surrogate')
  const written: string | undefined = JSON.stringify(value)
  if (written === undefined) throw new TypeError(`canonical JSON has no ${typeof value}`)
  return written
}

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
