import { isIPv4, isIPv6 } from 'node:net'
import type { Context } from 'hono'

/**
 * The sender's network, IPv4 to /24 and IPv6 to /56, e.g. 192.0.2.0 or 2001:db8:0:1200::, since one reader changes
 * addresses within it and the whole address is nobody's business. Undefined where the connection does not say.
 * Behind a proxy the last entry of X-Forwarded-For counts: the one the proxy itself wrote.
 */
export const networkOf = (c: Context, trustedProxy: boolean): string | undefined => {
  const forwarded = trustedProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return truncated(forwarded ?? socketAddress(c))
}

const socketAddress = (c: Context): string | undefined =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress

const truncated = (address: string | undefined): string | undefined => {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '')
  if (plain === undefined) return undefined
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0')
  if (!isIPv6(plain) || plain.includes('.')) return undefined
  return truncatedSix(plain.split('%')[0] ?? '')
}

const truncatedSix = (address: string): string => {
  const [head = '', tail] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const groups = [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back].slice(0, 4)
  const numbers = groups.map((group, at) => parseInt(group, 16) & (at === 3 ? 0xff00 : 0xffff))
  return `${numbers.map((number) => number.toString(16)).join(':')}::`
}
