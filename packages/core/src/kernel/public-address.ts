import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'

const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4')

/** Of IPv6 only 2000::/3 is the internet; in it, documentation, and ways to wrap an IPv4 address, are not. */
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

/** Whether an address is one of the internet: not this machine, its network, or a wrapped form of one (RFC 6890). */
export const isPublicAddress = (address: string): boolean =>
  isIPv6(address) ? outer.check(address, 'ipv6') && !inner.check(address, 'ipv6') : !inner.check(address, 'ipv4')

export interface Resolved {
  address: string
  family: number
}

/** The addresses of a host, only if all of them are of the internet; undefined for any other host. */
export const resolvePublic = async (host: string): Promise<Resolved[] | undefined> => {
  const found = await lookup(host.replace(/^\[|\]$/g, ''), { all: true }).catch(() => [])
  return found.length > 0 && found.every(({ address }) => isPublicAddress(address)) ? found : undefined
}
