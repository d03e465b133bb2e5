import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'

const eightHours = 8 * 3600
const longest = 200

/**
 * The one cookie of the whole site, for the customer's own page alone. Over https its name begins with `__Host-`, so no
 * neighbour under the same domain can plant one; the prefix demands the path `/`, and the customers' other pages never
 * look. Without https, as in the demo, a browser keeps one jar for all ports of a host: there the path keeps it here.
 */
const optionsOf = (https: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'Strict',
  ...(https ? { prefix: 'host', secure: true, path: '/' } : { path: '/portal' }),
})

export const readSession = (c: Context, https: boolean): string | undefined => {
  const value = getCookie(c, 'portal', https ? 'host' : undefined)
  return value !== undefined && value.length <= longest ? value : undefined
}

export const keepSession = (c: Context, https: boolean, session: string): void =>
  setCookie(c, 'portal', session, { ...optionsOf(https), maxAge: eightHours })

export const dropSession = (c: Context, https: boolean): void => void deleteCookie(c, 'portal', optionsOf(https))
