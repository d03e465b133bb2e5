import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashToken, mintToken } from './link.entity.ts'

const key = createHash('sha256').update('a key of the tests').digest()
const minted = (at: number): string => mintToken(key, { purpose: 'consent', id: `link ${at}`, epoch: 1 })
const count = 10_000

test('L13 ten thousand tokens: none twice, none begins alike, and each byte of them comes as often as chance wants', () => {
  const beginnings = new Set<string>()
  const seen = new Float64Array(256)
  for (let at = 0; at < count; at += 1) {
    const token = minted(at)
    if (at % 1000 === 0) expect(token).toMatch(/^[\w-]{43}$/)
    beginnings.add(token.slice(0, 22))
    for (const byte of Buffer.from(token, 'base64url')) seen[byte] = (seen[byte] ?? 0) + 1
  }
  expect(beginnings.size).toBe(count)
  const wanted = (count * 32) / 256
  const strayed = seen.reduce((sum, found) => sum + (found - wanted) ** 2 / wanted, 0)
  // 255 degrees of freedom: chance is outside of this one time in ten thousand, and these tokens are always the same.
  expect(strayed).toBeGreaterThan(177)
  expect(strayed).toBeLessThan(347)
})

test('another purpose, link, epoch or key is another token, and a token cannot be told from its hash', () => {
  const link = { purpose: 'consent', id: 'a', epoch: 1 }
  const others = [
    mintToken(key, { ...link, purpose: 'reference' }),
    mintToken(key, { ...link, id: 'b' }),
    mintToken(key, { ...link, epoch: 2 }),
    mintToken(createHash('sha256').update('another').digest(), link),
  ]
  expect(new Set([mintToken(key, link), ...others]).size).toBe(5)
  expect(hashToken(minted(0))).toMatch(/^[0-9a-f]{64}$/)
  expect(hashToken(minted(0))).not.toContain(Buffer.from(minted(0), 'base64url').toString('hex').slice(0, 8))
})
