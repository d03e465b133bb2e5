import { isIPv4, isIPv6 } from 'node:net'

/**
 * The last byte of an IPv4 address and the last 80 bits of an IPv6 address are nobody's business (GEN-R4):
 * 192.0.2.0, 2001:db8:0::. Null for what is no address.
 */
export const truncateIp = (ip: string): string | null => {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0')
  return isIPv6(plain) ? `${firstThree(plain).join(':')}::` : null
}

/** The first three of eight groups; `::` stands for as many zeros as are missing. */
const firstThree = (ip: string): string[] => {
  const [head = '', tail] = ip.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...zeros, ...back].slice(0, 3)
}
