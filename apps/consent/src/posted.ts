import type { Context } from 'hono'

/**
 * 2,000 characters of Japanese are 18,000 bytes once percent-encoded; beside them stand the services, 42 bytes each.
 * A limit of 16 kB would turn away a comment that the form allows.
 */
const mostBytes = 24 * 1024

export type BadPost = 'cross_site' | 'unreadable' | 'too_large'

/** The fields of a form sent from one of our own pages, or why it is not read. */
export const readPosted = async (c: Context, ownHost: string): Promise<URLSearchParams | BadPost> => {
  if (isCrossSite(c, ownHost)) return 'cross_site'
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return 'unreadable'
  const body = await bytesWithin(c.req.raw, mostBytes)
  return body === undefined ? 'too_large' : new URLSearchParams(body.toString('utf8'))
}

/**
 * The browser's own word first: Sec-Fetch-Site cannot be forged by a page. Older browsers send Origin only, text
 * browsers neither; for those the nonce stands alone.
 */
export const isCrossSite = (c: Context, ownHost: string): boolean => {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (origin === undefined || (origin === 'null' && site !== undefined)) return false
  const host = URL.parse(origin)?.host
  return host !== ownHost && host !== new URL(c.req.url).host
}

/** The body, unless it is larger: then it is not read to its end. */
export const bytesWithin = async (request: Request, most: number): Promise<Buffer | undefined> => {
  if (Number(request.headers.get('content-length') ?? 0) > most) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

// The tab and the line feed are the only control characters a person types; PostgreSQL cannot store the first, U+0000.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/** What was typed, with line ends as the browser counts them (`maxlength` counts one for each), NFC, no control characters. */
export const typedText = (value: string | null): string =>
  (value ?? '').replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC').trim()

/** A field that is compared, never shown. */
export const shortField = (value: string | null): string => (value ?? '').slice(0, 500)
