import { expect, test } from 'vitest'
import { truncateIp } from './ip.ts'

test.each([
  ['203.0.113.7', '203.0.113.0'],
  ['::ffff:203.0.113.7', '203.0.113.0'],
  ['::FFFF:203.0.113.7', '203.0.113.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
  ['2001:db8::1', '2001:db8:0::'],
  ['2001:db8:0:1200::', '2001:db8:0::'],
  ['1::beef', '1:0:0::'],
  ['::1', '0:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0::'],
])('GEN-R4: %s is kept as %s', (whole, kept) => {
  expect(truncateIp(whole)).toBe(kept)
})

test.each(['', 'unknown', '203.0.113.7, 198.51.100.1', '203.0.113', '2001:db8', 'x:y::z'])(
  'GEN-R4: %j is no address and is not kept',
  (text) => {
    expect(truncateIp(text)).toBeNull()
  },
)
