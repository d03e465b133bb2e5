import { createHmac, timingSafeEqual } from 'node:crypto'

const day = 24 * 3_600_000

/** Binds a form to its link: `issued at . HMAC`. It says when the page was made, which tells a person from a robot. */
export const writeNonce = (key: Uint8Array, linkId: string, issuedAt: Date): string => {
  const stamp = issuedAt.getTime().toString(36)
  return `${stamp}.${signNonce(key, linkId, stamp)}`
}

const signNonce = (key: Uint8Array, linkId: string, stamp: string): string =>
  createHmac('sha256', key).update(`${linkId}|${stamp}`).digest('base64url').slice(0, 22)

export type NonceVerdict = 'fresh' | 'too_soon' | 'invalid'

/** Valid from 2 seconds to 24 hours after the page (L5). Sooner is a robot or a very quick person: ask once more. */
export const judgeNonce = (key: Uint8Array, linkId: string, nonce: string, now: Date): NonceVerdict => {
  const [stamp = '', signature = ''] = nonce.split('.')
  const expected = Buffer.from(signNonce(key, linkId, stamp))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'invalid'
  const age = ageOf(nonce, now)
  if (age < 0 || age > day) return 'invalid'
  return age < 2000 ? 'too_soon' : 'fresh'
}

/** How long ago the page of a form was made, in milliseconds. */
export const ageOf = (nonce: string, now: Date): number =>
  now.getTime() - Number.parseInt(nonce.split('.')[0] ?? '', 36)
