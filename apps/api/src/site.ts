import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { Hono } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

interface Asset {
  type: string
  plain: Buffer
  brotli: Buffer
  forever: boolean
}

/** The built dashboard, read once: only what the build wrote can be asked for, so no path leads anywhere else. */
export const openSite = async (folder: string) => {
  const assets = new Map<string, Asset>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile() || !types[extname(entry.name)] || entry.parentPath.includes('.vite')) continue
    const path = join(entry.parentPath, entry.name)
    const plain = await readFile(path)
    const name = path.slice(folder.length).replaceAll('\\', '/')
    const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    assets.set(name, { type: types[extname(entry.name)]!, plain, brotli, forever: name.startsWith('/assets/') })
  }
  const page = assets.get('/index.html')
  return new Hono().get('*', (c) => {
    const asset = assets.get(c.req.path) ?? (extname(c.req.path) === '' ? page : undefined)
    if (!asset)
      return c.text(
        page ? 'Not found' : 'The dashboard is not built: run npm start, or vite build in apps/dashboard.',
        404,
      )
    const compressed = /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
    c.header('content-type', asset.type)
    c.header('vary', 'accept-encoding')
    c.header('cache-control', asset.forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (compressed) c.header('content-encoding', 'br')
    return c.body(new Uint8Array(compressed ? asset.brotli : asset.plain))
  })
}

/** What the dashboard's pages may load: themselves, and the one inline script that sets the theme before the first paint. */
export const sitePolicy = (folder: string): string => {
  const inline = inlineHashes(folder)
    .map((hash) => ` '${hash}'`)
    .join('')
  return [
    `default-src 'none'`,
    `script-src 'self'${inline}`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'`,
    `font-src 'self'`,
    `frame-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

const inlineHashes = (folder: string): string[] => {
  try {
    const { scripts } = JSON.parse(readFileSync(join(folder, '..', 'csp.json'), 'utf8')) as { scripts: string[] }
    return scripts
  } catch {
    return []
  }
}
