import type { Context } from 'hono'
import { truncateIp } from '@ofrecord/core/kernel/ip'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import { endSession } from '@ofrecord/core/people/session.marks'
import type { Identity } from '@ofrecord/core/people/identity'

export type Visit = Context<{ Variables: { call: CallContext } }>

/** How one of the identity library's own doors is asked: what it is called there, and with what. */
export interface Asked {
  path: string
  body?: object
}

/**
 * Hands a request to the identity library. It gets the address without its last part (GEN-R4), how the session began and
 * what this door let through of the body; its answer goes on without tokens, which belong into the cookie and nowhere else. A session that
 * the answer replaces is over.
 */
export const relay = async (identity: Identity, c: Visit, { path, body }: Asked): Promise<Response> => {
  const { call } = c.var
  const headers = new Headers(c.req.raw.headers)
  headers.set('x-ofrecord-address', (call.ip && truncateIp(call.ip)) ?? '')
  headers.set('x-ofrecord-method', ('personId' in call.actor && call.actor.session?.method) || '')
  headers.delete('content-length')
  const prior = await heldSession(identity, headers)
  const response = await identity.handler(
    new Request(`${call.publicUrl}/auth/${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      ...(body && { body: JSON.stringify(body) }),
    }),
  )
  if (prior && response.status < 400 && replacesSession(response, headers.get('cookie') ?? ''))
    await endSession(call.orm, prior)
  // What is asked for begins no session; what a passkey is made from has a user of its own in it.
  return body ? withoutTokens(response) : response
}

/** Not where the cookie of the same session is only set anew, with a later end. */
const replacesSession = (response: Response, held: string): boolean =>
  response.headers
    .getSetCookie()
    .some((cookie) => cookie.includes('session_token=') && !held.includes(cookie.split(';', 1)[0]!))

const heldSession = async (identity: Identity, headers: Headers): Promise<string | undefined> => {
  if (!headers.get('cookie')?.includes('session_token=')) return undefined
  const held = await identity.api.getSession({ headers, query: { disableRefresh: true } }).catch(() => null)
  return held?.session.id
}

const withoutTokens = async (response: Response): Promise<Response> => {
  if (!response.headers.get('content-type')?.includes('json')) return response
  const said = (await response.json().catch(() => null)) as Record<string, unknown> | null
  const { token: _token, session: _session, user: _user, ...rest } = said ?? {}
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(rest), { status: response.status, headers })
}
