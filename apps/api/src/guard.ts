import type { MiddlewareHandler } from 'hono'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const contentTypes = /^(application\/json|application\/octet-stream)\b/i

/**
 * What changes something must come from our own pages: a header that a form cannot set, a content type that a form
 * cannot send, and no word from the browser that another site asked (CSRF).
 */
export const fromOurPages: MiddlewareHandler = async (c, next) => {
  if (safe.has(c.req.method)) return next()
  const site = c.req.header('sec-fetch-site')
  const marked = c.req.header('x-ofrecord') === '1'
  const typed = contentTypes.test(c.req.header('content-type') ?? '')
  if (marked && typed && (site === undefined || site === 'same-origin' || site === 'none')) return next()
  return c.json({ code: 'CROSS_SITE', message: 'This request did not come from our own pages.' }, 403)
}

/** The same set on every answer; what is personal is never kept by a cache. */
export const headers =
  (csp: string, https: boolean): MiddlewareHandler =>
  async (c, next) => {
    await next()
    const set = c.res.headers
    set.set('x-content-type-options', 'nosniff')
    set.set('referrer-policy', 'same-origin')
    set.set('cross-origin-opener-policy', 'same-origin')
    set.set('cross-origin-resource-policy', 'same-origin')
    set.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    set.set('x-frame-options', 'SAMEORIGIN')
    if (!set.has('content-security-policy')) set.set('content-security-policy', csp)
    if (!set.has('cache-control')) set.set('cache-control', 'no-store')
    if (https) set.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  }
