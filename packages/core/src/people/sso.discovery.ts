import { get as getPlain } from 'node:http'
import { get } from 'node:https'
import type { LookupFunction } from 'node:net'
import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import type { Resolved } from '../kernel/public-address.ts'
import { resolvePublic } from '../kernel/public-address.ts'
import type { SsoServer } from './sso.rules.ts'

const longest = 64 * 1024
const patienceMs = 10_000

const Description = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})

/**
 * What a sign-in server says of itself. It is asked over https at an address of the internet, and only there: whoever
 * writes an address into a form must not make this server ask its own neighbours (SSRF). `loopback` also lets one on
 * this machine be asked. Refuses with `ISSUER_ADDRESS`, `ISSUER_UNREACHABLE`, `ISSUER_MISMATCH`, `ISSUER_INCOMPLETE`.
 */
export const discover = async (issuer: string, loopback: boolean): Promise<SsoServer> => {
  const place = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (new URL(issuer).search || new URL(issuer).hash) return refuseAddress()
  const text = await fetchPinned(place, await allow(place, loopback))
  const read = Description.safeParse(asJson(text))
  if (!read.success)
    return refuse('invalid', 'ISSUER_INCOMPLETE', {
      field: 'issuer',
      params: { missing: read.error.issues.map(({ path }) => path.join('.')).join(', ') },
    })
  const said = read.data
  if (said.issuer !== issuer)
    return refuse('invalid', 'ISSUER_MISMATCH', { field: 'issuer', params: { issuer: said.issuer.slice(0, 300) } })
  for (const url of [said.authorization_endpoint, said.token_endpoint, said.jwks_uri, said.userinfo_endpoint])
    if (url) await allow(new URL(url), loopback)
  return {
    issuer,
    authorizationEndpoint: said.authorization_endpoint,
    tokenEndpoint: said.token_endpoint,
    jwksEndpoint: said.jwks_uri,
    userInfoEndpoint: said.userinfo_endpoint,
    tokenEndpointAuthentication: said.token_endpoint_auth_methods_supported.includes('client_secret_basic')
      ? 'client_secret_basic'
      : 'client_secret_post',
  }
}

const refuseAddress = (): never => refuse('invalid', 'ISSUER_ADDRESS', { field: 'issuer' })
const refuseSilent = (): never => refuse('invalid', 'ISSUER_UNREACHABLE', { field: 'issuer', retryable: true })

/** The addresses that may be connected to; null for one on this machine. */
const allow = async (url: URL, loopback: boolean): Promise<Resolved[] | null> => {
  if (url.username || url.password) return refuseAddress()
  if (loopback && url.hostname === '127.0.0.1') return null
  if (url.protocol !== 'https:') return refuseAddress()
  return (await resolvePublic(url.hostname)) ?? refuseAddress()
}

/** Connects to the addresses that were looked at, whatever the name says a moment later; follows no redirect. */
const fetchPinned = async (url: URL, addresses: readonly Resolved[] | null): Promise<string> => {
  const lookup: LookupFunction = (_host, options, done) => {
    const all = [...(addresses ?? [{ address: '127.0.0.1', family: 4 }])]
    return options.all ? done(null, all) : done(null, all[0]!.address, all[0]!.family)
  }
  try {
    return await new Promise<string>((resolve, reject) => {
      const ask = url.protocol === 'https:' ? get : getPlain
      const request = ask(url, { lookup, signal: AbortSignal.timeout(patienceMs) }, (answer) => {
        if (answer.statusCode !== 200) return void request.destroy(new Error(`HTTP ${answer.statusCode}`))
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part
          if (text.length > longest) request.destroy(new Error('too long'))
        })
        answer.on('end', () => resolve(text)).on('error', reject)
      })
      request.on('error', reject)
    })
  } catch {
    return refuseSilent()
  }
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return refuseSilent()
  }
}
