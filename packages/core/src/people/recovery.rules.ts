import { z } from 'zod'

/** Hours between the proof of the domain and the new administrator: so long everybody who was told can object (PPL-R7). */
export const recoveryHours = 72

export const DomainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/)

/** The text record that shows that a domain is theirs who ask. */
export interface TextRecord {
  name: string
  value: string
}

/** A record may be cut in pieces of 255 bytes; together they are the value. */
export const holdsRecord = (records: readonly (readonly string[])[], value: string): boolean =>
  records.some((parts) => parts.join('').trim() === value)
