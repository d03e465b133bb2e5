import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'

/** How an organisation's own sign-in server is reached (OpenID Connect, authorisation code with PKCE). */
export const SsoInput = z.strictObject({
  /** As the server writes it in its tokens. */
  issuer: z.url().max(300),
  clientId: line(200).min(1),
  /** Absent: the one that is kept stays. */
  clientSecret: z.string().min(1).max(400).optional(),
  /** One of the organisation's verified domains; its addresses are led to the server. */
  domain: z.string().trim().toLowerCase().max(253),
  enabled: z.boolean(),
})
export type SsoInput = z.infer<typeof SsoInput>

/** What the server says of itself, as far as it is used. */
export interface SsoServer {
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  jwksEndpoint: string
  userInfoEndpoint?: string | undefined
  tokenEndpointAuthentication: 'client_secret_basic' | 'client_secret_post'
}
