import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import OpenIdProvider from 'oidc-provider'

/** Whom the server knows, and what it says of them. */
export interface Account {
  sub: string
  email: string
  email_verified?: boolean
  name?: string
}

export interface OidcServer {
  issuer: string
  /** Who sits before the browser: the next sign-in is theirs. */
  seat: (account: Account) => void
  close: () => Promise<void>
}

export const client = { id: 'ofrecord', secret: 'a secret between two servers' }

/** A company's sign-in server: the real one, in this process. It asks nobody anything and lets in whoever sits there. */
export const openOidcServer = async (callbackUrl: string): Promise<OidcServer> => {
  const accounts = new Map<string, Account>()
  let seated: Account | undefined
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new OpenIdProvider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callbackUrl] }],
    claims: { openid: ['sub', 'auth_time'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['a key for cookies'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => accounts.get(sub) }),
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/sit/${uid}` },
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/sit/'))
      void provider.interactionFinished(request, response, { login: { accountId: seated?.sub ?? '' } })
    else answer(request, response)
  })
  return {
    issuer,
    seat: (account) => {
      seated = account
      accounts.set(account.sub, account)
    },
    close: () => new Promise((done) => void server.close(() => done())),
  }
}

/** Follows the server's own redirects as a browser does; answers the address at which it sends the browser back. */
export const sitThrough = async (start: string, issuer: string): Promise<URL> => {
  const cookies = new Map<string, string>()
  let url = start
  for (let step = 0; step < 10 && url.startsWith(issuer); step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const next = response.headers.get('location')
    if (!next) throw new Error(`the server stays at ${url}: ${response.status} ${await response.text()}`)
    url = new URL(next, url).href
  }
  return new URL(url)
}
