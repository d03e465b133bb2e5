import { fileURLToPath } from 'node:url'

/** Where evidence and receipts are kept. */
export type FilesPlace =
  | { kind: 'folder'; path: string }
  | { kind: 's3'; bucket: string; prefix: string; endpoint: string | undefined; region: string }

/** Where clamd listens for INSTREAM. */
export type ClamdPlace = { kind: 'socket'; path: string } | { kind: 'port'; host: string; port: number }

export function hasScheme(value: string, ...schemes: string[]) {
  return URL.canParse(value) && schemes.includes(new URL(value).protocol)
}

export function isOrigin(value: string) {
  return hasScheme(value, 'http:', 'https:') && new URL(value).href === `${new URL(value).origin}/`
}

/** Links in letters act on their own, so their address is encrypted everywhere but on the reader's own machine. */
export function isOpenToEavesdroppers(value: string) {
  if (!isOrigin(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

export function filesPlace(value: string): FilesPlace | undefined {
  if (hasScheme(value, 'file:')) {
    const { host } = new URL(value)
    return host === '' ? { kind: 'folder', path: fileURLToPath(value) } : undefined
  }
  if (!hasScheme(value, 's3:')) return undefined
  const { host, pathname, searchParams } = new URL(value)
  if (host === '') return undefined
  return {
    kind: 's3',
    bucket: host,
    prefix: pathname.replace(/^\/|\/$/g, ''),
    endpoint: searchParams.get('endpoint') ?? undefined,
    region: searchParams.get('region') ?? 'us-east-1',
  }
}

export function clamdPlace(value: string): ClamdPlace | undefined {
  if (value.startsWith('/')) return { kind: 'socket', path: value }
  const [, host, digits] = /^([^\s:/]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(value) ?? []
  if (host === undefined || Number(digits) < 1 || Number(digits) > 65535) return undefined
  return { kind: 'port', host: host.replace(/^\[|\]$/g, ''), port: Number(digits) }
}
