import type { MiddlewareHandler } from 'hono'
import { portalStyleSource } from './portal/style.ts'
import { styleSource } from './style.ts'

/**
 * `sandbox` without `allow-scripts`: even an injected script finds no engine. It also switches `autofocus` off in
 * Chromium, so forms post to a fragment that names their error summary. `allow-downloads` is for the receipt.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${styleSource} ${portalStyleSource}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-forms allow-same-origin allow-downloads',
].join('; ')

const denied = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'payment',
  'usb',
]

/** What every answer carries, whatever its status. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  // Not `no-referrer`: browsers would then post `Origin: null`, which cannot be told from another site's form.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': denied.map((feature) => `${feature}=()`).join(', '),
}

/** Two years, sent only where the site is reached by https. */
export const strictTransport = 'max-age=63072000; includeSubDomains'

export const withSecurityHeaders =
  (https: boolean): MiddlewareHandler =>
  async (c, next) => {
    await next()
    // Only what is public and the same for everybody says itself how long it may be kept.
    const kept = c.res.headers.get('Cache-Control')
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value)
    if (kept) c.res.headers.set('Cache-Control', kept)
    if (https) c.res.headers.set('Strict-Transport-Security', strictTransport)
  }
