/** The last byte of an IPv4 address and the last 80 bits of an IPv6 address are nobody's business (GEN-R4). */
export const truncateIp = (ip: string): string =>
  ip.includes(':') ? `${ip.split(':').slice(0, 3).join(':')}::` : `${ip.split('.').slice(0, 3).join('.')}.0`
