import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { seal } from '../kernel/sealing.ts'
import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { SsoInput, SsoServer } from './sso.rules.ts'

interface Kept {
  providerId: string
  issuer: string
  domain: string
  enabled: boolean
  oidcConfig: string
}

interface Config extends SsoServer {
  clientId: string
  /** Sealed. */
  clientSecret: string
}

const findKept = async (call: Call, organizationId: string): Promise<Kept | undefined> => {
  const { rows } = await sql<Kept>`
    select "providerId", issuer, domain, enabled, "oidcConfig" from auth_sso_provider where "organizationId" = ${organizationId}
  `.execute(call.em.getKysely())
  return rows[0]
}

/** Where the sign-in server sends people back to: to be entered there. */
const callbackUrl = (publicUrl: string, providerId: string): string => `${publicUrl}/auth/sso/callback/${providerId}`

/** The organisation's own sign-in, without its secret. `callbackUrl` is the same before and after it is saved. */
export const readSso = async (call: Call, publicUrl: string) => {
  const { organizationId } = call.actor as PersonActor
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  const kept = await findKept(call, organization.id)
  return {
    domains: organization.domains,
    callbackUrl: callbackUrl(publicUrl, organization.id),
    server: kept
      ? {
          issuer: kept.issuer,
          clientId: (JSON.parse(kept.oidcConfig) as Config).clientId,
          domain: kept.domain,
          enabled: kept.enabled,
        }
      : null,
  }
}

const refuseTaken = (): never => refuse('conflict', 'DOMAIN_TAKEN', { field: 'domain' })
refuseOnConstraint('auth_sso_provider_domain_unique', refuseTaken)

/**
 * Keeps how the organisation's own sign-in server is reached. One server per organisation; its domain is one that the
 * organisation has proven. Whoever is signed in through it stays so. Refuses with `DOMAIN_UNVERIFIED`, `DOMAIN_TAKEN`
 * and, where no secret was ever given, `INPUT_SHAPE`.
 */
export const saveSso = async (call: Call, key: Uint8Array, input: SsoInput, server: SsoServer): Promise<void> => {
  const { organizationId } = call.actor as PersonActor
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  const { issuer, clientId, clientSecret, domain, enabled } = input
  if (!organization.domains.includes(domain))
    refuse('invalid', 'DOMAIN_UNVERIFIED', { field: 'domain', params: { domain } })
  const kept = await findKept(call, organization.id)
  const secret = clientSecret
    ? seal(key, clientSecret, organization.id)
    : // A secret that was given for one server must not be sent to another.
      (kept?.issuer === issuer && (JSON.parse(kept.oidcConfig) as Config).clientSecret) ||
      refuse('invalid', 'INPUT_SHAPE', { field: 'clientSecret' })
  const config = { ...server, clientId, clientSecret: secret, pkce: true, scopes: ['openid', 'email', 'profile'] }
  await sql`
    insert into auth_sso_provider (id, issuer, "oidcConfig", "providerId", "organizationId", domain, "domainVerified", enabled, "changedAt")
    values (${newId(call.now)}, ${issuer}, ${JSON.stringify(config)}, ${organization.id}::text, ${organization.id}::uuid, ${domain}, true,
      ${enabled}, ${call.now})
    on conflict ("organizationId") do update set issuer = excluded.issuer, "oidcConfig" = excluded."oidcConfig", domain = excluded.domain,
      "domainVerified" = true, enabled = excluded.enabled, "changedAt" = excluded."changedAt"
  `.execute(call.em.getKysely())
  happened(organization, 'organization.signInChanged', { issuer, domain, enabled })
}

/** Switches it off, and forgets it. */
export const removeSso = async (call: Call): Promise<void> => {
  const { organizationId } = call.actor as PersonActor
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  const { rows } = await sql`
    delete from auth_sso_provider where "organizationId" = ${organization.id} returning id
  `.execute(call.em.getKysely())
  if (rows.length === 0) refuseAbsent()
  happened(organization, 'organization.signInChanged', { issuer: '', domain: '', enabled: false })
}

/** The sign-in that addresses of a domain are led to. Says nothing about whether anybody has the address. */
export const findProviderOf = async (call: Call, email: string): Promise<string | undefined> => {
  const { rows } = await sql<{ providerId: string }>`
    select s."providerId" from auth_sso_provider s join organization o on o.id = s."organizationId"
    where s.domain = ${email.toLowerCase().split('@').at(-1) ?? ''} and s.enabled and s.domain = any(o.domains) and o.status = 'active'
  `.execute(call.em.getKysely())
  return rows[0]?.providerId
}
