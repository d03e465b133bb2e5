import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { refuse } from './errors.ts'

/**
 * A keyset cursor: the sort key of the last row, signed and bound to the list, its filters and its reader, so that it
 * can neither be altered nor carried to another list. Refuses with `CURSOR_INVALID`.
 */
export const writeCursor = (key: Uint8Array, binding: string, values: readonly (string | number)[]): string => {
  const body = Buffer.from(JSON.stringify(values)).toString('base64url')
  return `${body}.${sign(key, binding, body)}`
}

export const readCursor = (key: Uint8Array, binding: string, cursor: string): (string | number)[] => {
  const [body = '', signature = ''] = cursor.split('.')
  const expected = Buffer.from(sign(key, binding, body))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    return refuse('invalid', 'CURSOR_INVALID', { field: 'cursor' })
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as (string | number)[]
}

const sign = (key: Uint8Array, binding: string, body: string): string =>
  createHmac('sha256', secretOf(key)).update(`${binding}\n${body}`).digest('base64url').slice(0, 22)

const secrets = new WeakMap<Uint8Array, KeyObject>()

/** Made once for each key: to make it again costs more than the signature of a page. */
const secretOf = (key: Uint8Array): KeyObject => {
  const secret = secrets.get(key) ?? createSecretKey(key)
  secrets.set(key, secret)
  return secret
}
